"""The key to a vocabulary, and what stands around a matrix: who coded, the marks, what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..collect import text
from ..model.statuses import Coded, FollowUp, Status, Strength
from .page import Page, Part, bullets, joined, leading, paragraph, table
from .registry import Options, View, choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.matrix import Cell, Item


def key(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Render the key: each term with its mark, its short word and what it means."""
    words = page.words
    head: list[Part] = [words("Term"), words("Meaning")]
    vocabularies: dict[str, tuple[str, Iterable[Coded]]] = {
        "status": (words("Key to the reporting statuses"), page.tracker.matrix.statuses),
        "follow-up": (words("Key to the follow-up of announcements"), FollowUp),
        "strength": (words("Key to the strength of links"), Strength),
    }
    caption, vocabulary = vocabularies[options.get("vocabulary", "status")]
    nouns = {name: words(page.tracker.settings.noun(name, 1)) for name in ("period", "group")}
    body: list[list[Part]] = []
    for term in vocabulary:
        body.append([page.mark(term), words(term.definition, **nouns)])
        if isinstance(term, Status):
            body[-1].append(words("yes") if term.counted else words("no"))
        body[-1].append(nodes.literal("", str(term.value)))
    counted = vocabulary is page.tracker.matrix.statuses
    head += [*[words("Counted")] * counted, words("Code")]
    widths = [4, 10, *[3] * counted, 4]
    return [table(caption, head, body, widths=widths, classes=["key"])]


BY_CONSTRUCTION = (
    "The subject was inferred from the very paragraph that is now the evidence: no other result was possible."
)


def caveat(page: Page) -> list[nodes.Node]:
    """Give the sentence that stands beside every matrix."""
    told = page.tracker.settings.caveat
    return [paragraph(page.words(told), classes=["caveat"])] if told else []


def dagger(page: Page, cells: Iterable[Cell]) -> list[nodes.Node]:
    """Say once on a page what the dagger means, if one of these cells has it."""
    if any(cell.by_construction for cell in cells) and page.first("dagger"):
        return [paragraph("† ", page.words(BY_CONSTRUCTION), classes=["caveat"])]
    return []


def coded(page: Page) -> list[nodes.Node]:
    """Say who coded, before anything that rests on it, and where to read how far to trust it.

    The sentences are the project's: the labels ``coded.…`` of the values of ``coded_by``.
    """
    made: list[nodes.Node] = []
    periods = page.tracker.matrix.periods
    by = dict.fromkeys(text(page.tracker.needs[period.id], "coded_by") for period in periods)
    for code in by:
        told = page.value(code, "coded")
        if told != page.words(code):
            line = leading(told)
            uri = page.document(page.tracker.settings.trust)
            if uri:
                label = page.words("How far to trust it")
                line += [" ", nodes.reference("", label, refuri=uri, internal=True)]
            made.append(paragraph(*line, classes=["coded"]))
    return made


def legend(
    page: Page, items: Iterable[Item], *, cells: bool = True, counted: bool = False
) -> list[nodes.Node]:
    """Tell what the marks in the cells of these items mean, in one line.

    :param cells: whether single cells are shown, which may bear the dagger.
    :param counted: whether they are counted: what the second number means is told.
    """
    shown = [
        page.tracker.matrix.cell(item.id, period.id)
        for item in items
        for period in page.tracker.matrix.periods
    ]
    used = {cell.status for cell in shown}
    # What was found comes first.
    order = page.tracker.matrix.statuses.found_first
    entries = [page.mark(status) for status in order if status in used]
    if cells and any(cell.by_construction for cell in shown):
        sign = nodes.inline("", "†", classes=["term-mark"])
        told = page.words("subject inferred from the same report")
        entries.append(nodes.inline("", "", sign, nodes.Text(f" {told}")))
    if counted:
        entries.append(nodes.inline("", page.words("of …: number of answers possible")))
    if page.builder.format == "html":
        return [bullets([[paragraph(entry)] for entry in entries], ["legend"])]
    return [nodes.paragraph("", "", *joined([entry] for entry in entries), classes=["legend"])]


VIEW = View("key", key, options={"vocabulary": choice("status", "follow-up", "strength")})
CODED = View("coded", lambda page, options, level: coded(page))
