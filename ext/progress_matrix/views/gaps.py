"""The gaps: items in force in a fully coded period that tells of no activity on them."""

from __future__ import annotations

from docutils import nodes

from ..collect import Tracker
from ..model.matrix import Cell, Item
from ..model.statuses import Status
from ..words import Words
from .cells import caveat, item_link
from .page import Page, Row, paragraph, row_of, rubric, table, wide
from .registry import TEXT, Options, View
from .tables import ITEM_TITLE, STATUS_LABEL, Table, basis_column, part_column, status_column


def gaps(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Tell the gaps of the periods from those of what is known of the items."""
    words, model = page.words, page.model
    caption = page.caption(options, title(page.tracker, page.words))
    shown = {item.id for item in page.items(options)}
    every = [cell for cell in model.gaps if cell.item in shown]
    if not every:
        if model.statuses.best == Status.REPORTED:
            return [paragraph(words("No gap: an activity is reported for each one in force."))]
        best = words(model.statuses.best.label)
        return [paragraph(words("No gap: every item in force has the status “{status}”.", status=best))]
    unknown = [cell for cell in every if _unknown(page, model.item(cell.item))]
    real = [cell for cell in every if cell not in unknown]
    made: list[nodes.Node] = []
    if real:
        made.append(_table(page, caption, real))
    if unknown:
        head = rubric(level, words("Gaps in what is known of the {items}", items=page.nouns("item", 2)))
        told = words(
            "The subjects of these are unknown: nothing can be linked to them, whatever the {periods} say.",
            periods=page.nouns("period", 2),
        )
        made += [head, paragraph(told), _table(page, words("Subject unknown"), unknown)]
    return [*made, *caveat(page)]


def _unknown(page: Page, item: Item) -> bool:
    """Tell whether nothing can be linked to an item: the last basis is that of an unknown subject."""
    bases = page.settings.bases
    return bool(bases) and not item.independent and item.basis == bases[-1] and not item.rests_on


def _table(page: Page, caption: str, cells: list[Cell]) -> nodes.container:
    words, model = page.words, page.model
    head = [page.heading("item"), words("Subject"), page.heading("period"), words("Status"), words("Note")]
    rows = []
    for cell in cells:
        item = model.item(cell.item)
        told: Row = [
            item_link(page, item),
            # Where nothing is known, the heading says so.
            "" if _unknown(page, item) else page.value(item.basis),
            page.link(cell.period, page.short(cell.period)),
            page.mark(cell.status, page.anchor_link(*page.place(cell), words(cell.status.label))),
            _elsewhere(page, cell),
        ]
        rows.append(row_of(told, ids=[f"gap-{cell.item}-{cell.period}"]))
    return wide(table(caption, head, rows, widths=[9, 3, 3, 4, 6], sparse=True, classes=["gaps"]))


def _elsewhere(page: Page, cell: Cell) -> str:
    """Say when the same is known from other places: another source, or another period."""
    model, words = page.model, page.words
    told = []
    if cell.outside:
        about = page.nouns("period", 1)
        told.append(words("Another source tells of an activity in this {period}.", period=about))
    best = model.statuses.best
    # The gap itself is none of them.
    others = [page.short(other.period) for other in model.row(cell.item) if other.status == best]
    if others:
        ours = best == Status.REPORTED
        form = words("Reported in: {periods}.") if ours else f"{words(best.label)}: {{periods}}."
        told.append(form.format(periods=", ".join(others)))
    return " ".join(told)


def data(tracker: Tracker, words: Words) -> list[Table]:
    """Make the same rows with codes and words, and the title and basis in columns of their own."""
    settings = tracker.settings
    item, period = part_column(settings, "item"), part_column(settings, "period")
    made = (item, ITEM_TITLE, basis_column(settings), period, status_column(settings), STATUS_LABEL)
    rows = tuple(
        (cell.item, one.title, one.basis, cell.period, cell.status.code, words(cell.status.label))
        for cell in tracker.matrix.gaps
        for one in (tracker.matrix.item(cell.item),)
    )
    key = (item.name, period.name)
    return [Table("gaps", title(tracker, words), made, rows, key)]


def title(tracker: Tracker, words: Words) -> str:
    """Name the table of the gaps by what they lack."""
    best = tracker.matrix.statuses.best
    if best == Status.REPORTED:
        return words("In force, fully coded, no activity reported")
    return words("In force, fully coded, without the status “{status}”", status=words(best.label))


VIEW = View("gaps", gaps, options={"filter": TEXT, "caption": TEXT}, stem="gaps", data=data)
