"""Reverse traceability: each sentence of the source is linked, context or unlinked (codebook, rule 5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .matrix import Evidence

_CONTEXT = re.compile(r"(?P<sentence>[1-9]\d*) (?P<reason>[a-z_]+)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report, with the number of its sentences."""

    id: str
    title: str
    period: str
    section: str
    sentences: int
    context: Mapping[int, str] = field(default_factory=dict)
    note: str = ""
    docname: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its id that of the passage, full stop, number: who cites it, or why it carries none."""

    id: str
    number: int
    evidence: tuple[str, ...]
    context: str

    @property
    def accounted(self) -> bool:
        """Whether the sentence is evidence for an item or listed as context."""
        return bool(self.evidence or self.context)


def parse_context(entries: Iterable[str]) -> dict[int, str]:
    """Read ``["1 frame", "3 purpose"]``: sentence number and reason.

    :raises ValueError: when an entry has another form or names a sentence twice.
    """
    context: dict[int, str] = {}
    for entry in entries:
        found = _CONTEXT.fullmatch(entry)
        if found is None:
            raise ValueError(f"{entry!r} is not a sentence number and a reason, as in '3 purpose'")
        number = int(found["sentence"])
        if number in context:
            raise ValueError(f"sentence {number} is listed twice")
        context[number] = found["reason"]
    return context


def sentences(passage: Passage, evidence: Mapping[str, list[str]]) -> list[Sentence]:
    """List a passage's sentences with what :func:`by_sentence` linked to each."""
    found = []
    for number in range(1, passage.sentences + 1):
        key = f"{passage.id}.{number}"
        cited, context = tuple(evidence.get(key, ())), passage.context.get(number, "")
        found.append(Sentence(key, number, cited, context))
    return found


def by_sentence(evidence: Iterable[Evidence]) -> dict[str, list[str]]:
    """Turn items with their sentences round: sentence id → ids of the items citing it."""
    found: dict[str, list[str]] = {}
    for piece in evidence:
        for sentence in piece.sentences:
            found.setdefault(sentence, []).append(piece.id)
    return found
