"""Which documents an edition holds, in which order, and how deep each one stands.

Nothing here touches a doctree: the order is computed from the toctrees alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Place:
    """A document's place in an edition."""

    docname: str
    depth: int
    """How many documents it is nested in; its title is a heading of level ``depth + 1``."""
    is_front: bool = False
    """Whether it stands before the contents, where headings have no numbers."""
    title_only: bool = False
    """Whether only its title is printed, above the documents that are nested in it."""


def toctree_order(includes: Mapping[str, Sequence[str]], start: str) -> dict[str, list[str]]:
    """Walk the toctrees from *start*; give each document once, with those above it, in order.

    *includes* maps a document to those its toctrees name. The first mention counts.
    """
    above: dict[str, list[str]] = {}

    def walk(docname: str, parents: list[str]) -> None:
        if docname not in above:
            above[docname] = parents
            for child in includes.get(docname, ()):
                walk(child, [*parents, docname])

    walk(start, [])
    return above


def matches(docname: str, patterns: Iterable[str]) -> bool:
    """Say whether *docname* is named by one of the *patterns* (``*`` crosses slashes)."""
    return any(fnmatchcase(docname, pattern) for pattern in patterns)


def names_for(docname: str, entries: Iterable[str]) -> frozenset[str]:
    """Give the names in *entries* that hold for *docname*: ``name``, or ``pattern#name`` where that fits."""
    parted = (entry.rpartition("#") for entry in entries)
    return frozenset(name for pattern, _, name in parted if not pattern or matches(docname, [pattern]))


def select(
    ordered: Iterable[str],
    found: Iterable[str],
    patterns: Sequence[str],
    exclude: Sequence[str],
    unmatched: Callable[[str], None],
) -> list[str]:
    """Give the documents that *patterns* name and *exclude* does not, each once.

    *ordered* is the toctree's order; a document out of it (in *found* only) is taken
    when it is named in full. *unmatched* is called with each pattern that fits nothing.
    """
    chosen: dict[str, None] = {}
    everything = set(found)
    for pattern in patterns:
        hits = [name for name in ordered if name in everything and fnmatchcase(name, pattern)]
        hits = hits or sorted(everything & {pattern})
        if not hits:
            unmatched(pattern)
        chosen.update(dict.fromkeys(name for name in hits if not matches(name, exclude)))
    return list(chosen)


def nest(
    documents: Sequence[str], above: Mapping[str, list[str]], root: str, titles_only: Sequence[str] = ()
) -> list[Place]:
    """Give each of the *documents* its depth: below the nearest of those *above* it that is still open.

    The *root* document nests nothing: its title is a chapter among the others, or every
    chapter would be a section of the home page. Of those that *titles_only* fit, only the
    title is printed.
    """
    places: list[Place] = []
    open_: list[str] = []
    for docname in documents:
        while open_ and (open_[-1] == root or open_[-1] not in above.get(docname, ())):
            open_.pop()
        places.append(Place(docname, len(open_), title_only=matches(docname, titles_only)))
        open_.append(docname)
    return places
