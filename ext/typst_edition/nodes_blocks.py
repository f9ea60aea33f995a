"""Visitors of sections, paragraphs and other blocks."""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import admonitionlabels

from typst_edition import escape
from typst_edition.assemble import matches
from typst_edition.layout import CARD, STICKY, beside, is_short, of_kind
from typst_edition.links import OWN_LABEL
from typst_edition.writer import Writer

# Only paragraphs among siblings need to be set apart from them.
_NOTES = (nodes.footnote, nodes.citation)
_ONLY_CHILD_OF = (
    nodes.entry,
    nodes.list_item,
    nodes.definition,
    nodes.field_body,
    nodes.description,
    *_NOTES,
)
_GRAVE = frozenset({"warning", "caution", "danger", "attention", "error"})


class BlockVisitors(Writer):
    """Sections, paragraphs, quotations, admonitions, needs."""

    # -- sections

    def visit_section(self, node: nodes.section) -> None:
        """Count the depth; the title writes the heading.

        In a leaflet, the identification ends before its first section.
        """
        if self.place.is_front and self.sections and not self.draft.edition.cover:
            self.skip(node)
            return
        self.sections += 1
        self.children(node)
        self.sections -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Write a heading with Sphinx's number, or the title of a box."""
        if not isinstance(node.parent, nodes.section):
            self.write(f"#box-title[{self.inner(node)}]\n")
            return
        level = self._level(self.place.depth + self.sections)
        # Without a cover it is a leaflet, whose chapters run on.
        if level == 1 and not self.boxes and not self.place.is_front and self.draft.edition.cover:
            self.write("\n#pagebreak(weak: true)\n")
        self.flush()
        self.start_block(node)
        label = self._heading_label(node.parent)
        number = "" if self.place.is_front else self._section_number(node.parent)
        first = isinstance(node.parent.parent, nodes.document)
        unlisted = self.draft.edition.toc_leave_out
        listed = not matches(self.docname, unlisted) and (first or not matches(f"{self.docname}#", unlisted))
        if listed and not self.place.is_front and level <= self.draft.edition.toc_depth:
            self.draft.entries += 1
        text = (escape.markup_text(number) if number else "") + self._heading(node)
        self.write(f"#section-heading({level}, {label}, listed: {escape.boolean(listed)})[{text}]\n")

    def _heading(self, node: nodes.Element) -> str:
        self.in_heading = True
        source = self.inner(node)
        self.in_heading = False
        return source

    def _level(self, wanted: int) -> int:
        """Give the level *wanted*, or the deepest that skips none."""
        level = max(1, min(wanted, self.draft.heading_level + 1))
        self.draft.heading_level = level
        return level

    def _heading_label(self, node: nodes.Element) -> str:
        label = None if self.place.title_only else node.get(OWN_LABEL)
        if not label or label in self.draft.written:
            return "none"
        self.draft.written.add(label)
        return f"label({escape.exact_string(label)})"

    def _section_number(self, section: nodes.Element) -> str:
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        first = [""] if isinstance(section.parent, nodes.document) else []
        for anchor in (*first, *(f"#{id_}" for id_ in section["ids"])):
            if number := numbers.get(anchor):
                return f"{'.'.join(map(str, number))}{self.config.html_secnumber_suffix}"
        return ""

    def visit_rubric(self, node: nodes.TextElement) -> None:
        """Write a heading that is not in the structure; it stays with what follows.

        One with a ``heading-level`` is in the structure, and gets a bookmark.
        """
        if not node.get("heading-level"):
            self.start_block(node)
            self.children(node, "#rubric[", "]\n")
            return
        self.flush()
        label = self._heading_label(node)
        self.start_block(node)
        level = self._level(self.place.depth + self.sections + max(1, self.cards))
        self.write(f"#item-heading({level}, {label})[{self._heading(node)}]\n")
        self._write_entry_note()

    # -- paragraphs

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Write a paragraph between blank lines, in a block that stays with what it leads to.

        Not with ``#par``: Typst drops, with a mere warning, a block inside one.
        """
        boxes = ["leading"] * bool(node.get(STICKY)) + ["ragged"] * ("ragged" in node["classes"])
        self.anchor(node)
        start = "".join(f"#{box}[" for box in boxes)
        self.write(f"\n{start}" if boxes else "")
        if _is_alone(node):
            self.children(node)
        else:
            self.write("\n")
            self.start_block(node)
            self.children(node, end="\n\n")
        self.write("]" * len(boxes) + "\n" if boxes else "")

    def visit_transition(self, node: nodes.transition) -> None:
        """Write a rule between paragraphs; none before footnotes, which are printed elsewhere."""
        after = node.parent.children[node.parent.index(node) + 1 :]
        if not all(isinstance(child, (nodes.footnote, nodes.comment)) for child in after):
            self.start_block(node)
            self.write("#transition()\n")

    def visit_line_block(self, node: nodes.line_block) -> None:
        """Write lines as they are; an inner block is indented."""
        nested = escape.boolean(isinstance(node.parent, nodes.line_block))
        self.start_block(node)
        lines = (
            self.inner(child) if isinstance(child, nodes.line) else self.inner(node, [child])
            for child in node.children
        )
        self.write(f"#lines(nested: {nested}, {', '.join(f'[{line}]' for line in lines)})\n")

    # -- boxes

    def visit_Admonition(self, node: nodes.Element) -> None:  # noqa: N802 - named after the node
        """Write an admonition, with Sphinx's own word as title unless it has one."""
        kind = node.tagname
        titled = isinstance(node.next_node(descend=True), nodes.title)
        title = "" if titled else admonitionlabels.get(kind, "")
        self.start_block(node)
        head = f"#box-title[{escape.markup_text(str(title))}]\n" if title else ""
        start = f"#admonition({escape.boolean(kind in _GRAVE)})[\n{head}"
        self.children(node, start, "]\n", boxed=True)

    visit_topic = visit_sidebar = visit_Admonition

    # -- descriptions of programs' objects

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        """Write the parameters in brackets, with commas."""
        opening, closing = ("[", "]") if node.tagname == "desc_type_parameter_list" else ("(", ")")
        self.text(opening)
        for position, child in enumerate(of_kind(node, nodes.Element)):
            if position:
                self.text(", ")
            self.visit(child)
        self.text(closing)

    visit_desc_type_parameter_list = visit_desc_parameterlist

    # -- needs

    def visit_container(self, node: nodes.container) -> None:
        """Write a card, if the container is an item, or columns; others have no form of their own.

        Columns begin before the first of the boxes that they hold, and end after the last.
        """
        in_columns = self._in_columns(node)
        if in_columns and not self._in_columns(beside(node, -1)):
            self.start_block(node)
            # On a turned page, which has another height, they are as long as they come.
            name = "" if self.in_landscape else str(self.draft.columns)
            self.write(f'#two-columns("{name}")[\n')
            self.draft.columns += not self.in_landscape
            self.boxes += 1
        self.in_columns = self.in_columns or in_columns
        self.anchor(node)
        if node.get(CARD):
            self.start_block(node)
            whole, leads = escape.boolean(is_short(node)), escape.boolean(bool(node.get(STICKY)))
            self.cards += 1
            self.children(node, f"#card(whole: {whole}, leads: {leads})[\n", "]\n", boxed=True)
            self.cards -= 1
        else:
            self.children(node)
        if in_columns:
            self._write_entry_note()
            self.in_columns = False
            if not self._in_columns(beside(node, 1)):
                self.boxes -= 1
                self.write("]\n")

    def _write_entry_note(self) -> None:
        """Write the note of an entry in columns: at the foot of the page, it would change their height."""
        if self.entry_note:
            self.write(f"#entry-note[{self.entry_note}]\n")
            self.entry_note = ""

    def _in_columns(self, node: nodes.Node | None) -> bool:
        wanted = self.draft.edition.in_columns
        return isinstance(node, nodes.container) and any(name in wanted for name in node["classes"])


def _is_alone(node: nodes.paragraph) -> bool:
    beside = [one for one in node.parent.children if not isinstance(one, (nodes.label, nodes.comment))]
    return len(beside) == 1 and isinstance(node.parent, _ONLY_CHILD_OF)
