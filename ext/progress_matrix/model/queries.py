"""Figures in running text: a small query language over the model.  Pure Python.

A query is a list of ``key=value`` pairs:

- ``status=reported period=R04`` – cells of a status out of those in the denominator;
  ``group=``, ``series=`` and ``independent=yes`` narrow the items;
- ``status=reported inferred=yes`` – how many of these cells follow from the very passage that told
  the item's subject, out of all of that status;
- ``cells=counted`` – cells that could be decided, in all periods, out of those of items in force;
- ``items=yes basis=official`` – items with a basis out of all (or of the narrowed ones);
- ``evidence=activity period=R04`` – how many activities (announcements, …) were coded;
- ``periods=full`` – periods whose coverage is full (``partial``, ``none``) out of all.

``period=latest`` is the latest fully coded period; ``tracker=`` names one of several models.
``show=value`` or ``show=total`` gives one of the two numbers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from .matrix import Count, Matrix, Period
from .statuses import Coverage, Role, Status

# What a query may ask for, with the keys that narrow it.
_NARROWED_BY = {
    "status": ("period", "group", "series", "independent", "inferred"),
    "cells": ("group", "series", "independent"),
    "items": ("basis", "group", "series", "independent"),
    "evidence": ("period", "group"),
    "periods": (),
}
KEYS = frozenset({"show", "tracker", *_NARROWED_BY, *(key for keys in _NARROWED_BY.values() for key in keys)})
_CHOICES = {
    "items": ("yes",),
    "independent": ("yes",),
    "inferred": ("yes",),
    "cells": ("counted",),
    "show": ("value", "total"),
}


_IDS: Mapping[str, Callable[[Matrix], Iterable[str]]] = {
    "basis": lambda matrix: (item.basis for item in matrix.items),
    "group": lambda matrix: (group.id for group in matrix.groups),
    "item": lambda matrix: (item.id for item in matrix.items),
    "period": lambda matrix: (period.id for period in matrix.periods),
    "series": lambda matrix: (item.series for item in matrix.items),
}
"""What a key of a query, or an option of a view, of this name may hold."""


class QueryError(ValueError):
    """The query has an unknown key or names something that does not exist."""


def one_of(value: str, allowed: Collection[str], what: str = "") -> str:
    """Give a value if it is allowed, else raise ``QueryError``, which says of *what* it is."""
    if value not in allowed:
        raise QueryError(f"{what}{value!r} is not one of {', '.join(allowed) or 'none'}")
    return value


def check_ids(named: Mapping[str, str], matrix: Matrix, names: Iterable[str] = _IDS) -> None:
    """Raise ``QueryError`` for an id that the model does not know, under one of these names."""
    for name in names:
        if name in named:
            one_of(named[name], dict.fromkeys(_IDS[name](matrix)), f"{name} ")


def parse(text: str) -> dict[str, str]:
    """Read a query.

    :raises QueryError: for a part that is no pair, for an unknown or repeated key, and
        unless it asks for one thing, with keys that narrow it.
    """
    query: dict[str, str] = {}
    for part in text.replace(",", " ").split():
        key, sign, value = part.partition("=")
        if not sign or not value or key not in KEYS or key in query:
            raise QueryError(f"{part!r} in {text!r}: allowed are key=value of {', '.join(sorted(KEYS))}")
        query[key] = one_of(value, _CHOICES.get(key, (value,)), f"{key}: ")
    asked = [key for key in _NARROWED_BY if key in query]
    if not asked:
        raise QueryError(f"{text!r} asks for nothing: {', '.join(_NARROWED_BY)}")
    idle = query.keys() - {"show", "tracker", asked[0], *_NARROWED_BY[asked[0]]}
    if idle:
        raise QueryError(
            f"{', '.join(sorted(idle))} in {text!r}: a query asks for one thing, and {asked[0]} is "
            f"narrowed by {', '.join(_NARROWED_BY[asked[0]]) or 'nothing'}"
        )
    return query


def period_of(matrix: Matrix, name: str) -> Period:
    """Give a period by its id, or the latest fully coded one; ``QueryError`` when there is none."""
    if name != "latest":
        check_ids({"period": name}, matrix)
        return matrix.period(name)
    coded = [period for period in matrix.periods if period.fully_coded]
    if not coded:
        raise QueryError("no period is fully coded, so there is no latest one")
    return coded[-1]


def answer(query: Mapping[str, str], matrix: Matrix) -> Count:
    """Compute the figure that a parsed query asks for; ``QueryError`` when it names something unknown."""
    check_ids(query, matrix, ("basis", "group", "series"))
    group, series = query.get("group", ""), query.get("series", "")
    items = matrix.select(group=group, series=series, independent="independent" in query)
    if "status" in query:
        status = matrix.statuses[one_of(query["status"], [status.code for status in matrix.statuses])]
        period = period_of(matrix, query.get("period", "latest")).id
        if "inferred" in query:
            cells = [cell for item in items if (cell := matrix.cell(item.id, period)).status == status]
            return Count(sum(cell.by_construction for cell in cells), len(cells))
        return matrix.count(status, period, items)
    if "cells" in query:
        statuses = [cell.status for item in items for cell in matrix.row(item.id)]
        in_force = [status for status in statuses if status != Status.NOT_APPLICABLE]
        return Count(sum(status.counted for status in in_force), len(in_force))
    if "items" in query:
        chosen = [item for item in items if "basis" not in query or item.basis == query["basis"]]
        return Count(len(chosen), len(items))
    if "evidence" in query:
        kinds = [*(role.value for role in Role), *(one.given_by for one in matrix.statuses if one.given_by)]
        kinds += [code for piece in matrix.evidence.values() if (code := piece.kind) not in kinds]
        kind = one_of(query["evidence"], dict.fromkeys(kinds))
        every = [piece for piece in matrix.evidence.values() if piece.kind == kind]
        period = period_of(matrix, query["period"]).id if "period" in query else ""
        found = [one for one in every if period in ("", one.period) and group in ("", one.group)]
        return Count(len(found), len(every))
    coverage = Coverage(one_of(query["periods"], [coverage.value for coverage in Coverage]))
    return Count(sum(p.coverage is coverage for p in matrix.periods), len(matrix.periods))
