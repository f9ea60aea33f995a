"""The matrices: items × periods, areas × periods, and the key to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..collect import text
from ..model.statuses import FollowUp, Status, Strength, Term
from ..vocabulary import by_period
from .columns import slug
from .page import Page, paragraph, table, wide
from .registry import GROUP, SERIES, TEXT, View, choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..collect import Tracker
    from ..model.matrix import Cell, Count, Item, Period
    from .registry import Options


def caveat(page: Page) -> list[nodes.Node]:
    """Give the sentence that stands beside every matrix."""
    text = page.tracker.settings.caveat
    return [paragraph(page.words(text), classes=["caveat"])] if text else []


def period_head(page: Page, period: Period) -> nodes.container:
    """Make a column header: the period's id, its months and how much was read."""
    words = page.words
    months = period.span.months()
    parts = [
        paragraph(page.link(period.id), classes=["period-id"]),
        paragraph(
            f"{words.short_month(period.span.first)}–{words.short_month(period.span.last)}",
            classes=["period-span"],
        ),
        paragraph(words("{number} months", number=months), classes=["period-months"]),
        paragraph(
            words("coverage: {coverage}", coverage=page.value(str(period.coverage.value))),
            classes=["period-coverage"],
        ),
    ]
    return nodes.container("", *parts, classes=["period-head"])


def cell_node(page: Page, cell: Cell) -> nodes.inline:
    """One cell: mark and word; a link to the evidence where there is some."""
    status = cell.status
    if not cell.evidence:
        return page.mark(status, short=True)
    link = page.anchor_link(*page.place(cell), page.words(status.short))
    node = page.marked(status, link)
    if cell.by_construction:
        node += nodes.inline("", "\N{NO-BREAK SPACE}†", classes=["by-construction"])
    return node


def basis_node(page: Page, item: Item) -> nodes.inline:
    """How the subject of an item is known, in one word."""
    return nodes.inline("", page.value(item.basis), classes=[f"basis-{item.basis}"])


def count_text(page: Page, count: Count) -> str:
    """Write a figure with its denominator."""
    return page.words("{value} of {total}", value=count.value, total=count.of)


def matrix(page: Page, items: tuple[Item, ...], caption: str) -> list[nodes.Node]:
    """Items × periods, with the counts for all and for those known independently."""
    model = page.tracker.matrix
    words = page.words
    head: list[nodes.Node | str] = [page.heading("item"), words("Subject")]
    head += [period_head(page, period) for period in model.periods]
    body: list[list[nodes.Node | str]] = []
    data = []
    for item in items:
        cells = [model.cell(item.id, period.id) for period in model.periods]
        body.append([page.titled(item.id), basis_node(page, item), *(cell_node(page, c) for c in cells)])
        data.append(_row_data(item, cells))
    for name, label, chosen in (
        ("all", words("Activity reported, all"), items),
        (
            "independent",
            words("Activity reported, subject known independently"),
            tuple(i for i in items if i.independent),
        ),
    ):
        counts = [model.count(Status.REPORTED, period.id, chosen) for period in model.periods]
        body.append([label, "", *(count_text(page, count) for count in counts)])
        data.append({"count": name})
    widths = [9, 4, *[3] * len(model.periods)]
    made = table(caption, head, body, widths=widths, classes=["items-periods", "filterable"], row_data=data)
    notes: list[nodes.Node] = caveat(page)
    if any(model.cell(i.id, p.id).by_construction for i in items for p in model.periods):
        notes.append(paragraph("† ", words(BY_CONSTRUCTION), classes=["caveat"]))
    return [*notes, wide(made)]


BY_CONSTRUCTION = (
    "True by construction: the subject was reconstructed from the very passage that is the evidence."
)


def _row_data(item: Item, cells: Iterable[Cell]) -> dict[str, str]:
    listed = list(cells)
    return {
        "id": item.id,
        "area": item.group,
        "set": item.series,
        "basis": item.basis,
        "independent": "yes" if item.independent else "no",
        "status": " ".join(f"{cell.period}:{cell.status.value}" for cell in listed),
        "strength": " ".join(f"{c.period}:{c.strength.value}" for c in listed if c.strength),
    }


