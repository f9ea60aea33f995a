"""HTML of the extension's nodes: table cells, rows, scroll regions, marks, filter controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .nodes import filter_form, scroll_region, table_cell, table_row, term_mark

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class bare_text(nodes.paragraph):  # noqa: N801 - docutils names nodes in lower case
    """The text of a cell, written without any tag."""


def visit_entry(self: HTML5Translator, node: table_cell) -> None:
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
    _flatten(node)
    tag = "th" if in_head or is_stub else "td"
    self.body.append(self.starttag(node, tag, "", **attributes))
    self.context.append(f"</{tag}>\n")


def _flatten(cell: nodes.Element) -> None:
    """Let a cell hold its text itself, without a paragraph and a span that say nothing more.

    A matrix has hundreds of cells: this is a third of its page.
    """
    for kind in (nodes.paragraph, nodes.inline):
        place = cell[0] if len(cell) == 1 and isinstance(cell[0], bare_text) else cell
        if len(place) != 1 or type(place[0]) is not kind or place[0]["ids"]:
            return
        inner = place[0]
        cell["classes"] += [name for name in inner["classes"] if name not in cell["classes"]]
        cell.children = []
        cell += bare_text("", "", *inner.children)


def depart_entry(self: HTML5Translator, node: table_cell) -> None:
    """Close a cell."""
    self.body.append(self.context.pop())


def visit_row(self: HTML5Translator, node: table_row) -> None:
    """Open a row; ``data`` becomes ``data-…`` attributes."""
    data: dict[str, str] = node.get("data", {})
    attributes: dict[str, Any] = {f"data-{name}": value for name, value in data.items()}
    node.column = 0  # type: ignore[attr-defined]  # docutils' own counter of cells
    self.body.append(self.starttag(node, "tr", "", **attributes))


def depart_row(self: HTML5Translator, node: table_row) -> None:
    """Close a row."""
    self.body.append("</tr>\n")


def visit_region(self: HTML5Translator, node: scroll_region) -> None:
    """Open a region that can be focused, so that the arrow keys scroll it."""
    attributes: dict[str, Any] = {"role": "region", "tabindex": "0", "aria-label": node["label"]}
    self.body.append(self.starttag(node, "div", **attributes))


def depart_region(self: HTML5Translator, node: scroll_region) -> None:
    """Close the region."""
    self.body.append("</div>\n")


def visit_mark(self: HTML5Translator, node: term_mark) -> None:
    """Open a mark, which is not read aloud."""
    attributes: dict[str, Any] = {"aria-hidden": "true"}
    self.body.append(self.starttag(node, "span", "", **attributes))


def depart_mark(self: HTML5Translator, node: term_mark) -> None:
    """Close the mark."""
    self.body.append("</span>")


def visit_form(self: HTML5Translator, node: filter_form) -> None:
    """Write the controls."""
    self.body.append(node["html"])
    raise nodes.SkipNode


def _nothing(self: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing."""


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    table_cell: (visit_entry, depart_entry),
    table_row: (visit_row, depart_row),
    scroll_region: (visit_region, depart_region),
    term_mark: (visit_mark, depart_mark),
    filter_form: (visit_form, None),
    # The enclosing cell writes the tags.
    bare_text: (_nothing, _nothing),
}
