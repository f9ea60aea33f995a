"""How a table fits its page: its type, its widths, and what of it stays on one page.

Typst can tell a height only after laying it out, which would cost a second layout. So
heights are estimated here from the letters in the cells, on the generous side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from typst_edition.config import PAPERS, Edition, points
from typst_edition.escape import NON_BREAKING

_SIZES = ((9, 8.0), (6, 8.2), (4, 8.6), (0, 9.0))
"""The type, in points, of tables of more than so many columns."""
_LARGEST = 9.0
LETTER = 4.5
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
# that a page does not hold the total alone; of one that fills a turned page and more, as many as
# take a third of the next, which nothing else fills.  Rows of one line are lower than estimated.
_WHOLE_UPRIGHT, _WHOLE_LANDSCAPE = 0.5, 0.7
_LAST_ROWS, _LAST_PART, _LAST_TURNED = 4, 0.35, 0.6
_SURELY_LONGER = 1.25
# At the foot of a page there is room for a table's head and two rows, or this part of the page.
_MOST_LEAD = 0.2

# A line may break at blanks and after these, as Typst breaks it: not at a no-break space, nor
# before a colon, even after a blank.
_BREAKS = re.compile(r"(?:[/\-–—\u200b]|(?!\u00a0)\s)+(?![:;,.!?)\]])")
_SHORTEST, _LONGEST = 3.0, 40.0
_HALVINGS = 14
_CELL_MARGIN = 2.0
_CAPITAL = 0.35
# Words may stand in bold type; those of heads do.
_BOLD, _HEAD = 1.06, 1.05
_ROUNDING = 0.1
_MEASURED = 3
# The part of a line that columns may take to spare their heads lines, and what lines leave empty.
_HEAD_LINES, _ROOMY, _RAGGED = (2, 3), 0.65, 1.15


@dataclass(frozen=True, slots=True)
class Room:
    """What a page leaves between its margins, in points."""

    width: float
    height: float
    landscape: bool = False
    least: float = 8.0
    """The type of the widest tables."""
    top: float = 0.0
    """Where the text begins, from the top of the page."""
    middle: float = 0.0
    """The middle of the page, from the left."""

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
        height = down - sides["top"] - sides["bottom"]
        return cls(width, height, landscape, least, top=sides["top"], middle=across / 2)


def sides_of(edition: Edition) -> dict[str, str]:
    """Give the margins of *edition*."""
    return {side: edition.margins.get(side, length) for side, length in MARGINS[edition.paper].items()}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is printed."""

    widths: list[float]
    size: float
    """Its type, in points."""
    hyphenate: list[int]
    """The columns in which some word has no room, and must be divided."""
    whole: bool
    """Whether it stands on one page."""
    kept: int
    """How many of the last rows of its body stand on one page."""
    lead: float
    """The height, in points, that its head and first two rows take together."""
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
    line = page.width / LETTER * _LARGEST / size
    texts = _columns([*head, *body], columns)
    ids = longest_words(texts, only=_is_one)
    widths = list(given)
    if not given or too_narrow(ids, [line * width / sum(given) for width in given]):
        # What the source states is a wish: no id breaks for it, nor a row of marks.
        widths = column_widths(body, columns, head, line)
    room = [line * width / sum(widths) for width in widths]
    heights = [_height(row, room, size) for row in body]
    head_rows = sum(_height(row, room, size) for row in head)
    all_rows = _CAPTION + head_rows + sum(heights)
    part = _WHOLE_LANDSCAPE if page.landscape else _WHOLE_UPRIGHT
    whole = all_rows <= part * page.height
    is_long = page.landscape and all_rows > _SURELY_LONGER * page.height
    last, most = (len(body), _LAST_TURNED) if is_long else (_LAST_ROWS, _LAST_PART)
    kept = 0 if whole else _kept(heights, last, most * page.height)
    hyphenate = too_narrow(texts, room)
    # A word can be divided where there is no room; these cannot.
    words = ids if hyphenate else longest_words(texts)
    lead = 0.0 if whole else min(head_rows + sum(heights[:2]), _MOST_LEAD * page.height)
    return Fit(widths, size, hyphenate, whole, kept, lead, words)


def _columns(rows: Iterable[Sequence[str]], columns: int) -> list[list[str]]:
    """Give the texts of each of *columns*, of which a row may have fewer."""
    found = list(rows)
    return [[row[column] for row in found if column < len(row)] for column in range(columns)]


