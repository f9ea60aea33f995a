"""Dates as the items state them: EDTF levels 0 and 1, without invented precision.

A reading of a date is the interval of days it may mean: ``2018-11`` is any day
of November 2018, ``2020-21`` any day of spring 2020 (EDTF seasons 21 to 24),
``2018-06/2019-06`` the whole span.  Nothing here imports Sphinx or docutils.

Rests on ISO 8601-2 (EDTF), of which the subset named in the codebook is read.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)

# EDTF season → its first month; each has three.  Winter is told by the year it begins in.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """An interval of days, both ends included."""

    first: date
    last: date

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two intervals share a day."""
        return self.first <= other.last and other.first <= self.last

    def months(self) -> int:
        """Count the calendar months the interval touches."""
        years = self.last.year - self.first.year
        return years * 12 + self.last.month - self.first.month + 1


def _part(text: str) -> Span:
    found = _PART.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a date: YYYY, YYYY-MM, YYYY-MM-DD or a season")
    year, month, day = (int(value) if value else None for value in found.groups())
    try:
        if year is None or month is None:
            return Span(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if month in _SEASONS and day is None:
            first = _SEASONS[month]
            over, last = divmod(first + 1, 12)
            return Span(date(year, first, 1), _month_end(year + over, last + 1))
        start = date(year, month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from error
    return Span(start, _month_end(year, month) if day is None else start)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def parse(text: str) -> Span:
    """Read an EDTF date or interval.

    :param text: ``2018``, ``2018-11``, ``2018-11-05``, ``2020-21`` or two of these
        with a slash between.
    :raises ValueError: when the text is not one of these, or ends before it begins.
    """
    head, slash, tail = text.partition("/")
    first = _part(head)
    last = _part(tail) if slash else first
    if last.last < first.first:
        raise ValueError(f"{text!r} ends before it begins")
    return Span(first.first, last.last)


def ends_within(text: str, period: Span) -> bool:
    """Tell whether each end of a stated date can lie in a period.

    ``2018`` can lie in June 2018 to June 2019, ``2017/2018`` cannot: its first
    end is wholly outside.

    :raises ValueError: when the text is not a date.
    """
    parse(text)
    return all(_part(end).overlaps(period) for end in text.split("/"))
