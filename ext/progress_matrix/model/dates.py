"""Dates as the items state them: EDTF (ISO 8601-2) levels 0 and 1, as far as the codebook names them.

A reading of a date is the interval of days it may mean: ``2018-11`` is any day
of November 2018, ``2020-21`` any day of spring 2020 (EDTF seasons 21 to 24),
``2020-Q2`` (in EDTF ``2020-34``) and ``2020-H1`` (``2020-40``) a quarter and a half of a year,
``2018-06/2019-06`` the whole span.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)

# EDTF season or part of a year → its first month, how many it has, and its words, for which Babel has
# no names.  Winter is told by the year it begins in.
PARTS = {
    "21": (3, 3, "spring {year}"),
    "22": (6, 3, "summer {year}"),
    "23": (9, 3, "autumn {year}"),
    "24": (12, 3, "winter {year}"),
    "33": (1, 3, "first quarter of {year}"),
    "34": (4, 3, "second quarter of {year}"),
    "35": (7, 3, "third quarter of {year}"),
    "36": (10, 3, "fourth quarter of {year}"),
    "40": (1, 6, "first half of {year}"),
    "41": (7, 6, "second half of {year}"),
}
_NAMED = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41"}


def plain(text: str) -> str:
    """Write a single date with the code of EDTF in the place of the name of a quarter or half-year."""
    year, _, part = text.partition("-")
    return f"{year}-{_NAMED[part]}" if part in _NAMED else text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """An interval of days, both ends included."""

    first: date
    last: date

    @property
    def bounded(self) -> bool:
        """Whether it is not the whole of time."""
        return self != ALWAYS

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two intervals share a day."""
        return self.first <= other.last and other.first <= self.last

    def months(self) -> int:
        """Count the calendar months the interval touches."""
        years = self.last.year - self.first.year
        return years * 12 + self.last.month - self.first.month + 1


ALWAYS = Span(date.min, date.max)
"""The span of a period that has no bounds, such as a release."""


def _part(text: str) -> Span:
    found = _PART.fullmatch(plain(text))
    if found is None:
        allowed = "YYYY, YYYY-MM, YYYY-MM-DD, a season, YYYY-Q1 to Q4, YYYY-H1 or H2"
        raise ValueError(f"{text!r} is not a date: {allowed}")
    year, month, day = int(found["year"]), found["month"], found["day"]
    # A year, a part of it or a month: its first month and how many it has.
    first, count, _ = PARTS.get(month, (int(month), 1, "")) if month else (1, 12, "")
    try:
        if day:
            return Span(date(year, int(month), int(day)), date(year, int(month), int(day)))
        over, last = divmod(first + count - 2, 12)
        end = calendar.monthrange(year + over, last + 1)[1]
        return Span(date(year, first, 1), date(year + over, last + 1, end))
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from error


def parse(text: str) -> Span:
    """Read an EDTF date or interval.

    :param text: ``2018``, ``2018-11``, ``2018-11-05``, ``2020-21``, ``2020-Q2``, ``2020-H1`` or two of
        these with a slash between.
    :raises ValueError: when the text is not one of these, or ends before it begins.
    """
    head, slash, tail = text.partition("/")
    first = _part(head)
    last = _part(tail) if slash else first
    if last.last < first.first:
        raise ValueError(f"{text!r} ends before it begins")
    return Span(first.first, last.last)


def ends_within(text: str, period: Span) -> bool:
    """Tell whether each end of a stated date can lie in a period; ``ValueError`` when it is not a date.

    ``2018`` can lie in June 2018 to June 2019, ``2017/2018`` cannot: its first end is wholly outside.
    """
    parse(text)
    return all(_part(end).overlaps(period) for end in text.split("/"))
