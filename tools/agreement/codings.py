"""Reading a frozen coding and the frame in which it was made.

The frame is what both coders were given: the proposals with their areas, and the
passages with their numbers of sentences.  It is frozen with the codings, so that the
figures stay the same when the register changes later.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from progress_matrix.model.dates import Span, parse
from progress_matrix.model.matrix import Group, Item, Period
from progress_matrix.model.statuses import Coverage, Role, Scope, Strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CONTEXT = "context"


class CodingError(ValueError):
    """A coding or settlement holds what it must not; the message names file, line and row."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The report, the proposals and the passages both coders worked with."""

    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    period: Period
    identified: frozenset[str]
    passages: Mapping[str, int]

    def sentences(self) -> Iterator[str]:
        """Give every sentence of the report, in its order: ``R04-CYB-08.2``."""
        for passage, count in self.passages.items():
            yield from (f"{passage}.{number}" for number in range(1, count + 1))


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of a coding; ``role`` is ``None`` for a sentence listed as context."""

    id: str
    role: Role | None
    sentences: tuple[str, ...]
    scope: Scope | None = None
    area: str = ""
    concerns: tuple[str, ...] = ()
    links: Mapping[str, Strength] | None = None


def read_frame(path: Path) -> Frame:
    """Read the frame of a report's coding.

    :raises KeyError: when a part of it is missing.
    """
    table = json.loads(path.read_text(encoding="utf-8"))
    report, areas, passages = table["report"], table["areas"], table["passages"]
    sections = frozenset(passage.split("-")[1] for passage in passages)
    return Frame(
        groups=tuple(Group(code, code, order) for order, code in enumerate(areas, 1)),
        items=tuple(
            Item(entry["id"], entry["id"], entry["area"], parse(entry["endorsed"]).first)
            for entry in table["proposals"]
        ),
        period=Period(
            id=report["id"],
            title=report["id"],
            span=Span(parse(report["period_start"]).first, parse(report["period_end"]).last),
            published=parse(report["published"]).first,
            coverage=Coverage.FULL,
            sections=sections,
            coded=sections,
        ),
        identified=frozenset(entry["id"] for entry in table["proposals"] if entry["identified"]),
        passages=passages,
    )


def rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the rows of a CSV file, each with its place for messages: ``file:line``."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield f"{path.name}:{reader.line_num}", row


def read_coding(path: Path, frame: Frame) -> tuple[Unit, ...]:
    """Read a coding and check it against the frame.

    :raises CodingError: for an unknown type, scope, sentence or proposal, an id that
        stands twice, a proposal linked twice by one unit, or a link to a proposal whose
        subject is not established.
    """
    sentences = frozenset(frame.sentences())
    units: dict[str, Unit] = {}
    for place, row in rows(path):
        unit = _unit(f"{place}: {row['unit']}", row)
        if unit.id in units:
            raise CodingError(f"{place}: {unit.id}: the id stands twice")
        linked = {*(unit.links or {}), *unit.concerns}
        _known(f"{place}: {unit.id}", set(unit.sentences) - sentences, "sentences of the report")
        _known(f"{place}: {unit.id}", linked - frame.identified, "proposals whose subject is established")
        units[unit.id] = unit
    return tuple(units.values())


def _known(place: str, strange: set[str], allowed: str) -> None:
    if strange:
        raise CodingError(f"{place}: {', '.join(sorted(strange))}: only {allowed} can be named")


def _unit(place: str, row: Mapping[str, str]) -> Unit:
    links: dict[str, Strength] = {}
    for strength in Strength:
        for proposal in row[strength.value].split():
            if proposal in links:
                raise CodingError(f"{place}: {proposal} is linked twice; one strength a link")
            links[proposal] = strength
    allowed = [CONTEXT, *(role.value for role in Role)]
    if row["type"] not in allowed:
        raise CodingError(f"{place}: type {row['type']!r} is not one of {', '.join(allowed)}")
    scopes = ["", *(scope.value for scope in Scope)]
    if row["scope"] not in scopes:
        raise CodingError(f"{place}: scope {row['scope']!r} is not one of {', '.join(scopes[1:])}")
    return Unit(
        id=row["unit"],
        role=None if row["type"] == CONTEXT else Role(row["type"]),
        sentences=tuple(row["sentences"].split()),
        scope=Scope(row["scope"]) if row["scope"] else None,
        area=row["area"],
        concerns=tuple(row["concerns"].split()),
        links=links,
    )


def unaccounted(units: tuple[Unit, ...], frame: Frame) -> list[str]:
    """List the sentences that a coding neither cites nor lists as context."""
    cited = {sentence for unit in units for sentence in unit.sentences}
    return [sentence for sentence in frame.sentences() if sentence not in cited]
