"""The page of the data: every table with its files, and the codebook of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from progress_matrix.api import Page, Row, View, paragraph, table

from .downloads import address, links
from .edition import edition_of, publishes
from .names import FOLDER, PACKAGE, WORKBOOK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from progress_matrix.api import Column, Table


def view(page: Page) -> list[nodes.Node]:
    """List the tables, then what each of their columns holds."""
    every = edition_of(page.builder, page.tracker, page.words).tables
    return [*_whole(page), _tables(page, every), _columns(page, every)]


def _whole(page: Page) -> list[nodes.Node]:
    if not publishes(page.builder):
        return []
    words = page.words
    made = paragraph(words("All tables together:"), classes=["downloads"])
    for label, name in ((words("one workbook (XLSX)"), WORKBOOK), (words("data package (JSON)"), PACKAGE)):
        uri = address(page, f"{FOLDER}/{name}")
        made += [nodes.Text(" "), nodes.reference("", label, refuri=uri, internal=True)]
    return [made]


def _tables(page: Page, every: Sequence[Table]) -> nodes.table:
    words = page.words
    head: Row = [words("Table"), words("Contents"), words("Rows"), words("Files")]
    files_shown = publishes(page.builder)
    body: list[Row] = [
        [
            nodes.literal("", one.stem),
            one.title,
            str(len(one.rows)),
            *([nodes.inline("", "", *links(page, one.stem))] if files_shown else []),
        ]
        for one in every
    ]
    widths = [6, 8, 2, 4]
    size = len(widths) if files_shown else len(widths) - 1
    return table(words("The tables"), head[:size], body, widths=widths[:size], classes=["data-tables"])


def _columns(page: Page, every: Sequence[Table]) -> nodes.table:
    """Give each column once, with the tables that have it."""
    words = page.words
    holders: dict[tuple[str, str], list[str]] = {}
    columns: dict[tuple[str, str], Column] = {}
    for one in every:
        for column in one.columns:
            key = (column.name, column.description)
            columns.setdefault(key, column)
            holders.setdefault(key, []).append(one.stem)
    body: list[Row] = [
        [
            nodes.literal("", name),
            description,
            "list" if column.separator else column.type,
            nodes.literal("", ", ".join(column.enum)) if column.enum else "",
            ", ".join(holders[name, description]),
        ]
        for (name, description), column in sorted(columns.items())
    ]
    head = [words("Column"), words("Meaning"), words("Type"), words("Codes allowed"), words("Tables")]
    return table(words("The columns"), head, body, widths=[4, 6, 2, 5, 6], classes=["codebook"])


VIEW = View("data", lambda page, options, level: view(page))
