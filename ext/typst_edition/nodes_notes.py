"""Visitors of footnotes and citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from typst_edition import escape
from typst_edition.writer import Writer

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from typst_edition.assemble import Place
    from typst_edition.writer import EditionState


class NoteVisitors(Writer):
    """Footnotes at the foot of the page, citations as a list."""

    def __init__(self, document: nodes.document, builder: Builder, place: Place, state: EditionState) -> None:
        super().__init__(document, builder, place, state)
        self.footnotes = {id_: note for note in document.findall(nodes.footnote) for id_ in note["ids"]}
        references = [reference["refid"] for reference in document.findall(nodes.footnote_reference)]
        self.referenced = frozenset(references)
        self.repeated = frozenset(refid for refid in references if references.count(refid) > 1)

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write the footnote where it is first referred to, and its number where it is again."""
        self.flush()
        refid = node["refid"]
        note = self.footnotes.get(refid)
        label = f"{self.docname}#footnote:{refid}"
        if note is None:
            self.text(f"[{node.astext()}]")
        elif label in self.state.written:
            self.write(f"#footnote(label({escape.exact_string(label)}));")
        elif self.header_of:
            # A header row is printed on each page; so its note gets no label.
            source = self.inner(note, _content(note))
            start = escape.exact_string(self.header_of)
            self.write(f"#header-note({start})[{source}]")
        else:
            source = self.inner(note, _content(note))
            self.write(f"#footnote[{source}]")
            if refid in self.repeated:
                self.state.written.add(label)
                self.write(f"#label({escape.exact_string(label)});")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Write a footnote here only if nothing refers to it: its text must not be lost."""
        if self.referenced.isdisjoint(node["ids"]):
            self.visit_citation(node)
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.Element) -> None:
        """Write an entry of a bibliography, its label first."""
        label = next((child for child in node.children if isinstance(child, nodes.label)), None)
        self.start_block(node)
        self.anchor(node)
        head = f"[{self.inner(label)}]" if label is not None else "none"
        source = self.inner(node, _content(node))
        self.write(f"#entry({head})[{source}]\n")
        raise nodes.SkipNode


def _content(note: nodes.Element) -> list[nodes.Element]:
    return [c for c in note.children if isinstance(c, nodes.Element) and not isinstance(c, nodes.label)]
