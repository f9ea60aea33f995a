from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_matrix.model.dates import Span, ends_within, parse

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-11", date(2018, 11, 1), date(2018, 11, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-11-05", date(2018, 11, 5), date(2018, 11, 5)),
        ("2020-21", date(2020, 3, 1), date(2020, 5, 31)),
        ("2020-22", date(2020, 6, 1), date(2020, 8, 31)),
        ("2020-23", date(2020, 9, 1), date(2020, 11, 30)),
        ("2018-06/2019-06", date(2018, 6, 1), date(2019, 6, 30)),
        ("2018/2019-03-02", date(2018, 1, 1), date(2019, 3, 2)),
    ],
)
def test_a_date_is_the_days_it_may_mean(text: str, first: date, last: date) -> None:
    assert parse(text) == Span(first, last)


def test_winter_is_named_by_the_year_it_begins_in() -> None:
    assert parse("2020-24").first == date(2020, 12, 1)
    assert date(2021, 1, 15) <= parse("2020-24").last < date(2021, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18",
        "2018-13",
        "2018-02-30",
        "2018-00",
        "2018-11-00",
        "2018-11-5",
        "0000",
        "2018-25",
        "2020-21-03",
        "2019/2018",
        "2018/",
        "/2018",
        "2018/2019/2020",
        "2018-11 ",
        "2018-11\n",
        "٢٠١٨",
        "open",
        "2018?",
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|ends before|year"):
        parse(text)


@given(st.text(max_size=12))
def test_a_text_is_a_span_or_refused(text: str) -> None:
    try:
        span = parse(text)
    except ValueError:
        return
    assert span.first <= span.last


@given(st.dates(), st.dates())
def test_overlap_is_what_counting_days_would_give(one: date, other: date) -> None:
    mine, theirs = Span(date(2018, 6, 1), date(2019, 6, 30)), Span(min(one, other), max(one, other))
    apart = theirs.last < mine.first or mine.last < theirs.first
    assert mine.overlaps(theirs) is theirs.overlaps(mine) is (not apart)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2018-06", True),
        ("2019-06-30", True),
        ("2018", True),
        ("2018-06/2019-06", True),
        ("2018-05", False),
        ("2019-07-01", False),
        ("2017/2018", False),
        ("2018-11/2019-09", False),
    ],
)
def test_each_end_of_a_date_must_be_able_to_lie_in_the_period(text: str, inside: bool) -> None:  # noqa: FBT001 - a case of the table above
    assert ends_within(text, parse("2018-06/2019-06")) is inside


def test_months_are_counted_with_both_ends() -> None:
    assert parse("2018-06/2019-06").months() == 13
    assert parse("2018-06").months() == 1
