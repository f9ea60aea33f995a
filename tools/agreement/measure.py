"""Agreement: statuses and links of two codings, compared unit by unit.

Raw agreement is the share of pairs on which both coders decided alike.  Krippendorff's
alpha (nominal) sets the disagreement seen against the one expected by chance; it is
undefined when no value varies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import krippendorff

from progress_matrix.model.matrix import Evidence, build
from progress_matrix.model.statuses import Role, Status, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .codings import Frame, Unit

Pair = tuple[str, str]
"""A passage and a proposal."""

NO_LINK = "none"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree; ``alpha`` is ``None`` where it is undefined."""

    compared: int
    same: int
    alpha: float | None

    @property
    def different(self) -> int:
        """On how many pairs the coders differ."""
        return self.compared - self.same

    def data(self) -> dict[str, int | float | None]:
        """Give the figures as data, rounded to four places."""
        return {
            "compared": self.compared,
            "same": self.same,
            "different": self.different,
            "raw_agreement": round(self.same / self.compared, 4) if self.compared else None,
            "alpha": None if self.alpha is None else round(self.alpha, 4),
        }


def compare(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Compare two coders' values for the same things in the same order.

    :raises ValueError: when one has more values than the other.
    """
    same = sum(mine == other for mine, other in zip(first, second, strict=True))
    return Agreement(len(first), same, alpha([first, second]))


def alpha(coders: Sequence[Sequence[str | None]]) -> float | None:
    """Compute Krippendorff's alpha for nominal values.

    :param coders: one row a coder; ``None`` where a coder gave no value.
    :returns: ``None`` when the values that can be paired do not vary, or there are none:
        alpha is undefined then.
    """
    columns = [[value for value in column if value is not None] for column in zip(*coders, strict=True)]
    domain = sorted({value for column in columns if len(column) > 1 for value in column})
    if len(domain) < 2:  # noqa: PLR2004 - one value alone cannot vary
        return None
    counts = [[column.count(value) for value in domain] for column in columns if len(column) > 1]
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def statuses(units: Iterable[Unit], frame: Frame) -> dict[str, Status]:
    """Compute the status of every proposal from one coding alone, by the extension's model."""
    evidence = [
        Evidence(
            id=unit.id,
            title=unit.id,
            role=unit.role,
            period=frame.period.id,
            group=unit.area,
            links=dict.fromkeys(unit.concerns, Strength.EXPLICIT)
            if unit.role is Role.STATEMENT
            else unit.links or {},
            sentences=unit.sentences,
            scope=unit.scope,
        )
        for unit in units
        if unit.role is not None
    ]
    matrix = build(frame.groups, frame.items, [frame.period], evidence)
    return {item.id: matrix.cell(item.id, frame.period.id).status for item in frame.items}


def links(units: Iterable[Unit]) -> dict[Pair, Strength]:
    """Give every passage–proposal link of a coding, with the strongest of its strengths."""
    order = list(Strength)
    found: dict[Pair, Strength] = {}
    for unit in units:
        for sentence in unit.sentences:
            for proposal, strength in (unit.links or {}).items():
                pair = (sentence.partition(".")[0], proposal)
                found[pair] = min(found.get(pair, strength), strength, key=order.index)
    return found


@dataclass(frozen=True)
class Comparison:
    """Two codings of one report, side by side."""

    frame: Frame
    cells: tuple[Mapping[str, Status], Mapping[str, Status]]
    linked: tuple[Mapping[Pair, Strength], Mapping[Pair, Strength]]

    @classmethod
    def of(cls, frame: Frame, first: tuple[Unit, ...], second: tuple[Unit, ...]) -> Comparison:
        """Compute statuses and links of both codings."""
        return cls(
            frame,
            (statuses(first, frame), statuses(second, frame)),
            (links(first), links(second)),
        )

    def value(self, coder: int, pair: Pair) -> str:
        """Give a coder's strength for a pair, or that there is no link."""
        strength = self.linked[coder].get(pair)
        return NO_LINK if strength is None else strength.value

    def pairs(self) -> list[Pair]:
        """Give every passage with every proposal."""
        return [(passage, item.id) for passage in self.frame.passages for item in self.frame.items]

    def either(self) -> list[Pair]:
        """Give the pairs that at least one coder linked."""
        return [pair for pair in self.pairs() if any(pair in linked for linked in self.linked)]

    def status_agreement(self) -> Agreement:
        """Compare the status of every cell."""
        ids = [item.id for item in self.frame.items]
        return compare(*([cells[key].value for key in ids] for cells in self.cells))

    def link_agreement(self) -> Agreement:
        """Compare whether each pair is linked."""
        return compare(*([str(pair in linked) for pair in self.pairs()] for linked in self.linked))

    def strength_agreement(self) -> Agreement:
        """Compare the strength, no link included, of the pairs that at least one coder linked."""
        return compare(*([self.value(coder, pair) for pair in self.either()] for coder in (0, 1)))

    def different_cells(self) -> list[str]:
        """Give the proposals whose status differs."""
        first, second = self.cells
        return [item.id for item in self.frame.items if first[item.id] is not second[item.id]]

    def different_links(self) -> list[Pair]:
        """Give the pairs on which the coders differ, in being linked or in strength."""
        return [pair for pair in self.either() if self.value(0, pair) != self.value(1, pair)]
