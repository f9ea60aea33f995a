"""Ways in: the areas and the periods as lists or tables, what a text says of a period, the search field."""

from __future__ import annotations

from html import escape

from docutils import nodes

from ..model.matrix import Period
from ..model.queries import QueryError, period_of
from .cells import count_text, span_and_coverage
from .page import Page, Row, bullets, counted, paragraph, table, wide
from .registry import TEXT, Options, View, choice


def contents(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """List the areas, each with the number of its items, or the periods, each with what was read of it."""
    model, made = page.model, bullets([], ["counted"])
    if options.get("of") == "periods":
        for period in model.periods:
            entry = counted(page.link(period.id, period.title), span_and_coverage(page, period))
            made += nodes.list_item("", entry, classes=[f"coverage-{period.coverage.value}"])
    else:
        for group in model.groups:
            number = str(len(model.select(group=group.id)))
            made += nodes.list_item("", counted(page.link(group.id, group.title), number))
    return [made]


def find(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Make a field that leads to the search; the titles of the items are offered while one types."""
    # An EPUB and a single page have no page of results.
    if not getattr(page.builder, "search", False) or page.builder.name == "singlehtml":
        return []
    words, label = page.words, page.caption(options, "Words, names or numbers")
    titles = "".join(f'<option value="{escape(item.title)}">' for item in page.model.items)
    form = (
        f'<form class="find-form" action="{escape(page.builder.get_relative_uri(page.docname, "search"))}" '
        f'method="get" role="search"><label for="find">{escape(label)}</label>'
        f'<div class="find-field"><input id="find" name="q" type="search" list="find-titles">'
        f'<button type="submit">{escape(words("Find"))}</button></div>'
        f'<datalist id="find-titles">{titles}</datalist></form>'
    )
    return [nodes.raw("", form, format="html", classes=["find-form"])]


def address(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Say where to write about an error, as the project's settings give it."""
    words, place = page.words, page.settings.corrections
    if not place:
        told = words("This edition has no address for corrections yet: write to whoever gave it to you.")
        return [paragraph(told)]
    uri = f"mailto:{place}" if "@" in place and ":" not in place else place
    return [paragraph(words("Write to:"), " ", nodes.reference("", place, refuri=uri))]


# What the role may be asked for.
FACTS = ("title", "short", "published", "span")


def listing(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Every period with its months, its coverage and its count of reported activity."""
    words, model = page.words, page.model
    best, settings = words(model.statuses.best.label), page.settings
    head = [page.heading("period"), words("Period"), page.label(settings.fields.coverage)]
    counted = {words("{status}, all", status=best): model.items}
    # Without bases by which a subject is known independently, all are.
    if settings.independent:
        known = words("{status}, subject known independently", status=best)
        counted[known] = model.select(independent=True)
    body: list[Row] = []
    for period in model.periods:
        found = (model.count(model.statuses.best, period.id, items) for items in counted.values())
        told = (span(page, period), page.read(period.coverage), *(count_text(page, one) for one in found))
        body.append([page.link(period.id, period.title), *told])
    caption = page.caption(options, settings.noun("period").capitalize())
    widths = [5, 5, 2, *(3 for _ in counted)]
    return [wide(table(caption, [*head, *counted], body, widths=widths, classes=["periods"]))]


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
    period = period_of(page.model, wanted if sign else "latest")
    if name == "title":
        return page.link(period.id, period.title)
    if name == "short":
        return page.link(period.id, page.short(period.id))
    day = period.published
    told = span(page, period) if name == "span" else day and page.words.date(day.isoformat())
    if not told:
        raise QueryError(f"{period.id}: {name!r} is not known; the item must state it")
    return nodes.Text(told)


VIEW = View("contents", contents, options={"of": choice("groups", "periods")})
FIND = View("find", find, options={"caption": TEXT})
ADDRESS = View("address", address)
PERIODS = View("periods", listing, options={"caption": TEXT})
