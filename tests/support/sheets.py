"""Pages measured from where their text stands: in the margins, over other text, or hardly any."""

from __future__ import annotations

from ctypes import c_float
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

Box = tuple[float, float, float, float]
"""Left, bottom, right and top of a piece of a line, in points."""

POINTS_PER_MM = 72 / 25.4
# The least margins of the editions on A4, in millimetres: at the spine, opposite, above and
# below (head and foot stand there), and at both sides of a turned page.
INSIDE, OUTSIDE, ENDS, TURNED = 24, 19, 8, 14
# Where the running foot stands, in points, and what the running head takes.
FOOT, RUNNING_HEAD = 42, 55
# The height of a heading, the width in which a column's lines begin, the distance of two lines,
# and the weight above which a rule begins a table.
HEAD, COLUMN, LEVEL, RULE = 14, 200, 5, 0.85


@cache
def text_of(sheet: pypdfium2.PdfPage) -> pypdfium2.PdfTextPage:
    """Read the text of a page once: that takes most of the time of each look at it."""
    return sheet.get_textpage()


@cache
def boxes(sheet: pypdfium2.PdfPage) -> list[Box]:
    """Give the pieces of lines of a page, from the top."""
    text = text_of(sheet)
    found = [text.get_rect(number) for number in range(text.count_rects())]
    return sorted(found, key=lambda box: -box[3])


def in_the_margins(sheet: pypdfium2.PdfPage, number: int) -> list[Box]:
    """Give the text of page *number* that stands in its margins; they mirror."""
    width, height = sheet.get_size()
    left, right = (INSIDE, OUTSIDE) if number % 2 else (OUTSIDE, INSIDE)
    if width > height:
        left = right = TURNED
    ends = ENDS * POINTS_PER_MM
    least, most = left * POINTS_PER_MM - 1, width - right * POINTS_PER_MM
    return [
        box
        for box in boxes(sheet)
        if box[0] < least or box[2] > most + _space(box) or box[1] < ends or box[3] > height - ends
    ]


def _space(box: Box) -> float:
    """Give the width of a space, which PDFium takes for a part of the line that it ends."""
    return max(3, (box[3] - box[1]) / 3)


def overlaps(sheet: pypdfium2.PdfPage) -> Iterator[tuple[Box, Box]]:
    """Give each two pieces of text that stand over each other by more than the tails of letters."""
    found = boxes(sheet)
    for position, one in enumerate(found):
        for other in found[position + 1 :]:
            if other[3] <= one[1]:
                break
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            if wide > 2 and high > 0.35 * min(one[3] - one[1], other[3] - other[1]):
                yield one, other


def lines_below(sheet: pypdfium2.PdfPage, heads: Sequence[tuple[float, float]]) -> list[int]:
    """Give for each of the *heads* how many lines of text the page has below it, in its column.

    :param heads: from where each begins, the left and the top; heads are no such lines.
    """
    found = []
    texts = [box for box in boxes(sheet) if box[1] > FOOT]
    for left, top in heads:
        tops = [below for beside, below in heads if below <= top and abs(beside - left) < COLUMN]
        levels: list[float] = []
        for box in texts:
            own = any(head - HEAD < box[3] < head + HEAD / 2 for head in tops)
            is_below = box[3] < top - HEAD and abs(box[0] - left) < COLUMN and not own
            if is_below and (not levels or levels[-1] - box[1] > LEVEL):
                levels.append(box[1])
        found.append(len(levels))
    return found


def rows_of_tables(sheet: pypdfium2.PdfPage) -> list[list[float]]:
    """Give the heights at which the rows of each table end, the head's first, from the top of the page."""
    rules: dict[bool, set[int]] = {False: set(), True: set()}
    running_head = sheet.get_size()[1] - RUNNING_HEAD
    for shape in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = shape.get_bounds()
        if right - left > HEAD and top - bottom < 2 and top < running_head:
            weight = c_float()
            raw.FPDFPageObj_GetStrokeWidth(shape.raw, weight)
            rules[weight.value > RULE].add(round((bottom + top) / 2))
    return [
        [level for level in sorted(rules[False], reverse=True) if end < level < start]
        for start, end in pairwise([*sorted(rules[True], reverse=True), 0])
    ]


def is_under_a_third_full(sheet: pypdfium2.PdfPage) -> bool:
    """Say whether all text of a page but its foot stands in its upper third."""
    lowest = min((bottom for _, bottom, _, _ in boxes(sheet) if bottom > FOOT), default=0.0)
    return bool(lowest > sheet.get_size()[1] * 2 / 3)
