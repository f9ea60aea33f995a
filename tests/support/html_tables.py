"""Tables of a page as readers see them, for comparison with the data files."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class HtmlTable:
    """The classes of a table, and the text of its cells, row by row."""

    classes: str
    rows: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[HtmlTable] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(HtmlTable(dict(attrs).get("class") or ""))
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in ("td", "th"):
            self.tables[-1].rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.tables[-1].rows[-1][-1] += data


def tables_of(html: str, kind: str) -> list[list[list[str]]]:
    """Give the body rows of all tables of a class, their cells as single-spaced text."""
    reader = _Reader()
    reader.feed(html)
    return [
        [[" ".join(cell.split()) for cell in row] for row in table.rows[1:]]
        for table in reader.tables
        if kind in table.classes.split()
    ]
