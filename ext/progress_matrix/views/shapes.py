"""The marks of the statuses as shapes of pictures: drawn once a page, used by each cell."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.matrix import Cell
    from ..model.statuses import Statuses
    from .page import Page

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


def name(cell: Cell) -> str:
    """Give the name of the shape of a cell."""
    return INFERRED if cell.by_construction else str(cell.status.value)


def use(shape: str, x: float = 0, y: float = 0) -> str:
    """Draw a shape at a place."""
    return f'<use href="#{_id(shape)}" x="{x:g}" y="{y:g}"/>'


def drawn(shape: str, statuses: Statuses) -> str:
    """Give the drawing of a shape itself; a status without one shows its mark."""
    marks = {str(status.value): status.mark for status in statuses}
    return _SHAPES.get(shape) or f'<text x="{_X}" y="{_Y + 4}">{escape(marks[shape])}</text>'


def _id(shape: str) -> str:
    return f"cell-{shape.replace('_', '-')}"


def definitions(page: Page) -> str:
    """Define the shapes, before the first picture of a page; nothing for those that follow."""
    statuses = page.tracker.matrix.statuses
    wanted = [shape for shape in (*(status.code for status in statuses), INFERRED) if page.first(_id(shape))]
    if not wanted:
        return ""
    made = "".join(
        f'<g id="{_id(shape)}" class="pm-cell {_id(shape).replace("cell-", "pm-", 1)}">'
        f"{drawn(shape, statuses)}</g>"
        for shape in wanted
    )
    # Not display:none, in which some browsers do not find what is used elsewhere.
    return f'<svg class="picture-shapes" width="0" height="0" aria-hidden="true"><defs>{made}</defs></svg>'


def key(page: Page, shown: set[str]) -> str:
    """Tell what the shapes that occur mean; what was found comes first."""
    words = page.words
    statuses = page.tracker.matrix.statuses
    labels = {status.code: words(status.label) for status in statuses.found_first}
    best = statuses.best.code
    inferred = f"{labels[best]} †: {words('subject inferred from the same report')}"
    labels = {best: labels.pop(best), INFERRED: inferred, **labels}
    box = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"'
    entries = "".join(
        f"<li><svg {box}>{use(shape)}</svg> {escape(label)}</li>"
        for shape, label in labels.items()
        if shape in shown
    )
    return f'<ul class="legend">{entries}</ul>'
