"""The key to a vocabulary: each term with its mark, what it means and its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..model.statuses import FollowUp, Strength
from .page import Page, table
from .registry import View, choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.statuses import Coded


def key(page: Page, name: str) -> list[nodes.Node]:
    """Render the key: each term with its mark, its short word and what it means."""
    words = page.words
    head: list[nodes.Node | str] = [words("Term"), words("Meaning")]
    captions = {
        "status": words("Key to the reporting statuses"),
        "follow-up": words("Key to the follow-up of announcements"),
        "strength": words("Key to the strength of links"),
    }
    statuses = page.tracker.matrix.statuses
    vocabularies: dict[str, Iterable[Coded]] = {
        "status": statuses,
        "follow-up": FollowUp,
        "strength": Strength,
    }
    vocabulary = vocabularies[name]
    if vocabulary is statuses:
        head.append(words("Counted"))
    head.append(words("Code"))
    nouns = {name: words(page.tracker.settings.noun(name, 1)) for name in ("period", "group")}
    body = []
    for term in vocabulary:
        row: list[nodes.Node | str] = [page.mark(term), words(term.definition, **nouns)]
        if vocabulary is statuses:
            row.append(words("yes") if statuses[term.value].counted else words("no"))
        row.append(nodes.literal("", str(term.value)))
        body.append(row)
    widths = [4, 10, 3, 4] if vocabulary is statuses else [4, 10, 4]
    return [table(captions[name], head, body, widths=widths, classes=["key"])]


VIEW = View(
    "key",
    lambda page, options, level: key(page, options.get("vocabulary", "status")),
    options={"vocabulary": choice("status", "follow-up", "strength")},
)
