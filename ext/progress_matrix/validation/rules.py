"""Rules of any tracker, and those that no schema of sphinx-needs can state (codebook, sections 1 to 5)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..collect import Need, Tracker, listed, one, text
from ..model.dates import ends_within
from ..model.matrix import Evidence, Period
from ..model.sentences import parse_context, sentences
from ..model.statuses import Role, Scope, Strength
from . import Finding, Report


def findings(tracker: Tracker) -> Iterator[Report]:
    """Find what is wrong with the finished model."""
    periods = {period.id: period for period in tracker.matrix.periods}
    order = list(periods)
    for piece in tracker.matrix.evidence.values():
        need = tracker.needs[piece.id]
        if piece.role is Role.ACTIVITY:
            yield from _dates(tracker, need, periods[piece.period])
        yield from _links(tracker, need)
        yield from _follow_ups(tracker, need, order[order.index(piece.period) :])
        if piece.role is Role.STATEMENT:
            yield from _subject(tracker, need, piece)
        for sentence in piece.sentences:
            passage = tracker.passages[sentence.partition(".")[0]]
            if "." not in sentence:
                message = f"cites the passage {sentence} without a sentence, as in {sentence}.1"
                yield Finding.SENTENCE, message, need
            if passage.period != piece.period:
                message = f"cites {sentence} of {passage.period}, but belongs to {piece.period}"
                yield Finding.PERIOD, message, need
    yield from _passages(tracker)


def _subject(tracker: Tracker, need: Need, statement: Evidence) -> Iterator[Report]:
    """Find a statement that does not name what it is about."""
    settings, links, name = tracker.settings, tracker.settings.links, tracker.settings.fields.scope
    for scope, link, noun, named in (
        # A project without groups has one, which nothing names.
        (Scope.AREA, links.group, "group", statement.group or not tracker.matrix.groups[0].id),
        (Scope.GROUP, links.concerns, "item", statement.links),
    ):
        if statement.scope is scope and not named:
            wrong = f":{name}: is {scope.value}, but :{link}: names no {settings.noun(noun)}"
            yield Finding.LINK, f"{wrong}; name what it is about, or change :{name}:", need


def _dates(tracker: Tracker, need: Need, period: Period) -> Iterator[Report]:
    names = tracker.settings.fields
    for name in (names.when, names.due):
        value = text(need, name)
        if value and not text(need, names.note) and not ends_within(value, period.span):
            message = f":{name}: {value} lies outside the period of {period.id}; say why in :{names.note}:"
            yield Finding.DATE, message, need


def _links(tracker: Tracker, need: Need) -> Iterator[Report]:
    seen: dict[str, str] = {}
    names = tracker.settings.fields
    for link in tracker.settings.links.strengths.values():
        for target in listed(need, link):
            if target in seen:
                message = f"links {target} as {seen[target]} and as {link}; one strength a link"
                yield Finding.LINK, message, need
            seen[target] = link
    if seen and text(need, names.no_item):
        message = f":{names.no_item}: stands beside a link to {', '.join(seen)}; take one of the two out"
        yield Finding.LINK, message, need
    inferred = {*listed(need, tracker.settings.links.strengths.get(Strength.INFERRED, ""))}
    reason, kind = text(need, names.reason), tracker.settings.types.item
    named, given = (
        {key for key in re.findall(form, reason) if tracker.needs.get(key, {}).get("type") == kind}
        for form in (r"[\w-]+", r"[\w-]+(?=:)")
    )
    # A reason that names no item is on all of them.
    wrong = (inferred - named) | (given - inferred) if named and inferred else ()
    if wrong:
        message = f":{names.reason}: and the inferred links differ in {', '.join(sorted(wrong))}"
        yield Finding.LINK, f"{message}; change one of the two", need


def _follow_ups(tracker: Tracker, need: Need, periods: list[str]) -> Iterator[Report]:
    """Find what follows up what is not earlier: of its own period, the first of these, or of a later one."""
    for link in tracker.settings.links.follow_up.values():
        for target in listed(need, link):
            theirs = one(tracker.needs[target], tracker.settings.links.period)
            if theirs in periods:
                message = (
                    f":{link}: {target} belongs to {theirs}; an item of {periods[0]} can only follow up "
                    "what an earlier report announced"
                )
                yield Finding.FOLLOW_UP, message, need


def _passages(tracker: Tracker) -> Iterator[Report]:
    left: defaultdict[tuple[str, str], list[tuple[int, Need]]] = defaultdict(list)
    for passage in tracker.passages.values():
        need = tracker.needs[passage.id]
        try:
            context = parse_context(listed(need, tracker.settings.fields.context))
        except ValueError as error:
            yield Finding.CONTEXT, f":{tracker.settings.fields.context}: {error}", need
            continue
        for number in context:
            if number > passage.sentences:
                yield Finding.CONTEXT, f"has {passage.sentences} sentences, no sentence {number}", need
            elif f"{passage.id}.{number}" in tracker.cited:
                yield Finding.CONTEXT, f"sentence {number} is context and evidence at once", need
        period = tracker.needs.get(passage.period, {})
        if passage.section in listed(period, tracker.settings.fields.coded):
            left[passage.period, passage.section] += [
                (line.number, need) for line in sentences(passage, tracker.cited) if not line.accounted
            ]
    # A section that is not coded yet is one mistake, however long it is.
    for (number, need), *more in filter(None, left.values()):
        others = f", nor are {len(more)} more of it" if more else ""
        message = f"sentence {number} is neither evidence nor context, in a coded section{others}"
        yield Finding.SENTENCE, message, need
