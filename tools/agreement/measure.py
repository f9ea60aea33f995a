"""Agreement: statuses and links of two codings, compared unit by unit.

Raw agreement is the share of pairs on which both coders decided alike.  Krippendorff's
alpha (nominal) sets the disagreement seen against the one expected by chance; it is
undefined when no value varies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import krippendorff

from .codings import NO_LINK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from progress_matrix.model.statuses import Status, Strength

    from .codings import Coding, Frame, Key, Pair


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


@dataclass(frozen=True)
class Comparison:
    """Two codings of one report, side by side."""

    frame: Frame
    codings: tuple[Coding, Coding]
    cells: tuple[Mapping[str, Status], Mapping[str, Status]]
    linked: tuple[Mapping[Pair, Strength], Mapping[Pair, Strength]]

    @classmethod
    def of(cls, frame: Frame, first: Coding, second: Coding) -> Comparison:
        """Compute statuses and links of both codings."""
        return cls(
            frame,
            (first, second),
            (first.statuses(frame), second.statuses(frame)),
            (first.strengths(), second.strengths()),
        )

    def value(self, coder: int, pair: Pair) -> str:
        """Give a coder's strength for a pair, or that there is no link."""
        strength = self.linked[coder].get(pair)
        return NO_LINK if strength is None else strength.value

    def pairs(self) -> list[Pair]:
        """Give every passage with every proposal."""
        return [(passage, item.id) for passage in self.frame.passages for item in self.frame.items]

    def agreements(self) -> dict[str, Agreement]:
        """Compare the status of each cell, whether each pair is linked, and how strongly.

        Strengths, no link included, are compared for the pairs that at least one coder linked.
        """
        ids = [item.id for item in self.frame.items]
        either = [pair for pair in self.pairs() if any(pair in linked for linked in self.linked)]
        return {
            "status": compare(*([cells[key].code for key in ids] for cells in self.cells)),
            "links": compare(*([str(pair in linked) for pair in self.pairs()] for linked in self.linked)),
            "strength": compare(*([self.value(coder, pair) for pair in either] for coder in (0, 1))),
        }

    def different_cells(self) -> list[str]:
        """Give the proposals whose status differs."""
        first, second = self.cells
        return [item.id for item in self.frame.items if first[item.id] is not second[item.id]]

    def values(self, key: Key) -> tuple[str, str]:
        """Give what each coder decided of a passage, a proposal and a kind."""
        first, second = (coding.links.get(key) for coding in self.codings)
        return (first.value if first else NO_LINK, second.value if second else NO_LINK)

    def different_links(self) -> list[Key]:
        """Give where the coders differ: in being linked, in strength or in what was supplied."""
        order = list(self.frame.passages)
        keys = sorted(
            {key for coding in self.codings for key in coding.links},
            key=lambda key: (order.index(key[0]), *key[1:]),
        )
        return [key for key in keys if len(set(self.values(key))) > 1]
