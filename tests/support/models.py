"""Small parts of a model, for tests without Sphinx."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from progress_matrix.model.dates import parse
from progress_matrix.model.matrix import Evidence, Group, Item, Matrix, Period, build
from progress_matrix.model.statuses import OURS, Coverage, Role, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUPS = (Group("G1", "First"), Group("G2", "Second"))
GIVEN = {Role(status.given_by): status.code for status in OURS if status.given_by}
"""The status that evidence of each role gives."""


def an_item(item_id: str = "I1", group: str = "G1", since: date = date(2016, 12, 6), **more: Any) -> Item:
    return Item(item_id, f"Item {item_id}", group, since, **more)


def a_period(period_id: str = "T1", span: str = "2018-06/2019-06", **more: Any) -> Period:
    """Make a fully coded period, unless told otherwise."""
    given: dict[str, Any] = {
        "coverage": Coverage.FULL,
        "sections": frozenset({"G1", "G2"}),
        "coded": frozenset({"G1", "G2"}),
        **more,
    }
    return Period(period_id, f"Period {period_id}", parse(span), **given)


def a_piece(
    piece_id: str, role: Role = Role.ACTIVITY, period: str = "T1", links: Iterable[str] = (), **more: Any
) -> Evidence:
    strength = more.pop("strength", Strength.MATCHED)
    more.setdefault("order", ("page", int(piece_id.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)))
    more.update(links=dict.fromkeys(links, strength), gives=GIVEN[role])
    return Evidence(piece_id, f"Piece {piece_id}", role.value, period, **more)


def matrix(items: Iterable[Item], periods: Iterable[Period], evidence: Iterable[Evidence] = ()) -> Matrix:
    return build(GROUPS, items, periods, evidence)
