"""Needs as the model can take them: what cannot be right is reported and left out.

A link to an item of another type, a date that is none, a piece of evidence without its
period: each is one finding, and the rest of the tracker is shown without it.  So one
mistake breaks no build, and none goes unseen.  Links to ids that do not exist are
sphinx-needs' own to report; here they are left out only.
"""

from __future__ import annotations

import re
from collections.abc import Collection
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
        self.ours = types.all
        self.unshown = unshown
        self.needs: dict[str, Need] = dict(needs)
        self.reports: list[Report] = []
        links, subjects = settings.links, (settings.links.concerns, *settings.links.strengths.values())
        # Each link with the need type it points to.
        self.targets = [
            (links.period, types.period),
            (links.group, types.group),
            (links.evidence, types.passage),
            (links.rests_on, types.passage),
            *((link, types.item) for link in subjects),
            *((link, types.of(Role.ANNOUNCEMENT)) for link in links.follow_up.values()),
        ]

    def clean(self) -> None:
        """Clean ``needs`` in place and fill ``reports``."""
        # Needs of other types may have fields and links of the same names, for their own ends.
        ours = [need for need in self.needs.values() if need["type"] in self.ours]
        for need in ours:
            self._lost_options(need)
        shown = [need for need in ours if self._is_shown(need)]
        self._leave_out(shown)
        for need in shown:
            changes = {**self._values(need), **self._links(need)}
            if changes and need["id"] in self.needs:
                self.needs[need["id"]] = {**need, **changes}

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

    def _is_shown(self, need: Need) -> bool:
        """Leave out what no page shows: links to it would lead nowhere."""
        if not (need.get("hide") or need["id"] in self.unshown):
            return True
        how = ":hide:" if need.get("hide") else "a condition (only, ifconfig) that does not hold"
        message = f"is on no page, because of {how}, and counts for nothing; show it or take it out"
        self._report(Finding.FIELD, message, need)
        del self.needs[need["id"]]
        return False

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
        found = self._type_of(target)
        if found not in ("", kind):
            self._report(Finding.LINK, f":{link}: {target} is of type {found}, not {kind}", need)
        return found == kind

    def _type_of(self, target: str) -> str:
        """Give the type of what a link names; empty where nothing has that id, or no part that number."""
        base, _, part = target.partition(".")
        other = self.needs.get(base)
        if other is None or (part and part not in (other.get("parts") or {})):
            return ""
        return str(other["type"])

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

    def _leave_out(self, shown: list[Need]) -> None:
        """Leave out what cannot be placed: periods, then what stands in none of the others or in no group."""
        types, links = self.settings.types, self.settings.links
        for need in shown:
            if need["type"] == types.period and not self._readable(need):
                del self.needs[need["id"]]
        period = (links.period, types.period)
        required = dict.fromkeys((types.passage, *types.evidence.values()), period)
        # An item that is its own evidence names a period or not.
        required.pop(types.item, None)
        # A project that neither names a type of groups nor has one does without.
        if types.group != type(types)().group or any(need["type"] == types.group for need in shown):
            required[types.item] = (links.group, types.group)
        for need in shown:
            link, kind = required.get(need["type"], ("", ""))
            if link and not any(self._type_of(target) == kind for target in listed(need, link)):
                named = one(need, link) or "nothing"
                self._report(Finding.LINK, f":{link}: names {named}, so the item is left out", need)
                del self.needs[need["id"]]

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

    def _report(self, kind: Finding, message: str, need: Need) -> None:
        self.reports.append((kind, message, need))
