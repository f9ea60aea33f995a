"""What the PDF editions say of items, cells and counts is what the data files say."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from progress_matrix.model.statuses import OURS, Status
from support.pdfs import letters

if TYPE_CHECKING:
    from paper.conftest import Data, Editions

MARGIN = 56
# The ids of items; those of their parts and of the cells of a matrix are longer.
ID = re.compile(r"[A-Z]\d\d(-[A-Z]{3}-[A-Z]?\d+)?|AREA-[A-Z]{3}")


@pytest.fixture(params=["full", "matrices"])
def printed(request: pytest.FixtureRequest, editions: Editions) -> str:
    """The letters and digits of an edition, in reading order."""
    return letters("".join(getattr(editions, request.param).pages(margin=MARGIN)))


def test_the_items_are_those_of_the_data(editions: Editions, data: Data) -> None:
    assert {name for name in editions.full.names() if ID.fullmatch(name)} == set(data.needs)


def test_each_row_of_the_matrix_reads_across_with_the_statuses_of_the_data(printed: str, data: Data) -> None:
    wrong = []
    rows = [(id_, list(cells)) for id_, cells in groupby(data.cells, lambda cell: cell["proposal"])]
    for id_, cells in rows:
        words = "".join(letters(data.word(OURS[cell["status"]].short)) for cell in cells)
        # Between the title and the first cell: how the subject is known.
        row = rf"{letters(id_ + cells[0]['title'])}\w{{,40}}?{words}"
        if not re.search(row, printed):
            wrong.append(id_)
    assert [len(cells) for _, cells in rows] == [len(data.of_type("report"))] * len(data.of_type("proposal"))
    assert wrong == []


@pytest.mark.parametrize("independent", [False, True])
def test_the_counts_of_each_area_are_those_of_the_data(
    printed: str, data: Data, *, independent: bool
) -> None:
    label = data.word("{status}, subject known independently" if independent else "{status}, all")
    label = label.format(status=data.word(Status.REPORTED.label))
    wrong = []
    areas = data.of_type("area")
    for area in areas:
        counts = []
        for report in data.of_type("report"):
            chosen = [
                cell
                for cell in data.cells
                if (cell["area"], cell["report"]) == (area, report)
                and (cell["independent"] or not independent)
            ]
            value = sum(cell["status"] == Status.REPORTED.value for cell in chosen)
            total = sum(cell["counted"] for cell in chosen)
            counts.append(data.word("{value} of {total}").format(value=value, total=total))
        if letters(label + "".join(counts)) not in printed:
            wrong.append((area, counts))
    assert areas
    assert wrong == []


def test_the_tallies_of_areas_are_those_of_the_data(printed: str, data: Data) -> None:
    wrong = []
    rows = [(id_, list(tallies)) for id_, tallies in groupby(data.tallies, lambda row: row["area"])]
    for area, tallies in rows:
        text = ""
        for _, of_report in groupby(tallies, lambda row: row["report"]):
            listed = list(of_report)
            for row in listed:
                if row["count"] != "0":
                    text += row["count"] + data.word(OURS[row["status"]].short)
            text += data.word("of {total} in the denominator").format(total=listed[0]["denominator"])
        # The id is printed where the area itself is not in the edition.
        title = letters(data.needs[area]["title"])
        if not re.search(f"{title}(?:{letters(area)})?{letters(text)}", printed):
            wrong.append((area, text))
    assert {id_ for id_, _ in rows} == set(data.of_type("area"))
    assert wrong == []
