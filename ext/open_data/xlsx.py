"""Tables as accessible spreadsheets, the same bytes every time.

Habits after the UK Government Analysis Function's guidance on accessible spreadsheets:
a cover, a list of contents and notes; one table a sheet, marked as a table, headers in
its first row, no merged cells, no blank rows; title and language in the properties.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as Range
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from . import sheets
from .names import WORKBOOK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from progress_matrix.api import Table

    from .edition import Edition
    from .notes import Lines, Prose

SHEET_NAME = 31
"""As many characters as the name of a sheet may have."""

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""No zip file can hold an earlier time; it stands where no time is known."""

_PROPERTIES = "docProps/core.xml"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
_END = b"</sheetData>"
_ROW_END = b"</row>"


class Workbooks:
    """Writes the workbooks of one edition; what would not change is not made again.

    Each workbook bears, as its identifier, a digest of all that it was made from.
    """

    def __init__(self, edition: Edition, folder: Path, prose: Prose) -> None:
        """Take the edition, the folder of the last build's workbooks, and the texts around the tables."""
        self.edition = edition
        self.folder = folder
        self.prose = prose
        self._rows: dict[str, bytes] = {}
        self._singles: dict[str, bytes] = {}

    def single(self, table: Table, made_from: Iterable[bytes]) -> bytes:
        """Write one table as a workbook that opens on it, with its notes on a sheet behind.

        :param made_from: the table in another form, to tell whether it changed.
        """
        notes = self.prose.for_table(table)
        digest = self._digest([table.stem.encode(), *made_from], [notes])
        kept = self._kept(f"{table.stem}.xlsx", digest)
        if kept is not None:
            self._singles[table.stem] = kept
        return kept or self._single(table, notes, digest)

    def _single(self, table: Table, notes: Lines, digest: str) -> bytes:
        book = Workbook()
        names = sheet_names([table])
        _headed(book, names[table.stem], table, 1)
        _prose(book, self.edition.words("Notes"), notes)
        return self._bytes(book, f"{table.title} – {self.edition.title}", names, [table], digest)

    def all_in_one(self, tables: Sequence[Table], made_from: Iterable[bytes]) -> bytes:
        """Write all tables as one workbook: cover, contents, notes, then a sheet a table."""
        digest = self._digest(made_from, [self.prose.cover, self.prose.notes])
        return self._kept(WORKBOOK, digest) or self._all_in_one(tables, digest)

    def _all_in_one(self, tables: Sequence[Table], digest: str) -> bytes:
        book, words = Workbook(), self.edition.words
        names = sheet_names(tables)
        _prose(book, words("Cover"), self.prose.cover)
        contents = [[words("Sheet"), words("Table"), words("Rows")]]
        contents += [[names[table.stem], table.title, str(len(table.rows))] for table in tables]
        sheet = _prose(book, words("Contents"), contents)
        for number, table in enumerate(tables, 2):
            sheet.cell(number, 1).hyperlink = f"#'{names[table.stem]}'!A1"
        _prose(book, words("Notes"), self.prose.notes)
        for number, table in enumerate(tables, 1):
            _headed(book, names[table.stem], table, number)
        return self._bytes(book, self.edition.title, names, tables, digest)

    def _digest(self, made_from: Iterable[bytes], texts: Iterable[Lines]) -> str:
        edition = self.edition
        stated = (
            edition.title,
            edition.version,
            edition.language,
            str(edition.moment),
            repr(edition.publication),
        )
        # The code is part of what a workbook is made from.
        code = (Path(__file__).read_bytes(), Path(sheets.__file__).read_bytes())
        whole = hashlib.sha256()
        for part in (*made_from, repr([*texts]).encode(), repr(stated).encode(), *code):
            whole.update(hashlib.sha256(part).digest())
        return f"sha256:{whole.hexdigest()}"

    def _kept(self, name: str, digest: str) -> bytes | None:
        """Give the last build's workbook when it was made from the same."""
        try:
            content = (self.folder / name).read_bytes()
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                same = digest.encode() in archive.read(_PROPERTIES) and archive.testzip() is None
        except (OSError, KeyError, zipfile.BadZipFile):
            return None
        return content if same else None

    def _rows_of(self, table: Table) -> bytes:
        """Give a table's rows, which stand in two workbooks: those of its own one, where that was kept."""
        if table.stem not in self._rows:
            kept = self._singles.get(table.stem)
            self._rows[table.stem] = sheets.rows(table).encode() if kept is None else _held(kept)
        return self._rows[table.stem]

    def _bytes(
        self, book: Workbook, title: str, names: Mapping[str, str], tables: Iterable[Table], digest: str
    ) -> bytes:
        """Save a workbook, put the rows in, and take every trace of the clock out."""
        stream = io.BytesIO()
        book.save(stream)
        when = max(self.edition.moment or EARLIEST, EARLIEST)
        held = {names[table.stem]: table for table in tables}
        by_number = {number: held.get(name) for number, name in enumerate(book.sheetnames, 1)}
        made = io.BytesIO()
        with zipfile.ZipFile(stream) as source, zipfile.ZipFile(made, "w") as target:
            for entry in source.infolist():
                content: str | bytes = source.read(entry)
                sheet = _SHEET.fullmatch(entry.filename)
                table = by_number[int(sheet[1])] if sheet else None
                if table is not None:
                    content = _fill(source.read(entry), table, self._rows_of(table))
                if entry.filename == _PROPERTIES:
                    content = _properties(self.edition, title, when, digest)
                fixed = zipfile.ZipInfo(entry.filename, when.timetuple()[:6])
                fixed.compress_type = zipfile.ZIP_DEFLATED
                fixed.create_system = 3  # the same on every system
                target.writestr(fixed, content)
        return made.getvalue()


def sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """Give each table's stem with a name for its sheet: at most 31 characters, all different."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for table in tables:
        name, number = table.stem[:SHEET_NAME], 1
        while name in taken:
            number += 1
            end = f"-{number}"
            name = table.stem[: SHEET_NAME - len(end)] + end
        taken.add(name)
        made[table.stem] = name
    return made


def _add(book: Workbook, name: str) -> Worksheet:
    first = book.worksheets[0]
    # A new workbook has one empty sheet: it becomes the first of ours.
    if len(book.worksheets) == 1 and first.max_row == 1 and first["A1"].value is None:
        first.title = name
        return first
    made = book.create_sheet(name)
    assert isinstance(made, Worksheet)
    return made


def _text(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False) -> None:
    cell = sheet.cell(row, column, sheets.legal(text))
    cell.data_type = "s"  # never a formula, whatever it begins with
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = Font(bold=True)


def _prose(book: Workbook, name: str, lines: Lines) -> Worksheet:
    """Add a sheet of text: its first line is the heading, each part of a line in its own column."""
    sheet = _add(book, name)
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            _text(sheet, number, column, text, bold=number == 1)
    for column in range(1, max(len(line) for line in lines) + 1):
        longest = max(len(line[column - 1]) for line in lines if len(line) >= column)
        sheet.column_dimensions[get_column_letter(column)].width = min(longest, 80) + 2
    return sheet


def _headed(book: Workbook, name: str, table: Table, number: int) -> None:
    """Add a table's sheet with all but its rows, which are put in afterwards."""
    sheet = _add(book, name)
    for column, (header, width) in enumerate(zip(table.header, sheets.widths(table), strict=True), 1):
        _text(sheet, 1, column, header, bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    if table.rows:  # a range without rows is no table to a spreadsheet
        marked = Range(id=number, displayName=f"Table{number}", ref=_area(table))
        marked.tableColumns = [TableColumn(id=at, name=name) for at, name in enumerate(table.header, 1)]
        marked.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(marked)


def _area(table: Table) -> str:
    return f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _held(book: bytes) -> bytes:
    """Give the rows below the header of a workbook's first sheet."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    _, _, rows = sheet.partition(_END)[0].partition(_ROW_END)
    return rows


def _fill(sheet: bytes, table: Table, rows: bytes) -> bytes:
    sized = _DIMENSION.sub(f'<dimension ref="{_area(table)}"/>'.encode(), sheet, count=1)
    head, end, tail = sized.rpartition(_END)
    return head + rows + end + tail


def _properties(edition: Edition, title: str, when: datetime, digest: str) -> str | bytes:
    stated = edition.publication
    naive = when.replace(tzinfo=None)  # openpyxl writes naive times, as UTC
    properties = DocumentProperties(
        title=sheets.legal(title),
        identifier=digest,
        creator="; ".join(edition.words(one["title"]) for one in stated.contributors),
        description=sheets.legal(stated.description and edition.words(stated.description)),
        language=edition.language,
        version=edition.version,
        created=naive,
        modified=naive,
    )
    # openpyxl's own function: it keeps the prefix that the types of the dates name.
    return tostring(properties.to_tree())
