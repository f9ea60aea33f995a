"""Nodes that say more in HTML than docutils' own, and how HTML writes them.

Other writers treat them as their base class: Sphinx looks for a visitor along the class hierarchy,
so a writer that knows containers and inline text knows these too.  :func:`walk` goes through any
tree of nodes, :func:`release` gives its memory back.  The ``progress_*`` nodes are placeholders:
views, answers and items to be filled when the model exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.writers.html5 import HTML5Translator


def walk(root: nodes.Node, *, lines: bool = True) -> Iterator[nodes.Node]:
    """Give a node and all below it in the order of the document, at a fraction of findall's cost.

    :param lines: whether what stands inside lines of text is given, too: three quarters of all.
    """
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        # A text has none, and texts are half of all.
        if node.children and (lines or not isinstance(node, nodes.TextElement)):
            waiting += node.children[::-1]


def release(root: nodes.Node) -> None:
    """Part the nodes of a tree that has done its work.

    Each node names its parent and its document, so that only the garbage collector could
    free the tree; and it seldom looks at what has lived as long as a page read at the
    beginning.  A site of 20,000 items kept every page it wrote, four times what it needs.

    Documents and sections lose what is in them as well, because MyST's renderer holds them.
    Other nodes keep it: sphinx-needs holds those of the items, for other pages.
    """
    for node in [*walk(root)]:
        node.parent = None
        node.document = None  # type: ignore[assignment]  # as docutils has it for a node that stands alone
        if isinstance(node, (nodes.document, nodes.section)):
            node.children = []


class folded(nodes.container):  # noqa: N801 - docutils names nodes in lower case
    """What is shown when asked for: in HTML behind its ``title``, elsewhere as it is."""


class table_frame(nodes.table):  # noqa: N801 - docutils names nodes in lower case
    """A table of ours: in HTML it can become a list on a narrow screen."""


class table_row(nodes.row):  # noqa: N801 - docutils names nodes in lower case
    """A row of a table of ours: in HTML its ``data`` become attributes; its cells may be ``shared``."""


@dataclass
class SharedCells:
    """The cells of rows that are alike on several pages, made once and written once as HTML.

    Each row holds their text alone, which is all that other passes over a page look for: the
    indices of a large site hold tens of thousands of rows, most of them four or five times.
    """

    cells: list[nodes.Node]
    html: str = ""

    def __post_init__(self) -> None:
        """Take the text."""
        texts = (node for cell in self.cells for node in walk(cell) if isinstance(node, nodes.Text))
        self.text = " ".join(texts)

    def row(self) -> table_row:
        """Make one of the rows."""
        return table_row("", nodes.Text(self.text), shared=self)

    def written(self, translator: HTML5Translator, row: table_row) -> str:
        """Give the cells as HTML, written when they are first asked for."""
        if not self.html:
            start = len(translator.body)
            for cell in self.cells:
                cell.parent = row
                cell.walkabout(translator)
            self.html = "".join(translator.body[start:])
            del translator.body[start:]
            self.cells = []
        return self.html


class table_cell(nodes.entry):  # noqa: N801 - docutils names nodes in lower case
    """A cell of a table of ours: in HTML a header cell says what it heads."""


class term_mark(nodes.inline):  # noqa: N801 - docutils names nodes in lower case
    """The mark beside a coded term; for the eye only, because the word says the same."""


class filter_form(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The controls of the filters, made for HTML only: ``html`` holds them, escaped."""


class progress_view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A view asked for by a directive: ``view`` is its name; ``options`` and a caption are told with it."""


class progress_query(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A figure, or a fact of a period, asked for by a role: ``role`` names it, ``query`` holds its text."""


class progress_item(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """An item's place: ``refid`` holds its id, the children are its text."""


PLACEHOLDERS = (progress_view, progress_query, progress_item)


class message_only(nodes.comment, addnodes.translatable):  # noqa: N801 - docutils names nodes in lower case
    """A message for the catalogue.  A comment, so that any writer that meets it stays silent."""

    # Sphinx collects messages of nodes with a version id only; theirs is their text.
    uid = ""

    def preserve_original_messages(self) -> None:
        """Keep the message: it never changes."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Change nothing: whoever left the node puts the translation where it belongs."""

    def extract_original_messages(self) -> Sequence[str]:
        """Give the message."""
        return [str(self["message"])]


def message_node(message: str, source: str, line: int) -> message_only:
    """Make the node of a message that stands at a line of a file."""
    made = message_only(message=message)
    made.source, made.line = source, line
    return made


def line_of(pattern: str, lines: Sequence[str], start: int) -> int:
    """Find the line, counted from 1, that begins so, below a line and before an empty one; or that line."""
    below = enumerate(takewhile(str.strip, lines[start:]), start + 1)
    return next((number for number, line in below if re.match(pattern, line)), start)


class bare_text(nodes.paragraph):  # noqa: N801 - docutils names nodes in lower case
    """The text of a cell, written without any tag."""


# Tables of this class become lists on a narrow screen: each cell says then what its column is.
_LIST = "stacked"
# So many columns have room for their words on a narrow screen.
_NARROW_COLUMNS = 3


def visit_table(self: HTML5Translator, node: table_frame) -> None:
    """Open a table; one that can become a list says what it is, whatever a style sheet makes of it."""
    group: Any = node.next_node(nodes.tgroup)
    wide = group["cols"] > _NARROW_COLUMNS and group.next_node(nodes.thead) and "labels" not in group
    if wide and _LIST not in node["classes"]:
        node["classes"].append(_LIST)
    self.visit_table(node)
    if _LIST in node["classes"]:
        self.body[-1] = self.body[-1].replace("<table", '<table role="table"', 1)


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
    if "shared" in node:
        self.body.append(node["shared"].written(self, node))
        raise nodes.SkipChildren


def visit_folded(self: HTML5Translator, node: folded) -> None:
    """Open what is shown when asked for."""
    title = self.encode(node["title"])
    self.body.append(f'<details class="more"><summary>{title}</summary>\n')


def visit_mark(self: HTML5Translator, node: term_mark) -> None:
    """Open a mark, which is not read aloud."""
    attributes: dict[str, Any] = {"aria-hidden": "true"}
    self.body.append(self.starttag(node, "span", "", **attributes))


def _end(tag: str) -> Callable[[HTML5Translator, nodes.Element], None]:
    """Make the visitor that closes a node with a tag."""
    return lambda self, node: self.body.append(tag)


def visit_form(self: HTML5Translator, node: filter_form) -> None:
    """Write the controls."""
    self.body.append(node["html"])
    raise nodes.SkipNode


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    # As a theme may have it.
    table_frame: (visit_table, lambda self, node: self.depart_table(node)),
    table_row: (visit_row, _end("</tr>\n")),
    table_cell: (visit_entry, lambda self, node: self.body.append(self.context.pop())),
    folded: (visit_folded, _end("</details>\n")),
    term_mark: (visit_mark, _end("</span>")),
    filter_form: (visit_form, None),
    # The enclosing cell writes the tags.
    bare_text: (_end(""), _end("")),
}
