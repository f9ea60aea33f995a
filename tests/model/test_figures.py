from __future__ import annotations

import pytest

from progress_matrix.model.queries import QueryError, answer, parse
from progress_matrix.model.statuses import Coverage, Role
from support.models import a_period, a_piece, an_item, matrix

pytestmark = pytest.mark.fast

MADE = matrix(
    [
        an_item("I1", series="a", basis="known"),
        an_item("I2", "G2", series="a", basis="guessed", independent=False),
        an_item("I3", "G2", series="b", basis="guessed", independent=False),
    ],
    [
        a_period("T1"),
        a_period("T2", "2019-07/2020-06"),
        a_period("T3", "2020-07/2021-06", coverage=Coverage.PARTIAL),
    ],
    [
        a_piece("A1", period="T2", links=["I1", "I2"], group="G1"),
        a_piece("F2", Role.ANNOUNCEMENT, period="T2", links=["I3"], group="G2"),
    ],
)


@pytest.mark.parametrize(
    ("query", "figure"),
    [
        ("status=reported", "2 of 3"),
        ("status=reported period=latest", "2 of 3"),
        ("status=reported period=T1", "0 of 3"),
        ("status=announced, period=T2, series=b", "1 of 1"),
        ("status=reported group=G2", "1 of 2"),
        ("status=reported independent=yes", "1 of 1"),
        ("status=source_unavailable period=T3", "3 of 0"),
        ("items=yes", "3 of 3"),
        ("items=yes basis=guessed", "2 of 3"),
        ("items=yes basis=guessed series=a", "1 of 2"),
        ("evidence=activity", "1 of 1"),
        ("evidence=activity period=T1", "0 of 1"),
        ("evidence=announcement group=G1", "0 of 1"),
        ("periods=full", "2 of 3"),
        ("periods=none", "0 of 3"),
    ],
)
def test_a_figure(query: str, figure: str) -> None:
    assert str(answer(parse(query), MADE)) == figure


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("", "asks for nothing"),
        ("period=T1", "asks for nothing"),
        ("reported", "'reported'"),
        ("status=", "'status='"),
        ("state=reported", "'state=reported'"),
        ("status=reported status=announced", "'status=announced'"),
        ("status=done", "'done' is not one of not_applicable"),
        ("status=reported period=T9", "'T9' is not one of T1"),
        ("status=reported group=G9", "'G9' is not one of G1"),
        ("status=reported series=z", "'z'"),
        ("status=reported independent=maybe", "'maybe' is not one of yes"),
        ("items=all", "'all' is not one of yes"),
        ("items=yes basis=heard", "'heard' is not one of"),
        ("status=reported show=percent", "'percent' is not one of"),
        ("status=reported items=yes", "one thing"),
        ("status=reported basis=known", "basis"),
        ("periods=full group=G1", "group"),
        ("evidence=rumour", "'rumour' is not one of activity"),
        ("periods=most", "'most' is not one of full"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused(query: str, named: str) -> None:
    with pytest.raises(QueryError) as caught:
        answer(parse(query), MADE)
    assert named in str(caught.value)


def test_there_is_no_latest_period_before_one_is_fully_coded() -> None:
    bare = matrix([an_item()], [a_period(coverage=Coverage.PARTIAL)])
    with pytest.raises(QueryError, match="no period is fully coded"):
        answer(parse("status=reported"), bare)
