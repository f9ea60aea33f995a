"""The cells as shapes, and drawings of them.

A page of HTML draws each shape once, and each cell uses it.  An edition that prints has
drawings that stand alone, with their colours inside, because paper has no style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from textwrap import shorten

from docutils import nodes

from ..model.matrix import Cell, Group, Item, Period
from ..model.statuses import OURS, Statuses
from .cells import count_text, short_span
from .page import Page, Part, joined, paragraph

Area = tuple[Group, tuple[Item, ...]]
"""A group and its items."""

WIDTH, HEIGHT = 13, 17
"""Sizes of a cell in pixels."""

_X, _Y = WIDTH / 2, HEIGHT / 2
_BOX = f'<rect x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="1.5"/>'
_DISC = f'<circle cx="{_X}" cy="{_Y}" r="3.6"/>'
INFERRED = "inferred"
"""The name of the shape of what was reported, where the subject was inferred from the same report."""

# What is drawn inside; a status without a shape of its own shows its mark.
_SHAPES = {
    "reported": _BOX + _DISC,
    INFERRED: _BOX + _DISC,
    "announced": f'{_BOX}<circle class="open" cx="{_X}" cy="{_Y}" r="3.4"/>',
    "obstacle_only": f'{_BOX}<path class="open" d="M{_X} {_Y - 4}l4 7h-8z"/>',
    "area_only": f'{_BOX}<circle class="open" cx="{_X}" cy="{_Y}" r="3.6"/>'
    f'<path d="M{_X} {_Y - 3.6}a3.6 3.6 0 0 0 0 7.2z"/>',
    "no_mention": f'{_BOX}<path class="open" d="M{_X - 3.4} {_Y}h6.8"/>',
    "other_source": f'{_BOX}<path class="open" d="M{_X} {_Y - 4.6}l4 4.6-4 4.6-4-4.6z"/>',
    "source_unavailable": f'<circle cx="{_X}" cy="{_Y}" r="1.35"/>',
    "not_applicable": f'<path class="open" d="M{_X - 2.3} {_Y - 2.3}l4.6 4.6m0-4.6l-4.6 4.6"/>',
}


def is_printed(page: Page) -> bool:
    """Say whether drawings stand alone on this page, because its builder makes paper."""
    return getattr(page.builder, "draws_svg", False)


def shape_of(cell: Cell) -> str:
    """Give the name of the shape of a cell."""
    return INFERRED if cell.by_construction else cell.status.code


def use(shape: str, x: float = 0, y: float = 0) -> str:
    """Draw a shape at a place."""
    return f'<use href="#{_id(shape)}" x="{x:g}" y="{y:g}"/>'


def drawn(shape: str, statuses: Statuses) -> str:
    """Give the drawing of a shape itself; a status with a mark of its own shows that."""
    own = {status.code: status for status in statuses}.get(shape)
    if own is None or (shape in _SHAPES and own.mark == OURS[shape].mark):
        return _SHAPES[shape]
    return f'{_BOX * own.counted}<text x="{_X}" y="{_Y + 4}" text-anchor="middle">{escape(own.mark)}</text>'


def _id(shape: str) -> str:
    return f"cell-{shape.replace('_', '-')}"


def row(shapes: Sequence[str], attributes: str) -> str:
    """Draw shapes side by side."""
    step = WIDTH + 1
    uses = "".join(use(shape, number * step) for number, shape in enumerate(shapes))
    width = len(shapes) * step
    return f'<svg width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}" {attributes}>{uses}</svg>'


def counts(page: Page, items: Sequence[Item]) -> list[str]:
    """Write in words what is drawn of an area: how many of its items each period reports on."""
    model = page.model
    found = {period.id: model.count(model.statuses.best, period.id, items) for period in model.periods}
    return [f"{page.short(period)} {count_text(page, count)}" for period, count in found.items() if count.of]


def definitions(page: Page) -> str:
    """Define the shapes, before the first picture of a page; nothing for those that follow."""
    statuses = page.model.statuses
    every = (*(status.code for status in statuses), INFERRED)
    wanted = [shape for shape in every if page.html and page.first(_id(shape))]
    if not wanted:
        return ""
    made = "".join(
        f'<g id="{_id(shape)}" class="pm-cell {_id(statuses.look(shape)).replace("cell-", "pm-", 1)}">'
        f"{drawn(shape, statuses)}</g>"
        for shape in wanted
    )
    # Not display:none, in which some browsers do not find what is used elsewhere.
    return f'<svg class="picture-shapes" width="0" height="0" aria-hidden="true"><defs>{made}</defs></svg>'


def _labels(page: Page, cells: Iterable[Cell]) -> dict[str, str]:
    """Say what the shapes of these cells mean; what was found comes first."""
    statuses, shown = page.model.statuses, {shape_of(cell) for cell in cells}
    labels = {status.code: page.words(status.label) for status in statuses.found_first}
    best = statuses.best.code
    inferred = f"{labels[best]} †: {page.words('subject inferred from the same report')}"
    labels = {best: labels.pop(best), INFERRED: inferred, **labels}
    return {shape: label for shape, label in labels.items() if shape in shown}


def key(page: Page, cells: Iterable[Cell]) -> str:
    """Tell what the shapes of these cells mean, on a page of HTML."""
    box = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"'
    entries = "".join(
        f"<li><svg {box}>{use(shape)}</svg> {escape(label)}</li>"
        for shape, label in _labels(page, cells).items()
    )
    return f'<ul class="legend">{entries}</ul>'


def printed_key(page: Page, cells: Iterable[Cell]) -> nodes.paragraph:
    """Tell what the shapes of these cells mean, on paper."""
    marks = {status.code: status.mark for status in page.model.statuses}
    entries: list[Part] = [
        [printed_row(page, [shape], marks.get(shape, "†")), f" {label}".replace(" ", "\N{NO-BREAK SPACE}")]
        for shape, label in _labels(page, cells).items()
    ]
    return paragraph(joined(entries), classes=["legend", "ragged"])


def printed_row(page: Page, shapes: Sequence[str], told: str) -> nodes.image:
    """Draw shapes side by side within a line on paper; *told* says the same in words."""
    made = image(_shapes(page, shapes, 0, 0), len(shapes) * ACROSS, HEIGHT, told)
    made["width"] = f"{len(shapes) * ACROSS * _POINTS:g}pt"
    return made


ACROSS, DOWN = 13.5, 18
"""The distance of two columns and of two rows."""
_LABELS, _GAP, _TOP, _WIDTH = 165, 16, 42, 870
"""The room of the rows' names, between areas, above the cells, and of a whole line of areas."""
_LETTER, _LETTERS = 7.6, 26
"""The width of a letter, and how many have room as the name of a row."""
_POINTS = 0.54
"""The size of a unit beside text, as it comes out where a drawing fills a page's width."""
_STYLE = """
text { font-family: "Libertinus Serif"; font-size: 15px; fill: #1b2430 }
.quiet { fill: #535e6e } .name { font-weight: bold }
rect { fill: #eaf1f8 } circle, path { fill: #1f4e7a } .open { fill: none; stroke: #1f4e7a; stroke-width: 1.2 }
.reported rect { fill: #1f4e7a } .reported circle, .reported text { fill: #ffffff }
.inferred rect { fill: #d5e3f1; stroke: #1f4e7a }
.no-mention rect { fill: #ffffff; stroke: #7b8696 } .no-mention .open { stroke: #1b2430 }
.other-source rect { fill: #ffffff } .other-source .open { stroke: #8a4300 }
.group { font-weight: bold }
.year { fill: none; stroke: #9aa3ad; stroke-width: .7 }
.unread { fill: #eef1f5 } .done { fill: #1f4e7a } .wide { fill: #d5e3f1; stroke: #1f4e7a }
.announced.pm-bar { fill: #ffffff; stroke: #8a4300 }
.source-unavailable circle { fill: #768191 } .not-applicable .open { stroke: #768191 }
"""


