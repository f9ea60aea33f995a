"""Indices of the evidence: by a field (actor, partner, exercise) and by date.

Each entry is a row: when, what with a line of its text, what kind, where it was read, which
items it concerns.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes

from ..collect import listed, text
from ..domain import TITLES
from ..model.dates import parse
from .chart import chart
from .entries import dated, items, kind_of, outcome, sentence, source, title
from .legend import coded
from .page import Page, bullets, paragraph, table, wide
from .registry import TEXT, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model.matrix import Evidence
    from .chart import Dated


LONG = 40
"""Entries beyond which a list gives titles alone."""


def by_field(page: Page, name: str, *, level: int) -> list[nodes.Node]:
    """Every value of a field in the order of the language, with the entries that hold it."""
    found: dict[str, list[Evidence]] = {}
    for piece in page.tracker.matrix.evidence.values():
        for value in listed(page.tracker.needs[piece.id], name):
            found.setdefault(value, []).append(piece)
    if not found:
        return [paragraph(page.words("No entry."))]
    values = sorted(found, key=lambda value: page.words.sort_key(page.words(value)))
    jumps = [(f"{name}-{nodes.make_id(value)}", page.words(value), len(found[value])) for value in values]
    blocks: list[nodes.Node] = [*coded(page), *_jumps(page, jumps)]
    for (anchor, label, _), value in zip(jumps, values, strict=True):
        blocks.append(_block(page, anchor, label, found[value], level))
    return blocks


def _jumps(page: Page, places: Sequence[tuple[str, str, int]]) -> list[nodes.Node]:
    """List the places of the page, each with its number of entries; for pages that can be scrolled."""
    if page.builder.format != "html":
        return []
    lines = []
    for anchor, label, number in places:
        link = page.anchor_link(page.docname, anchor, label)
        lines.append([paragraph(link, " ", nodes.inline("", str(number), classes=["told"]))])
    return [nodes.container("", bullets(lines), classes=["index-jump"])]


def _block(page: Page, anchor: str, label: str, pieces: Sequence[Evidence], level: int) -> nodes.container:
    box = nodes.container(ids=[anchor], classes=["index-entry"])
    number = nodes.inline("", str(len(pieces)), classes=["number"])
    heading = nodes.rubric("", "", nodes.Text(f"{label} "), number)
    heading["heading-level"] = level
    box += heading
    if len(pieces) > 1:
        box += paragraph(summary(page, pieces), classes=["entry-note"])
    box += _table(page, label, pieces)
    return box


def summary(page: Page, pieces: Iterable[Evidence]) -> str:
    """Say how many entries of each kind there are, and in which periods."""
    every = list(pieces)
    kinds = Counter(page.words(str(page.tracker.needs[piece.id]["type_name"])) for piece in every)
    periods = Counter(piece.period for piece in every)
    told = "; ".join(f"{kind}: {number}" for kind, number in kinds.items())
    where = "; ".join(f"{page.short(key)}: {periods[key]}" for key in sorted(periods) if key)
    return f"{told}. {where}." if where else f"{told}."


def _table(page: Page, caption: str, pieces: Sequence[Evidence]) -> nodes.container:
    words = page.words
    head = [
        words("Date"),
        words("What"),
        words("Kind"),
        words("Source"),
        page.words(page.tracker.settings.noun("item")).capitalize(),
    ]
    brief = len(pieces) > LONG
    body: list[list[nodes.Node | str]] = [_row(page, piece, brief=brief) for piece in pieces]
    return wide(table(caption, head, body, widths=[4, 13, 4, 7, 4], classes=["entries"]))


def _row(page: Page, piece: Evidence, *, brief: bool) -> list[nodes.Node | str]:
    what = [paragraph(title(page, piece), classes=["entry-title"])]
    if not brief:
        what.append(paragraph(sentence(page, piece), classes=["entry-line"]))
    became = outcome(page, piece)
    if became:
        what.append(paragraph("→ ", *became, classes=["entry-outcome"]))
    return [
        dated(page, piece),
        nodes.container("", *what),
        nodes.inline("", kind_of(page, piece), classes=["entry-kind"]),
        paragraph(*source(page, piece), classes=["entry-source"]),
        paragraph(*items(page, piece), classes=["entry-items"]),
    ]


def _dated(page: Page) -> list[Dated]:
    """List the dated items in chronological order."""
    names = page.tracker.settings.fields
    found = []
    for piece in page.tracker.matrix.evidence.values():
        need = page.tracker.needs[piece.id]
        when = text(need, names.when) or text(need, names.due)
        if when:
            found.append((parse(when), piece))
    return sorted(found, key=lambda one: (one[0], one[1].order))


def timeline(page: Page, *, level: int) -> list[nodes.Node]:
    """Every dated item in chronological order, under its year; announcements by their due date."""
    found = _dated(page)
    if not found:
        return [paragraph(page.words("No entry."))]
    years: dict[int, list[Evidence]] = {}
    for span, piece in found:
        years.setdefault(span.first.year, []).append(piece)
    blocks: list[nodes.Node] = [*coded(page), *chart(page, found)]
    for year, pieces in years.items():
        blocks.append(_block(page, f"timeline-{year}", str(year), pieces, level))
    return blocks


VIEW = View(
    "index",
    lambda page, options, level: by_field(page, options["field"], level=level),
    options={"field": TEXT},
    required=("field",),
    shows=TITLES,
    page="{field}",
)
TIMELINE = View("timeline", lambda page, options, level: timeline(page, level=level), shows=TITLES)
