"""Reading a frozen coding of links and the frame in which it was made.

The frame is what both coders were given: the proposals with their areas, matters and
acts, and the passages with their numbers of sentences.  It is frozen with the codings,
so that the figures stay the same when the register changes later.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from progress_matrix.model.dates import Span, parse
from progress_matrix.model.matrix import Evidence, Group, Item, Period, build
from progress_matrix.model.statuses import OURS, Coverage, Role, Scope, Status, Strength

from ..checking.finding import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

NO_LINK = "none"
MATTER, ACT = "matter", "act"
_AREA = "AREA-"
_GIVEN = {Role(status.given_by): status.code for status in OURS if status.given_by}

Pair = tuple[str, str]
"""A passage and a proposal."""

Key = tuple[str, str, str]
"""A passage, a proposal and what the passage tells of it: the code of a role."""


_SAVE_AS = "save it as CSV UTF-8, with commas between the columns"


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

    def has(self, sentence: str) -> bool:
        """Tell whether the report has this sentence: ``R04-CYB-08.2``."""
        passage, _, number = sentence.partition(".")
        return number.isdecimal() and 0 < int(number) <= self.passages.get(passage, 0)


@dataclass(frozen=True, slots=True)
class Link:
    """One passage with one proposal: its best sentence, what it tells and how surely.

    ``supplied`` and ``source`` say, of an inferred link, whether the matter or the act
    was supplied, and from where.
    """

    sentence: str
    proposal: str
    role: Role
    strength: Strength
    supplied: str = ""
    source: str = ""

    @property
    def passage(self) -> str:
        """The passage of the best sentence."""
        return self.sentence.partition(".")[0]

    @property
    def key(self) -> Key:
        """What the coders are compared on."""
        return (self.passage, self.proposal, self.role.value)

    @property
    def value(self) -> str:
        """What was decided: the strength, and what was supplied."""
        return f"{self.strength.value}:{self.supplied}" if self.supplied else str(self.strength.value)


@dataclass(frozen=True, slots=True)
class General:
    """A statement about an area, or about proposals that the report names as a group."""

    sentence: str
    scope: Scope
    area: str = ""
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coding:
    """All links and general statements of one coder, or as they were settled."""

    links: Mapping[Key, Link]
    statements: tuple[General, ...]

    def strengths(self) -> dict[Pair, Strength]:
        """Give every linked pair with the strongest of its strengths."""
        order = list(Strength)
        found: dict[Pair, Strength] = {}
        for link in self.links.values():
            pair = (link.passage, link.proposal)
            found[pair] = min(found.get(pair, link.strength), link.strength, key=order.index)
        return found

    def statuses(self, frame: Frame) -> dict[str, Status]:
        """Compute the status of every proposal from this coding alone, by the extension's model."""
        period = frame.period.id
        told = [
            Evidence(
                id=" ".join(key),
                title=link.sentence,
                kind=link.role.value,
                period=period,
                gives=_GIVEN[link.role],
                links={link.proposal: link.strength},
                sentences=(link.sentence,),
            )
            for key, link in self.links.items()
        ]
        told += [
            Evidence(
                id=f"{general.sentence} {general.scope.value}",
                title=general.sentence,
                kind=Role.STATEMENT.value,
                period=period,
                gives=_GIVEN[Role.STATEMENT],
                group=general.area,
                links=dict.fromkeys(general.concerns, Strength.EXPLICIT),
                sentences=(general.sentence,),
                scope=general.scope,
            )
            for general in self.statements
        ]
        matrix = build(frame.groups, frame.items, [frame.period], told)
        return {item.id: matrix.cell(item.id, frame.period.id).status for item in frame.items}


