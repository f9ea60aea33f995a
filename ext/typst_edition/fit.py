"""How a table fits its page: its type, its widths, and what of it stays on one page.

Typst can tell a height only after laying it out, which would cost a second layout. So
heights are estimated here from the letters in the cells, on the generous side.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING

from typst_edition.config import PAPERS, points
from typst_edition.ids import NON_BREAKING
from typst_edition.widths import column_widths, longest_words, words_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typst_edition.config import Edition

_SIZES = ((9, 8.0), (6, 8.2), (4, 8.6), (0, 9.0))
"""The type, in points, of tables of more than so many columns."""
_LARGEST = 9.0
_LETTER = 4.5
"""The points that a letter takes, in the largest type of tables."""
MARGINS = {
    "a4": {"inside": "24mm", "outside": "19mm", "top": "23mm", "bottom": "20mm"},
    "us-letter": {"inside": "24mm", "outside": "20mm", "top": "22mm", "bottom": "19mm"},
    "a5": {"inside": "17mm", "outside": "13mm", "top": "18mm", "bottom": "15mm"},
}
"""The margins of each paper, where an edition does not state its own."""
_PITCH = 1.2
_PADDING = 7.2
_CAPTION = 18.0
_GAP = 0.5
# A table below this part of a page moves to the next rather than break; between turned
# pages there is no text that it could leave behind.  Of a longer one the last rows do, so
# that a page does not hold the total alone.
_WHOLE_UPRIGHT, _WHOLE_LANDSCAPE = 0.4, 0.7
_LAST_ROWS, _LAST_PART = 4, 0.35


@dataclass(frozen=True, slots=True)
class Room:
    """What a page leaves between its margins, in points."""

    width: float
    height: float
    landscape: bool = False
    least: float = 8.0
    """The type of the widest tables."""

    @classmethod
    def of(cls, edition: Edition, *, landscape: bool) -> Room:
        """Give the room on a page of *edition*; the template has the same margins."""
        across, down = PAPERS[edition.paper]
        sides = {side: points(length) for side, length in sides_of(edition).items()}
        least = points(edition.table_size or "8pt")
        if landscape:
            height = across - sides["top"] - sides["bottom"] * 0.8 + points("2mm")
            return cls(down - 1.5 * sides["outside"], height, landscape, least)
        width = across - sides["inside"] - sides["outside"]
        return cls(width, down - sides["top"] - sides["bottom"], landscape, least)


def sides_of(edition: Edition) -> dict[str, str]:
    """Give the margins of *edition*."""
    return {side: edition.margins.get(side, length) for side, length in MARGINS[edition.paper].items()}


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
    words: list[list[str]]
    """For each column, what must not break in it: the compiler measures these."""


def fit(
    body: Sequence[Sequence[str]],
    columns: int,
    head: Sequence[Sequence[str]],
    *,
    given: Sequence[float] = (),
    page: Room,
) -> Fit:
    """Say how the table of the texts *body* under *head* fits the room of a *page*.

    *given* are the widths the source states; without them, they follow from the texts.
    """
    size = next(size for more, size in _SIZES if columns > more or not more)
    size = max(size, page.least) if size > _SIZES[0][1] else page.least
    line = page.width / _LETTER * _LARGEST / size
    rows = [*head, *body]
    ids = longest_words(rows, columns, only=NON_BREAKING)
    widths = list(given)
    if not given or not words_fit(
        zip_longest(*ids, fillvalue=""), [line * width / sum(given) for width in given]
    ):
        # What the source states is a wish: no id breaks for it.
        widths = column_widths(body, columns, head, line)
    room = [line * width / sum(widths) for width in widths]
    heights = [_height(row, room, size) for row in body]
    all_rows = _CAPTION + sum(heights) + sum(_height(row, room, size) for row in head)
    part = _WHOLE_LANDSCAPE if page.landscape else _WHOLE_UPRIGHT
    whole = all_rows <= part * page.height
    kept = 0 if whole else _kept(heights, _LAST_PART * page.height)
    hyphenate = not words_fit(rows, room)
    # A word can be divided where there is no room; an id cannot.
    words = ids if hyphenate else longest_words(rows, columns)
    return Fit(widths, size, hyphenate, whole, kept, words)


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
