"""Wide tables turn on paper only where they have many columns."""

from __future__ import annotations

import pytest

from progress_matrix.views.page import table, wide

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(("columns", "turns"), [(4, False), (6, False), (7, True), (12, True)])
def test_a_table_of_few_columns_stays_upright(columns: int, turns: bool) -> None:  # noqa: FBT001 - parameters
    region = wide(table("A caption", ["head"] * columns, [["cell"] * columns]), "more")
    assert ("landscape" in region["classes"]) == turns
    assert {"wide-table", "more"} <= set(region["classes"])
