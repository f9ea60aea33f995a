"""Areas × periods: how many items have each status, never a mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..words import by_period
from . import columns
from .cells import period_head, period_rows, tally
from .columns import slug
from .legend import caveat, coded, legend
from .page import Page, table, wide
from .registry import FILTER, TEXT, View
from .table import Column, Table

if TYPE_CHECKING:
    from docutils import nodes

    from ..collect import Tracker
    from ..words import Words
    from .registry import Options


def groups(page: Page, caption: str) -> list[nodes.Node]:
    """Areas × periods: for each cell the count of every status that occurs, never a mean."""
    model = page.tracker.matrix
    head: list[nodes.Node | str] = [page.heading("group")]
    head += [period_head(page, period) for period in model.periods]
    body = period_rows(page, model.periods)
    for group in model.groups:
        items = page.items(group=group.id)
        cells = [tally(page, items, period, words_too=True) for period in model.periods]
        body.append([page.anchor_link(group.docname, group.id, group.title), *cells])
    every = [tally(page, page.items(), period, words_too=True) for period in model.periods]
    body.append([page.words("All"), *every])
    widths = [5, *[4] * len(model.periods)]
    made = table(caption, head, body, widths=widths, classes=["groups-periods"])
    return [*coded(page), *legend(page, page.items(), cells=False, counted=True), wide(made), *caveat(page)]


def stem(tracker: Tracker) -> str:
    """Give the stem of the table of areas × periods."""
    noun = tracker.settings.noun
    return f"matrix-{slug(noun('group'))}-{slug(noun('period'))}"


def data(tracker: Tracker, words: Words) -> list[Table]:
    """Make one row a status, which the page shows as a tally a cell."""
    made = (
        columns.group(tracker.settings),
        columns.period(tracker.settings),
        columns.status(tracker.settings),
        columns.STATUS_LABEL,
        Column("count", "integer", "items with this status", required=True),
        Column("count_independent", "integer", "of these, items known independently", required=True),
        Column("denominator", "integer", "items whose cells belong to the denominator", required=True),
        Column("denominator_independent", "integer", "of these, items known independently", required=True),
    )
    model = tracker.matrix
    rows = []
    for one in model.groups:
        every = model.select(group=one.id)
        sure = model.select(group=one.id, independent=True)
        for column in model.periods:
            counts, surely = model.tally(column.id, every), model.tally(column.id, sure)
            total = sum(number for status, number in counts.items() if status.counted)
            surely_total = sum(number for status, number in surely.items() if status.counted)
            rows += [
                (
                    one.id,
                    column.id,
                    str(status.value),
                    words(status.label),
                    counts[status],
                    surely[status],
                    total,
                    surely_total,
                )
                for status in model.statuses
            ]
    key = tuple(column.name for column in made[:3])
    title = words("{matrix}: a count for each status", matrix=by_period(words, tracker.settings, "group"))
    return [Table(stem(tracker), title, made, tuple(rows), key)]


def _show(page: Page, options: Options, level: int) -> list[nodes.Node]:
    return groups(page, page.caption(options, by_period(page.words, page.tracker.settings, "group")))


VIEW = View(
    "groups",
    _show,
    options={"filter": FILTER, "caption": TEXT},
    stem=lambda tracker, options: stem(tracker),
    data=data,
)
