"""The traceability model: items × reporting periods, computed in one pass (codebook, section 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .dates import Span
from .statuses import OURS, Coverage, Role, Scope, Status, Statuses, Strength, role_of


@dataclass(frozen=True, slots=True)
class Group:
    """An area: items that are reported on together."""

    id: str
    title: str
    docname: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One commitment that is followed through the periods."""

    id: str
    title: str
    group: str
    since: date
    until: date | None = None
    series: str = ""
    basis: str = ""
    independent: bool = True
    rests_on: frozenset[str] = frozenset()
    docname: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period, that is, one report; ``coded`` names those of its ``sections`` that are done."""

    id: str
    title: str
    span: Span
    published: date | None = None
    coverage: Coverage = Coverage.FULL
    sections: frozenset[str] = frozenset()
    coded: frozenset[str] = frozenset()
    docname: str = ""

    @property
    def end(self) -> date:
        """The last day the report can speak of: its publication cuts its last month."""
        return min(self.span.last, self.published) if self.published else self.span.last

    @property
    def fully_coded(self) -> bool:
        """Whether the whole report was read and coded, so that its silence means something."""
        return self.coverage is Coverage.FULL and bool(self.coded) and self.sections <= self.coded


@dataclass(frozen=True, slots=True)
class Evidence:
    """One coded thing of a report: activity, announcement, limitation or statement.

    ``kind``: the code of its kind, from which its role follows; ``gives``: the code of the status it
    gives, if any; ``outside``: read in another source than the report or a text that restates it.
    """

    id: str
    title: str
    kind: str
    period: str
    group: str = ""
    links: Mapping[str, Strength] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    scope: Scope | None = None
    outside: bool = False
    docname: str = ""
    order: tuple[str, int] = ("", 0)
    gives: str = ""

    @property
    def role(self) -> Role:
        """What it is for the matrix."""
        return role_of(self.kind)

    @property
    def passages(self) -> frozenset[str]:
        """The passages cited, without their sentence numbers."""
        return frozenset(sentence.partition(".")[0] for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says about one item.

    ``by_construction``: the item's subject was reconstructed from a passage that
    is also the cell's evidence, so the cell could not have come out otherwise.
    ``outside``: activities in the period that only another source tells of; they make
    no status but *other source*.
    """

    item: str
    period: str
    status: Status
    evidence: tuple[str, ...] = ()
    strength: Strength | None = None
    by_construction: bool = False
    limitations: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its denominator."""

    value: int
    of: int

    def __str__(self) -> str:
        return f"{self.value} of {self.of}"


@dataclass(frozen=True)
class Matrix:
    """Every item in every period, with all that the views and exports need."""

    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    periods: tuple[Period, ...]
    evidence: Mapping[str, Evidence]
    cells: Mapping[tuple[str, str], Cell]
    statuses: Statuses = OURS

    def cell(self, item: str, period: str) -> Cell:
        """Give the cell of an item in a period; both must exist."""
        return self.cells[item, period]

    def row(self, item: str) -> list[Cell]:
        """Give the cells of an item, in the order of the periods."""
        return [self.cells[item, period.id] for period in self.periods]

    @cached_property
    def _items_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    def item(self, item_id: str) -> Item:
        """Give the item with this id; ``KeyError`` when there is none."""
        return self._items_by_id[item_id]

    def period(self, period_id: str) -> Period:
        """Give the period with this id; ``KeyError`` when there is none."""
        return {period.id: period for period in self.periods}[period_id]

    def select(self, *, group: str = "", series: str = "", independent: bool = False) -> tuple[Item, ...]:
        """Give the items of a group or series, all of them or those known independently."""
        return tuple(
            item
            for item in self.items
            if (not group or item.group == group)
            and (not series or item.series == series)
            and (not independent or item.independent)
        )

    def tally(self, period: str, items: Iterable[Item]) -> dict[Status, int]:
        """Count the cells of each status in one period, zeros included."""
        counts = dict.fromkeys(self.statuses, 0)
        for item in items:
            counts[self.cells[item.id, period].status] += 1
        return counts

    def count(self, status: Status, period: str, items: Iterable[Item]) -> Count:
        """Count one status among the cells that belong to the denominator."""
        counts = self.tally(period, items)
        return Count(counts[status], sum(n for key, n in counts.items() if key.counted))

    @property
    def gaps(self) -> list[Cell]:
        """The gaps, period by period: in force, fully coded, not of the best status."""
        coded = (period for period in self.periods if period.fully_coded)
        cells = (self.cell(item.id, period.id) for period in coded for item in self.items)
        return [cell for cell in cells if cell.status.counted and cell.status != self.statuses.best]


def _in_force(item: Item, period: Period) -> bool:
    """Tell whether an item could be reported on: in force before the period's end.

    An item endorsed on the very day on which the report came out is not yet one
    that the report could follow up.
    """
    return item.since < period.end and not (item.until and item.until < period.span.first)


def _status(
    item: Item, period: Period, given: Collection[str], outside: Sequence[Evidence], statuses: Statuses
) -> Status:
    """Decide: the first status in the order of the vocabulary that a piece of evidence gives."""
    if not _in_force(item, period):
        return statuses["not_applicable"]
    if period.coverage is Coverage.FULL and item.group in period.sections - period.coded:
        return statuses["not_coded"]
    for status in statuses:
        if status.code in given:
            return status
    # What it means that the period has nothing on the item.
    if period.coverage is not Coverage.FULL:
        return statuses["other_source" if outside else "source_unavailable"]
    return statuses["no_mention" if period.fully_coded else "not_coded"]


def build(
    groups: Iterable[Group],
    items: Iterable[Item],
    periods: Iterable[Period],
    evidence: Iterable[Evidence],
    statuses: Statuses = OURS,
) -> Matrix:
    """Compute the matrix in one pass over the evidence, which is sorted by place of origin.

    :param groups: in the order in which they are shown, as the items.
    :param periods: in chronological order.
    """
    ordered = {piece.id: piece for piece in sorted(evidence, key=lambda piece: piece.order)}
    # By item and period; general statements by group and period.
    own, outside, general = (defaultdict[tuple[str, str], list[Evidence]](list) for _ in range(3))
    for piece in ordered.values():
        if piece.outside:
            # Nothing but the report's own text says what the report says; only an activity is news.
            if piece.role is Role.ACTIVITY:
                for target in piece.links:
                    outside[target, piece.period].append(piece)
        elif piece.role is Role.STATEMENT and piece.scope is not Scope.GROUP:
            # About an area or about everything: what it may name besides is not its subject.
            if piece.scope is Scope.AREA:
                general[piece.group, piece.period].append(piece)
        else:
            for target in piece.links:
                own[target, piece.period].append(piece)
    rows, columns = tuple(items), tuple(periods)
    cells = {}
    for item in rows:
        for period in columns:
            key = item.id, period.id
            # Most have nothing: asked for by its key, each would keep an empty list.
            found = own.get(key, []) + general.get((item.group, period.id), [])
            cells[key] = _cell(item, period, found, outside.get(key, []), statuses)
    return Matrix(tuple(groups), rows, columns, ordered, cells, statuses)


def _cell(
    item: Item, period: Period, found: list[Evidence], outside: list[Evidence], statuses: Statuses
) -> Cell:
    status = _status(item, period, {piece.gives for piece in found}, outside, statuses)
    shown = outside if status == Status.OTHER_SOURCE else []
    if status.given_by:
        role = role_of(status.given_by)
        roles = (role,) if role in (Role.LIMITATION, Role.STATEMENT) else (Role.ACTIVITY, Role.ANNOUNCEMENT)
        shown = [piece for role in roles for piece in found if piece.role is role]
    strengths = [piece.links[item.id] for piece in shown if piece.role is not Role.STATEMENT]
    return Cell(
        item.id,
        period.id,
        status,
        tuple(piece.id for piece in shown),
        min(strengths, key=list(Strength).index) if strengths else None,
        not item.independent and any(item.rests_on & piece.passages for piece in shown),
        tuple(piece.id for piece in found if piece.role is Role.LIMITATION),
        tuple(piece.id for piece in outside),
    )
