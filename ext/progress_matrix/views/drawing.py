"""The overview as one drawing that stands alone, for editions that print: all items in all periods.

The same shapes as in the figure of a screen, with their colours inside the drawing, because
paper has no style sheet.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from . import shapes
from .matrix import count_text, short_span

if TYPE_CHECKING:
    from ..model.matrix import Group, Item
    from .page import Page

ACROSS, DOWN = 13.5, 18
"""The distance of two columns and of two rows."""
_LABELS, _GAP, _TOP, _WIDTH = 140, 16, 42, 810
"""The room of the rows' names, between areas, above the cells, and of a whole line of areas."""
_LETTER = 6.6
_STYLE = """
text { font-family: "Libertinus Serif"; font-size: 12.5px; fill: #1b2430 }
.quiet { fill: #535e6e } .name { font-weight: bold }
rect { fill: #eaf1f8 } circle, path { fill: #1f4e7a } .open { fill: none; stroke: #1f4e7a; stroke-width: 1.2 }
.reported rect { fill: #1f4e7a } .reported circle { fill: #ffffff }
.inferred rect { fill: #d5e3f1; stroke: #1f4e7a }
.no-mention rect { fill: #ffffff; stroke: #7b8696 } .no-mention .open { stroke: #1b2430 }
.other-source rect { fill: #ffffff } .other-source .open { stroke: #8a4300 }
.source-unavailable circle { fill: #768191 } .not-applicable .open { stroke: #768191 }
"""


def overview(page: Page, caption: str, told: str) -> nodes.figure:
    """Draw all items in all periods under a *caption*; *told* says what the drawing shows."""
    model = page.tracker.matrix
    shown = [(group, items) for group in model.groups if (items := model.select(group=group.id))]
    lines: list[list[tuple[Group, tuple[Item, ...]]]] = [[]]
    room = _WIDTH - _LABELS
    for group, items in shown:
        wide = _wide(page, group, items)
        if wide > room and lines[-1]:
            lines.append([])
            room = _WIDTH - _LABELS
        lines[-1].append((group, items))
        room -= wide
    height = _TOP + len(model.periods) * DOWN + _GAP
    drawn = "".join(_line(page, line, number * height) for number, line in enumerate(lines))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {len(lines) * height}" '
        f'width="{_WIDTH}" height="{len(lines) * height}"><style>{_STYLE}</style>{drawn}</svg>'
    )
    counts = "; ".join(f"{group.title}: {_counts(page, items)}" for group, items in shown)
    image = nodes.image(
        "", uri="", alt=f"{told} {page.words(model.statuses.best.label)}: {counts}", width="100%"
    )
    image["svg"] = svg
    return nodes.figure("", image, nodes.caption("", caption), classes=["progress-picture"])


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
        y = top + _TOP + row * DOWN + DOWN - 5
        name = f'<tspan class="name">{escape(page.short(period.id).split()[0])}</tspan>'
        parts.append(f'<text x="0" y="{y:g}">{name} {escape(short_span(page, period))}</text>')
    left = float(_LABELS)
    for group, items in areas:
        parts.append(
            f'<text class="name" x="{left:g}" y="{top + 18:g}">{escape(page.short(group.id))}</text>'
            f'<text class="quiet" x="{left:g}" y="{top + 33:g}">{len(items)}</text>'
        )
        for column, item in enumerate(items):
            for row, period in enumerate(model.periods):
                shape = shapes.name(model.cell(item.id, period.id))
                x, y = left + column * ACROSS, top + _TOP + row * DOWN
                parts.append(
                    f'<g class="{shape.replace("_", "-")}" transform="translate({x:g} {y:g})">'
                    f"{shapes.drawn(shape, model.statuses)}</g>"
                )
        left += _wide(page, group, items)
    return "".join(parts)
