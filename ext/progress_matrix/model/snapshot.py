"""What the last good output was made from, so that just the affected pages are rewritten.

A page that shows data of other pages goes stale silently in an incremental build.
So each build leaves a snapshot in its output folder, and the next one compares: see :mod:`..freshness`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

FORMAT = 8


class Trace(NamedTuple):
    """One item as the output shows it.

    ``digest`` stands for all of it, ``shape`` for its links and fields and the item before it:
    what statuses, counts and the order of lists come from, ``told`` for what any page may say of
    it: its title and its first sentence, ``text`` for its first paragraph, which the histories of
    the items it concerns show.
    """

    type: str
    digest: str
    docname: str
    links: list[str]
    shape: str
    told: str
    text: str


@dataclass(frozen=True)
class Snapshot:
    """All items, a digest of what any page may show (navigation, words, numbers), and of each document."""

    items: Mapping[str, Trace]
    frame: str
    documents: Mapping[str, str]

    def dump(self) -> str:
        """Give the snapshot as JSON text."""
        return json.dumps([FORMAT, self.frame, self.documents, self.items], sort_keys=True)

    @classmethod
    def load(cls, path: Path) -> Snapshot | None:
        """Read a snapshot; None when there is none that can be read."""
        try:
            form, frame, documents, items = json.loads(path.read_text(encoding="utf-8"))
            made = cls({key: Trace(*one) for key, one in items.items()}, frame, documents)
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return made if form == FORMAT else None


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two snapshots.

    ``items``: the changed ones.  ``reshaped`` and ``retold``: those of them whose shape
    or place, or else whose title or first sentence, differs; the rest differ in text alone.
    ``touched``: the changed ones and all that show them.  ``histories``: those whose history
    shows a first paragraph that differs.
    """

    items: frozenset[str]
    reshaped: frozenset[str]
    retold: frozenset[str]
    touched: frozenset[str]
    histories: frozenset[str]


def compare(old: Snapshot, new: Snapshot, chained: Collection[str] = ()) -> Change:
    """Find the changed items and all that show them.

    :param chained: types of items that are shown at two steps' distance (an
        announcement is shown with what follows it up, on the page of its subject).
    """
    if old.items == new.items:
        return Change(*[frozenset()] * 5)
    neighbours: dict[str, set[str]] = {}
    for snapshot in (old, new):
        for key, trace in snapshot.items.items():
            for target in trace.links:
                neighbours.setdefault(key, set()).add(target)
                neighbours.setdefault(target, set()).add(key)

    def around(keys: Collection[str]) -> set[str]:
        return {near for key in keys for near in neighbours.get(key, ())}

    reshaped = _differing(old, new, "shape", "docname")
    retold = _differing(old, new, "told") - reshaped
    changed = _differing(old, new, "digest") | reshaped
    touched = changed | around(reshaped | retold)
    touched |= around([key for key in touched if type_of(key, old, new) in chained])
    histories = around(_differing(old, new, "text"))
    return Change(*map(frozenset, (changed, reshaped, retold, touched, histories)))


def _differing(old: Snapshot, new: Snapshot, *names: str) -> set[str]:
    """Find the items of which one of these differs, or that only one snapshot holds."""
    of = attrgetter(*names)
    pairs = ((key, old.items.get(key), new.items.get(key)) for key in old.items.keys() | new.items.keys())
    return {
        key
        for key, before, after in pairs
        # Most are the same in all, which is the quicker look.
        if before != after and not (before and after and of(before) == of(after))
    }


def type_of(key: str, old: Snapshot, new: Snapshot) -> str:
    """Give the type of an item of either snapshot, or an empty string."""
    trace = new.items.get(key) or old.items.get(key)
    return trace.type if trace else ""
