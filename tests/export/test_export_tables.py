"""The data files hold what the pages show, in every format alike."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from progress_matrix.model.statuses import OURS
from support.html_tables import tables_of

if TYPE_CHECKING:
    from support.factory import Build

pytestmark = pytest.mark.fast

MAIN = "matrix-proposals-reports"


def read_csv(built: Build, stem: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(built.data(f"{stem}.csv"), newline="")))


def stems(built: Build) -> list[str]:
    return sorted(path.stem for path in (built.outdir / "data").glob("*.csv"))


def test_every_kind_of_item_and_view_has_its_table(built: Build) -> None:
    assert stems(built) == sorted(
        [
            MAIN,
            f"{MAIN}-cyb",
            f"{MAIN}-ops",
            f"{MAIN}-2016",
            f"{MAIN}-2017",
            "matrix-areas-reports",
            "gaps",
            "announcements",
            "evidence-coverage",
            "bases",
            "codebook",
            "codes",
            "items-proposals",
            "items-reports",
            "items-areas",
            "items-passages",
            "items-activities",
            "items-announcements",
            "items-limitations",
            "items-statements",
        ]
    )


def test_the_main_table_begins_with_the_columns_that_others_rely_on(built: Build) -> None:
    header = next(csv.reader(io.StringIO(built.data(f"{MAIN}.csv"), newline="")))
    assert header[:6] == ["proposal", "report", "status", "label", "evidence", "independent"]


@pytest.mark.parametrize(("page", "stem"), [("views", MAIN), ("areas/cyber/index", f"{MAIN}-cyb")])
def test_the_matrix_of_a_page_is_its_csv_cell_for_cell(built: Build, page: str, stem: str) -> None:
    (shown,) = tables_of(built.html(page), "items-periods")
    rows = read_csv(built, stem)
    by_item = {item: list(cells) for item, cells in groupby(rows, key=lambda row: row["proposal"])}
    words = {status.code: (status.label, status.short) for status in OURS}
    titled = [row for row in shown if row[0].split()[-1] in by_item]
    assert len(titled) == len(by_item) > 0
    for row in titled:
        cells = by_item[row[0].split()[-1]]
        assert row[0] == f"{cells[0]['title']} {cells[0]['proposal']}"
        for text, cell in zip(row[-len(cells) :], cells, strict=True):
            assert any(word in text for word in words[cell["status"]])
            assert cell["label"] == words[cell["status"]][0]


def test_the_gaps_of_the_page_are_their_csv_cell_for_cell(built: Build) -> None:
    names = {f"R{number:02}": f"Report {number}" for number in (4, 5)}  # no short name is stated here
    # Gaps in the reports first, then those in what is known of the items.
    real, unknown = tables_of(built.html("views"), "gaps")
    rows = sorted(read_csv(built, "gaps"), key=lambda cell: cell["basis"] == "unidentified")
    labels = {row["basis"]: row["label"] for row in read_csv(built, "bases")}
    assert len(real) > 0
    assert len(real) + len(unknown) == len(rows) > 0
    for row, cell in zip([*real, *unknown], rows, strict=True):
        assert row[0] == f"{cell['title']} {cell['proposal']}"
        # Where nothing is known, the heading says so.
        assert row[1:-2] == ([labels[cell["basis"]]] if row in real else [])
        assert row[-2] == names[cell["report"]]
        assert row[-1].endswith(cell["label"])


def joint_stems(built: Build) -> list[str]:
    """Give the tables of the joint workbook: the matrix of all, but not that of an area or series."""
    return [stem for stem in stems(built) if not stem.startswith(f"{MAIN}-")]


def test_every_workbook_holds_its_csv_and_the_joint_one_every_row(built: Build) -> None:
    joint = openpyxl.load_workbook(built.outdir / "data" / "all-tables.xlsx")
    for stem in stems(built):
        single = openpyxl.load_workbook(built.outdir / "data" / f"{stem}.xlsx")
        expected = list(csv.reader(io.StringIO(built.data(f"{stem}.csv"), newline="")))
        whole = stem in joint_stems(built)
        for book in (single, joint) if whole else (single,):
            read = [[_as_text(value) for value in row] for row in book[stem].iter_rows(values_only=True)]
            assert read == expected
        if not whole:
            rows = [[_as_text(value) for value in row] for row in joint[MAIN].iter_rows(values_only=True)]
            assert [row for row in rows if row in expected] == expected
        assert single.active is not None
        # Items by periods open as the grid that the page shows; the table itself stands behind.
        grid = stem.startswith(MAIN)
        assert single.active.title == ("Matrix" if grid else stem)
        assert single.sheetnames == [*["Matrix"] * grid, stem, "Notes"]


def test_a_matrix_opens_as_the_grid_of_the_page(built: Build) -> None:
    book = openpyxl.load_workbook(built.outdir / "data" / f"{MAIN}.xlsx")
    grid = book["Matrix"]
    cells = read_csv(built, MAIN)
    items = list(dict.fromkeys(cell["proposal"] for cell in cells))
    periods = list(dict.fromkeys(cell["report"] for cell in cells))
    assert (grid.max_row, grid.max_column) == (len(items) + 1, len(periods) + 2)
    assert grid.auto_filter.ref == grid.dimensions
    assert grid.freeze_panes == "B2"
    short = {status.code: status.short for status in OURS}
    for cell in cells:
        place = grid.cell(items.index(cell["proposal"]) + 2, periods.index(cell["report"]) + 3)
        assert str(place.value).removesuffix("\N{NO-BREAK SPACE}†") == short[cell["status"]]
        assert str(place.value).endswith("†") == (cell["by_construction"] == "true")
        assert (place.hyperlink is not None) == bool(cell["evidence"])
        if place.hyperlink:
            page, _, anchor = str(place.hyperlink.target).replace("\\", "/").partition("#")
            anchor = anchor or str(place.hyperlink.location)
            html = (built.outdir / "data" / page).resolve().read_text(encoding="utf-8")
            assert f'id="{anchor}"' in html
    coloured = {place.fill.fgColor.rgb for row in grid.iter_rows(min_row=2, min_col=3) for place in row}
    assert len(coloured) > 2


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_every_json_keeps_to_its_schema_and_holds_its_csv(built: Build) -> None:
    for stem in stems(built):
        read = json.loads(built.data(f"{stem}.json"))
        jsonschema.validate(
            read, json.loads(built.data(f"{stem}.schema.json")), cls=jsonschema.Draft202012Validator
        )
        rows = [{name: _as_text(value) for name, value in row.items()} for row in read["rows"]]
        assert rows == read_csv(built, stem)


def test_an_item_has_its_facts_links_and_lists_in_one_row(built: Build) -> None:
    rows = {row["id"]: row for row in read_csv(built, "items-activities")}
    followed = rows["A05-CYB-001"]
    assert followed["matched"] == "P16-CYB-01"
    assert followed["inferred"] == "P17-OPS-01"
    assert followed["fulfils"] == "F04-OPS-001"
    assert followed["when"] == "2019-10"
    assert followed["page"] == "areas/cyber/r05.html#A05-CYB-001"
    assert followed["inference"].startswith("Act supplied")
    assert rows["A04-CYB-001"]["actors"] == "EU staff; NATO staff"
    assert (built.outdir / rows["A04-CYB-001"]["page"].partition("#")[0]).is_file()


def test_every_value_of_a_closed_list_has_its_words(built: Build) -> None:
    words = {(row["field"], row["code"]): row["label"] for row in read_csv(built, "codes")}
    assert words["basis", "secondary"] == "Secondary source"
    for row in read_csv(built, "items-activities"):
        assert all(("actors", actor) in words for actor in row["actors"].split("; ") if actor)
        assert ("kind", row["kind"]) in words


def test_workbooks_keep_the_habits_of_accessible_spreadsheets(built: Build) -> None:
    book = openpyxl.load_workbook(built.outdir / "data" / "all-tables.xlsx")
    assert book.active is not None
    assert book.active.title == book.sheetnames[0] == "Matrix"
    assert book.sheetnames[1:4] == ["Cover", "Contents", "Notes"]
    assert sorted(book.sheetnames[4:]) == joint_stems(built)
    assert book.properties.title == "Tiny tracker"
    with zipfile.ZipFile(built.outdir / "data" / "all-tables.xlsx") as archive:
        stated = archive.read("docProps/custom.xml").decode()
    assert re.search(r'name="Language"[^/]*<vt:lpwstr>en</vt:lpwstr>', stated)
    for name in book.sheetnames:
        sheet = book[name]
        assert len(name) <= 31
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].value
    for name in joint_stems(built):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert all(cell.value and cell.font.b for cell in sheet[1])
        areas = [table.ref for table in sheet.tables.values()]
        assert areas == ([sheet.dimensions] if sheet.max_row > 1 else [])
        for number, cell in enumerate(sheet[1], 1):
            assert sheet.column_dimensions[get_column_letter(number)].width >= len(str(cell.value))
    links = [row[0].hyperlink for row in book["Contents"].iter_rows(min_row=2)]
    assert len(links) == len(joint_stems(built))
    assert all(link is not None for link in links)


@pytest.mark.parametrize("page", ["views", "areas/cyber/index", "register", "reports/r04"])
def test_the_links_below_a_table_lead_to_files(built: Build, page: str) -> None:
    html = built.html(page)
    found = [part.partition('"')[0] for part in html.split('href="')[1:] if "data/" in part.partition('"')[0]]
    kinds = {Path(link).suffix for link in found}
    assert kinds == {".csv", ".xlsx", ".json"}
    for link in found:
        assert (built.outdir / page).parent.joinpath(link).resolve().is_file(), link


def test_the_data_page_lists_every_table_and_every_column(built: Build) -> None:
    (listed,) = tables_of(built.html("data"), "data-tables")
    assert sorted(row[0] for row in listed) == stems(built)
    assert {row[0]: int(row[2]) for row in listed} == {s: len(read_csv(built, s)) for s in stems(built)}
    (columns,) = tables_of(built.html("data"), "codebook")
    expected = {(row["column"], row["description"]) for row in read_csv(built, "codebook")}
    assert {(row[0], row[1]) for row in columns} == expected
