"""The ledger of announcements: what was announced, and what became of it (codebook, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .dates import Span, parse
from .matrix import Period
from .statuses import FollowUp

# What a later source says outweighs silence; a realisation outweighs a repetition.
_WEIGHT = (FollowUp.REPORTED_DONE, FollowUp.CHANGED, FollowUp.UNDER_WAY, FollowUp.RE_ANNOUNCED)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A forward-looking statement, with the items that follow it up by kind."""

    id: str
    period: str
    due: str
    follow_ups: Mapping[FollowUp, tuple[str, ...]]
    not_assessable: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger."""

    announcement: Announcement
    state: FollowUp

    @property
    def repeated(self) -> int:
        """How often it was announced again."""
        return len(self.announcement.follow_ups.get(FollowUp.RE_ANNOUNCED, ()))

    @property
    def follow_ups(self) -> tuple[str, ...]:
        """The items that follow it up, the decisive kind first."""
        kinds = self.announcement.follow_ups
        return tuple(item for kind in _WEIGHT for item in kinds.get(kind, ()))


def _silence(announcement: Announcement, periods: Sequence[Period], as_of: date) -> FollowUp:
    """Decide what the absence of a follow-up means."""
    if announcement.not_assessable:
        return FollowUp.NOT_ASSESSABLE
    due = parse(announcement.due).last if announcement.due else None
    if due is not None and due > as_of:
        return FollowUp.NOT_DUE
    later = periods[[period.id for period in periods].index(announcement.period) + 1 :]
    # Of a period without bounds nobody knows whether it could tell.
    covered = any(period.fully_coded and (due is None or due <= period.end < date.max) for period in later)
    return FollowUp.NO_FOLLOW_UP if covered else FollowUp.NOT_CHECKED


def settle(announcement: Announcement, periods: Sequence[Period], as_of: date) -> Entry:
    """Decide the state of one announcement.

    :param periods: all periods in chronological order.
    :param as_of: the date of the data version; what is due later is not yet due.
    :raises ValueError: when its due date is not an EDTF date, or its period is unknown.
    """
    told = next((kind for kind in _WEIGHT if announcement.follow_ups.get(kind)), None)
    return Entry(announcement, told or _silence(announcement, periods, as_of))


def ledger(announcements: Iterable[Announcement], periods: Sequence[Period], as_of: date) -> list[Entry]:
    """Settle all announcements and sort them by due date, undated ones last."""

    def order(entry: Entry) -> tuple[date, date, str]:
        due = entry.announcement.due
        span = parse(due) if due else Span(date.max, date.max)
        return span.last, span.first, entry.announcement.id

    return sorted((settle(announcement, periods, as_of) for announcement in announcements), key=order)
