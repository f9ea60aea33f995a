"""Visitors of sections, paragraphs and other blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from typst_edition import escape
from typst_edition.assemble import matches
from typst_edition.layout import CARD
from typst_edition.links import OWN_LABEL
from typst_edition.together import STICKY, is_short
from typst_edition.writer import Writer

if TYPE_CHECKING:
    from sphinx import addnodes

    from typst_edition.needs import NeedCard, NeedFact, NeedFacts

# Only paragraphs among siblings need to be set apart from them.
_ONLY_CHILD_OF = (
    nodes.entry,
    nodes.list_item,
    nodes.definition,
    nodes.field_body,
    nodes.description,
    nodes.footnote,
    nodes.citation,
)
_GRAVE = frozenset({"warning", "caution", "danger", "attention", "error"})


class BlockVisitors(Writer):
    """Sections, paragraphs, quotations, admonitions, needs."""

    # -- sections

    def visit_section(self, node: nodes.section) -> None:
        """Count the depth; the title writes the heading.

        In a leaflet, the identification ends before its first section.
        """
        if self.place.is_front and self.sections and not self.state.edition.cover:
            self.pending += [part[OWN_LABEL] for part in node.findall(nodes.Element) if OWN_LABEL in part]
            raise nodes.SkipNode
        self.sections += 1

    def depart_section(self, _node: nodes.section) -> None:
        """Count the depth."""
        self.sections -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Write a heading with Sphinx's number, or the title of a box."""
        if not isinstance(node.parent, nodes.section):
            self.write(f"#box-title[{self.inner(node)}]\n")
            raise nodes.SkipNode
        level = self._level(self.depth + self.sections)
        if level == 1 and not self.boxes and not self.place.is_front:
            # Without a cover it is a leaflet, whose chapters run on; the first has its page already.
            if self.state.opened and self.state.edition.cover:
                self.write("\n#pagebreak(weak: true)\n")
            self.state.opened = True
        self.flush()
        self.start_block(node)
        label = self._heading_label(node.parent)
        number = "" if self.place.is_front else self._section_number(node.parent)
        first = isinstance(node.parent.parent, nodes.document)
        unlisted = self.state.edition.toc_leave_out
        listed = not matches(self.docname, unlisted) and (first or not matches(f"{self.docname}#", unlisted))
        self.write(f"#section-heading({level}, {label}, listed: {escape.boolean(listed)})[")
        self.write(escape.markup_text(number) if number else "")
        self.in_heading = True
        self.write(f"{self.inner(node)}]\n")
        self.in_heading = False
        raise nodes.SkipNode

    def _level(self, wanted: int) -> int:
        """Give the level *wanted*, or the deepest that skips none."""
        level = max(1, min(wanted, self.state.heading_level + 1))
        self.state.heading_level = level
        return level

    def _heading_label(self, node: nodes.Element) -> str:
        label = None if self.place.title_only else node.get(OWN_LABEL)
        if not label or label in self.state.written:
            return "none"
        self.state.written.add(label)
        return f"label({escape.exact_string(label)})"

    def _section_number(self, section: nodes.Element) -> str:
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        is_first = isinstance(section.parent, nodes.document)
        anchors = ["", *(f"#{id_}" for id_ in section["ids"])] if is_first else []
        for anchor in anchors or [f"#{id_}" for id_ in section["ids"]]:
            if number := numbers.get(anchor):
                return f"{'.'.join(map(str, number))}{self.config.html_secnumber_suffix}"
        return ""

    def visit_subtitle(self, node: nodes.subtitle) -> None:
        """Write a subtitle as a line of its own."""
        self.visit_rubric(node)

    def depart_subtitle(self, node: nodes.subtitle) -> None:
        """Close the line."""
        self.depart_rubric(node)

    def visit_rubric(self, node: nodes.TextElement) -> None:
        """Write a heading that is not in the structure; it stays with what follows.

        One with a ``heading-level`` is in the structure, and gets a bookmark.
        """
        self.start_block(node)
        if node.get("heading-level"):
            level = self._level(self.depth + self.sections + 1)
            self.flush()
            label = self._heading_label(node)
            self.in_heading = True
            self.write(f"#item-heading({level}, {label})[{self.inner(node)}]\n")
            self.in_heading = False
            raise nodes.SkipNode
        self.anchor(node)
        self.write("#rubric[")

    def depart_rubric(self, _node: nodes.TextElement) -> None:
        """Close the rubric."""
        self.write("]\n")

    # -- paragraphs

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Begin a paragraph with a blank line.

        Not with ``#par``: Typst drops, with a mere warning, a block inside one.
        """
        self.anchor(node)
        if node.get(STICKY):
            self.write("\n#leading[")
        if not _is_alone(node):
            self.write("\n")
            self.start_block(node)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """End the paragraph."""
        self.settle()
        if not _is_alone(node):
            self.write("\n\n")
        if node.get(STICKY):
            self.write("]\n")

    def visit_centered(self, node: addnodes.centered) -> None:
        """Write a centred line."""
        self.start_block(node)
        self.anchor(node)
        self.write("#align(center)[#strong[")

    def depart_centered(self, _node: addnodes.centered) -> None:
        """Close the line."""
        self.write("]]\n")

    def visit_transition(self, node: nodes.transition) -> None:
        """Write a rule between paragraphs; none before footnotes, which are printed elsewhere."""
        after = node.parent.children[node.parent.index(node) + 1 :]
        if all(isinstance(child, (nodes.footnote, nodes.comment)) for child in after):
            raise nodes.SkipNode
        self.start_block(node)
        self.write("#transition()\n")
        raise nodes.SkipNode

    # -- quotations and line blocks

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        """Begin a quotation."""
        self.start_block(node)
        self.anchor(node)
        self.write("#quotation[\n")
        self.boxes += 1

    def depart_block_quote(self, _node: nodes.block_quote) -> None:
        """Close the quotation."""
        self.boxes -= 1
        self.write("]\n")

    def visit_attribution(self, node: nodes.attribution) -> None:
        """Write who is quoted."""
        self.start_block(node)
        self.anchor(node)
        self.write("#attribution[")

    def depart_attribution(self, _node: nodes.attribution) -> None:
        """Close the line."""
        self.write("]\n")

    def visit_line_block(self, node: nodes.line_block) -> None:
        """Write lines as they are; an inner block is indented."""
        nested = isinstance(node.parent, nodes.line_block)
        self.start_block(node)
        self.anchor(node)
        parts = []
        for child in node.children:
            if isinstance(child, nodes.line):
                parts.append(f"[{self.inner(child)}]")
            else:
                outer, self.body = self.body, []
                child.walkabout(self)
                parts.append(f"[{''.join(self.body)}]")
                self.body = outer
        self.write(f"#lines(nested: {escape.boolean(nested)}, {', '.join(parts)})\n")
        raise nodes.SkipNode

    # -- boxes

    def visit_admonition(self, node: nodes.Element) -> None:
        """Begin an admonition, with Sphinx's own word as title unless it has one."""
        kind = node.tagname
        titled = isinstance(node.next_node(descend=True), nodes.title)
        title = "" if titled else admonitionlabels.get(kind, "")
        self.start_block(node)
        self.anchor(node)
        self.write(f"#admonition({escape.boolean(kind in _GRAVE)})[\n")
        if title:
            self.write(f"#box-title[{escape.markup_text(str(title))}]\n")
        self.boxes += 1

    def depart_admonition(self, node: nodes.Element) -> None:
        """Close the admonition."""
        self.boxes -= 1
        self.write("]\n")

    visit_note = visit_warning = visit_tip = visit_hint = visit_important = visit_admonition
    visit_caution = visit_danger = visit_attention = visit_error = visit_seealso = visit_admonition
    visit_topic = visit_sidebar = visit_todo_node = visit_admonition
    depart_note = depart_warning = depart_tip = depart_hint = depart_important = depart_admonition
    depart_caution = depart_danger = depart_attention = depart_error = depart_seealso = depart_admonition
    depart_topic = depart_sidebar = depart_todo_node = depart_admonition

    # -- needs

    def visit_container(self, node: nodes.container) -> None:
        """Begin a card, if the container is an item, or columns; others have no form of their own."""
        if self._in_columns(node) and not self._in_columns(_sibling(node, -1)):
            self.start_block(node)
            self.write("#two-columns[\n")
            self.boxes += 1
        self.anchor(node)
        if node.get(CARD):
            self.start_block(node)
            self.write(f"#card(whole: {escape.boolean(is_short(node))})[\n")
            self.boxes += 1

    def depart_container(self, node: nodes.container) -> None:
        """Close the card, and the columns after the last box that they hold."""
        if node.get(CARD):
            self.boxes -= 1
            self.write("]\n")
        if self._in_columns(node) and not self._in_columns(_sibling(node, 1)):
            self.boxes -= 1
            self.write("]\n")

    def _in_columns(self, node: nodes.Node | None) -> bool:
        wanted = self.state.edition.in_columns
        return isinstance(node, nodes.container) and any(name in wanted for name in node["classes"])

    def visit_NeedCard(self, node: NeedCard) -> None:  # noqa: N802 - named after the node
        """Begin a need: its id and title are a heading, so that bookmarks lead to it."""
        level = self._level(self.depth + self.sections + 1 + self._enclosing_cards(node))
        self.flush()
        self.start_block(node)
        label = self._heading_label(node)
        kind, id_, title = (escape.string(str(node[key])) for key in ("kind", "need_id", "title"))
        self.write(f"#need-card({level}, {label}, {kind}, {id_}, {title})[\n")
        self.boxes += 1

    def depart_NeedCard(self, _node: NeedCard) -> None:  # noqa: N802 - named after the node
        """Close the need."""
        self.boxes -= 1
        self.write("]\n")

    @staticmethod
    def _enclosing_cards(node: nodes.Element) -> int:
        count = 0
        parent = node.parent
        while parent is not None:
            count += type(parent) is type(node)
            parent = parent.parent
        return count

    def visit_NeedFacts(self, node: NeedFacts) -> None:  # noqa: N802 - named after the node
        """Write the facts of a need, a line each."""
        self.start_block(node)
        facts = [
            f"[#fact({escape.string(fact['label'])}, none)[{self.inner(fact)}]]" for fact in _facts(node)
        ]
        self.write(f"#need-facts({', '.join(facts)})\n")
        raise nodes.SkipNode


def _sibling(node: nodes.Element, step: int) -> nodes.Node | None:
    position = node.parent.index(node) + step
    return node.parent[position] if 0 <= position < len(node.parent) else None


def _facts(node: NeedFacts) -> list[NeedFact]:
    return list(node.children)  # type: ignore[arg-type]


def _is_alone(node: nodes.paragraph) -> bool:
    parent = node.parent
    if not isinstance(parent, _ONLY_CHILD_OF):
        return False
    return len([c for c in parent.children if not isinstance(c, (nodes.label, nodes.comment))]) == 1
