"""The evidence coverage of a report: each passage, its sentences, what was linked."""

from __future__ import annotations

from docutils import nodes

from ..collect import Tracker
from ..model.matrix import Period
from ..model.sentences import Sentence, sentences
from ..words import Words
from .page import Page, Part, Row, inline, joined, paragraph, table, wide
from .registry import TEXT, Options, View
from .tables import IDS, Column, Table, ids_column, items_stem, part_column


def coverage(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Show one period, or each that has passages, its title before the caption."""
    caption = page.caption(options, "Evidence coverage")
    if "period" in options:
        return _period(page, page.model.period(options["period"]), caption)
    held = {passage.period for passage in page.tracker.passages.values()}
    shown = (period for period in page.model.periods if period.id in held)
    return [node for one in shown for node in _period(page, one, f"{one.title}: {caption}")]


def _period(page: Page, period: Period, caption: str) -> list[nodes.Node]:
    """Passage by passage: sentences linked, context with its reason, and the rest."""
    passages = [p for p in page.tracker.passages.values() if p.period == period.id]
    head = [page.words(name) for name in ("Passage", "Sentences", "Linked", "Context", "Unlinked")]
    body: list[Row] = []
    every: list[Sentence] = []
    for passage in sorted(passages, key=lambda one: (one.docname, page.needs[one.id]["lineno"])):
        lines = sentences(passage, page.tracker.cited)
        every += lines
        body.append([page.titled(passage.id), str(passage.sentences), *_columns(page, lines)])
    if not body:
        return [paragraph(page.words("{period}: no paragraph of it is at hand.", period=period.title))]
    accounted = sum(line.accounted for line in every)
    linked = sum(bool(line.evidence) for line in every)
    summary = page.words(
        "{accounted} of {total} sentences accounted for: {linked} linked to items, {context} listed "
        "as context, {rest} unlinked.",
        accounted=accounted,
        total=len(every),
        linked=linked,
        context=accounted - linked,
        rest=len(every) - accounted,
    )
    made = table(caption, head, body, widths=[7, 2, 9, 5, 3], classes=["coverage"])
    return [paragraph(summary), wide(made)]


def _columns(page: Page, lines: list[Sentence]) -> list[Part]:
    linked: list[Part] = []
    context: list[Part] = []
    rest: list[Part] = []
    for line in lines:
        link = page.link(line.id, str(line.number))
        if line.evidence:
            items = joined(map(page.link, line.evidence), ", ")
            linked.append([link, ":\N{NO-BREAK SPACE}", inline(items, classes=["item-links"])])
        elif line.context:
            context.append([link, f" ({page.words(line.context)})"])
        else:
            rest.append(link)
    nothing = page.words("none")
    return [joined(one) if one else inline(nothing, classes=["nothing"]) for one in (linked, context, rest)]


def data(tracker: Tracker, words: Words) -> list[Table]:
    """Make one row a sentence, which the page shows as one row a passage."""
    made = (
        Column("sentence", "string", "id of the sentence", required=True),
        Column(
            "passage",
            "string",
            "id of the passage",
            required=True,
            references=items_stem(tracker.settings, tracker.settings.types.passage),
        ),
        part_column(tracker.settings, "period"),
        ids_column("evidence", "ids of the items that cite it, separated by spaces"),
        Column("context", "string", "why it carries no item, empty otherwise"),
        Column("accounted", "boolean", "whether it is evidence or listed as context", required=True),
    )
    rows = tuple(
        (
            line.id,
            passage.id,
            passage.period,
            IDS.join(line.evidence),
            "" if line.evidence else line.context,
            line.accounted,
        )
        for passage in tracker.passages.values()
        for line in sentences(passage, tracker.cited)
    )
    title = "Every sentence of the source: linked, context or unlinked"
    return [Table("evidence-coverage", title, made, rows, (made[0].name,))]


VIEW = View(
    "coverage",
    coverage,
    options={"period": TEXT, "caption": TEXT},
    stem="evidence-coverage",
    data=data,
)
