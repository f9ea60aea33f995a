"""Scroll regions around tables, so that none is cut off on a narrow screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .nodes import blocks, scroll_region

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_regions(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put each table of ours that stands in no region into one (``doctree-resolved``), for HTML only."""
    if app.builder.format == "html":
        for table in [node for node in blocks(doctree) if isinstance(node, nodes.table)]:
            if "matrix-table" in table["classes"]:
                enclose(table)


def enclose(table: nodes.table) -> None:
    """Put a table that stands in no region, and in no cell, into one."""
    if isinstance(table.parent, (scroll_region, nodes.entry)):
        return
    region = scroll_region(classes=["narrow-table"], label=_label(table))
    # Not replace_self, which would copy ids and classes of the table to the region.
    table.parent[table.parent.index(table)] = region
    region += table


def _label(table: nodes.table) -> str:
    """Give a table's caption, else the heading it stands under."""
    if isinstance(table[0], nodes.title):
        return table[0].astext()
    place = table.parent
    while place is not None:
        if isinstance(place, nodes.section):
            return place[0].astext()
        place = place.parent
    return ""
