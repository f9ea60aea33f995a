"""The periods themselves: a table of all of them, and what running text says of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..model.queries import QueryError, latest
from .cells import count_text
from .page import Page, table, wide
from .registry import TEXT, View

if TYPE_CHECKING:
    from ..model.matrix import Period

# What the role may be asked for.
FACTS = ("title", "short", "published", "span")


def listing(page: Page, caption: str) -> list[nodes.Node]:
    """Every period with its months, its coverage and its count of reported activity."""
    words, model = page.words, page.tracker.matrix
    best = words(model.statuses.best.label)
    head: list[nodes.Node | str] = [
        page.heading("period"),
        words("Period"),
        page.label(page.tracker.settings.fields.coverage),
        words("{status}, all", status=best),
        words("{status}, subject known independently", status=best),
    ]
    body: list[list[nodes.Node | str]] = []
    for period in model.periods:
        counts = (
            model.count(model.statuses.best, period.id, model.select(independent=independent))
            for independent in (False, True)
        )
        body.append(
            [
                page.link(period.id, period.title),
                span(page, period),
                page.read(period.coverage),
                *(count_text(page, count) for count in counts),
            ]
        )
    return [wide(table(caption, head, body, widths=[5, 5, 2, 3, 3], classes=["periods"]))]


def span(page: Page, period: Period) -> str:
    """Write the months of a period in words."""
    return page.words.date(f"{period.span.first:%Y-%m}/{period.span.last:%Y-%m}")


def fact(page: Page, query: str) -> nodes.Node:
    """Tell one fact of a period: ``title``, or ``title of=R01``; the latest fully coded one unless told.

    :raises QueryError: for an unknown fact or period, and for a day that is not known.
    """
    name, _, rest = query.strip().partition(" ")
    sign, _, wanted = rest.strip().partition("=")
    if name not in FACTS or sign not in ("", "of"):
        raise QueryError(f"{query!r}: allowed are {', '.join(FACTS)}, each with of=… where another is meant")
    model = page.tracker.matrix
    if sign and wanted not in {period.id for period in model.periods}:
        raise QueryError(f"{wanted!r} is not one of {', '.join(period.id for period in model.periods)}")
    period = next(each for each in model.periods if each.id == wanted) if sign else latest(model)
    if name == "title":
        return page.link(period.id, period.title)
    if name == "short":
        return page.link(period.id, page.short(period.id))
    if name == "span":
        return nodes.Text(span(page, period))
    if period.published is None:
        raise QueryError(f"{period.id}: its day of publication is not known")
    return nodes.Text(page.words.date(period.published.isoformat()))


VIEW = View(
    "periods",
    lambda page, options, level: listing(
        page, page.caption(options, page.tracker.settings.noun("period").capitalize())
    ),
    options={"caption": TEXT},
)
