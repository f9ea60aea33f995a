"""What paper has room for: wide tables turn only where they have many columns, names are cut."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from progress_matrix.model.dates import Span
from progress_matrix.model.matrix import Period
from progress_matrix.views import drawing
from progress_matrix.views.page import table, wide
from progress_matrix.words import Words

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(("columns", "turns"), [(4, False), (6, False), (7, True), (12, True)])
def test_a_table_of_few_columns_stays_upright(columns: int, turns: bool) -> None:  # noqa: FBT001 - parameters
    region = wide(table("A caption", ["head"] * columns, [["cell"] * columns]))
    assert ("landscape" in region["classes"]) == turns
    assert "wide-table" in region["classes"]


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["1st report", "2nd report"], ">1st</tspan> Jan"),
        (["Session 1", "Session 2"], ">Session 1</tspan></text>"),
        (["Report of the first commission", "Report of the second"], ">Report of the first…</tspan></text>"),
        (["Halbjahresfortschrittsbericht", "Halbjahr"], ">Halbjahresfortschrittsber…</tspan></text>"),
    ],
)
def test_a_name_beside_a_drawing_tells_the_period_and_has_room(names: list[str], label: str) -> None:
    span = Span(date(2024, 1, 1), date(2024, 12, 31))
    periods = [Period(name, name, span) for name in names]
    page: Any = SimpleNamespace(short=str, model=SimpleNamespace(periods=periods), words=Words("en"))
    assert label in drawing._period(page, periods[0], 0)
