from __future__ import annotations

from datetime import date

import pytest

from progress_matrix.model.matrix import Count
from progress_matrix.model.statuses import OURS, Coverage, Status
from support.models import a_period, a_piece, an_item, matrix

pytestmark = pytest.mark.fast

ITEMS = [
    an_item("I1", series="a"),
    an_item("I2", series="a", independent=False),
    an_item("I3", "G2", series="b"),
    an_item("I4", "G2", series="b", since=date(2030, 1, 1)),
]
MADE = matrix(
    ITEMS,
    [a_period("T1"), a_period("T2", "2019-07/2020-06", coverage=Coverage.PARTIAL)],
    [a_piece("A1", links=["I1", "I2"]), a_piece("A2", period="T2", links=["I3"])],
)


def test_every_item_has_a_cell_in_every_period() -> None:
    assert set(MADE.cells) == {(item.id, period) for item in ITEMS for period in ("T1", "T2")}


def test_the_tally_has_every_status_and_adds_up() -> None:
    tally = MADE.tally("T1", MADE.items)
    assert list(tally) == list(OURS)
    assert {key.code: number for key, number in tally.items() if number} == {
        "not_applicable": 1,
        "reported": 2,
        "no_mention": 1,
    }
    assert sum(tally.values()) == len(ITEMS)


def test_the_denominator_holds_the_cells_that_could_have_been_reported() -> None:
    assert MADE.count(Status.REPORTED, "T1", MADE.items) == Count(2, 3)
    assert MADE.count(Status.REPORTED, "T2", MADE.items) == Count(1, 1)
    assert MADE.count(Status.NO_MENTION, "T1", MADE.select(group="G2")) == Count(1, 1)
    assert str(Count(2, 3)) == "2 of 3"


def test_items_are_chosen_by_group_series_and_independence() -> None:
    assert [item.id for item in MADE.select(group="G1")] == ["I1", "I2"]
    assert [item.id for item in MADE.select(series="b")] == ["I3", "I4"]
    assert [item.id for item in MADE.select(group="G1", independent=True)] == ["I1"]
    assert MADE.count(Status.REPORTED, "T1", MADE.select(independent=True)) == Count(1, 2)
    assert MADE.item("I3") is ITEMS[2]
