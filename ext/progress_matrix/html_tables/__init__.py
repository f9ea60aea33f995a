"""All tables of a page as ``progress_matrix`` writes its own; lists of references as lists.

In HTML, header cells say what they head (``scope``), each cell holds its text itself, and
a wide table becomes a list on a narrow screen.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from progress_matrix.api import table_cell, table_frame, table_row, walk


class reference_entry(nodes.citation):  # noqa: N801 - docutils names nodes in lower case
    """An entry of a bibliography."""

    tagname = "citation"  # docutils writes it as the class


_OURS: dict[type[nodes.Node], type[nodes.Element]] = {
    nodes.table: table_frame,
    nodes.row: table_row,
    nodes.entry: table_cell,
    nodes.citation: reference_entry,
}


def write_alike(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give tables and bibliographies nodes of their own (``doctree-resolved``), for HTML only."""
    if app.builder.format != "html":
        return
    inside = [node for node in walk(doctree, lines=False) if isinstance(node, nodes.Element)]
    for cell in inside:
        if isinstance(cell, nodes.entry) and not {"morecols", "morerows"}.isdisjoint(cell.attributes):
            # Its columns have no names of their own, which a list would have to say.
            cell.parent.parent.parent["labels"] = []
    for old in [node for node in inside if type(node) in _OURS]:
        made = _OURS[type(old)]()
        made.attributes = old.attributes
        made.source, made.line = old.source, old.line
        made += old.children
        old.parent[old.parent.index(old)] = made


def visit_reference(self: HTML5Translator, node: reference_entry) -> None:
    """Open an entry of a bibliography as the item of a list.

    docutils names the list a list, but its entries ``doc-biblioentry``, which ARIA gave
    up; no reader then finds any item in the list.
    """
    HTML5Translator.visit_citation(self, node)
    self.body[-1] = self.body[-1].replace('role="doc-biblioentry"', 'role="listitem"')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("progress_matrix")
    visitors = (visit_reference, HTML5Translator.depart_citation)
    app.add_node(reference_entry, html=visitors, epub=visitors)
    # After the views are filled (800).
    app.connect("doctree-resolved", write_alike, priority=803)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
