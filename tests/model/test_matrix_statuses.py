from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from progress_matrix.model.matrix import Cell, Evidence, Item, Period
from progress_matrix.model.statuses import Coverage, Role, Scope, Status, Strength
from support.models import a_period, a_piece, an_item, matrix

pytestmark = pytest.mark.fast

PARTIAL: dict[str, Any] = {"coverage": Coverage.PARTIAL, "sections": frozenset(), "coded": frozenset()}


def cell(evidence: list[Evidence], item: Item | None = None, period: Period | None = None) -> Cell:
    made = matrix([item or an_item()], [period or a_period()], evidence)
    return made.cells[(item or an_item()).id, (period or a_period()).id]


ACTIVITY = a_piece("A1", links=["I1"])
ANNOUNCEMENT = a_piece("F1", Role.ANNOUNCEMENT, links=["I1"])
ABOUT_AREA = a_piece("S1", Role.STATEMENT, group="G1", scope=Scope.AREA)
ABOUT_GROUP = a_piece("S2", Role.STATEMENT, links=["I1", "I9"], scope=Scope.GROUP)
ABOUT_ALL = a_piece("S3", Role.STATEMENT, links=["I1"], scope=Scope.REPORT)
LIMITATION = a_piece("L1", Role.LIMITATION, links=["I1"])
ABOUT_AREA_ELSEWHERE = a_piece("S8", Role.STATEMENT, group="G1", scope=Scope.AREA, outside=True)
ELSEWHERE = a_piece("A9", links=["I1"], outside=True)


@pytest.mark.parametrize(
    ("evidence", "status", "shown"),
    [
        ([], Status.NO_MENTION, ()),
        ([ACTIVITY], Status.REPORTED, ("A1",)),
        ([ANNOUNCEMENT], Status.ANNOUNCED, ("F1",)),
        ([ANNOUNCEMENT, ACTIVITY], Status.REPORTED, ("A1", "F1")),
        ([ABOUT_AREA], Status.AREA_ONLY, ("S1",)),
        ([ABOUT_GROUP], Status.AREA_ONLY, ("S2",)),
        ([ABOUT_AREA, ANNOUNCEMENT], Status.ANNOUNCED, ("F1",)),
        ([ABOUT_ALL], Status.NO_MENTION, ()),
        ([LIMITATION], Status.OBSTACLE_ONLY, ("L1",)),
        ([LIMITATION, ABOUT_AREA], Status.OBSTACLE_ONLY, ("L1",)),
        ([LIMITATION, ANNOUNCEMENT], Status.ANNOUNCED, ("F1",)),
        ([ELSEWHERE], Status.NO_MENTION, ()),
        ([ELSEWHERE, ANNOUNCEMENT], Status.ANNOUNCED, ("F1",)),
        ([a_piece("A2", links=["I2"])], Status.NO_MENTION, ()),
        ([a_piece("A2", period="T9", links=["I1"])], Status.NO_MENTION, ()),
        ([a_piece("S4", Role.STATEMENT, group="G2", scope=Scope.AREA)], Status.NO_MENTION, ()),
    ],
)
def test_a_fully_coded_report(evidence: list[Evidence], status: Status, shown: tuple[str, ...]) -> None:
    found = cell(evidence)
    assert found.status is status
    assert found.evidence == shown


@pytest.mark.parametrize("coverage", [Coverage.PARTIAL, Coverage.NONE])
@pytest.mark.parametrize(
    ("evidence", "status"),
    [
        ([], Status.SOURCE_UNAVAILABLE),
        ([LIMITATION], Status.OBSTACLE_ONLY),
        ([ELSEWHERE], Status.OTHER_SOURCE),
        ([ELSEWHERE, ABOUT_AREA], Status.AREA_ONLY),
        ([a_piece("F8", Role.ANNOUNCEMENT, links=["I1"], outside=True)], Status.SOURCE_UNAVAILABLE),
        (
            [a_piece("S8", Role.STATEMENT, group="G1", scope=Scope.AREA, outside=True)],
            Status.SOURCE_UNAVAILABLE,
        ),
        ([ABOUT_ALL], Status.SOURCE_UNAVAILABLE),
        ([ACTIVITY], Status.REPORTED),
        ([ANNOUNCEMENT], Status.ANNOUNCED),
        ([ABOUT_AREA], Status.AREA_ONLY),
        ([ABOUT_GROUP], Status.AREA_ONLY),
    ],
)
def test_what_was_not_read_whole_never_says_no_mention(
    coverage: Coverage, evidence: list[Evidence], status: Status
) -> None:
    period = a_period(**{**PARTIAL, "coverage": coverage})
    assert cell(evidence, period=period).status is status


@pytest.mark.parametrize("evidence", [[], [ACTIVITY], [ANNOUNCEMENT], [ABOUT_AREA], [ABOUT_GROUP]])
def test_a_section_whose_coding_is_not_finished(evidence: list[Evidence]) -> None:
    found = cell(evidence, period=a_period(coded=frozenset({"G2"})))
    assert (found.status, found.evidence) == (Status.NOT_CODED, ())


