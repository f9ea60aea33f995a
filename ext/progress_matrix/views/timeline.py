"""The dated items: as a figure, and under their years.

In the figure each item is one line, from its first to its last possible day: a date that the
source gives by the year is a long line, not a point in the middle of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from docutils import nodes

from ..domain import TITLES
from ..model.dates import Span, parse
from ..model.matrix import Evidence
from ..model.statuses import Coverage, Role
from . import drawing
from .cells import coded
from .index import block
from .page import Page, paragraph
from .registry import Options, View

Dated = tuple["Span", "Evidence"]

YEAR, LINE, BAR, WIDE, HEAD, KEY = 96, 9, 7, 22, 21, 17
"""Sizes in pixels: a year, the distance of two lines, a line's height and least width, a wide one in the
key, the name of an area, a line of the key."""


def _chart(page: Page, dated: Sequence[Dated]) -> list[nodes.Node]:
    """Draw the items by area; nothing where nothing can be drawn, or without items."""
    prints = drawing.is_printed(page)
    if not (prints or page.html) or not dated:
        return []
    caption = page.words("All dated items by {group}", group=page.nouns("group", 1))
    first, last = min(span.first.year for span, _ in dated), max(span.last.year for span, _ in dated)
    parts, years, top = [], f"V{HEAD}", HEAD
    for group in page.model.groups:
        mine = [one for one in dated if one[1].group == group.id]
        if mine:
            parts.append(f'<text class="group" y="{top + HEAD - 7}">{escape(group.title)}</text>')
            lines, height = _lines(page, mine, first, top + HEAD)
            parts += lines
            top += HEAD + height
            # No line of a year strikes through the name of an area.
            years += f"m0 {HEAD}V{top}"
    width = YEAR * (last - first + 1)
    drawn = "\n".join([*_unread(page, first, top), *_years(first, last, years), *parts])
    if prints:
        counts = Counter(span.first.year for span, _ in dated)
        told = f"{caption}. {'; '.join(f'{year}: {counts[year]}' for year in sorted(counts))}"
        entries = [
            f'<rect class="{shape}" x="1" y="{top + KEY * at + 9}" width="{wide}" height="{BAR}" rx="2" />'
            f'<text x="32" y="{top + KEY * at + 17}">{escape(label)}</text>'
            for at, (shape, wide, label) in enumerate(_marks(page))
        ]
        image = drawing.image(drawn + "".join(entries), width, top + KEY * len(entries), told)
        return [nodes.figure("", image, nodes.caption("", caption), classes=["progress-picture"])]
    figure = (
        f'<figure class="progress-picture progress-timeline"><figcaption>{escape(caption)}</figcaption>\n'
        f"{_key(page)}\n"
        f'<svg viewBox="0 0 {width} {top}" width="{width}" height="{top}" role="group" '
        f'aria-label="{escape(caption)}">\n{drawn}\n</svg>\n</figure>'
    )
    return [nodes.raw("", figure, format="html", classes=["progress-picture"])]


def _unread(page: Page, first: int, height: int) -> Iterator[str]:
    """Shade the time of periods that were not read in full: what is empty there says nothing."""
    for period in page.model.periods:
        if period.coverage is not Coverage.FULL:
            left, right = (max(0.0, _place(day, first)) for day in (period.span.first, period.span.last))
            # To the end of its last day: no line of light stands between two periods.
            width = max(0.0, right - left + YEAR / 366)
            box = f'x="{left:.1f}" y="0" width="{width:.1f}" height="{height}"'
            yield f'<rect class="unread" {box} />'


def _years(first: int, last: int, down: str) -> Iterator[str]:
    """Draw the beginning of each year, as a path *down* from its top."""
    for year in range(first, last + 1):
        left = YEAR * (year - first)
        yield f'<path class="year" d="M{left} 0{down}" /><text x="{left + 3}" y="11">{year}</text>'


def _lines(page: Page, dated: Sequence[Dated], first: int, top: int) -> tuple[list[str], int]:
    """Draw the lines of an area, each in the first row where it has room, and tell the height they take."""
    ends: list[float] = []
    made = []
    for span, piece in dated:
        left = _place(span.first, first)
        width = max(_place(span.last, first) - left, BAR)
        row = next((number for number, end in enumerate(ends) if end + 2 <= left), len(ends))
        ends[row : row + 1] = [left + width]
        told = f"{piece.id}: {piece.title}"
        kind = "announced" if piece.role is Role.ANNOUNCEMENT else "done" if span.months() == 1 else "wide"
        bar = (
            f"<title>{escape(told)}</title>"
            f'<rect class="pm-bar {kind}" x="{left:.1f}" y="{top + LINE * row}" width="{width:.1f}" '
            f'height="{BAR}" rx="2" />'
        )
        address = page.uri(piece.docname, piece.id)
        made.append(f'<a href="{escape(address)}" tabindex="-1">{bar}</a>' if address else f"<g>{bar}</g>")
    return made, LINE * len(ends) + 4


def _place(day: date, first: int) -> float:
    """Give the place of a day from left to right."""
    start = day.replace(month=1, day=1)
    return YEAR * (day.year - first + (day - start).days / 366)


def _marks(page: Page) -> Sequence[tuple[str, int, str]]:
    """Give the class of each mark and how wide it is drawn, with what it means."""
    words = page.words
    return (
        ("pm-bar done", BAR, words("Activities, to the month or day")),
        ("pm-bar wide", WIDE, words("Activities over several months, or dated less precisely")),
        ("pm-bar announced", BAR, words("Announcements, by due date")),
        ("pm-bar announced", WIDE, words("Announcements due within several months")),
        ("unread", WIDE, words("Periods not read in full")),
    )


def _key(page: Page) -> str:
    made = "".join(
        f'<li><svg width="{WIDE + 2}" height="{BAR + 2}" aria-hidden="true">'
        f'<rect class="{shape}" x="1" y="1" width="{width}" '
        f'height="{BAR}" rx="2" /></svg> '
        f"{escape(told)}</li>"
        for shape, width, told in _marks(page)
    )
    return f'<ul class="legend">{made}</ul>'


def timeline(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Every dated item in the order of time, under its year; announcements by their due date."""
    when = {key: page.fact(key, "when") or page.fact(key, "due") for key in page.model.evidence}
    found = [(parse(told), page.model.evidence[key]) for key, told in when.items() if told]
    if not found:
        return [paragraph(page.words("No entry."))]
    found.sort(key=lambda one: (one[0], one[1].order))
    years: dict[int, list[Evidence]] = {}
    for span, piece in found:
        years.setdefault(span.first.year, []).append(piece)
    blocks: list[nodes.Node] = [*coded(page), *_chart(page, found)]
    for year, pieces in years.items():
        blocks.append(block(page, f"timeline-{year}", str(year), pieces, level))
    return blocks


VIEW = View("timeline", timeline, shows=TITLES)
