"""The periods themselves: a table of all of them, and what running text says of one."""

from __future__ import annotations

from docutils import nodes

from ..model.matrix import Period
from ..model.queries import QueryError, latest, one_of
from .cells import count_text
from .page import Page, Row, table, wide
from .registry import TEXT, Options, View

# What the role may be asked for.
FACTS = ("title", "short", "published", "span")


def listing(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Every period with its months, its coverage and its count of reported activity."""
    words, model = page.words, page.model
    best, settings = words(model.statuses.best.label), page.settings
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
    """Write the months of a period in words."""
    first, last = (day.isoformat()[:7] for day in (period.span.first, period.span.last))
    return page.words.date(first if first == last else f"{first}/{last}")


def fact(page: Page, query: str) -> nodes.Node:
    """Tell one fact of a period: ``title``, or ``title of=R01``; the latest fully coded one unless told.

    :raises QueryError: for an unknown fact or period, and for a day that is not known.
    """
    name, _, rest = query.strip().partition(" ")
    sign, _, wanted = rest.strip().partition("=")
    if name not in FACTS or sign not in ("", "of"):
        raise QueryError(f"{query!r}: allowed are {', '.join(FACTS)}, each with of=… where another is meant")
    periods = {period.id: period for period in page.model.periods}
    period = periods[one_of(wanted, periods)] if sign else latest(page.model)
    if name == "title":
        return page.link(period.id, period.title)
    if name == "short":
        return page.link(period.id, page.short(period.id))
    if name == "span":
        return nodes.Text(span(page, period))
    if period.published is None:
        raise QueryError(f"{period.id}: its day of publication is not known")
    return nodes.Text(page.words.date(period.published.isoformat()))


VIEW = View("periods", listing, options={"caption": TEXT})
