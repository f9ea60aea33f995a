"""Visitors of lists of all kinds."""

from __future__ import annotations

from docutils import nodes

from typst_edition import escape
from typst_edition.layout import CARD, STICKY, ancestors, is_short, of_kind
from typst_edition.writer import Writer

_NUMBERING = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


class ListVisitors(Writer):
    """Bullet, numbered, definition, field and option lists."""

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """Write a list with bullets."""
        self._list(node, "bullets()")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Write a numbered list, with its own numerals and first number."""
        numeral = _NUMBERING.get(node.get("enumtype", "arabic"), "1")
        pattern = node.get("prefix", "") + numeral + node.get("suffix", ".")
        start = int(node.get("start", 1))
        self._list(node, f"numbers({start}, {escape.exact_string(pattern)})")

    def _list(self, node: nodes.Element, function: str) -> None:
        self.start_block(node)
        shown = [item for item in of_kind(node, nodes.list_item) if not self.is_left_out(item)]
        items = list(map(self.run_of if self.runs_in(node) else self.inner, shown))
        if items:
            source = f"#{function}{''.join(f'[{item}]' for item in items)}\n"
            self.write(f"#leading[\n{source}]\n" if node.get(STICKY) else source)

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        """Write terms with their definitions."""
        items = [self._definition(item) for item in of_kind(node, nodes.definition_list_item)]
        # A definition of several blocks is set apart from the next one.
        self._terms(node, items, loose=any(len(one) > 1 for one in node.findall(nodes.definition)))

    def _definition(self, item: nodes.definition_list_item) -> tuple[str, str]:
        heads: list[str] = []
        bodies: list[str] = []
        for child in of_kind(item, nodes.Element):
            if isinstance(child, nodes.term):
                heads.append(self.inner(child))
            elif isinstance(child, nodes.classifier):
                heads[-1] += f"#classifier[{self.inner(child)}]"
            else:
                # It begins beside its term, which would else stand alone at the foot of a page; as one
                # paragraph, whose last line does not begin the next page.
                texts = list(of_kind(child, nodes.paragraph))
                plain = len(texts) == len(child) and not child.non_default_attributes()
                parts = texts if plain else [child]
                bodies.append("#linebreak()".join(self.inner(part).strip("\n") for part in parts))
        return "#linebreak()".join(heads), "".join(bodies)

    def visit_field_list(self, node: nodes.field_list) -> None:
        """Write fields as terms, those of a card as one run of text; a few are kept on a page."""
        if any(one.get(CARD) for one in ancestors(node)):
            self._run_in(node)
            return
        start, end = ("\n#kept[", "]\n") if is_short(node) else ("", "")
        self.write(start)
        self._terms(node, [self._pair(field) for field in of_kind(node, nodes.field)])
        self.write(end)

    def _run_in(self, node: nodes.field_list) -> None:
        """Write the facts of a card one after the other: in a list of their own they fill pages."""
        self.start_block(node)
        facts = []
        for field in of_kind(node, nodes.field):
            name, body = of_kind(field, nodes.Element)
            values = [self.inner(text) for text in body.findall(nodes.paragraph)]
            facts.append(f"[#fact[{self.inner(name)}][{'; '.join(values)}]]")
        self.write(f"#facts({', '.join(facts)})\n")

    def visit_option_list(self, node: nodes.option_list) -> None:
        """Write command-line options as terms."""
        self._terms(node, [self._pair(item) for item in of_kind(node, nodes.option_list_item)])

    def _pair(self, item: nodes.Element) -> tuple[str, str]:
        first, *rest = of_kind(item, nodes.Element)
        return self.inner(first), "".join(self.inner(child) for child in rest)

    def _terms(self, node: nodes.Element, pairs: list[tuple[str, str]], *, loose: bool = False) -> None:
        self.start_block(node)
        items = ", ".join(f"terms.item([{head}], [{body}])" for head, body in pairs)
        if items:
            self.write(f"#definitions(loose: {escape.boolean(loose)}, {items})\n")

    def visit_option(self, node: nodes.option) -> None:
        """Set options apart by commas."""
        if node.parent.index(node):
            self.text(", ")
        self.children(node, "#code-text[", "]")

    def visit_option_argument(self, node: nodes.option_argument) -> None:
        """Print the argument after its delimiter."""
        self.text(node.get("delimiter", " "))
        self.children(node, "#emph[", "]")