def _height(row: Sequence[str], room: Sequence[float], size: float) -> float:
    cells = (
        sum(ceil(len(part) * 1.1 / width) or _GAP for part in text.split("\n"))
        for text, width in zip(row, room, strict=False)
    )
    return max(cells, default=1.0) * _PITCH * size + _PADDING


def _kept(heights: Sequence[float], last: int, most: float) -> int:
    """Give how many of the *last* rows, of *heights*, stay together in a height of at most *most*."""
    for count in range(min(last, len(heights) - 1), 1, -1):
        if sum(heights[-count:]) <= most:
            return count
    return 0


def column_widths(
    rows: Iterable[Sequence[str]], columns: int, head: Iterable[Sequence[str]] = (), line: float = 105.0
) -> list[float]:
    """Give a relative width for each of *columns* from the texts of *rows* and of *head*.

    A column is as wide as its longest word at least, so that none runs out of its cell, and
    no wider than its longest text. Between these, widths that fill a *line* of so many
    letters grow with the root of the amount of text: so the rows have the fewest lines.
    Header cells count by their words only, and as two lines or three where there is room for
    these: a line more once a page costs less than one more in each row.
    """
    heads, bodies = _columns(head, columns), _columns(rows, columns)
    longest = [
        max([_SHORTEST, *(_HEAD * _longest_word(text) for text in above), *map(_longest_word, texts)])
        for above, texts in zip(heads, bodies, strict=True)
    ]
    least = [min(width, _LONGEST) for width in longest]
    for lines in _HEAD_LINES:
        roomy = [
            max([width, *(_HEAD * _in_lines(text, lines) for text in above)])
            for width, above in zip(least, heads, strict=True)
        ]
        if sum(roomy) <= _ROOMY * (line - columns * _CELL_MARGIN):
            least = roomy
            break
    lengths = [list(map(_length, texts)) for texts in bodies]
    most = [max([word, *column]) for word, column in zip(least, lengths, strict=True)]
    # Of a column that is often empty, a few long cells are not the measure.
    amounts = [sqrt(sum(length**2 for length in column) / (len(column) or 1)) for column in lengths]
    widths = _filling(line - columns * _CELL_MARGIN, least, most, [sqrt(amount) for amount in amounts])
    return [round(width + _CELL_MARGIN, 1) for width in widths]


def _filling(
    line: float, least: Sequence[float], most: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """Give widths in proportion to *weights*, from *least* to *most* each, that fill a *line* if they can."""
    low, high = 0.0, line
    widths = list(least)
    for _ in range(_HALVINGS):
        unit = (low + high) / 2
        widths = [
            min(max(unit * weight, word), text)
            for weight, word, text in zip(weights, least, most, strict=True)
        ]
        low, high = (low, unit) if sum(widths) > line else (unit, high)
    return widths


def too_narrow(columns: Iterable[Sequence[str]], room: Sequence[float]) -> list[int]:
    """Give the *columns*, by their *room* in letters, in which some word of their texts has none."""
    return [
        number
        for number, (texts, width) in enumerate(zip(columns, room, strict=True))
        if max(map(_longest_word, texts), default=0.0) > width - _CELL_MARGIN + _ROUNDING
    ]


def _is_one(word: str) -> bool:
    """Say whether no hyphen can divide *word*: an id, a figure, a row of marks."""
    return NON_BREAKING in word or not any(map(str.isalpha, word))


def longest_words(columns: Iterable[Sequence[str]], only: Callable[[str], bool] = bool) -> list[list[str]]:
    """Give the few longest words in the texts of each of *columns*, of those that are *only* so."""
    found = ({word for text in texts for word in _BREAKS.split(text) if only(word)} for texts in columns)
    return [sorted(words, key=lambda word: (-_length(word), word))[:_MEASURED] for words in found]


def _in_lines(text: str, lines: int) -> float:
    """Give about the width at which each part of *text*, in bold type, takes so many *lines*."""
    return _BOLD * max(map(_length, text.split("\n"))) / lines * _RAGGED


def _longest_word(text: str) -> float:
    return _BOLD * max(map(_length, _BREAKS.split(text)))


def _length(text: str) -> float:
    """Give the length of *text* in small letters, of which a capital takes more than one."""
    return len(text) + _CAPITAL * sum(map(str.isupper, text))
