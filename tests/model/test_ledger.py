from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from progress_matrix.model.ledger import Announcement, Entry, ledger, settle
from progress_matrix.model.statuses import Coverage, FollowUp
from support.models import a_period

if TYPE_CHECKING:
    from progress_matrix.model.matrix import Period

pytestmark = pytest.mark.fast

AS_OF = date(2020, 12, 31)
FIRST = a_period("T1", "2018-01/2018-12")
SECOND = a_period("T2", "2019-01/2019-12")
THIRD = a_period("T3", "2020-01/2020-12")
PARTLY = a_period("T2", "2019-01/2019-12", coverage=Coverage.PARTIAL)


def announced(due: str = "", reason: str = "", **follow_ups: tuple[str, ...]) -> Announcement:
    kinds = {FollowUp(kind): ids for kind, ids in follow_ups.items()}
    return Announcement("F1", "T1", due, kinds, reason)


@pytest.mark.parametrize(
    ("announcement", "periods", "state"),
    [
        # Due after the date of the data version, whatever was read.
        (announced("2021-03"), [FIRST, SECOND], FollowUp.NOT_DUE),
        (announced("2021"), [FIRST, PARTLY], FollowUp.NOT_DUE),
        (announced("2021-01-01"), [FIRST], FollowUp.NOT_DUE),
        # Fell due, or has no date, and no later report that covers it was read whole.
        (announced("2020-12-31"), [FIRST], FollowUp.NOT_CHECKED),
        (announced("2020-03"), [FIRST, SECOND], FollowUp.NOT_CHECKED),
        (announced("2019-12"), [FIRST, PARTLY], FollowUp.NOT_CHECKED),
        (announced("2018-03"), [FIRST], FollowUp.NOT_CHECKED),
        (announced(), [FIRST], FollowUp.NOT_CHECKED),
        (announced(), [FIRST, PARTLY], FollowUp.NOT_CHECKED),
        # A later, fully coded report covers the date and says nothing.
        (announced("2019-12"), [FIRST, SECOND], FollowUp.NO_FOLLOW_UP),
        (announced("2019-06/2019-08"), [FIRST, SECOND], FollowUp.NO_FOLLOW_UP),
        (announced(), [FIRST, SECOND], FollowUp.NO_FOLLOW_UP),
        (announced(), [FIRST, PARTLY, THIRD], FollowUp.NO_FOLLOW_UP),
        # What a later source says.
        (announced("2019-03", reported_done=("A2",)), [FIRST, SECOND], FollowUp.REPORTED_DONE),
        (announced("2019-03", reported_done=("A2",)), [FIRST, PARTLY], FollowUp.REPORTED_DONE),
        (announced("2019-03", under_way=("A2",)), [FIRST, SECOND], FollowUp.UNDER_WAY),
        (announced("2019-03", changed=("A2",)), [FIRST, SECOND], FollowUp.CHANGED),
        (announced(re_announced=("F2", "F3")), [FIRST, SECOND, THIRD], FollowUp.RE_ANNOUNCED),
        # Too vague to recognise later; what was recognised all the same outweighs it.
        (announced(reason="too vague"), [FIRST, SECOND], FollowUp.NOT_ASSESSABLE),
        (announced(reason="too vague"), [FIRST], FollowUp.NOT_ASSESSABLE),
        (announced(reason="too vague", reported_done=("A2",)), [FIRST, SECOND], FollowUp.REPORTED_DONE),
        # A realisation outweighs a repetition.
        (announced(re_announced=("F2",), reported_done=("A2",)), [FIRST, SECOND], FollowUp.REPORTED_DONE),
        (announced(re_announced=("F2",), under_way=("A2",)), [FIRST, SECOND], FollowUp.UNDER_WAY),
    ],
)
def test_the_state_of_an_announcement(
    announcement: Announcement, periods: list[Period], state: FollowUp
) -> None:
    assert settle(announcement, periods, AS_OF).state is state


def test_every_state_is_reached_by_the_cases_above() -> None:
    marks = test_the_state_of_an_announcement.pytestmark  # type: ignore[attr-defined]
    assert {case[2] for case in marks[0].args[1]} == set(FollowUp)


def test_repetitions_are_counted_beside_a_realisation() -> None:
    entry = settle(announced(re_announced=("F2", "F3"), reported_done=("A2",)), [FIRST, SECOND], AS_OF)
    assert entry.repeated == 2
    assert entry.follow_ups == ("A2", "F2", "F3")


def test_the_ledger_stands_in_the_order_of_due_dates_undated_last() -> None:
    made = [
        Announcement(f"F{n}", "T1", due, {})
        for n, due in enumerate(["", "2020", "2019-03", "2019-01/2019-03", "2020-12-31"])
    ]
    entries: list[Entry] = ledger(made, [FIRST], AS_OF)
    assert [entry.announcement.due for entry in entries] == [
        "2019-01/2019-03",
        "2019-03",
        "2020",
        "2020-12-31",
        "",
    ]


def test_an_unreadable_due_date_is_refused() -> None:
    with pytest.raises(ValueError, match="2019-13"):
        settle(announced("2019-13"), [FIRST, SECOND], AS_OF)