def overview(page: Page, caption: str, told: str, shown: Sequence[Area]) -> nodes.figure:
    """Draw areas in all periods under a *caption*; *told* says what the drawing shows."""
    lines: list[list[Area]] = [[]]
    room = float(_WIDTH - _LABELS)
    for group, items in shown:
        wide = _wide(page, group, items)
        if wide > room and lines[-1]:
            lines.append([])
            room = _WIDTH - _LABELS
        lines[-1].append((group, items))
        room -= wide
    height = _TOP + len(page.model.periods) * DOWN + _GAP
    drawn = "".join(_line(page, line, number * height) for number, line in enumerate(lines))
    found = "; ".join(f"{group.title}: {', '.join(counts(page, items))}" for group, items in shown)
    best = page.words(page.model.statuses.best.label)
    made = image(drawn, _WIDTH, len(lines) * height, f"{told} {best}: {found}")
    return nodes.figure("", made, nodes.caption("", caption), classes=["progress-picture"])


def units(page: Page, rows: Sequence[tuple[Period, Sequence[str]]], told: str) -> nodes.image:
    """Draw a line of shapes for each period; *told* says the same in words."""
    parts = []
    for number, (period, names) in enumerate(rows):
        parts.append(_period(page, period, number * DOWN))
        parts.append(_shapes(page, names, _LABELS, number * DOWN))
    return image("".join(parts), _WIDTH, len(rows) * DOWN, told)


