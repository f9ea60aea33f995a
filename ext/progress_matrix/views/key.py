"""The key to a vocabulary, and what stands around a matrix: who coded, the marks, what it does not say."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from ..collect import text
from ..model.matrix import Cell, Item
from ..model.statuses import Coded, FollowUp, Status, Strength
from .page import Page, Part, bullets, joined, leading, paragraph, table
from .registry import Options, View, choice


def key(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Render the key: each term with its mark, its short word and what it means."""
    head: list[Part] = [page.words("Term"), page.words("Meaning")]
    vocabularies: dict[str, tuple[str, Iterable[Coded]]] = {
        "status": (page.words("Key to the reporting statuses"), page.model.statuses),
        "follow-up": (page.words("Key to the follow-up of announcements"), FollowUp),
        "strength": (page.words("Key to the strength of links"), Strength),
    }
    caption, vocabulary = vocabularies[options.get("vocabulary", "status")]
    nouns = {name: page.words(page.settings.noun(name, 1)) for name in ("period", "group")}
    body: list[list[Part]] = []
    for term in vocabulary:
        body.append([page.mark(term), page.words(term.definition, **nouns)])
        if isinstance(term, Status):
            body[-1].append(page.words("yes") if term.counted else page.words("no"))
        body[-1].append(nodes.literal("", str(term.value)))
    counted = vocabulary is page.model.statuses
    head += [*[page.words("Counted")] * counted, page.words("Code")]
    widths = [4, 10, *[3] * counted, 4]
    return [table(caption, head, body, widths=widths, classes=["key"])]


BY_CONSTRUCTION = (
    "The subject was inferred from the very paragraph that is now the evidence: no other result was possible."
)


def caveat(page: Page) -> list[nodes.Node]:
    """Give the sentence that stands beside every matrix."""
    told = page.settings.caveat
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
    periods = page.model.periods
    by = dict.fromkeys(text(page.needs[period.id], "coded_by") for period in periods)
    for code in by:
        told = page.value(code, "coded")
        if told != page.words(code):
            line = leading(told)
            uri = page.document(page.settings.trust)
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
    shown = [cell for item in items for cell in page.model.row(item.id)]
    used = {cell.status for cell in shown}
    # What was found comes first.
    order = page.model.statuses.found_first
    entries = [page.mark(status) for status in order if status in used]
    if cells and any(cell.by_construction for cell in shown):
        sign = nodes.inline("", "†", classes=["term-mark"])
        told = page.words("subject inferred from the same report")
        entries.append(nodes.inline("", "", sign, nodes.Text(f" {told}")))
    if counted:
        entries.append(nodes.inline("", page.words("of …: number of answers possible")))
    if page.html:
        return [bullets([[paragraph(entry)] for entry in entries], ["legend"])]
    return [nodes.paragraph("", "", *joined([entry] for entry in entries), classes=["legend"])]


VIEW = View("key", key, options={"vocabulary": choice("status", "follow-up", "strength")})
CODED = View("coded", lambda page, options, level: coded(page))
