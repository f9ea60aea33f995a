"""What stands where the two codings differ, and why.

``coding/r04-settlements.csv`` holds one row a decision: the passage (empty for a
status), the proposal, the kind, the value that stands with its sentence and what was
supplied, and the reason.  A row may also change what both coders decided alike; what no
row names stands as both have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from progress_matrix.model.statuses import OURS

from .codings import COLUMNS, NO_LINK, Coding, CodingError, Key, Link, only, read_link, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from .measure import Comparison

FIRST, SECOND, NEITHER = "first", "second", "neither"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One decision: both values, the one that stands, and the reason.

    ``link`` is the link that stands; ``None`` for a status and where there is none.
    """

    passage: str
    proposal: str
    kind: str
    first: str
    second: str
    settled: str
    reason: str
    link: Link | None = None

    @property
    def stands(self) -> str:
        """Whose coding stands: the first's, the second's or neither's."""
        return {self.first: FIRST, self.second: SECOND}.get(self.settled, NEITHER)

    @property
    def key(self) -> Key:
        """What was decided on."""
        return (self.passage, self.proposal, self.kind)


def disagreements(comparison: Comparison) -> dict[Key, tuple[str, str]]:
    """Give what has to be settled: cells, whose passage is empty, then links."""
    first, second = comparison.cells
    return {
        **{("", key, ""): (first[key].code, second[key].code) for key in comparison.different_cells()},
        **{key: comparison.values(key) for key in comparison.different_links()},
    }


def read_settlements(path: Path, comparison: Comparison) -> tuple[Settlement, ...]:
    """Read the settlements: the disagreements in their order, then what else was changed.

    :raises CodingError: when a row changes nothing or settles something twice, its value
        is not one that can stand, a reason is missing, a disagreement is not
        settled, or a status does not follow from the links that stand.
    """
    open_ones = disagreements(comparison)
    found: dict[Key, Settlement] = {}
    for start, row in rows(path, *COLUMNS, "settled"):
        key = (row["passage"], row["proposal"], row["kind"])
        place = f"{start}: {_name(key)}"
        if key in found:
            raise CodingError(f"{place}: settled twice")
        entry = _settlement(place, row, open_ones.get(key) or _alike(key, comparison), comparison)
        if key not in open_ones and entry.settled == entry.first:
            raise CodingError(f"{place}: the coders do not differ here, and nothing is changed")
        found[key] = entry
    missing = [_name(key) for key in open_ones if key not in found]
    if missing:
        raise CodingError(f"{path.name}: not settled: {', '.join(missing)}")
    settled = tuple(found[key] for key in [*open_ones, *(key for key in found if key not in open_ones)])
    cells = settle(comparison, settled).statuses(comparison.frame)
    for entry in settled:
        if not entry.passage and cells[entry.proposal].code != entry.settled:
            raise CodingError(
                f"{path.name}: {entry.proposal}: the links that stand give "
                f"{cells[entry.proposal].code}, not {entry.settled}"
            )
    return settled


def settle(comparison: Comparison, settlements: Iterable[Settlement]) -> Coding:
    """Give the coding that stands: what both coders have alike, and what was settled.

    A link in which the coders differ only in its sentence, or in where something was taken
    from, stands as the first coder has it.
    """
    first, second = comparison.codings
    links: dict[Key, Link | None] = {key: link for key, link in first.links.items() if key in second.links}
    links |= {entry.key: entry.link for entry in settlements if entry.passage}
    order = list(comparison.frame.passages)
    kept = {
        key: link
        for key, link in sorted(links.items(), key=lambda entry: (order.index(entry[0][0]), *entry[0][1:]))
        if link
    }
    alike = {(general.sentence, general.scope) for general in second.statements}
    statements = tuple(general for general in first.statements if (general.sentence, general.scope) in alike)
    return Coding(kept, statements)


def _name(key: Key) -> str:
    return " ".join(part for part in key if part)


def _alike(key: Key, comparison: Comparison) -> tuple[str, str]:
    if key[0]:
        return comparison.values(key)
    cell = comparison.cells[0].get(key[1])
    return ("", "") if cell is None else (cell.code, cell.code)


def _settlement(
    place: str, row: Mapping[str, str], values: tuple[str, str], comparison: Comparison
) -> Settlement:
    if not row["reason"]:
        raise CodingError(f"{place}: the column 'reason' must say why")
    link, settled = None, row["settled"]
    if row["passage"]:
        link = read_link(place, row, settled, comparison.frame)
        settled = link.value if link else NO_LINK
        if link and (link.passage != row["passage"] or not comparison.frame.has(link.sentence)):
            raise CodingError(f"{place}: {row['sentence']!r} is no sentence of this passage")
    else:
        only(place, "proposal", row["proposal"], comparison.cells[0])
        only(place, "settled", settled, [status.code for status in OURS])
    return Settlement(row["passage"], row["proposal"], row["kind"], *values, settled, row["reason"], link)
