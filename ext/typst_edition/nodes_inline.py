"""Visitors of what stands in a line: text, code, links, and the notes they refer to."""

from __future__ import annotations

from docutils import nodes

from typst_edition import escape
from typst_edition.diagnostics import Subtype, warn
from typst_edition.facts import NOTHING, EditionFact
from typst_edition.layout import ancestors, beside, of_kind
from typst_edition.links import OWN_LABEL, Destination
from typst_edition.writer import Writer


class InlineVisitors(Writer):
    """Text, code, links, footnotes and citations, invisible inline nodes."""

    def visit_literal(self, node: nodes.literal) -> None:
        """Write code, or a name in the text, in the fixed-width face."""
        self.anchor(node)
        self.flush()
        if all(isinstance(child, nodes.Text) for child in node.children):
            self.write(f"#raw({escape.string(node.astext())});")
        else:
            self.children(node, "#code-text[", "]")

    def visit_inline(self, node: nodes.inline) -> None:
        """Write inline text; it has no form of its own."""
        self.anchor(node)
        if not node.non_default_attributes() and node.astext() == "None":
            # What sphinx-needs prints for an empty list of links.
            self.text("–")
        else:
            self.children(node)

    def visit_EditionFact(self, node: EditionFact) -> None:  # noqa: N802 - named after the node
        """Write a fact of the edition."""
        self.text(self.draft.edition.fact(node["fact"]) or NOTHING)

    # -- links

    def visit_reference(self, node: nodes.Element) -> None:
        """Write a link; one that leads out of the edition as text, with its address if known."""
        self.anchor(node)
        self.flush()
        destination = self.draft.links.of_reference(node, self.docname)
        start = self._link_start(destination, node)
        self.write(start)
        text = node.astext()
        missing = text.strip() in {"", "None"} and not any(True for _ in node.findall(nodes.image))
        if missing:
            # Some extensions print the missing title of a missing page.
            self.text(destination.item or node.get("refid") or text)
        else:
            self.children(node)
            if destination.item not in text:
                self.write(escape.with_ids(f" ({destination.item})", self.draft.links.items))
        self.write("]" if start else "")
        if not missing:
            self.write(self._page_reference(destination, node))

    def _page_reference(self, destination: Destination, node: nodes.Element) -> str:
        """Give the reference to the page of *destination*, if one is wanted where *node* stands.

        An item's parts stand where it does: a block of text names its page once.
        """
        place = destination.place
        if destination.way in {"", "outside"} or self.in_heading or self.header_of:
            return ""
        edition, targets, label = "", self.draft.links.targets, place
        if destination.way == "beside":
            edition, _, name = place.partition("#")
            targets = self.draft.links.companions[edition]
            label = targets.names[name] or ""
        # The text calls a source as the bibliography does, which needs no page to be found in.
        is_entry = targets.entries.get(label) == node.astext().strip("[]")
        if is_entry or not self._wants_page(node, destination):
            return ""
        block = next(one for one in ancestors(node) if not isinstance(one, (nodes.Inline, nodes.reference)))
        told = self.told.setdefault(id(block), set())
        item = _item_at(place)
        if item in told:
            return ""
        # Of several parts, the page is that of the first.
        self.first_part = label = self.first_part or label
        if self._goes_on(node, item):
            return ""
        self.first_part = ""
        told.add(item)
        self.draft.pages.setdefault(edition, set()).add(label)
        self.marks += f" ({escape.NON_BREAKING * (len(edition) + 6)})"
        # Inside a cell, the list of its colours is not empty.
        options = ", in-table: true" if self.inks else ""
        return f"#page-of({escape.exact_string(edition)}, {escape.exact_string(label)}{options});"

    def _goes_on(self, node: nodes.Element, item: str) -> bool:
        """Say whether a comma and the number of another part of *item* follow: the page stands after it."""
        comma, link = beside(node, 1), beside(node, 2)
        if not isinstance(link, nodes.reference) or not link.astext()[:1].isdigit():
            return False
        follows = isinstance(comma, nodes.Text) and comma.astext() == ", "
        return follows and _item_at(self.draft.links.of_reference(link, self.docname).place) == item

    def _wants_page(self, node: nodes.Element, destination: Destination) -> bool:
        """Say whether a page is wanted after the link *node*, which leads to *destination*.

        What a table's own class asks for, or the whole text, concerns the row headers alone:
        elsewhere there is no room.  Of the item that it stands in, it need not tell the page.
        """
        edition = self.draft.edition
        label = destination.place if destination.way == "inside" else ""
        for one in (node, *ancestors(node)):
            names = set(one["classes"])
            own = isinstance(one, nodes.container) and one.get(OWN_LABEL) == label
            if own or not names.isdisjoint(edition.without_pages):
                return False
            if not names.isdisjoint(edition.page_references):
                return True
            if isinstance(one, nodes.entry) and not self.in_row_header:
                return False
        return "*" in edition.page_references

    def _link_start(self, destination: Destination, node: nodes.Element) -> str:
        """Give the start of a link to *destination*."""
        if destination.lost:
            warn(Subtype.LOST_TARGET, f"link to a place that does not exist: {node.astext()!r}", node)
        if self.in_heading:
            # The contents link each heading to its page; a link in a link is none.
            return ""
        if destination.way == "inside":
            self.draft.used.setdefault(destination.place, (self.docname, node.line))
        place = escape.exact_string(destination.place)
        return f"#{destination.way}({place}{self._options()})[" if destination.way else ""

    def _options(self) -> str:
        """Give the arguments of a link in a header row, or on a colour of its own.

        In a header row it is live on its first page only: the repetitions are artifacts
        to PDF/UA, and may hold no links.
        """
        start = f", table-start: {escape.exact_string(self.header_of)}" if self.header_of else ""
        ink = self.inks[-1] if self.inks else ""
        return start + (f", ink: rgb({escape.string(ink)})" if ink else "")

    # -- notes: at the foot of the page, where they are first referred to, or of each such page

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write the footnote where it is first referred to, and its number where it is again."""
        self.flush()
        refid = node["refid"]
        note = self.footnotes.get(refid)
        label = f"{self.docname}#footnote:{refid}"
        if note is None:
            self.text(f"[{node.astext()}]")
            return
        each_page = "each-page" in note["classes"] and not self.header_of
        if label in self.draft.written and not each_page:
            self.write(f"#footnote(label({escape.exact_string(label)}));")
            return
        source = self.inner(note, _content(note))
        if each_page and self.in_columns:
            self.entry_note = source
        elif each_page:
            self.write(f"#page-note({escape.exact_string(note.astext())})[{source}]")
        elif self.header_of:
            # A header row is printed on each page; so its note gets no label.
            self.write(f"#header-note({escape.exact_string(self.header_of)})[{source}]")
        else:
            self.write(f"#footnote[{source}]")
            if self.references[refid] > 1:
                self.draft.written.add(label)
                self.write(f"#label({escape.exact_string(label)});")

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Write a footnote here only if nothing refers to it: its text must not be lost."""
        if not any(self.references[id_] for id_ in node["ids"]):
            self.visit_citation(node)

    def visit_citation(self, node: nodes.Element) -> None:
        """Write an entry of a bibliography, its label first."""
        label = next(of_kind(node, nodes.label), None)
        self.start_block(node)
        head = f"[{self.inner(label)}]" if label is not None else "none"
        source = self.inner(node, _content(node))
        self.write(f"#entry({head})[{source}]\n")

    def visit_raw(self, node: nodes.raw) -> None:
        """Leave out what is meant for other formats; warn of Typst, which is never taken as markup."""
        if "typst" in node.get("format", "").split():
            warn(Subtype.RAW_TYPST, "raw Typst is left out: text reaches Typst as text only", node)


def _item_at(place: str) -> str:
    """Give the id at the end of a *place*; of a part of an item, the item's."""
    return place.rpartition("#")[2].partition(".")[0]


def _content(note: nodes.Element) -> list[nodes.Element]:
    return [part for part in of_kind(note, nodes.Element) if not isinstance(part, nodes.label)]
