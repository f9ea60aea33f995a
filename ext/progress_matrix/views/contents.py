"""Ways in: the areas and the periods as lists with a number or a word beside each, and a search field."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from .cells import span_and_coverage
from .page import Page, bullets, paragraph
from .registry import TEXT, Options, View, choice

if TYPE_CHECKING:
    from ..model.matrix import Group, Period


def contents(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """List the areas, each with the number of its items, or the periods, each with what was read of it."""
    model, made = page.tracker.matrix, bullets([], ["counted"])
    if options.get("of") == "periods":
        for period in model.periods:
            entry = _entry(page, period, span_and_coverage(page, period))
            made += nodes.list_item("", entry, classes=[f"coverage-{period.coverage.value}"])
    else:
        for group in model.groups:
            made += nodes.list_item("", _entry(page, group, str(len(model.select(group=group.id)))))
    return [made]


def _entry(page: Page, place: Group | Period, told: str) -> nodes.paragraph:
    link = page.anchor_link(place.docname, place.id, place.title)
    return paragraph(link, " ", nodes.inline("", told, classes=["told"]))


def find(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Make a field that leads to the search; the titles of the items are offered while one types."""
    # An EPUB and a single page have no page of results.
    if not getattr(page.builder, "search", False) or page.builder.name == "singlehtml":
        return []
    words, label = page.words, page.caption(options, "Words, names or numbers")
    titles = "".join(f'<option value="{escape(item.title)}">' for item in page.tracker.matrix.items)
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
    words, place = page.words, page.tracker.settings.corrections
    if not place:
        told = words("This edition has no address for corrections yet: write to whoever gave it to you.")
        return [paragraph(told)]
    uri = f"mailto:{place}" if "@" in place and ":" not in place else place
    return [paragraph(words("Write to:"), " ", nodes.reference("", place, refuri=uri))]


VIEW = View("contents", contents, options={"of": choice("groups", "periods")})
FIND = View("find", find, options={"caption": TEXT})
ADDRESS = View("address", address)
