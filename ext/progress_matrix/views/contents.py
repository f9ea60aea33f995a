"""Ways in: the areas and the periods as lists with a number or a word beside each, and a search field."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from .cells import short_span
from .key import coded
from .page import Page, bullets, paragraph
from .registry import TEXT, View, choice

if TYPE_CHECKING:
    from ..model.matrix import Group, Period
    from .registry import Options


def _groups(page: Page) -> nodes.bullet_list:
    """List the areas, each with the number of its items."""
    model = page.tracker.matrix
    return bullets(
        [[_entry(page, group, str(len(model.select(group=group.id))))] for group in model.groups], ["counted"]
    )


def _periods(page: Page) -> nodes.bullet_list:
    """List the periods, each with its months and how much of it was read."""
    made = bullets([], ["counted"])
    for period in page.tracker.matrix.periods:
        read = str(period.coverage.value)
        told = page.read(period.coverage)
        entry = _entry(page, period, f"{short_span(page, period)}, {told}")
        made += nodes.list_item("", entry, classes=[f"coverage-{read}"])
    return made


def _entry(page: Page, place: Group | Period, told: str) -> nodes.paragraph:
    link = page.anchor_link(place.docname, place.id, place.title)
    return paragraph(link, " ", nodes.inline("", told, classes=["told"]))


def _find(page: Page, label: str) -> list[nodes.Node]:
    """Make a field that leads to the search; the titles of the items are offered while one types."""
    if page.builder.format != "html":
        return []
    words = page.words
    titles = "".join(f'<option value="{escape(item.title)}">' for item in page.tracker.matrix.items)
    form = (
        f'<form class="find-form" action="{escape(page.builder.get_relative_uri(page.docname, "search"))}" '
        f'method="get" role="search"><label for="find">{escape(label)}</label>'
        f'<div class="find-field"><input id="find" name="q" type="search" list="find-titles">'
        f'<button type="submit">{escape(words("Find"))}</button></div>'
        f'<datalist id="find-titles">{titles}</datalist></form>'
    )
    return [nodes.raw("", form, format="html", classes=["find-form"])]


def _show(page: Page, options: Options, level: int) -> list[nodes.Node]:
    return [{"groups": _groups, "periods": _periods}[options.get("of", "groups")](page)]


VIEW = View("contents", _show, options={"of": choice("groups", "periods")})
FIND = View(
    "find",
    lambda page, options, level: _find(page, page.caption(options, "Words, names or numbers")),
    options={"caption": TEXT},
)


def _address(page: Page) -> list[nodes.Node]:
    """Say where to write about an error, as the project's settings give it."""
    words, address = page.words, page.tracker.settings.corrections
    if not address:
        told = words("This edition has no address for corrections yet: write to whoever gave it to you.")
        return [paragraph(told)]
    uri = f"mailto:{address}" if "@" in address and ":" not in address else address
    return [paragraph(words("Write to:"), " ", nodes.reference("", address, refuri=uri))]


ADDRESS = View("address", lambda page, options, level: _address(page))
CODED = View("coded", lambda page, options, level: coded(page))