def read_frame(path: Path) -> Frame:
    """Read the frame of a report's coding.

    :raises KeyError: when a part of it is missing.
    """
    table = json.loads(path.read_text(encoding="utf-8"))
    report, areas, passages = table["report"], table["areas"], table["passages"]
    sections = frozenset(passage.split("-")[1] for passage in passages)
    return Frame(
        groups=tuple(Group(code, code) for code in areas),
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


# What the rows of codings and of settlements both have.
COLUMNS = ("passage", "proposal", "kind", "sentence", "supplied", "from", "reason")


def rows(path: Path, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the rows of a CSV file that are not empty, each with its place for messages: ``file:line``.

    :param columns: those that it must have.

    :raises CodingError: when it is not there, lacks a column, or a spreadsheet saved it
        otherwise than as UTF-8 with commas.
    """
    if not path.is_file():
        raise CodingError(f"{path.name}:1: the file is not there; bring it back")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CodingError(f"{path.name}:{line}: {_SAVE_AS}; the file is not UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    for name in columns:
        if name not in (reader.fieldnames or ()):
            raise CodingError(f"{path.name}:1: {_SAVE_AS}; there is no column {name!r}")
    for row in reader:
        if any(row.values()):
            yield f"{path.name}:{reader.line_num}", row


def read_coding(path: Path, frame: Frame) -> Coding:
    """Read a coding and check it against the frame.

    Rows of strength ``none`` are near misses that the coder wrote down: they are no links.

    :raises CodingError: for an unknown kind, strength, sentence or proposal, a sentence of
        another passage, a pair that stands twice with one kind, an inferred link that does
        not say what was supplied and from where, or a link to a proposal whose subject is
        not established.
    """
    links: dict[Key, Link] = {}
    statements: list[General] = []
    for start, row in rows(path, *COLUMNS, "strength"):
        place = f"{start}: {row['passage']} {row['proposal']}"
        if not frame.has(row["sentence"]) or row["sentence"].partition(".")[0] != row["passage"]:
            raise CodingError(f"{place}: {row['sentence']!r} is no sentence of this passage")
        if row["kind"] in (Scope.AREA.value, Scope.GROUP.value):
            statements.append(_general(place, row, frame))
        elif link := read_link(place, row, row["strength"], frame):
            if link.key in links:
                raise CodingError(f"{place}: stands twice as {row['kind']}")
            links[link.key] = link
    return Coding(links, tuple(statements))


def read_link(place: str, row: Mapping[str, str], strength: str, frame: Frame) -> Link | None:
    """Read the link of a row; ``None`` where its strength says that there is none.

    :raises CodingError: for a value that is not one of those allowed.
    """
    kinds = [role.value for role in Role if role is not Role.STATEMENT]
    only(place, "kind", row["kind"], kinds)
    only(place, "proposal", row["proposal"], frame.identified)
    only(place, "strength", strength, [*(each.value for each in Strength), NO_LINK])
    if strength == NO_LINK:
        return None
    if strength == Strength.INFERRED.value:
        only(place, "supplied", row["supplied"], (MATTER, ACT))
        if row["from"] not in ("heading", "general knowledge") and not frame.has(row["from"]):
            raise CodingError(f"{place}: from {row['from']!r} is no sentence, heading or general knowledge")
    elif row["supplied"] or row["from"]:
        raise CodingError(f"{place}: only an inferred link has something supplied")
    return Link(
        row["sentence"], row["proposal"], Role(row["kind"]), Strength(strength), row["supplied"], row["from"]
    )


def _general(place: str, row: Mapping[str, str], frame: Frame) -> General:
    scope, names = Scope(row["kind"]), row["proposal"].split()
    if scope is Scope.GROUP:
        for name in names:
            only(place, "proposal", name, frame.identified)
        return General(row["sentence"], scope, concerns=tuple(names))
    only(place, "area", row["proposal"], [f"{_AREA}{group.id}" for group in frame.groups])
    return General(row["sentence"], scope, area=row["proposal"].removeprefix(_AREA))


def only(place: str, name: str, value: str, allowed: Collection[str]) -> None:
    """Refuse a value that is not allowed with a ``CodingError``."""
    if value not in allowed:
        raise CodingError(f"{place}: {name} {value!r} is not allowed; {nearest(value, sorted(allowed))}")
