"""Texts arrive as texts, whatever they look like."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_matrix.collect import Tracker
from progress_matrix.model.matrix import build
from progress_matrix.open_data import xlsx as sheets
from progress_matrix.open_data.edition import Edition
from progress_matrix.open_data.items import Metamodel
from progress_matrix.open_data.pages import script
from progress_matrix.open_data.xlsx import Workbooks
from progress_matrix.settings import Publication, Settings
from progress_matrix.views.tables import Column, Table, Value
from progress_matrix.words import Words
from support.nasty import NASTY

if TYPE_CHECKING:
    from support.factory import Build

pytestmark = pytest.mark.fast


def edition(stated: Publication | None = None) -> Edition:
    settings = Settings(package=stated or Publication())
    empty = Tracker(build([], [], [], []), {}, {}, {}, {}, settings)
    return Edition(empty, Words("en"), Metamodel({}, {}, {}), "2026-01-02", "T", "", str, None)


def workbook(table: Table) -> openpyxl.Workbook:
    one = edition()
    content = Workbooks(one, Path("nowhere")).single(table)
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("title", NASTY)
def test_a_nasty_title_is_the_same_text_in_csv_json_and_xlsx(built: Build, title: str) -> None:
    number = NASTY.index(title)
    wanted = f"A04-CYB-1{number:02}"
    rows = list(csv.DictReader(io.StringIO(built.data("items-activities.csv"), newline="")))
    assert [row["title"] for row in rows if row["id"] == wanted] == [title]
    data = json.loads(built.data("items-activities.json"))["rows"]
    assert [row["title"] for row in data if row["id"] == wanted] == [title]
    for name in ("items-activities.xlsx", "all-tables.xlsx"):
        sheet = openpyxl.load_workbook(built.outdir / "data" / name)["items-activities"]
        cells = [row[1] for row in sheet.iter_rows() if row[0].value == wanted]
        assert [(cell.value, cell.data_type) for cell in cells] == [(title, "s")]


def test_no_cell_of_any_workbook_is_a_formula_or_an_error(built: Build) -> None:
    for path in (built.outdir / "data").glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "b"}


def test_nasty_titles_stay_text_on_the_pages(built: Build) -> None:
    for path in built.outdir.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "<script>alert(1)" not in html
        assert "<b>bold</b>" not in html


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [*NASTY, " x ", "a\nb", "a\r\nb", "\x01", "\ufffe", "", "true", "1"]
)


def held(number: Value) -> Value:
    """Give a whole number as a sheet holds it: as a text, where it would be rounded."""
    assert isinstance(number, int)
    return number if abs(number) < sheets.EXACT else str(number)


@given(st.lists(st.tuples(CELL, st.integers(), st.booleans() | st.none()), max_size=6))
def test_a_sheet_gives_back_every_value(rows: list[tuple[Value, ...]]) -> None:
    columns = tuple(Column(name, name, "x") for name in ("string", "integer", "boolean"))
    read = list(workbook(Table("t", "T", columns, tuple(rows)))["t"].iter_rows(min_row=2))
    expected = [(sheets.legal(str(text)) or None, held(number), truth) for text, number, truth in rows]
    assert [tuple(cell.value for cell in row) for row in read] == expected
    assert all(row[0].data_type == "s" for row in read if row[0].value is not None)


def test_what_a_sheet_cannot_hold_is_marked_and_named() -> None:
    long = "x" * (sheets.LONGEST + 1)
    table = Table("t", "T", (Column("c", "string", "x"),), (("fine",), ("a\x00b\ud800",), (long,)))
    assert sheets.altered(table) == [(2, "c"), (3, "c")]
    cells = [row[0].value for row in workbook(table)["t"].iter_rows(min_row=2)]
    assert cells[:2] == ["fine", "a\ufffdb\ufffd"]
    assert len(str(cells[2])) == sheets.LONGEST
    assert str(cells[2]).endswith("…")


def test_long_names_of_sheets_are_cut_and_stay_apart() -> None:
    columns = (Column("c", "string", "x"),)
    tables = [Table(f"{'a' * 31}-{number}", "T", columns, ()) for number in range(12)]
    content = Workbooks(edition(), Path("nowhere")).all_in_one(tables)
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames[3:]
    assert len(set(names)) == 12
    assert all(len(name) <= 31 for name in names)


def test_json_ld_is_one_script_that_no_parser_can_leave_early(built: Build) -> None:
    html = built.html("index")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    found = json.loads(text)
    assert found["@type"] == "Dataset"
    assert found["version"] == found["dateModified"] == "2026-01-02"
    assert found["temporalCoverage"] == "2017-07-01/2020-06-30"
    for file in found["distribution"]:
        assert (built.outdir / file["contentUrl"]).is_file()
    assert "ld+json" not in built.html("views")


def test_json_ld_escapes_what_could_end_it() -> None:
    name = "</script><b> & \u2028 'q' \"q\""
    made = script(edition(Publication(title=name, description=name)))
    inner = made.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(inner)
    assert json.loads(inner)["name"] == name


def test_the_feed_is_well_formed_and_needs_no_clock(built: Build) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring((built.outdir / "changes.atom").read_bytes())
    assert root.tag == f"{atom}feed"
    for holder in (root, *root.iter(f"{atom}entry")):
        assert (holder.findtext(f"{atom}id") or "").startswith("tag:")
        assert holder.findtext(f"{atom}updated") == "2026-01-02T00:00:00Z"
        assert holder.findtext(f"{atom}title")
    assert 'type="application/atom+xml" href="changes.atom"' in built.html("changes")


@pytest.mark.parametrize(
    ("version", "epoch", "expected"),
    [
        ("2026-01-02", "0", datetime(2026, 1, 2, tzinfo=UTC)),
        ("1.0", "86400", datetime(1970, 1, 2, tzinfo=UTC)),
        ("1.0", "", None),
    ],
)
def test_the_time_is_the_version_or_what_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, version: str, epoch: str, expected: datetime | None
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert replace(edition(), version=version).moment == expected


def test_a_time_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH: 'soon' is not a number"):
        replace(edition(), version="1.0").moment  # noqa: B018 - computed when it is asked for


def test_a_workbook_that_would_not_change_is_taken_as_it_stands() -> None:
    one = edition()
    table = Table("t", "T", (Column("c", "string", "x"),), (("a",),))
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = Workbooks(one, folder).single(table)
        (folder / "t.xlsx").write_bytes(first)
        again = Workbooks(one, folder)
        assert again.single(table) == first
        assert again.single(replace(table, rows=(("b",),))) != first
        (folder / "t.xlsx").write_bytes(first[: len(first) // 2])
        assert again.single(table) == first