def image(drawn: str, width: float, height: float, told: str) -> nodes.image:
    """Make an image of what is *drawn*; *told* says the same in words."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}"><style>{_STYLE}</style>{drawn}</svg>'
    )
    made = nodes.image("", uri="", alt=told, width="100%")
    made["svg"] = svg
    return made


def _period(page: Page, period: Period, top: float) -> str:
    """Name a period, by its first word where that tells it from others, and its months if they have room."""
    firsts = [page.short(one.id).split()[0] for one in page.model.periods]
    name, months = page.short(period.id), short_span(page, period)
    if len(set(firsts)) == len(firsts):
        name = name.split()[0]
    if len(name) > _LETTERS:
        # A single word that is too long is cut within.
        name = f"{shorten(name, _LETTERS - 1, placeholder='') or name[: _LETTERS - 1]}…"
    told = f" {escape(months)}" if len(name) + len(months) < _LETTERS else ""
    return f'<text x="0" y="{top + DOWN - 5:g}"><tspan class="name">{escape(name)}</tspan>{told}</text>'


def _shapes(page: Page, names: Sequence[str], left: float, top: float) -> str:
    statuses, made = page.model.statuses, []
    for at, name in enumerate(names):
        look, place = statuses.look(name).replace("_", "-"), f"translate({left + at * ACROSS:g} {top:g})"
        made.append(f'<g class="{look}" transform="{place}">{drawn(name, statuses)}</g>')
    return "".join(made)


def _wide(page: Page, group: Group, items: tuple[Item, ...]) -> float:
    """Give the room of an area: for its cells, or for its name."""
    return max(len(items) * ACROSS, len(page.short(group.id)) * _LETTER) + _GAP


def _line(page: Page, areas: list[Area], top: float) -> str:
    """Draw areas side by side, the names of the periods before them."""
    rows = [(period, top + _TOP + number * DOWN) for number, period in enumerate(page.model.periods)]
    parts = [_period(page, period, y) for period, y in rows]
    left = float(_LABELS)
    for group, items in areas:
        parts.append(
            f'<text class="name" x="{left:g}" y="{top + 18:g}">{escape(page.short(group.id))}</text>'
            f'<text class="quiet" x="{left:g}" y="{top + 33:g}">{len(items)}</text>'
        )
        for period, y in rows:
            names = [shape_of(page.model.cell(item.id, period.id)) for item in items]
            parts.append(_shapes(page, names, left, y))
        left += _wide(page, group, items)
    return "".join(parts)
