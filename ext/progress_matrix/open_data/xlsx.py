"""Tables as accessible spreadsheets, the same bytes every time.

Habits after the UK Government Analysis Function's guidance on accessible spreadsheets:
a cover, a list of contents and notes; one table a sheet, marked as a table, headers in
its first row, no merged cells, no blank rows; title and language in the properties.
A table that has a grid (items by periods) opens on it, and so does the workbook of all tables.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from progress_matrix.api import Grid, Status, Table

from .edition import Edition
from .package import WORKBOOK, designations

SHEET_NAME = 31
"""As many characters as the name of a sheet may have."""

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""No zip file can hold an earlier time; it stands where no time is known."""

_PROPERTIES = "docProps/custom.xml"
_NAMES = 48
"""The width of the column of the items' names in a grid, in characters."""

# As on the pages: two hues, and nothing that the words do not say.
_STRONG = {"bg_color": "#1f4e7a", "font_color": "#ffffff"}
_TINT = {"bg_color": "#eaf1f8"}
_OTHER = {"border": 2, "border_color": "#8a4300"}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    Status.REPORTED.code: _STRONG,
    "inferred": {"bg_color": "#d5e3f1"},
    Status.ANNOUNCED.code: _TINT,
    Status.AREA_ONLY.code: _TINT,
    Status.OBSTACLE_ONLY.code: _OTHER,
    Status.OTHER_SOURCE.code: _OTHER,
}


class Workbooks:
    """Writes the workbooks of one edition; what would not change is not made again.

    Each workbook bears a digest of all that it was made from.

    :param folder: where the workbooks of the last build stand.
    """

    def __init__(self, edition: Edition, folder: Path) -> None:
        self.edition = edition
        self.folder = folder
        self.cover, self.notes = cover(edition), notes(edition)
        # Two workbooks hold each table.
        self._of = cache(partial(_digest, edition))

    def single(self, table: Table) -> bytes:
        """Write one table as a workbook that opens on it, or its grid, with its notes behind."""
        columns = [[f"{column.name}: {column.description}"] for column in table.columns]
        prose = [[table.title], *self.cover, *self.notes[1:], *columns]
        digest = self._digest([table], prose)
        if kept := self._kept(f"{table.stem}.xlsx", digest):
            return kept
        book = _Book(self.edition, f"{table.title} – {self.edition.title}", digest, [table])
        if table.grid:
            book.add_grid(self.edition.words("Matrix"), table.grid)
        book.add_table(table)
        book.add_prose(self.edition.words("Notes"), prose)
        return book.content()

    def all_in_one(self, tables: Sequence[Table]) -> bytes:
        """Write tables as one workbook: the matrix, cover, contents, notes, then a sheet a table."""
        digest = self._digest(tables, self.cover, self.notes)
        if kept := self._kept(WORKBOOK, digest):
            return kept
        words, book = self.edition.words, _Book(self.edition, self.edition.title, digest, tables)
        if grid := next((table.grid for table in tables if table.grid), None):
            # The first table with a grid is the matrix of all: what who opens the file looks for.
            book.add_grid(words("Matrix"), grid)
        book.add_prose(words("Cover"), self.cover)
        contents = [[words("Sheet"), words("Table"), words("Rows")]]
        contents += [[book.names[table.stem], table.title, str(len(table.rows))] for table in tables]
        sheet = book.add_prose(words("Contents"), contents)
        for number, name in enumerate(book.names.values(), 1):
            sheet.write_url(number, 0, f"internal:'{name}'!A1", book.link, name)
        book.add_prose(words("Notes"), self.notes)
        for table in tables:
            book.add_table(table)
        return book.content()

    def _digest(self, tables: Sequence[Table], *prose: Lines) -> str:
        edition = self.edition
        stated = (edition.title, edition.version, edition.language, edition.moment, edition.publication)
        # The code is part of what a workbook is made from.
        whole = (*map(self._of, tables), prose, stated, Path(__file__).read_bytes())
        return f"sha256:{hashlib.sha256(repr(whole).encode()).hexdigest()}"

    def _kept(self, name: str, digest: str) -> bytes | None:
        """Give the last build's workbook when it was made from the same."""
        try:
            content = (self.folder / name).read_bytes()
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                same = digest.encode() in archive.read(_PROPERTIES) and archive.testzip() is None
        except (OSError, KeyError, zipfile.BadZipFile):
            return None
        return content if same else None


