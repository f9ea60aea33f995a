"""HTML of table cells and rows: scopes for headers, data attributes for filters."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


def visit_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Open a cell; header cells say whether they head a column or a row."""
    row: Any = node.parent  # docutils counts columns in attributes it does not declare
    in_head = isinstance(row.parent, nodes.thead)
    is_stub = bool(row.parent.parent.stubs[row.column])
    row.column += 1 + node.get("morecols", 0)
    attributes: dict[str, Any] = {}
    if "morerows" in node:
        attributes["rowspan"] = node["morerows"] + 1
    if "morecols" in node:
        attributes["colspan"] = node["morecols"] + 1
    if in_head or is_stub:
        attributes["scope"] = "col" if in_head else "row"
        attributes["classes"] = [name for name, on in (("head", in_head), ("stub", is_stub)) if on]
    tag = "th" if in_head or is_stub else "td"
    self.body.append(self.starttag(node, tag, "", **attributes))
    self.context.append(f"</{tag}>\n")


def depart_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Close a cell."""
    self.body.append(self.context.pop())


def visit_row(self: HTML5Translator, node: nodes.row) -> None:
    """Open a row; ``data`` becomes ``data-…`` attributes."""
    data: dict[str, str] = node.get("data", {})
    attributes: dict[str, Any] = {f"data-{name}": value for name, value in data.items()}
    node.column = 0  # type: ignore[attr-defined]  # docutils' own counter of cells
    self.body.append(self.starttag(node, "tr", "", **attributes))


def depart_row(self: HTML5Translator, node: nodes.row) -> None:
    """Close a row."""
    self.body.append("</tr>\n")
