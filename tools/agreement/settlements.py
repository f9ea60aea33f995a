"""Which coding stands where the two differ, and why.

``coding/r04-settlements.csv`` holds one row a disagreement: the passage (empty for a
status), the proposal, the value that stands, and the reason in English and French.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from progress_matrix.model.statuses import Status, Strength

from .codings import CodingError, rows
from .measure import NO_LINK, Comparison, Pair
from .text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIRST, SECOND, NEITHER = "first", "second", "neither"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One disagreement: both values, the one that stands, and the reason."""

    passage: str
    proposal: str
    first: str
    second: str
    settled: str
    reason: Text

    @property
    def stands(self) -> str:
        """Whose coding stands: the first's, the second's or neither's."""
        return {self.first: FIRST, self.second: SECOND}.get(self.settled, NEITHER)


def disagreements(comparison: Comparison) -> dict[Pair, tuple[str, str]]:
    """Give what has to be settled: cells, whose passage is empty, then links."""
    first, second = comparison.cells
    return {
        **{("", key): (first[key].value, second[key].value) for key in comparison.different_cells()},
        **{
            pair: (comparison.value(0, pair), comparison.value(1, pair))
            for pair in comparison.different_links()
        },
    }


def read_settlements(path: Path, comparison: Comparison) -> tuple[Settlement, ...]:
    """Read the settlements, in the order of the disagreements.

    :raises CodingError: when a row settles nothing that differs or settles it twice, its
        value is not one that can stand, a reason is missing in a language, or a
        disagreement is not settled.
    """
    open_ones = disagreements(comparison)
    found: dict[Pair, Settlement] = {}
    for place, row in rows(path):
        pair = (row["passage"], row["proposal"])
        if pair not in open_ones:
            raise CodingError(f"{place}: {' '.join(pair).strip()}: the coders do not differ here")
        if pair in found:
            raise CodingError(f"{place}: {' '.join(pair).strip()}: settled twice")
        found[pair] = _settlement(place, row, open_ones[pair])
    missing = [" ".join(pair).strip() for pair in open_ones if pair not in found]
    if missing:
        raise CodingError(f"{path.name}: not settled: {', '.join(missing)}")
    return tuple(found[pair] for pair in open_ones)


def _settlement(place: str, row: Mapping[str, str], values: tuple[str, str]) -> Settlement:
    term = Strength if row["passage"] else Status
    allowed = [*(member.value for member in term), *([NO_LINK] if row["passage"] else [])]
    if row["settled"] not in allowed:
        raise CodingError(f"{place}: {row['settled']!r} is not one of {', '.join(allowed)}")
    if not row["en"] or not row["fr"]:
        raise CodingError(f"{place}: the reason must stand in English and in French")
    return Settlement(row["passage"], row["proposal"], *values, row["settled"], Text(row["en"], row["fr"]))
