"""The items as objects of Sphinx: in the search, in the inventory, and as labels for any project.

The objects of our domain are what the search finds: their shown names hold number and title.
The same items are labels of Sphinx's standard domain, so that a project that knows nothing of
ours refers to one by ``:ref:``, through intersphinx too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import make_id
from sphinx.domains import ObjType

from .collect import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from .collect import Tracker

Object = tuple[str, str, str, str, str, int]
"""Name, shown name, type, document, anchor, and how important it is: 0 most."""

SENTENCE = "sentence"


def every(tracker: Tracker, words: Callable[[str], str], indices: Mapping[str, str]) -> Iterator[Object]:
    """Give all objects.

    :param words: the translator of the edition.
    :param indices: field → the document that holds its index.
    """
    importance = _importance(tracker)
    for key, need in tracker.needs.items():
        kind = str(need["type"])
        if kind in importance:
            yield key, f"{key} {need['title']}", kind, str(need["docname"]), key, importance[kind]
    for passage in tracker.passages.values():
        name = f"{passage.id} {passage.title}"
        yield passage.id, name, tracker.settings.types.passage, passage.docname, passage.id, 2
        for number in range(1, passage.sentences + 1):
            key = f"{passage.id}.{number}"
            yield key, f"{key} {passage.title}", SENTENCE, passage.docname, key, 2
    yield from _entries(tracker, words, indices)


def _importance(tracker: Tracker) -> dict[str, int]:
    """Say how important the items of each type are to who searches."""
    types = tracker.settings.types
    found = dict.fromkeys(types.evidence.values(), 1)
    return found | dict.fromkeys((types.item, types.period, types.group), 0)


def _entries(tracker: Tracker, words: Callable[[str], str], indices: Mapping[str, str]) -> Iterator[Object]:
    """Give the entries of the indices: a name leads to all that is said of it."""
    for field, docname in indices.items():
        pieces = tracker.matrix.evidence
        values = {value for key in pieces for value in listed(tracker.needs[key], field)}
        for value in sorted(values):
            yield value, words(value), field, docname, f"{field}-{make_id(value)}", 0


def kinds(tracker: Tracker, words: Callable[[str], str], indices: Mapping[str, str]) -> dict[str, ObjType]:
    """Give the type of each kind of object, as the search names it."""
    names = {str(need["type"]): str(need["type_name"]) for need in tracker.needs.values()}
    names |= {field: tracker.settings.labels.get(field, field) for field in indices}
    names[SENTENCE] = "Sentence"
    return {kind: ObjType(words(name)) for kind, name in names.items()}


def label(env: BuildEnvironment, tracker: Tracker) -> None:
    """Make each item and each sentence a label of the standard domain."""
    standard = env.domains.standard_domain
    ours = {*_importance(tracker), tracker.settings.types.passage}
    for key, need in tracker.needs.items():
        if need["type"] not in ours:
            continue
        passage = tracker.passages.get(key)
        numbers = range(1, passage.sentences + 1) if passage else ()
        for name in (key, *(f"{key}.{number}" for number in numbers)):
            # Sphinx looks labels up in lower case.
            place = str(need["docname"]), name
            standard.anonlabels[name.lower()] = place
            standard.labels[name.lower()] = (*place, str(need["title"]))
