from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import oracle
from progress_matrix.model.dates import Span
from progress_matrix.model.matrix import Evidence, Item, Period
from progress_matrix.model.statuses import Coverage, Role, Scope, Strength
from support.models import GIVEN, GROUPS, matrix

pytestmark = pytest.mark.fast

GROUP_IDS = [group.id for group in GROUPS]
ITEM_IDS = ["I1", "I2", "I3"]
PERIOD_IDS = ["T1", "T2", "T3"]
PASSAGES = ["Q-1", "Q-2", "Q-11"]
DAYS = st.dates(date(2016, 6, 1), date(2019, 1, 1))


@st.composite
def periods(draw: st.DrawFn, period_id: str) -> Period:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 400)))
    near = st.integers(-5, 5).map(lambda days: last + timedelta(days=days))
    return Period(
        period_id,
        period_id,
        Span(first, last),
        draw(st.none() | near),
        draw(st.sampled_from(Coverage)),
        draw(st.frozensets(st.sampled_from([*GROUP_IDS, "INT"]))),
        draw(st.frozensets(st.sampled_from([*GROUP_IDS, "INT"]))),
    )


def items(item_id: str, edges: list[date]) -> st.SearchStrategy[Item]:
    """Draw items, often endorsed or ended right at the edge of a period."""
    days = DAYS | st.sampled_from(edges)
    return st.builds(
        Item,
        st.just(item_id),
        st.just(item_id),
        st.sampled_from(GROUP_IDS),
        days,
        st.none() | days,
        independent=st.booleans(),
        rests_on=st.frozensets(st.sampled_from(PASSAGES)),
    )


def evidence(number: int) -> st.SearchStrategy[Evidence]:
    def made(role: Role, **more: Any) -> Evidence:
        return Evidence(f"E{number}", "E", role.value, gives=GIVEN[role], **more)

    return st.builds(
        made,
        st.sampled_from(Role),
        period=st.sampled_from(PERIOD_IDS),
        group=st.sampled_from([*GROUP_IDS, ""]),
        links=st.dictionaries(st.sampled_from(ITEM_IDS), st.sampled_from(Strength)),
        sentences=st.lists(st.sampled_from([f"{one}.1" for one in PASSAGES]), unique=True).map(tuple),
        scope=st.none() | st.sampled_from(Scope),
        outside=st.booleans(),
        order=st.tuples(st.sampled_from(["one", "two"]), st.just(number)),
    )


@st.composite
def models(draw: st.DrawFn) -> dict[str, Any]:
    made = [draw(periods(period_id)) for period_id in PERIOD_IDS]
    edges = [day for period in made for day in (period.end, period.span.first, period.span.last)]
    edges += [day - timedelta(days=1) for day in edges]
    return {
        "items": [draw(items(item_id, edges)) for item_id in ITEM_IDS],
        "periods": made,
        "evidence": draw(st.permutations([draw(evidence(n)) for n in range(draw(st.integers(0, 8)))])),
    }


# The heart of it all is tried three times as often as the rest.
@given(models())
@settings(max_examples=3 * settings().max_examples)
def test_every_cell_is_what_the_codebook_says(given_: dict[str, Any]) -> None:
    made = matrix(**given_)
    for item in given_["items"]:
        for period in given_["periods"]:
            cell = made.cell(item.id, period.id)
            asked = (item, period, given_["evidence"])
            assert cell.status.code == oracle.status(*asked)
            assert list(cell.evidence) == oracle.shown(*asked)
            assert (cell.strength.value if cell.strength else None) == oracle.strength(*asked)
            assert cell.by_construction is oracle.by_construction(*asked)
            if cell.status.code != "not_applicable":
                assert list(cell.outside) == oracle.elsewhere(*asked)
            # A partial report never has no mention.
            if period.coverage is not Coverage.FULL:
                assert cell.status.code not in ("no_mention", "not_coded")
    # Adding evidence never takes evidence away.
    less = matrix(given_["items"], given_["periods"], given_["evidence"][1:])
    for key, cell in less.cells.items():
        if cell.status.code in ("reported", "announced"):
            assert set(cell.evidence) <= set(made.cells[key].evidence)