def _digest(edition: Edition, table: Table) -> str:
    """Digest a table, and where its grid leads to."""
    cells = [cell for row in table.grid.rows for cell in row if cell.item] if table.grid else []
    links = [edition.link(cell.item, cell.period) for cell in cells]
    return hashlib.sha256(repr((table, links)).encode()).hexdigest()


class _Book:
    """A workbook that is being made; texts stay texts, whatever they begin with.

    :param tables: what will be added; the names of other sheets give way to theirs.
    """

    def __init__(self, edition: Edition, title: str, digest: str, tables: Sequence[Table]) -> None:
        self.edition = edition
        self._taken: set[str] = set()
        self.names = {table.stem: self._free(table.stem) for table in tables}
        self._stream = io.BytesIO()
        every_cell = {"valign": "top", "text_wrap": True}
        self._book = Workbook(self._stream, {"in_memory": True, "default_format_properties": every_cell})
        stated = edition.publication
        self._book.set_properties(
            {
                "title": legal(title),
                "author": "; ".join(edition.words(one["title"]) for one in stated.contributors),
                "comments": legal(edition.words(stated.description)),
                "created": max(edition.moment or EARLIEST, EARLIEST).replace(tzinfo=None),
            }
        )
        for name, value in (("Language", edition.language), ("Version", edition.version), ("Digest", digest)):
            self._book.set_custom_property(name, value, "text")
        self._bold = self._book.add_format({"bold": True})
        self.link = self._book.add_format({"font_color": "#1f4e7a", "underline": 1})

    def content(self) -> bytes:
        """Close the workbook and give its bytes."""
        self._book.close()
        return self._stream.getvalue()

    def _free(self, wanted: str) -> str:
        """Give the name of a sheet that a workbook may have and this one has not yet, and take it.

        At most 31 characters, without those that stand in formulas; capitals make no difference.
        """
        allowed = re.sub(r"[\[\]:*?/\\]", "-", wanted).strip("'") or "-"
        name, number = allowed[:SHEET_NAME], 1
        while name.casefold() in self._taken:
            number += 1
            end = f"-{number}"
            name = allowed[: SHEET_NAME - len(end)] + end
        self._taken.add(name.casefold())
        return name

    def add_prose(self, name: str, lines: Lines) -> Worksheet:
        """Add a sheet of text: its first line is the heading, each part of a line in its own column."""
        sheet = self._book.add_worksheet(self._free(name))
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                sheet.write_string(number, column, legal(text), None if number else self._bold)
        for column, texts in enumerate(zip_longest(*lines, fillvalue="")):
            sheet.set_column(column, column, min(max(map(len, texts)), 80) + 2)
        return sheet

    def add_table(self, table: Table) -> None:
        """Add the sheet of a table."""
        sheet = self._book.add_worksheet(self.names[table.stem])
        for column, (header, width) in enumerate(zip(table.header, widths(table), strict=True)):
            sheet.set_column(column, column, width)
            if not table.rows:  # a range without rows is no table to a spreadsheet
                sheet.write_string(0, column, header, self._bold)
        if table.rows:
            heads = [{"header": header, "header_format": self._bold} for header in table.header]
            style = {"columns": heads, "style": "Table Style Light 1", "banded_rows": False}
            sheet.add_table(0, 0, len(table.rows), len(table.header) - 1, style)
        for number, row in enumerate(table.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                elif isinstance(value, int) and abs(value) < EXACT:
                    sheet.write_number(number, column, value)
                elif value is not None and value != "":
                    sheet.write_string(number, column, legal(str(value)))
        _laid_out(sheet)

    def add_grid(self, name: str, grid: Grid) -> None:
        """Add a sheet of items by periods: a word and a colour a cell, a link where there is evidence."""
        sheet = self._book.add_worksheet(self._free(name))
        head = self._book.add_format({"bold": True, "bottom": 1})
        looks = {name: self._book.add_format(look) for name, look in LOOKS.items()}
        plain = self._book.add_format()  # without one, a link would look like a link
        sheet.set_column(0, 0, _NAMES)
        sheet.set_column(1, len(grid.head) - 1, 14)
        for column, text in enumerate(grid.head):
            sheet.write_string(0, column, legal(text), head)
        for number, row in enumerate(grid.rows, 1):
            for column, cell in enumerate(row):
                look, text = looks.get(cell.look, plain), legal(cell.text)
                address = self.edition.link(cell.item, cell.period) if cell.item else ""
                if address:
                    sheet.write_url(number, column, address, look, text)
                else:
                    sheet.write_string(number, column, text, look)
        sheet.autofilter(0, 0, len(grid.rows), len(grid.head) - 1)
        _laid_out(sheet)


def _laid_out(sheet: Worksheet) -> None:
    """Keep the header and the first column in sight, on a screen and on paper."""
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()


Lines = Sequence[Sequence[str]]


def cover(edition: Edition) -> Lines:
    """Tell what the workbook is, of which version, in which language, under which licence."""
    words, stated = edition.words, edition.publication

    def named(one: Mapping[str, str]) -> str:
        return f"{words(one['title'])} {one.get('path', '')}".rstrip()

    lines = [words(stated.title) or edition.title]
    lines += [words(stated.description)] if stated.description else []
    lines.append(words("Data version: {version}", version=edition.version))
    lines.append(words("Language: {language}", language=edition.language))
    lines += [words("Licence: {licence}", licence=named(one)) for one in stated.licences]
    lines += [words("Source: {source}", source=named(one)) for one in stated.sources]
    lines += [words("Made by: {name}", name=words(one["title"])) for one in stated.contributors]
    lines += [stated.homepage] if stated.homepage else []
    return [[line] for line in lines]


def notes(edition: Edition) -> Lines:
    """Tell what a reader of any sheet must know."""
    words = edition.words
    caveat = edition.tracker.settings.caveat
    lines = [words("Notes"), *([words(caveat)] if caveat else []), *designations(edition)]
    lines.append(words("An empty cell means that there is no value; it never stands for zero."))
    lines.append(words("Every text is stored as text: none is a formula, whatever it begins with."))
    lines.append(
        words(
            "A character that a spreadsheet cannot hold is shown as {sign}, and a text that is too long "
            "ends with an ellipsis; the CSV and JSON files hold them in full.",
            sign="\N{REPLACEMENT CHARACTER}",
        )
    )
    return [[line] for line in lines]


LONGEST = 32_767
"""As many characters as a cell of a spreadsheet may hold."""

EXACT = 10**15
"""From here on a spreadsheet would round a whole number: it is written as a text."""

# What XML 1.0 cannot hold at all (https://www.w3.org/TR/xml/#charsets).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEWLINES = re.compile("\r\n?")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CUT = "…"


def legal(text: str) -> str:
    """Give a text as a sheet can hold it.

    A character that XML cannot hold becomes U+FFFD, and a text that is too long is cut
    and ends with an ellipsis; CSV and JSON hold both as they are.
    """
    # Most texts hold nothing that would have to be looked for, and this is the quicker look.
    clean = text if text.isprintable() else _NEWLINES.sub("\n", _ILLEGAL.sub(REPLACEMENT, text))
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + _CUT


def altered(table: Table) -> list[tuple[int, str]]:
    """Give the places (row from 1, column name) whose text a sheet cannot hold in full."""
    return [
        (number, name)
        for number, row in enumerate(table.rows, 1)
        # A row at a time: few have any.
        if _is_altered("".join([value for value in row if isinstance(value, str)]))
        for name, value in zip(table.header, row, strict=True)
        if isinstance(value, str) and _is_altered(value)
    ]


def _is_altered(text: str) -> bool:
    return len(text) > LONGEST or _ILLEGAL.search(text) is not None


def widths(table: Table) -> list[float]:
    """Give a width for each column, in characters: as its longest text, within reason."""
    columns = zip(table.header, *table.rows, strict=True)
    found = (max(len(one) if isinstance(one, str) else 5 for one in column) for column in columns)
    return [min(width, 60) + 2.0 for width in found]
