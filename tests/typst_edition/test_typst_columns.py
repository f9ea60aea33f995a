"""Columns end evenly, on as many pages as they take, and the running head says what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.sheets import FOOT, boxes, overlaps
from typst_edition.columns import heights
from typst_edition.compile import Position
from typst_edition.fit import Room

if TYPE_CHECKING:
    from typst_edition.conftest import Root

PAGE = Room(487.0, 700.0, top=60.0, middle=300.0)
CONF = 'typst_edition_defaults = {"in_columns": ["pair"]}\n'


def _entry(name: str, lines: int) -> str:
    told = "\n".join(f"   - line {number} of it" for number in range(lines))
    return f".. container:: pair\n\n   .. rubric:: {name} ({lines})\n      :heading-level: 3\n\n{told}\n"


def _index(title: str, lines: int) -> str:
    entries = "\n".join(_entry(f"{title}{number}", lines) for number in range(8))
    return f"{title}\n{'-' * len(title)}\n\nText.\n\n{entries}\n"


@pytest.mark.parametrize("lines", [3, 9, 30])
def test_columns_end_evenly(root: Root, lines: int) -> None:
    parts = "\n".join(_index(title, lines + more) for more, title in enumerate(("Alpha", "Beta", "Gamma")))
    pdf = root.write({"index.rst": f"Home\n====\n\n{parts}"}, CONF).build(strict=True).pdf
    assert [list(overlaps(sheet)) for sheet in pdf.sheets if list(overlaps(sheet))] == []
    texts = [box for box in boxes(pdf.sheets[-1]) if box[1] > FOOT]
    ends = [min(box[1] for box in texts if (box[0] > PAGE.middle) == second) for second in (False, True)]
    assert abs(ends[0] - ends[1]) < 100
    assert pdf.text.count("line 2 of it") == 3 * 8
    assert pdf.complaints() == []


def test_the_running_head_names_the_entries_of_the_page(root: Root) -> None:
    pdf = root.write({"index.rst": f"Home\n====\n\n{_index('Alpha', 30)}"}, CONF).build(strict=True).pdf
    heads = [page.replace("\n", " ")[:40] for page in pdf.pages()[2:]]
    assert "Alpha: Alpha0 – Alpha3" in heads[0]
    assert "Alpha: Alpha3 – Alpha7" in heads[1]


def _at(start: tuple[int, float], end: tuple[int, float, float], name: str = "0") -> dict[str, Position]:
    return {
        f"columns:{name}:start": Position(start[0], 60.0, start[1]),
        f"columns:{name}:end": Position(*end),
    }


def test_the_height_follows_from_where_columns_stand() -> None:
    # Half of 500 and some room; of the second page, half of the 700 and 100 that stand there.
    (short,) = heights(_at((1, 160.0), (1, 60.0, 660.0)), 1, {}, PAGE, settle=False).values()
    (long,) = heights(_at((1, 160.0), (2, 400.0, 160.0)), 1, {}, PAGE, settle=False).values()
    assert 250 < short < 300
    assert 600 + 400 < long < 600 + 450


def test_even_columns_keep_their_height_and_overflowing_ones_get_more() -> None:
    even = heights(_at((1, 160.0), (1, 400.0, 400.0)), 1, {"0": 270.0}, PAGE, settle=False)
    assert even == {"0": 270.0}
    for settle in (False, True):
        (more,) = heights(_at((1, 160.0), (1, 400.0, 430.0)), 1, {"0": 270.0}, PAGE, settle=settle).values()
        assert more > 270.0


def test_columns_take_no_page_that_they_only_just_reach() -> None:
    # Of 600 on the first page they need 590.
    at = _at((1, 160.0), (1, 400.0, 740.0))
    assert heights(at, 1, {}, PAGE, settle=False) == {"0": 599.0}
    # So if those above have moved them down since.
    at = _at((1, 160.0), (1, 400.0, 650.0))
    assert heights(at, 1, {"0": 610.0}, PAGE, settle=True)["0"] < 600.0


def test_the_running_head_names_a_section_that_begins_at_the_top_below_columns(root: Root) -> None:
    titles = [f"Part{number:02}" for number in range(20)]
    parts = "\n".join(_index(title, 2 + number % 9) for number, title in enumerate(titles))
    pdf = root.write({"index.rst": f"Home\n====\n\n{parts}"}, CONF).build(strict=True).pdf
    pages = [page.split("\n") for page in pdf.pages()[2:]]
    begun = [(lines[0], lines[1].strip()) for lines in pages if lines[1].strip() in titles]
    assert begun
    assert [title for head, title in begun if title not in head] == []
