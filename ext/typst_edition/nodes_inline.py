"""Visitors of what stands in a line: text, emphasis, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from typst_edition import escape, ids
from typst_edition.diagnostics import Subtype, warn
from typst_edition.facts import NOTHING, EditionFact, facts
from typst_edition.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Collection

    from typst_edition.links import Destination


class InlineVisitors(Writer):
    """Text, emphasis, code, links and invisible inline nodes."""

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 - named after the node
        """Write text."""
        self.text(node.astext())

    def depart_Text(self, _node: nodes.Text) -> None:  # noqa: N802 - named after the node
        """Nothing is open."""

    def _call(self, node: nodes.Element, function: str) -> None:
        self.anchor(node)
        self.write(f"#{function}[")

    def visit_emphasis(self, node: nodes.Element) -> None:
        """Write emphasised text."""
        self._call(node, "emph")

    def visit_strong(self, node: nodes.Element) -> None:
        """Write strong text."""
        self._call(node, "strong")

    def visit_subscript(self, node: nodes.Element) -> None:
        """Write text below the line."""
        self._call(node, "sub")

    def visit_superscript(self, node: nodes.Element) -> None:
        """Write text above the line."""
        self._call(node, "super")

    def depart_emphasis(self, node: nodes.Element) -> None:
        """Close the text."""
        self.write("]")

    visit_title_reference = visit_literal_emphasis = visit_manpage = visit_emphasis
    depart_title_reference = depart_literal_emphasis = depart_manpage = depart_emphasis
    visit_literal_strong = visit_strong
    depart_strong = depart_literal_strong = depart_subscript = depart_superscript = depart_emphasis

    def visit_literal(self, node: nodes.literal) -> None:
        """Write code, or a name in the text, in the fixed-width face."""
        self.anchor(node)
        self.flush()
        if all(isinstance(child, nodes.Text) for child in node.children):
            self.write(f"#raw({escape.string(node.astext())});")
            raise nodes.SkipNode
        self.write("#code-text[")

    def depart_literal(self, _node: nodes.literal) -> None:
        """Close the text."""
        self.write("]")

    def visit_inline(self, node: nodes.inline) -> None:
        """Write inline text; it has no form of its own."""
        self.anchor(node)
        if not node.non_default_attributes() and node.astext() == "None":
            # What sphinx-needs prints for an empty list of links.
            self.text("–")
            raise nodes.SkipNode

    def depart_inline(self, _node: nodes.inline) -> None:
        """Nothing is open."""

    def visit_EditionFact(self, node: EditionFact) -> None:  # noqa: N802 - named after the node
        """Write a fact of the edition."""
        told = facts(self.state.edition, self.config)[node["fact"]]
        self.text(told or NOTHING)
        raise nodes.SkipNode

    # -- links

    def visit_reference(self, node: nodes.Element) -> None:
        """Write a link; one that leads out of the edition as text, with its address if known."""
        self.anchor(node)
        self.flush()
        destination = self.state.links.of_reference(node, self.docname)
        self.write(self.link_start(destination, node))
        text = node.astext()
        has_image = any(True for _ in node.findall(nodes.image))
        if not has_image and text.strip() in {"", "None"}:
            # Some extensions print the missing title of a missing page.
            self.text(destination.item or node.get("refid") or text)
            self.write(self.link_end(destination, shown=True))
            raise nodes.SkipNode

    def depart_reference(self, node: nodes.Element) -> None:
        """Close the link."""
        destination = self.state.links.of_reference(node, self.docname)
        item = destination.item
        text = node.astext()
        self.write(self.link_end(destination, shown=item is None or item in text))
        if reference := self._page_reference(destination, node):
            title = self.state.titles.get(text)
            if title:
                self.due = (f" {title}", reference)
            else:
                self.write(reference)

    def _page_reference(self, destination: Destination, node: nodes.Element) -> str:
        """Give the reference to the page of *destination*, if one is wanted where *node* stands.

        An item's parts stand where it does: a block of text names its page once.
        """
        wanted = self.state.edition.page_references
        if self.in_heading or self.header_of or not self._is_within(node, wanted):
            return ""
        # Inside a cell, the list of its colours is not empty.
        options = ", in-table: true" if self.inks else ""
        if destination.label:
            what = destination.label.partition("#")[2]
            self.state.located.add(destination.label)
            reference = f"#page-here({escape.exact_string(destination.label)}{options});"
        elif destination.beside:
            edition, what = destination.beside
            label = self.state.links.companions[edition].label(what)
            assert label
            self.state.pages.setdefault(edition, set()).add(label)
            reference = (
                f"#page-beside({escape.exact_string(edition)}, {escape.exact_string(label)}{options});"
            )
        else:
            return ""
        told = self.told.setdefault(id(_block(node)), set())
        item = what.partition(".")[0]
        if item in told or self._goes_on(node, item):
            return ""
        told.add(item)
        return reference

    def _goes_on(self, node: nodes.Element, item: str) -> bool:
        """Say whether a comma and the number of another part of *item* follow: the page stands after it."""
        at = node.parent.index(node)
        match node.parent.children[at + 1 : at + 3]:
            case [nodes.Text() as comma, nodes.reference() as link] if (
                comma.astext() == ", " and link.astext()[:1].isdigit()
            ):
                destination = self.state.links.of_reference(link, self.docname)
                place = destination.beside[1] if destination.beside else (destination.label or "")
                return place.rpartition("#")[2].partition(".")[0] == item
        return False

    def _is_within(self, node: nodes.Node | None, classes: Collection[str]) -> bool:
        """Say whether *node* or an element around it has one of the *classes*.

        What a table's own class asks for concerns the row headers alone: elsewhere there is
        no room.
        """
        while isinstance(node, nodes.Element):
            if any(name in node["classes"] for name in classes):
                return True
            if isinstance(node, nodes.entry) and not self.in_row_header:
                return False
            node = node.parent
        return False

    visit_number_reference = visit_reference
    depart_number_reference = depart_reference

    def link_start(self, destination: Destination, node: nodes.Element) -> str:
        """Give the start of a link to *destination*."""
        if destination.lost:
            warn(Subtype.LOST_TARGET, f"link to a place that does not exist: {node.astext()!r}", node)
        if self.in_heading:
            # The contents link each heading to its page; a link in a link is none.
            return ""
        start = ""
        if destination.label:
            self.state.used.setdefault(destination.label, (self.docname, node.line))
            start = f"#inside({escape.exact_string(destination.label)}{self._options()})["
        elif destination.beside:
            where = "#".join(destination.beside)
            start = f"#beside({escape.exact_string(where)}{self._options()})["
        elif destination.url:
            start = f"#outside({escape.exact_string(destination.url)}{self._options()})["
        return start

    def _options(self) -> str:
        """Give the arguments of a link in a header row, or on a colour of its own.

        In a header row it is live on its first page only: the repetitions are artifacts
        to PDF/UA, and may hold no links.
        """
        start = f", table-start: {escape.exact_string(self.header_of)}" if self.header_of else ""
        ink = self.inks[-1] if self.inks else ""
        return start + (f", ink: rgb({escape.string(ink)})" if ink else "")

    def link_end(self, destination: Destination, *, shown: bool) -> str:
        """Give the end of a link to *destination*; *shown* says whether its text names the item."""
        hidden = "" if shown or not destination.item else f" ({destination.item})"
        linked = destination.label or destination.url or destination.beside
        if self.in_heading:
            linked = None
        return ids.markup(hidden, self.state.links.items) + ("]" if linked else "")

    def visit_target(self, node: nodes.target) -> None:
        """Mark a place."""
        self.anchor(node)
        if not node.children:
            raise nodes.SkipNode

    def depart_target(self, _node: nodes.target) -> None:
        """Nothing is open."""

    # -- nodes without a form of their own: anchor and children

    def _pass(self, node: nodes.Element) -> None:
        self.anchor(node)

    def _passed(self, node: nodes.Element) -> None:
        """Nothing is open."""

    visit_generated = visit_abbreviation = visit_acronym = visit_problematic = _pass
    depart_generated = depart_abbreviation = depart_acronym = depart_problematic = _passed
    visit_pending_xref = visit_download_reference = visit_compound = _pass
    depart_pending_xref = depart_download_reference = depart_compound = _passed
    visit_glossary = visit_compact_paragraph = visit_hlist = visit_hlistcol = visit_acks = _pass
    depart_glossary = depart_compact_paragraph = depart_hlist = depart_hlistcol = depart_acks = _passed
    visit_versionmodified = visit_legend = visit_label = _pass
    depart_versionmodified = depart_legend = depart_label = _passed

    visit_NeedPart = _pass  # noqa: N815 - named after the node
    depart_NeedPart = _passed  # noqa: N815 - named after the node

    # -- nodes that print nothing

    def _skip(self, node: nodes.Element) -> None:
        self.anchor(node)
        raise nodes.SkipNode

    visit_comment = visit_substitution_definition = visit_index = visit_toctree = visit_meta = _skip
    visit_pending = visit_system_message = visit_tabular_col_spec = visit_highlightlang = _skip
    visit_decoration = visit_docinfo = _skip

    def visit_raw(self, node: nodes.raw) -> None:
        """Leave out what is meant for other formats; warn of Typst, which is never taken as markup."""
        if "typst" in node.get("format", "").split():
            warn(Subtype.RAW_TYPST, "raw Typst is left out: text reaches Typst as text only", node)
        raise nodes.SkipNode


def _block(node: nodes.Element) -> nodes.Element:
    """Give the block of text that the inline *node* stands in."""
    while isinstance(node, (nodes.Inline, nodes.reference)) and node.parent is not None:
        node = node.parent
    return node
