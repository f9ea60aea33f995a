"""The periods themselves: a table of all of them, and what running text says of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..model.queries import QueryError, latest, one_of
from .cells import count_text
from .page import Page, Row, table, wide
from .registry import TEXT, Options, View

if TYPE_CHECKING:
    from ..model.matrix import Period

# What the role may be asked for.
FACTS = ("title", "short", "published", "span")


def listing(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Every period with its months, its coverage and its count of reported activity."""
    words, model = page.words, page.tracker.matrix
    best, settings = words(model.statuses.best.label), page.tracker.settings
    head = [page.heading("period"), words("Period"), page.label(settings.fields.coverage)]
    told = [
        words("{status}, all", status=best),
        words("{status}, subject known independently", status=best),
    ]
    # Without bases by which a subject is known independently, all are.
    ways = (False, True)[: 1 + bool(settings.independent)]
    body: list[Row] = []
    for period in model.periods:
        counts = (
            count_text(page, model.count(model.statuses.best, period.id, model.select(independent=sure)))
            for sure in ways
        )
        body.append(
            [page.link(period.id, period.title), span(page, period), page.read(period.coverage), *counts]
        )
    caption = page.caption(options, settings.noun("period").capitalize())
    widths = [5, 5, 2, *[3] * len(ways)]
    return [wide(table(caption, head + told[: len(ways)], body, widths=widths, classes=["periods"]))]


def span(page: Page, period: Period) -> str:
    """Write the months of a period in words, and nothing where it has no bounds."""
    if not period.span.bounded:
        return ""
    first, last = (day.isoformat()[:7] for day in (period.span.first, period.span.last))
    return page.words.date(first if first == last else f"{first}/{last}")


def fact(page: Page, query: str) -> nodes.Node:
    """Tell one fact of a period: ``title``, or ``title of=R01``; the latest fully coded one unless told.

    :raises QueryError: for an unknown fact or period, and for a day or months that are not known.
    """
    name, _, rest = query.strip().partition(" ")
    sign, _, wanted = rest.strip().partition("=")
    if name not in FACTS or sign not in ("", "of"):
        raise QueryError(f"{query!r}: allowed are {', '.join(FACTS)}, each with of=… where another is meant")
    periods = {period.id: period for period in page.tracker.matrix.periods}
    period = periods[one_of(wanted, periods)] if sign else latest(page.tracker.matrix)
    if name == "title":
        return page.link(period.id, period.title)
    if name == "short":
        return page.link(period.id, page.short(period.id))
    day = period.published
    told = span(page, period) if name == "span" else day and page.words.date(day.isoformat())
    if not told:
        raise QueryError(f"{period.id}: {name!r} is not known; the item must state it")
    return nodes.Text(told)


VIEW = View("periods", listing, options={"caption": TEXT})
