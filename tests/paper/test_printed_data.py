"""What the PDF editions say of items, cells and counts is what the data files say."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from progress_matrix.model.statuses import OURS
from support.pdfs import letters

if TYPE_CHECKING:
    from paper.conftest import Data, Editions


MARGIN = 44
# After a row header: the page of its item, in this edition or in the report.
PAGE = r"(?:\((?:\w+,)?p\.\d+\))?"
MARKS = {status: status.mark for status in OURS}


def _signs(text: str) -> str:
    """Reduce text to what is printed, without spaces: marks matter."""
    return re.sub(r"[\s\u00ad\ufffe]", "", unicodedata.normalize("NFC", text)).replace("’", "'")


@pytest.fixture(params=["report", "matrices"])
def printed(request: pytest.FixtureRequest, editions: Editions) -> str:
    """The signs of an edition, in reading order."""
    return _signs("".join(editions[request.param].pages(margin=MARGIN)))


def test_each_row_of_the_matrix_reads_across_with_the_statuses_of_the_data(printed: str, data: Data) -> None:
    wrong = []
    rows = [(id_, list(cells)) for id_, cells in groupby(data.cells, lambda cell: cell["proposal"])]
    for id_, cells in rows:
        line = "".join(re.escape(_cell(cell, data)) for cell in cells)
        # A hyphen at the end of a line is not told from one that the line's break has put there.
        title = re.escape(_signs(cells[0]["title"])).replace(r"\-", "-?")
        if not re.search(f"{id_}{title}{PAGE}{line}", printed):
            wrong.append(id_)
    assert [len(cells) for _, cells in rows] == [len(data.of_type("report"))] * len(data.of_type("proposal"))
    assert wrong == []


def _cell(cell: dict[str, Any], data: Data) -> str:
    """Give what a cell shows: its mark, and its word where something was found or looked for."""
    status = OURS[str(cell["status"])]
    if not cell["evidence"] and not cell["counted"]:
        return status.mark
    return _signs(status.mark + data.word(status.short) + "†" * bool(cell["by_construction"]))


def test_the_key_of_each_drawing_tells_what_was_inferred(editions: Editions, data: Data) -> None:
    label = data.word(OURS["reported"].label)
    told = _signs(f"{label} †: {data.word('subject inferred from the same report')}")
    # The summary, the register, and a drawing an area.
    drawings = 2 + len(data.of_type("area"))
    assert _signs("".join(editions["report"].pages(margin=MARGIN))).count(told) == drawings


def test_the_counts_of_each_area_are_those_of_the_data(printed: str, data: Data) -> None:
    wrong = []
    rows = [(id_, list(tallies)) for id_, tallies in groupby(data.tallies, lambda row: row["area"])]
    for area, tallies in rows:
        line = ""
        for _, of_report in groupby(tallies, lambda row: row["report"]):
            listed = [(OURS[row["status"]], int(row["count"]), row["denominator"]) for row in of_report]
            found = [(s, n) for s, n, _ in listed if n and (s.counted or s.has_evidence)]
            total = data.word("of {total}").format(total=listed[0][2]) if int(listed[0][2]) else ""
            if found:
                # What is known from elsewhere is not out of the total.
                counted = ",".join(f"{s.mark}{n}" for s, n in found if s.counted) + _signs(total)
                beside = [f"{s.mark}{n}" for s, n in found if not s.counted]
                line += re.escape(",".join([*[counted] * bool(counted), *beside]))
            else:
                order = list(OURS)
                nothing = max((s for s, n, _ in listed if n), key=order.index)
                line += re.escape(nothing.mark)
        title = re.escape(_signs(str(data.needs[area]["title"])))
        # Between the area and its counts: its page, and how many items it has.
        if not re.search(rf"{title}{PAGE},\w+{line}", printed):
            wrong.append((area, line))
    assert {id_ for id_, _ in rows} == set(data.of_type("area"))
    assert wrong == []


def test_the_items_that_the_report_names_are_those_of_the_data(editions: Editions, data: Data) -> None:
    ids = re.compile(r"[A-Z]\d\d(-[A-Z]{3}-[A-Z]?\d+)?|AREA-[A-Z]{3}")
    named = {
        name
        for edition in ("report", "evidence")
        for name in editions[edition].names()
        if ids.fullmatch(name)
    }
    assert named == set(data.needs)
    assert letters("P16-HYB-01") in letters(editions["report"].text)
