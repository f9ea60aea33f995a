"""HTML of the extension's nodes: tables, their rows and cells, marks, filter controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .nodes import filter_form, folded, table_cell, table_frame, table_row, term_mark

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class bare_text(nodes.paragraph):  # noqa: N801 - docutils names nodes in lower case
    """The text of a cell, written without any tag."""


# Tables of this class become lists on a narrow screen: each cell says then what its column is.
_LIST = "stacked"
# So many columns have room for their words on a narrow screen.
_NARROW_COLUMNS = 3


def visit_table(self: HTML5Translator, node: table_frame) -> None:
    """Open a table; one that can become a list says what it is, whatever a style sheet makes of it."""
    group: Any = node.next_node(nodes.tgroup)
    if group["cols"] > _NARROW_COLUMNS and group.next_node(nodes.thead) and _LIST not in node["classes"]:
        node["classes"].append(_LIST)
    self.visit_table(node)
    if _LIST in node["classes"]:
        self.body[-1] = self.body[-1].replace("<table", '<table role="table"', 1)


def depart_table(self: HTML5Translator, node: table_frame) -> None:
    """Close the table."""
    self.depart_table(node)


def _labels(group: Any) -> list[str]:
    """Give the short names of the columns of a table that can become a list, else nothing."""
    if _LIST not in group.parent["classes"]:
        return []
    if "labels" not in group:
        cells = group.next_node(nodes.row).children
        lines = [cell.next_node(nodes.paragraph) or cell for cell in cells]
        group["labels"] = [line.astext() for line in lines]
    labels: list[str] = group["labels"]
    return labels


def visit_entry(self: HTML5Translator, node: table_cell) -> None:
    """Open a cell; header cells say whether they head a column or a row."""
    row: Any = node.parent  # docutils counts columns in attributes it does not declare
    in_head = isinstance(row.parent, nodes.thead)
    is_stub = bool(row.parent.parent.stubs[row.column])
    labels = _labels(row.parent.parent)
    attributes: dict[str, Any] = {}
    if labels:
        attributes["role"] = "columnheader" if in_head else "rowheader" if is_stub else "cell"
        if not in_head and not is_stub:
            attributes["data-l"] = labels[row.column]
    row.column += 1 + node.get("morecols", 0)
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
    parts = cell.children
    for kind in (nodes.paragraph, nodes.inline):
        if len(parts) != 1 or type(parts[0]) is not kind or parts[0]["ids"]:
            break
        cell["classes"] += [name for name in parts[0]["classes"] if name not in cell["classes"]]
        parts = parts[0].children
    if parts is not cell.children:
        cell.children = []
        cell += bare_text("", "", *parts)


def depart_entry(self: HTML5Translator, node: table_cell) -> None:
    """Close a cell."""
    self.body.append(self.context.pop())


def visit_row(self: HTML5Translator, node: table_row) -> None:
    """Open a row; ``data`` becomes ``data-…`` attributes, and ``band`` begins a part of the table."""
    data: dict[str, str] = node.get("data", {})
    attributes: dict[str, Any] = {f"data-{name}": value for name, value in data.items()}
    if _labels(node.parent.parent):
        attributes["role"] = "row"
    if "band" in data:
        # Each band of rows is a part of the table, which paper keeps together.
        self.body.append('</tbody>\n<tbody class="band" role="rowgroup">\n')
    node.column = 0  # type: ignore[attr-defined]  # docutils' own counter of cells
    self.body.append(self.starttag(node, "tr", "", **attributes))


def depart_row(self: HTML5Translator, node: table_row) -> None:
    """Close a row."""
    self.body.append("</tr>\n")


def visit_folded(self: HTML5Translator, node: folded) -> None:
    """Open what is shown when asked for."""
    title = self.encode(node["title"])
    self.body.append(f'<details class="more"><summary>{title}</summary>\n')


def depart_folded(self: HTML5Translator, node: folded) -> None:
    """Close it."""
    self.body.append("</details>\n")


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
    table_frame: (visit_table, depart_table),
    table_row: (visit_row, depart_row),
    table_cell: (visit_entry, depart_entry),
    folded: (visit_folded, depart_folded),
    term_mark: (visit_mark, depart_mark),
    filter_form: (visit_form, None),
    # The enclosing cell writes the tags.
    bare_text: (_nothing, _nothing),
}