def groups(page: Page, caption: str) -> list[nodes.Node]:
    """Areas × periods: for each cell the count of every status that occurs, never a mean."""
    model = page.tracker.matrix
    head: list[nodes.Node | str] = [page.heading("group")]
    head += [period_head(page, period) for period in model.periods]
    body: list[list[nodes.Node | str]] = []
    for group in model.groups:
        items = model.select(group=group.id)
        cells = [_tally(page, items, period) for period in model.periods]
        body.append([page.anchor_link(group.docname, group.id, group.title), *cells])
    body.append([page.words("All"), *(_tally(page, model.items, period) for period in model.periods)])
    widths = [5, *[4] * len(model.periods)]
    made = table(caption, head, body, widths=widths, classes=["groups-periods"])
    return [*caveat(page), wide(made)]


def _tally(page: Page, items: tuple[Item, ...], period: Period) -> nodes.container:
    counts = page.tracker.matrix.tally(period.id, items)
    total = sum(number for status, number in counts.items() if status.counted)
    box = nodes.container(classes=["tally"])
    for status, number in counts.items():
        if number:
            box += paragraph(f"{number} ", page.mark(status, short=True))
    box += paragraph(page.words("of {total} in the denominator", total=total), classes=["denominator"])
    return box


def key(page: Page, vocabulary: type[Term]) -> list[nodes.Node]:
    """Render the key: each term with its mark, its short word and what it means."""
    words = page.words
    head: list[nodes.Node | str] = [words("Term"), words("Code"), words("Meaning")]
    captions = {
        Status: words("Key to the reporting statuses"),
        FollowUp: words("Key to the follow-up of announcements"),
        Strength: words("Key to the strength of links"),
    }
    if vocabulary is Status:
        head.append(words("In the denominator"))
    nouns = {name: words(page.tracker.settings.noun(name, 1)) for name in ("period", "group")}
    body = []
    for term in vocabulary:
        row: list[nodes.Node | str] = [
            page.mark(term),
            nodes.literal("", str(term.value)),
            words(term.definition, **nouns),
        ]
        if isinstance(term, Status):
            row.append(words("yes") if term.counted else words("no"))
        body.append(row)
    widths = [4, 4, 10, 3][: len(head)]
    return [table(captions[vocabulary], head, body, widths=widths, classes=["key"])]


def stem(tracker: Tracker, part: str = "") -> str:
    """Give the stem of the table of items × periods: of all, or of one area or series."""
    settings = tracker.settings
    main = f"matrix-{slug(settings.noun('item'))}-{slug(settings.noun('period'))}"
    code = text(tracker.needs.get(part, {}), settings.fields.code) or part
    return f"{main}-{slug(code)}" if part else main


def groups_stem(tracker: Tracker) -> str:
    """Give the stem of the table of areas × periods."""
    noun = tracker.settings.noun
    return f"matrix-{slug(noun('group'))}-{slug(noun('period'))}"


def _show(page: Page, options: Options, level: int) -> list[nodes.Node]:
    items = page.tracker.matrix.select(group=options.get("group", ""), series=options.get("series", ""))
    return matrix(page, items, page.caption(options, by_period(page.words, page.tracker.settings, "item")))


def _show_groups(page: Page, options: Options, level: int) -> list[nodes.Node]:
    return groups(page, page.caption(options, by_period(page.words, page.tracker.settings, "group")))


_VOCABULARIES = {"status": Status, "follow-up": FollowUp, "strength": Strength}

VIEW = View(
    "matrix",
    _show,
    options={"group": GROUP, "series": SERIES, "caption": TEXT},
    # The table of the area, else of the series, holds what is shown (and of both, more).
    stem=lambda tracker, options: stem(tracker, options.get("group") or options.get("series", "")),
)
GROUPS = View(
    "groups", _show_groups, options={"caption": TEXT}, stem=lambda tracker, options: groups_stem(tracker)
)
KEY = View(
    "key",
    lambda page, options, level: key(page, _VOCABULARIES[options.get("vocabulary", "status")]),
    options={"vocabulary": choice(*_VOCABULARIES)},
)
