"""The sealed needs view → the pure model.

Not before ``write-started``: reading the view earlier would freeze the needs that are stored
for the next build.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from docutils.nodes import make_id

from .model.dates import ALWAYS, Span, parse
from .model.ledger import Announcement, Entry, ledger
from .model.matrix import Evidence, Group, Item, Matrix, Period, build
from .model.sentences import Passage, by_sentence, parse_context
from .model.statuses import Coverage, Role, Scope, Strength

if TYPE_CHECKING:
    from .settings import Fields, Settings

Need = Mapping[str, Any]
Needs = Mapping[str, Need]

_LONG_AGO = date.min


@dataclass(frozen=True, eq=False, repr=False)  # one is as good as another only if it is the same
class Tracker:
    """All that the views, checks and exports are made from."""

    matrix: Matrix
    passages: Mapping[str, Passage]
    ledger: Mapping[str, Entry]
    """By announcement, in the order of due dates."""
    cited: Mapping[str, list[str]]
    """Sentence id → ids of the items that cite it."""
    needs: Needs
    settings: Settings
    kept: dict[object, object] = field(default_factory=dict, repr=False)
    """What views and other extensions have made of this model, for the rest of the build."""
    _anchors: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False)
    """Field → value → its anchor in the index of the field."""

    def anchor(self, name: str, value: str) -> str:
        """Give the anchor, of its own, of a value in a field's index; empty for what no evidence has."""
        if name not in self._anchors:
            made: dict[str, str] = {}  # anchor → value
            for one in sorted({one for key in self.matrix.evidence for one in listed(self.needs[key], name)}):
                stem = f"{name}-{make_id(one) or slug(one)}"
                again = (f"{stem}-{number}" for number in count(2) if f"{stem}-{number}" not in made)
                made[next(again) if stem in made else stem] = one
            self._anchors[name] = {one: anchor for anchor, one in made.items()}
        return self._anchors[name].get(value, "")


def slug(words: str) -> str:
    """Make a file name of words in any script: small letters, digits, hyphens."""
    return re.sub(r"[\W_]+", "-", normalize("NFC", words).lower()).strip("-")


def one(need: Need, link: str) -> str:
    """Give the single target of a link that takes one, or an empty string."""
    targets = need.get(link) or ()
    return str(targets[0]) if targets else ""


def text(need: Need, name: str) -> str:
    """Give a field as text, empty when unset."""
    value = need.get(name)
    return "" if value is None else str(value)


