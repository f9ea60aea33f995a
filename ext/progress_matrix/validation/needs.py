"""Needs as the model can take them: what cannot be right is reported and left out.

A link to an item of another type, a date that is none, a piece of evidence without its
period: each is one finding, and the rest of the tracker is shown without it.  So one
mistake breaks no build, and none goes unseen.  Links to ids that do not exist are
sphinx-needs' own to report; here they are left out only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import Enum
from typing import Any

from ..collect import Need, Needs, has_bounds, listed, one, text
from ..model.dates import parse
from ..model.statuses import Coverage, Role, Scope
from ..settings import Settings
from . import Finding, Report
from .sources import LEFT, MERGE

# A field where only text may stand: with its colons, other ones, or the first one forgotten.
_OPTION = re.compile(r"[:：\u200b\ufeff]?\s?(?P<name>[a-z][a-z0-9_]*)\s?[:：](?:\s.*)?")
# What stands inside another directive is that one's matter.
_BEGINS = re.compile(r"\s*(?::{3,}\{|`{3,}|\.\. \S+::)")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class Cleaner:
    """Takes the needs apart into those the model can take, and what is wrong with the rest."""

    def __init__(self, settings: Settings, needs: Needs, unshown: Collection[str] = ()) -> None:
        self.settings = settings
        types = settings.types
        self.ours = {types.item, types.period, types.group, types.passage, *types.evidence.values()}
        self.unshown = unshown
        self.needs: dict[str, Need] = dict(needs)
        self.reports: list[Report] = []
        self.targets = [*self._targets()]

    def clean(self) -> None:
        """Clean ``needs`` in place and fill ``reports``."""
        for need in [need for need in self.needs.values() if need["type"] in self.ours]:
            self._lost_options(need)
        whole = len(self.needs)
        self._leave_out_unshown()
        for key, need in list(self.needs.items()):
            # Needs of other types may have fields and links of the same names, for their own ends.
            changes = {**self._values(need), **self._links(need)} if need["type"] in self.ours else {}
            if changes:
                self.needs[key] = {**need, **changes}
        self._leave_out()
        if len(self.needs) < whole:
            for key, need in self.needs.items():
                self._forget_left_out(key, need)

    def _lost_options(self, need: Need) -> None:
        """Report the first line of an item's text that was meant to be one of its fields."""
        for line in str(need.get("content") or "").splitlines():
            if _BEGINS.match(line):
                return
            found = _OPTION.fullmatch(line)
            if MERGE.fullmatch(line):
                message = f"{line!r} {LEFT}"
            elif found and found["name"] in need:
                message = (
                    f"{line!r} stands in the text, so it is not a field: write it as :{found['name']}: among "
                    "the fields above, without an empty, wrapped or other line between them"
                )
            else:
                continue
            self._report(Finding.FIELD, message, need)
            return

    def _leave_out_unshown(self) -> None:
        """Leave out what no page shows: links to it would lead nowhere."""
        for key, need in list(self.needs.items()):
            if need["type"] in self.ours and (need.get("hide") or key in self.unshown):
                how = ":hide:" if need.get("hide") else "a condition (only, ifconfig) that does not hold"
                message = f"is on no page, because of {how}, and counts for nothing; show it or take it out"
                self._report(Finding.FIELD, message, need)
                del self.needs[key]

    def _targets(self) -> Iterator[tuple[str, str]]:
        """Give each link type with the need type it points to."""
        types, links = self.settings.types, self.settings.links
        yield links.period, types.period
        yield links.group, types.group
        yield links.evidence, types.passage
        yield links.rests_on, types.passage
        for link in (links.concerns, *links.strengths.values()):
            yield link, types.item
        for link in links.follow_up.values():
            yield link, types.of(Role.ANNOUNCEMENT)

    def _links(self, need: Need) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        single = (self.settings.links.period, self.settings.links.group)
        for link, kind in self.targets:
            if not need.get(link):
                continue
            stated = listed(need, link)
            kept = [target for target in stated if self._points_to(need, link, target, kind)]
            if kind != self.settings.types.passage:
                # What is about a part of an item is about the item.
                kept = list(dict.fromkeys(target.partition(".")[0] for target in kept))
            if kept != list(stated):
                changes[link] = kept
            if link in single and len(kept) > 1:
                named = " and ".join(kept)
                message = f":{link}: names {named}, but one is allowed; make an item for each of them"
                self._report(Finding.LINK, message, need)
        return changes

    def _points_to(self, need: Need, link: str, target: str, kind: str) -> bool:
        base, _, part = target.partition(".")
        other = self.needs.get(base)
        if other is None or (part and part not in (other.get("parts") or {})):
            return False
        if other["type"] != kind:
            self._report(Finding.LINK, f":{link}: {target} is of type {other['type']}, not {kind}", need)
            return False
        return True

    def _values(self, need: Need) -> dict[str, Any]:
        names = self.settings.fields
        dates = (names.when, names.due, names.since, names.until, names.published)
        dated = [name for name in dates if text(need, name)]
        changes: dict[str, Any] = {name: None for name in dated if not self._is_date(need, name)}
        for name in (names.order, names.number, names.sentences):
            value = text(need, name)
            if value and not _NUMBER.fullmatch(value):
                self._report(Finding.FIELD, f":{name}: {value!r} is not a whole number", need)
                changes[name] = None
        if need["type"] == self.settings.types.passage and names.sentences not in changes:
            stated, parts = int(text(need, names.sentences) or 0), need.get("parts") or {}
            # Their number first: a slip of the pen may state a thousand million.
            if len(parts) != stated or set(parts) != {str(number) for number in range(1, stated + 1)}:
                message = f"has {stated} sentences, but the parts {', '.join(sorted(parts)) or 'none'}"
                self._report(Finding.SENTENCE, message, need)
                changes[names.sentences] = min(stated, len(parts))
        if need["type"] == self.settings.types.of(Role.STATEMENT):
            self._is_code(need, names.scope, Scope)
        self._gives(need)
        return changes

    def _gives(self, need: Need) -> None:
        """Report evidence that gives no status, because a field holds none of the values that do."""
        if need["type"] == self.settings.types.item and not one(need, self.settings.links.period):
            return  # not its own evidence
        for kind, name in self.settings.types.evidence.items():
            if name == need["type"] and self.settings.statuses.given(kind, need) is None:
                asked = [one.where.items() for one in self.settings.statuses if one.given_by == kind]
                allowed = "; ".join(", ".join(f":{name}: {value}" for name, value in one) for one in asked)
                message = f"gives no status, and counts for nothing; allowed are {allowed}"
                self._report(Finding.FIELD, message, need)

    def _leave_out(self) -> None:
        """Leave out what cannot be placed, and then what depended on it alone."""
        for need in list(self.needs.values()):
            if need["type"] == self.settings.types.period and not self._readable(need):
                del self.needs[need["id"]]
        required, before = self._required(), 0
        while before != len(self.needs):
            before = len(self.needs)
            for key, need in list(self.needs.items()):
                link = required.get(str(need["type"]))
                if link and not any(target in self.needs for target in listed(need, link)):
                    named = one(need, link) or "nothing that is known"
                    self._report(Finding.LINK, f":{link}: names {named}, so the item is left out", need)
                    del self.needs[key]

    def _required(self) -> dict[str, str]:
        """Give each need type with the link without which it has no place."""
        types, links = self.settings.types, self.settings.links
        evidence = dict.fromkeys(set(types.evidence.values()) - {types.item}, links.period)
        # A project that neither names a type of groups nor has one does without.
        named = types.group != type(types)().group
        grouped = named or any(need["type"] == types.group for need in self.needs.values())
        items = {types.item: links.group} if grouped else {}
        return {**items, types.passage: links.period, **evidence}

    def _readable(self, need: Need) -> bool:
        names = self.settings.fields
        start, end = names.period_start, names.period_end
        bounds = (start, end) if has_bounds(need, names) else ()
        good = [self._is_date(need, name) for name in bounds]
        # Without that field, all periods are read in full.
        good.append(names.coverage not in need or self._is_code(need, names.coverage, Coverage))
        if bounds and all(good) and parse(text(need, start)).first > parse(text(need, end)).last:
            self._report(Finding.DATE, f":{end}: the period ends before it begins", need)
            return False
        return all(good)

    def _is_date(self, need: Need, name: str) -> bool:
        try:
            parse(text(need, name))
        except ValueError as error:
            self._report(Finding.DATE, f":{name}: {error}", need)
            return False
        return True

    def _is_code(self, need: Need, name: str, codes: type[Enum]) -> bool:
        stated, allowed = text(need, name), [str(code.value) for code in codes]
        if stated not in allowed:
            self._report(Finding.FIELD, f":{name}: {stated!r} is not one of {', '.join(allowed)}", need)
        return stated in allowed

    def _forget_left_out(self, key: str, need: Need) -> None:
        changes = {}
        for link in {name for name, _ in self.targets}:
            for name in (link, f"{link}_back"):
                stated = listed(need, name)
                kept = [target for target in stated if target.partition(".")[0] in self.needs]
                if len(kept) != len(stated):
                    changes[name] = kept
        if changes:
            self.needs[key] = {**need, **changes}

    def _report(self, kind: Finding, message: str, need: Need) -> None:
        self.reports.append((kind, message, need))