def test_silence_of_a_coded_section_waits_for_the_rest_of_the_report() -> None:
    period = a_period(coded=frozenset({"G1"}))
    assert cell([], period=period).status is Status.NOT_CODED
    assert cell([ACTIVITY], period=period).status is Status.REPORTED


def test_a_report_at_hand_of_which_nothing_was_coded_yet() -> None:
    for sections in (frozenset[str](), frozenset({"G1"})):
        assert cell([], period=a_period(sections=sections, coded=frozenset())).status is Status.NOT_CODED


def test_a_section_that_the_report_does_not_have_is_no_mention_once_all_is_coded() -> None:
    period = a_period(sections=frozenset({"G2"}), coded=frozenset({"G2"}))
    assert cell([], period=period).status is Status.NO_MENTION


@pytest.mark.parametrize(
    ("since", "published", "status"),
    [
        (date(2019, 6, 16), date(2019, 6, 17), Status.NO_MENTION),
        (date(2019, 6, 17), date(2019, 6, 17), Status.NOT_APPLICABLE),
        (date(2019, 6, 18), date(2019, 6, 17), Status.NOT_APPLICABLE),
        (date(2019, 6, 18), date(2019, 9, 1), Status.NO_MENTION),
        (date(2019, 6, 29), None, Status.NO_MENTION),
        (date(2019, 7, 1), None, Status.NOT_APPLICABLE),
        (date(2019, 7, 1), date(2019, 9, 1), Status.NOT_APPLICABLE),
    ],
)
def test_what_was_endorsed_on_the_day_of_publication_was_not_in_force(
    since: date, published: date | None, status: Status
) -> None:
    assert cell([], an_item(since=since), a_period(published=published)).status is status


@pytest.mark.parametrize(
    ("until", "status"),
    [
        (date(2018, 5, 31), Status.NOT_APPLICABLE),
        (date(2018, 6, 1), Status.REPORTED),
        (date(2019, 1, 1), Status.REPORTED),
        (date(2030, 1, 1), Status.REPORTED),
    ],
)
def test_an_item_that_ended_before_the_period(until: date, status: Status) -> None:
    assert cell([ACTIVITY], an_item(until=until)).status is status


def test_not_applicable_comes_before_everything_else() -> None:
    late = an_item(since=date(2020, 1, 1))
    for period in (a_period(), a_period(**PARTIAL), a_period(coded=frozenset())):
        found = cell([ACTIVITY, ANNOUNCEMENT, ABOUT_AREA], late, period)
        assert found == Cell("I1", "T1", Status.NOT_APPLICABLE)


def test_the_stronger_kind_of_evidence_decides_in_every_combination() -> None:
    kinds = [(ACTIVITY, Status.REPORTED), (ANNOUNCEMENT, Status.ANNOUNCED), (ABOUT_AREA, Status.AREA_ONLY)]
    for size in (1, 2, 3):
        for chosen in combinations(kinds, size):
            assert cell([piece for piece, _ in reversed(chosen)]).status is chosen[0][1]


def test_a_status_is_never_carried_forward() -> None:
    made = matrix([an_item()], [a_period("T1"), a_period("T2", "2019-07/2020-06")], [ACTIVITY])
    assert made.cell("I1", "T1").status is Status.REPORTED
    assert made.cell("I1", "T2").status is Status.NO_MENTION


def test_the_strongest_link_is_the_cells_strength() -> None:
    weak = a_piece("A2", links=["I1"], strength=Strength.INFERRED)
    assert cell([weak]).strength is Strength.INFERRED
    assert cell([weak, ACTIVITY]).strength is Strength.MATCHED
    assert cell(
        [weak, a_piece("F3", Role.ANNOUNCEMENT, links=["I1"], strength=Strength.EXPLICIT)]
    ).strength is (Strength.EXPLICIT)
    assert cell([ABOUT_GROUP]).strength is None


@pytest.mark.parametrize(
    ("independent", "rests_on", "sentences", "expected"),
    [
        (False, {"Q-1"}, ("Q-1.2",), True),
        (False, {"Q-1"}, ("Q-2.1", "Q-1.1"), True),
        (False, {"Q-1"}, ("Q-2.1",), False),
        (False, {"Q-1"}, ("Q-11.1",), False),
        (False, set(), ("Q-1.1",), False),
        (True, {"Q-1"}, ("Q-1.1",), False),
    ],
)
def test_a_cell_is_true_by_construction(
    independent: bool,  # noqa: FBT001
    rests_on: set[str],
    sentences: tuple[str, ...],
    expected: bool,  # noqa: FBT001
) -> None:
    item = an_item(independent=independent, rests_on=frozenset(rests_on))
    assert cell([a_piece("A1", links=["I1"], sentences=sentences)], item).by_construction is expected


def test_evidence_is_shown_in_the_order_of_origin() -> None:
    pieces = [
        a_piece("A3", links=["I1"]),
        a_piece("A1", links=["I1"]),
        a_piece("F2", Role.ANNOUNCEMENT, links=["I1"]),
    ]
    assert cell(pieces).evidence == cell(pieces[::-1]).evidence == ("A1", "A3", "F2")