# Roles of a text: what they show, without their targets; citations show nothing.
_CITED = re.compile(r"\s*[{:](?:foot)?cite(?::[a-z]+)?[}:]`[^`]*`")
_ROLE = re.compile(r"(?:\{[a-z:_-]+\}|:[a-z:_-]+:)`([^`<]*?)(?:\s*<[^`]*>)?`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKED = re.compile(r"[*`\[\t\r\n]|  ")
_SENTENCE = re.compile(r"(?<=[\w)’”»%][.!?]) +(?=[A-ZÀ-Ý«“])")


def first_paragraph(need: Need) -> str:
    """Give the first paragraph of an item's text as plain words."""
    content = str(need.get("content") or "").strip()
    if not _MARKED.search(content):
        return content  # one line of plain words, as most are
    told = re.split(r"\n\s*\n", content, maxsplit=1)[0]
    told = _LINK.sub(r"\1", _ROLE.sub(r"\1", _CITED.sub("", told)))
    # Not split(), which would take no-break spaces for blanks.
    return re.sub(r"[ \t\r\n]+", " ", re.sub(r"[*`]", "", told)).strip()


def first_sentence(paragraph: str) -> str:
    """Give the first sentence of a paragraph."""
    return _SENTENCE.split(paragraph)[0]


def listed(need: Need, name: str) -> tuple[str, ...]:
    """Give an array field or a link as a tuple of strings; a field of one value as a tuple of one."""
    value = need.get(name)
    if value in (None, "", []):
        return ()
    return tuple(map(str, [value] if isinstance(value, (str, int, float)) else value))


def _day(value: str) -> date | None:
    """Read a date, leaving its mistakes to the checks."""
    try:
        return parse(value).first if value else None
    except ValueError:
        return None


class Collector:
    """Reads needs of the configured types into dataclasses."""

    def __init__(self, settings: Settings, needs: Needs) -> None:
        self.settings = settings
        self.needs = needs
        self.names = settings.fields
        self._by_type: dict[str, list[Need]] = {}
        for key in sorted(needs):
            self._by_type.setdefault(str(needs[key]["type"]), []).append(needs[key])
        areas = reversed(self.of_type(settings.types.group))
        self._areas = {text(need, self.names.code): str(need["id"]) for need in areas}

    def of_type(self, name: str) -> list[Need]:
        """Give all needs of a type, in the order of their ids."""
        return self._by_type.get(name, [])

    def groups(self) -> list[Group]:
        """Read the areas in their stated order; all items are one area in a project without any."""
        needs = self.of_type(self.settings.types.group)
        ordered = sorted(needs, key=lambda need: int(need.get(self.names.order) or 0))
        found = [Group(need["id"], need["title"], text(need, "docname")) for need in ordered]
        return found or [Group("", self.settings.noun("item").capitalize())]

    def items(self, groups: Iterable[Group]) -> list[Item]:
        """Read the commitments, by series and then by area."""
        position = {group.id: index for index, group in enumerate(groups)}
        settings, names = self.settings, self.names
        found = [
            Item(
                id=need["id"],
                title=need["title"],
                group=one(need, settings.links.group),
                since=_day(text(need, names.since)) or _LONG_AGO,
                until=_day(text(need, names.until)),
                series=text(need, names.series),
                basis=text(need, names.basis),
                independent=not settings.independent or text(need, names.basis) in settings.independent,
                rests_on=frozenset(key.partition(".")[0] for key in listed(need, settings.links.rests_on)),
                docname=text(need, "docname"),
            )
            for need in self.of_type(settings.types.item)
        ]
        return sorted(found, key=lambda item: (position.get(item.group, -1), item.series, _natural(item.id)))

    def periods(self, sections: Mapping[str, set[str]]) -> list[Period]:
        """Read the periods in chronological order, those without bounds as they were published or numbered.

        :param sections: period id → the sections its passages stand in.
        """
        every = self.of_type(self.settings.types.period)
        found = [self._period(need, sections.get(need["id"], ())) for need in every]
        return sorted(found, key=lambda period: (period.span, period.end, _natural(period.id)))

    def _period(self, need: Need, sections: Collection[str]) -> Period:
        names = self.names
        coded = listed(need, names.coded) if names.coded in need else (*sections, "all")
        bounds = [
            parse(text(need, name))
            for name in (names.period_start, names.period_end)
            if has_bounds(need, names)
        ]
        # A section is the area whose code it bears, if there is one.
        held, done = (frozenset(self._areas.get(code, code) for code in some) for some in (sections, coded))
        return Period(
            id=need["id"],
            title=need["title"],
            span=Span(bounds[0].first, bounds[1].last) if bounds else ALWAYS,
            published=_day(text(need, names.published)),
            coverage=Coverage(text(need, names.coverage) or "full"),
            sections=held,
            coded=done,
            docname=text(need, "docname"),
        )

    def passage(self, need: Need) -> Passage:
        """Read a paragraph of a report."""
        try:
            context = parse_context(listed(need, self.names.context))
        except ValueError:
            context = {}  # the checks say what is wrong
        return Passage(
            id=need["id"],
            title=need["title"],
            period=one(need, self.settings.links.period),
            section=text(need, self.names.section),
            sentences=int(need.get(self.names.sentences) or 0),
            context=context,
            note=text(need, self.names.context_note),
            docname=text(need, "docname"),
        )

    def evidence(self) -> list[Evidence]:
        """Read everything that was coded."""
        return [
            self._evidence(kind, need)
            for kind, name in self.settings.types.evidence.items()
            for need in self.of_type(name)
            # An item that is its own evidence is so where it names a period.
            if name != self.settings.types.item or one(need, self.settings.links.period)
        ]

    def _evidence(self, kind: str, need: Need) -> Evidence:
        given = self.settings.statuses.given(kind, need)
        scope = text(need, self.names.scope)
        links = {
            target: strength
            for strength, link in self.settings.links.strengths.items()
            for target in listed(need, link)
        }
        if need["type"] == self.settings.types.item:
            links = {need["id"]: Strength.EXPLICIT}
        elif kind == Role.STATEMENT.value:
            links = dict.fromkeys(listed(need, self.settings.links.concerns), Strength.EXPLICIT)
        return Evidence(
            id=need["id"],
            title=need["title"],
            kind=kind,
            period=one(need, self.settings.links.period),
            group=one(need, self.settings.links.group),
            links=links,
            sentences=listed(need, self.settings.links.evidence),
            scope=Scope(scope) if scope in {member.value for member in Scope} else None,
            outside=text(need, self.names.origin) in self.settings.outside,
            docname=text(need, "docname"),
            order=(text(need, "docname"), int(need.get("lineno") or 0)),
            gives=given.code if given else "",
        )

    def announcement(self, piece: Evidence) -> Announcement:
        """Read an announcement with what follows it up."""
        need, links = self.needs[piece.id], self.settings.links.follow_up
        return Announcement(
            id=piece.id,
            period=piece.period,
            due=text(need, self.names.due),
            follow_ups={
                kind: tuple(sorted(self.needs.keys() & listed(need, f"{link}_back")))
                for kind, link in links.items()
            },
            not_assessable=text(need, self.names.not_assessable),
        )


def has_bounds(need: Need, names: Fields) -> bool:
    """Tell whether the project of a period has fields for its first and its last day."""
    return names.period_start in need or names.period_end in need


def _natural(text: str) -> list[str | int]:
    """Give a key that sorts A-2 before A-10."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", text)]


def collect(settings: Settings, needs: Needs, version: str = "") -> Tracker:
    """Read the needs view into the model.

    :param version: the data version; where it is a date, announcements due after it are not
        yet due.  Otherwise the end of the last period takes its place.
    :raises ValueError: when a period has no readable start, end or coverage, without
        which no cell can be decided.
    """
    collector = Collector(settings, needs)
    groups = collector.groups()
    passages = {need["id"]: collector.passage(need) for need in collector.of_type(settings.types.passage)}
    sections: dict[str, set[str]] = {}
    for passage in passages.values():
        sections.setdefault(passage.period, set()).add(passage.section)
    items, periods = collector.items(groups), collector.periods(sections)
    matrix = build(groups, items, periods, collector.evidence(), settings.statuses)
    as_of = _day(version) or max((period.end for period in periods), default=_LONG_AGO)
    evidence = matrix.evidence.values()
    announced = [collector.announcement(piece) for piece in evidence if piece.role is Role.ANNOUNCEMENT]
    entries = {entry.announcement.id: entry for entry in ledger(announced, matrix.periods, as_of)}
    return Tracker(matrix, passages, entries, by_sentence(evidence), needs, settings)
