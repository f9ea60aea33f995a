"""The overview as a figure: items × periods, one small picture an area, drawn at build time.

Colour, pattern and mark say the same of each cell.  Cells with evidence lead to the item's
history; they are left out of the order of the Tab key, because the matrices lead there too.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from ..model.statuses import Status
from ..vocabulary import by_period
from .matrix import caveat, count_text
from .page import Page, css, paragraph
from .registry import TEXT, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.matrix import Cell, Group, Item

LABEL, WIDTH, HEIGHT, TOP = 76, 26, 18, 18
"""Sizes in pixels: the column of ids, one cell, the line of period ids."""

# Marked by pattern besides colour; the others have none.
_PATTERNS = {
    Status.ANNOUNCED: '<path d="M0 6 6 0M-1.5 1.5 1.5-1.5M4.5 7.5 7.5 4.5" />',
    Status.OBSTACLE_ONLY: '<path d="M0 3 6 3" />',
    Status.AREA_ONLY: '<circle cx="1.5" cy="1.5" r="1" /><circle cx="4.5" cy="4.5" r="1" />',
}


def overview(page: Page, caption: str) -> list[nodes.Node]:
    """Draw all items in all periods; without HTML, say where the same is found."""
    words = page.words
    if page.builder.format != "html":
        text = words("The figure “{caption}” is part of the HTML edition.", caption=caption)
        return [paragraph(text, " ", words("The matrices say the same, cell by cell."))]
    model = page.tracker.matrix
    told = escape(f"{caption}. {words('The matrices say the same, cell by cell.')}")
    parts = [
        f'<figure class="progress-picture">\n<figcaption>{told}</figcaption>',
        _shapes(page),
        _key(page),
        '<div class="picture-areas">',
        *(_area(page, group, model.select(group=group.id)) for group in model.groups),
        "</div>\n</figure>",
    ]
    return [nodes.raw("", "\n".join(parts), format="html", classes=["progress-picture"]), *caveat(page)]


def _shapes(page: Page) -> str:
    """One shape a status, drawn once and used by every cell of it."""
    made = []
    for status, lines in _PATTERNS.items():
        made.append(
            f'<pattern id="pattern-{css(status)}" class="pm-pattern" width="6" height="6" '
            f'patternUnits="userSpaceOnUse">{lines}</pattern>'
        )
    for status in Status:
        box = f'width="{WIDTH - 2}" height="{HEIGHT - 2}"'
        lines = f'<rect {box} fill="url(#pattern-{css(status)})" />' if status in _PATTERNS else ""
        made.append(
            f'<g id="cell-{css(status)}" class="pm-cell {css(status)}"><rect class="base" {box} />{lines}'
            f'<text x="{WIDTH / 2 - 1:g}" y="{HEIGHT - 6}">{escape(status.mark)}</text></g>'
        )
    # Not display:none: patterns inside would not be drawn everywhere.
    shapes = "".join(made)
    return f'<svg class="picture-shapes" width="0" height="0" aria-hidden="true"><defs>{shapes}</defs></svg>'


def _key(page: Page) -> str:
    used = {cell.status for cell in page.tracker.matrix.cells.values()}
    entries = "".join(
        f'<li><svg width="{WIDTH - 2}" height="{HEIGHT - 2}" aria-hidden="true">'
        f'<use href="#cell-{css(status)}" /></svg> {escape(page.words(status.label))}</li>'
        for status in Status
        if status in used
    )
    return f'<ul class="picture-key">{entries}</ul>'


def _area(page: Page, group: Group, items: Sequence[Item]) -> str:
    """One area: a line of period ids, then a line an item."""
    if not items:
        return ""
    periods = page.tracker.matrix.periods
    width, height = LABEL + WIDTH * len(periods), TOP + HEIGHT * len(items)
    name = f"picture-{nodes.make_id(group.id)}"
    heads = "".join(
        f'<text class="period" x="{LABEL + WIDTH * (column + 0.5) - 1:g}" y="{TOP - 6}">'
        f"{escape(period.id)}</text>"
        for column, period in enumerate(periods)
    )
    lines = "\n".join(_line(page, item, TOP + HEIGHT * row) for row, item in enumerate(items))
    return (
        f'<div><p id="{name}">{_link(page, group.docname, group.id, escape(group.title))}</p>\n'
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-labelledby="{name}" aria-describedby="{name}-told">'
        f'<desc id="{name}-told">{escape(_told(page, items))}</desc>\n{heads}\n{lines}\n</svg></div>'
    )


def _told(page: Page, items: Sequence[Item]) -> str:
    """Write the text alternative: how many items of the area each period reports on."""
    model = page.tracker.matrix
    counts = [
        f"{period.id}: {count_text(page, model.count(Status.REPORTED, period.id, items))}"
        for period in model.periods
    ]
    return f"{page.words(Status.REPORTED.label)}: {'; '.join(counts)}"


def _line(page: Page, item: Item, top: int) -> str:
    title = f"<title>{escape(item.title)}</title>{escape(item.id)}"
    label = f'<text y="{top + HEIGHT - 6}">{_link(page, item.docname, item.id, title)}</text>'
    cells = [page.tracker.matrix.cell(item.id, period.id) for period in page.tracker.matrix.periods]
    return label + "".join(
        _cell(page, item, cell, LABEL + WIDTH * column, top) for column, cell in enumerate(cells)
    )


def _cell(page: Page, item: Item, cell: Cell, left: int, top: int) -> str:
    shape = f'<use href="#cell-{css(cell.status)}" x="{left}" y="{top}" />'
    if not cell.evidence:
        return shape
    told = f"{cell.item}, {cell.period}: {page.words(cell.status.label)}"
    inner = f"<title>{escape(told)}</title>{shape}"
    return _link(page, *page.place(cell), inner, ' tabindex="-1"')


def _link(page: Page, docname: str, anchor: str, inner: str, more: str = "") -> str:
    address = page.uri(docname, anchor)
    return f'<a href="{escape(address)}"{more}>{inner}</a>' if docname and address else inner


VIEW = View(
    "picture",
    lambda page, options, level: overview(
        page, page.caption(options, by_period(page.words, page.tracker.settings, "item"))
    ),
    options={"caption": TEXT},
)
