"""The overview as one drawing that stands alone, for editions that print: all items in all periods.

The same shapes as in the figure of a screen, with their colours inside the drawing, because
paper has no style sheet.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from . import shapes
from .cells import count_text, short_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.matrix import Group, Item, Period
    from ..model.statuses import Statuses
    from .page import Page

ACROSS, DOWN = 13.5, 18
"""The distance of two columns and of two rows."""
_LABELS, _GAP, _TOP, _WIDTH = 165, 16, 42, 870
"""The room of the rows' names, between areas, above the cells, and of a whole line of areas."""
_LETTER = 7.6
_STYLE = """
text { font-family: "Libertinus Serif"; font-size: 15px; fill: #1b2430 }
.quiet { fill: #535e6e } .name { font-weight: bold }
rect { fill: #eaf1f8 } circle, path { fill: #1f4e7a } .open { fill: none; stroke: #1f4e7a; stroke-width: 1.2 }
.reported rect { fill: #1f4e7a } .reported circle { fill: #ffffff }
.inferred rect { fill: #d5e3f1; stroke: #1f4e7a }
.no-mention rect { fill: #ffffff; stroke: #7b8696 } .no-mention .open { stroke: #1b2430 }
.other-source rect { fill: #ffffff } .other-source .open { stroke: #8a4300 }
.group { font-weight: bold; paint-order: stroke; stroke: #eef1f5; stroke-width: 3px }
.year { fill: none; stroke: #9aa3ad; stroke-width: .7 }
.unread { fill: #eef1f5 } .done { fill: #1f4e7a } .wide { fill: #d5e3f1; stroke: #1f4e7a }
.announced.pm-bar { fill: #ffffff; stroke: #8a4300 }
.source-unavailable circle { fill: #768191 } .not-applicable .open { stroke: #768191 }
"""


def overview(page: Page, caption: str, told: str) -> nodes.figure:
    """Draw all items in all periods under a *caption*; *told* says what the drawing shows."""
    model = page.tracker.matrix
    shown = [(group, items) for group in model.groups if (items := model.select(group=group.id))]
    lines: list[list[tuple[Group, tuple[Item, ...]]]] = [[]]
    room = float(_WIDTH - _LABELS)
    for group, items in shown:
        wide = _wide(page, group, items)
        if wide > room and lines[-1]:
            lines.append([])
            room = _WIDTH - _LABELS
        lines[-1].append((group, items))
        room -= wide
    height = _TOP + len(model.periods) * DOWN + _GAP
    drawn = "".join(_line(page, line, number * height) for number, line in enumerate(lines))
    counts = "; ".join(f"{group.title}: {_counts(page, items)}" for group, items in shown)
    best = page.words(model.statuses.best.label)
    made = image(drawn, _WIDTH, len(lines) * height, f"{told} {best}: {counts}")
    return nodes.figure("", made, nodes.caption("", caption), classes=["progress-picture"])


def units(page: Page, rows: Sequence[tuple[Period, Sequence[str]]], told: str) -> nodes.image:
    """Draw a line of shapes for each period; *told* says the same in words."""
    parts = []
    for number, (period, names) in enumerate(rows):
        parts.append(_period(page, period, number * DOWN))
        parts += [
            _shape(name, _LABELS + at * ACROSS, number * DOWN, page.tracker.matrix.statuses)
            for at, name in enumerate(names)
        ]
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
    name = f'<tspan class="name">{escape(page.short(period.id).split()[0])}</tspan>'
    return f'<text x="0" y="{top + DOWN - 5:g}">{name} {escape(short_span(page, period))}</text>'


def _shape(name: str, x: float, y: float, statuses: Statuses) -> str:
    inner = shapes.drawn(name, statuses)
    return f'<g class="{name.replace("_", "-")}" transform="translate({x:g} {y:g})">{inner}</g>'


def _counts(page: Page, items: tuple[Item, ...]) -> str:
    """Write in words what the drawing shows of an area: what each period reports of it."""
    model = page.tracker.matrix
    counts = [(period, model.count(model.statuses.best, period.id, items)) for period in model.periods]
    return ", ".join(
        f"{page.short(period.id)} {count_text(page, count)}" for period, count in counts if count.of
    )


def _wide(page: Page, group: Group, items: tuple[Item, ...]) -> float:
    """Give the room of an area: for its cells, or for its name."""
    return max(len(items) * ACROSS, len(page.short(group.id)) * _LETTER) + _GAP


def _line(page: Page, areas: list[tuple[Group, tuple[Item, ...]]], top: float) -> str:
    """Draw areas side by side, the names of the periods before them."""
    model = page.tracker.matrix
    parts = []
    for row, period in enumerate(model.periods):
        parts.append(_period(page, period, top + _TOP + row * DOWN))
    left = float(_LABELS)
    for group, items in areas:
        parts.append(
            f'<text class="name" x="{left:g}" y="{top + 18:g}">{escape(page.short(group.id))}</text>'
            f'<text class="quiet" x="{left:g}" y="{top + 33:g}">{len(items)}</text>'
        )
        for column, item in enumerate(items):
            for row, period in enumerate(model.periods):
                name = shapes.name(model.cell(item.id, period.id))
                x, y = left + column * ACROSS, top + _TOP + row * DOWN
                parts.append(_shape(name, x, y, model.statuses))
        left += _wide(page, group, items)
    return "".join(parts)
