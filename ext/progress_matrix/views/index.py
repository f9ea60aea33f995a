"""Indices of the items: by a field (actor, partner, exercise) and by date.

An entry leads to its item, which cites its sentences; to cite them here as well would make
a long page twice as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..collect import listed, text
from ..domain import TITLES
from ..model.dates import parse
from .chart import chart
from .history import dated
from .page import Page, bullets, paragraph
from .registry import TEXT, View

if TYPE_CHECKING:
    from ..model.matrix import Evidence
    from .chart import Dated


def by_field(page: Page, name: str, *, level: int) -> list[nodes.Node]:
    """Every value of a field in the order of the language, with the items that hold it."""
    found: dict[str, list[Evidence]] = {}
    for piece in page.tracker.matrix.evidence.values():
        for value in listed(page.tracker.needs[piece.id], name):
            found.setdefault(value, []).append(piece)
    blocks: list[nodes.Node] = []
    for value in sorted(found, key=lambda value: page.words.sort_key(page.words(value))):
        box = nodes.container(ids=[f"{name}-{nodes.make_id(value)}"], classes=["index-entry"])
        heading = nodes.rubric("", page.words(value))
        heading["heading-level"] = level
        box += heading
        box += bullets([[dated(page, piece)] for piece in found[value]])
        blocks.append(box)
    return blocks or [paragraph(page.words("No entry."))]


def _dated(page: Page) -> list[Dated]:
    """List the dated items in the order of time."""
    names = page.tracker.settings.fields
    found = []
    for piece in page.tracker.matrix.evidence.values():
        need = page.tracker.needs[piece.id]
        when = text(need, names.when) or text(need, names.due)
        if when:
            found.append((parse(when), piece))
    return sorted(found, key=lambda one: (one[0], one[1].order))


def timeline(page: Page, *, level: int) -> list[nodes.Node]:
    """Every dated item in the order of time, under its year; announcements by their due date."""
    found = _dated(page)
    years: dict[int, list[Evidence]] = {}
    for span, piece in found:
        years.setdefault(span.first.year, []).append(piece)
    blocks: list[nodes.Node] = chart(page, found)
    for year, pieces in years.items():
        box = nodes.container(ids=[f"timeline-{year}"], classes=["index-entry"])
        heading = nodes.rubric("", str(year))
        heading["heading-level"] = level
        box += heading
        box += bullets([[dated(page, piece)] for piece in pieces])
        blocks.append(box)
    return blocks or [paragraph(page.words("No entry."))]


VIEW = View(
    "index",
    lambda page, options, level: by_field(page, options["field"], level=level),
    options={"field": TEXT},
    required=("field",),
    shows=TITLES,
    page="{field}",
)
TIMELINE = View("timeline", lambda page, options, level: timeline(page, level=level), shows=TITLES)
