"""How a table fits its page: its type, its widths, and what of it stays on one page.

Typst can tell a height only after laying it out, which would cost a second layout. So
heights are estimated here from the letters in the cells, on the generous side.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from typst_edition.widths import LANDSCAPE, UPRIGHT, column_widths, words_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZES = ((9, 8.0), (6, 8.2), (4, 8.6), (0, 9.0))
"""The type, in points, of tables of more than so many columns."""
_LARGEST = 9.0
_HEIGHTS = {UPRIGHT: 700.0, LANDSCAPE: 470.0}
"""The points between the upper and the lower margin of a page."""
_PITCH = 1.2
_PADDING = 7.2
_CAPTION = 18.0
_GAP = 0.5
# A table below this part of a page moves to the next rather than break; between turned
# pages there is no text that it could leave behind.  Of a longer one the last rows do, so
# that a page does not hold the total alone.
_WHOLE = {UPRIGHT: 0.4, LANDSCAPE: 0.7}
_LAST_ROWS, _LAST_PART = 4, 0.35


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is printed."""

    widths: list[float]
    size: float
    """Its type, in points."""
    hyphenate: bool
    """Whether some word has no room in its column, and must be divided."""
    whole: bool
    """Whether it stands on one page."""
    kept: int
    """How many of the last rows of its body stand on one page."""


def fit(
    body: Sequence[Sequence[str]],
    columns: int,
    head: Sequence[Sequence[str]],
    *,
    given: Sequence[float] = (),
    landscape: bool = False,
) -> Fit:
    """Say how the table of the texts *body* under *head* fits an upright or *landscape* page.

    *given* are the widths the source states; without them, they follow from the texts.
    """
    size = next(size for more, size in _SIZES if columns > more or not more)
    page = LANDSCAPE if landscape else UPRIGHT
    line = page * _LARGEST / size
    widths = list(given) or column_widths(body, columns, head, line)
    room = [line * width / sum(widths) for width in widths]
    heights = [_height(row, room, size) for row in body]
    all_rows = _CAPTION + sum(heights) + sum(_height(row, room, size) for row in head)
    whole = all_rows <= _WHOLE[page] * _HEIGHTS[page]
    kept = 0 if whole else _kept(heights, _LAST_PART * _HEIGHTS[page])
    return Fit(widths, size, not words_fit([*head, *body], room), whole, kept)


def _height(row: Sequence[str], room: Sequence[float], size: float) -> float:
    cells = (
        sum(ceil(len(part) * 1.1 / width) or _GAP for part in text.split("\n"))
        for text, width in zip(row, room, strict=False)
    )
    return max(cells, default=1.0) * _PITCH * size + _PADDING


def _kept(heights: Sequence[float], most: float) -> int:
    """Give how many of the last rows, of *heights*, stay together in a height of at most *most*."""
    for count in range(min(_LAST_ROWS, len(heights) - 1), 1, -1):
        if sum(heights[-count:]) <= most:
            return count
    return 0
