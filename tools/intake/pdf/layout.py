"""The lines of a report → its measures: the sizes, edges and distances that its paragraphs keep."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from ..marks import (
    BULLET,
    COMPLETE,
    ENUMERATOR,
    HEADING_WORDS,
    NOTE,
    NUMBER,
    PAGE_NUMBER,
    ended,
    small,
)
from ..tables import is_caption, is_row, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .lines import Line

# Parts of the size of the running text.
LARGER, SMALLER, NEARLY = 1.08, 0.93, 0.97
# A distance beyond the usual one by the first factor parts paragraphs; one by the second does
# where it is a habit after lines that end a sentence.
_GAP, _LITTLE_GAP = 1.22, 1.06
# Lines of justified text end as near to the edge as this, in points.
# The widest blank of common fonts.
_BLANK = 0.32
_EDGE = 2
# Fewer indented beginnings than these are no habit.
_HABIT = 5
# A running head is further from the text than this times the distance that parts paragraphs.
_APART = 1.25
# The part of a line that is free when it was ended on purpose.
_FREE = 0.4
# A line of the text's size with more of its usual letters than this is text.
_FULL = 0.8
# As many pages with the same line at their head or foot make it a running one.
_RUNNING = 2
_COUNTED = re.compile(r"\d{1,2}\s*[^\W\d_]")
# The number of a page after the title of a section.
_TITLED = re.compile(r"\s+\d{1,3}$")

Where = tuple[int, int]


def furniture(lines: Sequence[Line], layout: Layout, heading: Callable[[str], bool]) -> dict[int, str]:
    """Find running heads and feet, the numbers of pages and of lines: place in the list → reason.

    A running head says the same on two pages, or stands at the same height on two, apart from
    the text; then a heading, and what is set as one, stays unless the text has it too.  One of
    another size needs no second page: the first seldom has one.
    """
    pages: dict[tuple[str, str], set[int]] = defaultdict(set)
    for line in lines:
        if line.zone:
            pages[_folded(line.text), line.zone].add(line.page)
    apart = set(_apart(lines, layout))
    usual = statistics.median(len(line.text) for line in lines if layout.plain(line))
    heights = Counter(height for height, _ in {(round(lines[at].base), lines[at].page) for at in apart})
    entries = {line.text for line in lines if _entry(line.text, heading)}
    plain = (line.text for place, line in enumerate(lines) if place not in apart)
    text = [_worded(_folded(line)) for line in plain if line not in entries]
    parts = {" ".join(text[at : at + count]) for at in range(len(text)) for count in (1, 2, 3)}
    found = dict.fromkeys(_outer_numbers(lines), "page number")
    for place, line in enumerate(lines):
        if line.zone == "margin":
            found[place] = "line number"
        elif (
            line.zone and PAGE_NUMBER.fullmatch(line.text) and not (place and _below(lines[place - 1], line))
        ):
            found[place] = "page number"
        elif line.zone and (
            len(pages[_folded(line.text), line.zone]) >= _RUNNING
            or line.text in entries
            or (
                place in apart
                and (heading(line.text) or not (layout.plain(line) and len(line.text) > _FULL * usual))
                and (heights[round(line.base)] >= _RUNNING or not layout.plain(line))
                and (not (layout.large(line) or heading(line.text)) or _worded(_folded(line.text)) in parts)
            )
        ):
            found[place] = f"running {line.zone}"
    return found


def _entry(text: str, heading: Callable[[str], bool]) -> bool:
    """Tell the title of a section with the number of a page, as in a list of contents."""
    return _TITLED.search(text) is not None and heading(_TITLED.sub("", text))


def _below(line: Line, following: Line) -> bool:
    """Tell whether a line goes on with the one before, as the last words of a note do."""
    near = 0 < following.base - line.base < 1.5 * line.size
    return near and line.where == following.where and -_EDGE < following.left - line.left < 2 * line.size


def rows(lines: Sequence[Line]) -> set[int]:
    """Find the lines of tables, by their places.

    With the rows go the line of their heads, whose cells may be nearer to each other, and
    the caption.
    """
    cells = [line.cells if is_row(line.text, line.cells) else 0 for line in lines]
    texts = Counter(line.text for line in lines)
    size = statistics.mode(line.size for line in lines)
    # A table that goes on over the page says its heads again, and notes may stand before them.
    twice = (at for at in range(len(lines) - 1) if cells[at + 1] and texts[lines[at].text] > 1)
    again = {at for at in twice if _heads(lines[at], lines[at + 1])}
    kept = [
        at for at, line in enumerate(lines) if cells[at] or (at not in again and line.size >= SMALLER * size)
    ]
    found: set[int] = set()
    for table in tables(cells[at] for at in kept):
        first = table[0] - (table[0] > 0 and _heads(lines[kept[table[0] - 1]], lines[kept[table[0]]]))
        around = [kept[at] for at in (first - 1, table[-1] + 1) if 0 <= at < len(kept)]
        # A caption of two lines.
        two = kept[first - 2 : first] if first > 1 and is_caption(lines[kept[first - 2]].text) else []
        two = two if is_caption(" ".join(lines[at].text for at in two)) else []
        found.update(kept[first : table[-1] + 1], two, (at for at in around if is_caption(lines[at].text)))
    return found | {at for at in again if at + 1 in found}


def _heads(line: Line, row: Line) -> bool:
    """Tell whether a line above a row of a table holds the heads of its columns."""
    few = 1 < len(line.text.split()) <= 2 * row.cells
    near = line.where == row.where and row.base - line.base < 3 * row.size
    return few and near and not COMPLETE.search(line.text) and not is_caption(line.text)


def _outer_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Find the numbers that are the highest or the lowest line of two pages, at one height."""
    pages: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        pages[line.page].append(place)
    for outer in (min, max):
        ends = [outer(places, key=lambda place: lines[place].base) for places in pages.values()]
        numbers = [place for place in ends if PAGE_NUMBER.fullmatch(lines[place].text)]
        heights = Counter(round(lines[place].base) for place in numbers)
        yield from (place for place in numbers if heights[round(lines[place].base)] >= _RUNNING)


def _apart(lines: Sequence[Line], layout: Layout) -> Iterator[int]:
    """Find the short lines at the head and the foot of a page that stand apart from its text."""
    pages: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        pages[line.page].append(place)
    for places in pages.values():
        down = sorted(places, key=lambda place: lines[place].base)
        for zone, order in (("head", down), ("foot", down[::-1])):
            group = []
            for place, following in pairwise(order):
                line = lines[place]
                if line.zone != zone:
                    break
                group.append(place)
                # Below a heading is its own text.
                if zone == "foot" and layout.large(lines[following]):
                    break
                if abs(lines[following].base - line.base) > _APART * layout.gap:
                    yield from (at for at in group if _short(lines[at]))
                    break


def _short(line: Line) -> bool:
    """Tell a line that can run through a report from a sentence and from a note."""
    told = COMPLETE.search(line.text) or NOTE.match(line.text) or line.raised
    marks = BULLET, ENUMERATOR, NUMBER
    begun = small(line.text) or any(mark.match(line.text) for mark in marks)
    return not told and not begun and len(line.text.split()) <= HEADING_WORDS


def _folded(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().casefold()


def _worded(text: str) -> str:
    """Reduce a line to its words, without the numbers around them."""
    return text.strip("#. \t|–-")


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures: size of the running text, its edges by column, its indent.

    ``justified`` tells that lines go on to the right edge but at the end of a paragraph.
    ``gap`` is the distance between lines beyond which a paragraph begins, ``parting`` the usual
    one there; ``gaps`` and ``indents`` tell whether paragraphs begin with a gap or an indent, as
    a habit.
    """

    size: float
    edges: dict[Where, tuple[float, float]]
    justified: bool
    gap: float
    gaps: bool
    parting: float
    indent: float
    indents: bool

    def left(self, line: Line) -> float:
        """Give the left edge of a line's column."""
        return self.edges.get(line.where, (line.left, line.right))[0]

    def right(self, line: Line) -> float:
        """Give the right edge of a line's column."""
        return self.edges.get(line.where, (line.left, line.right))[1]

    def inset(self, line: Line) -> float:
        """Measure how far a line begins from the edge."""
        return line.left - self.left(line)

    def indented(self, line: Line) -> bool:
        """Tell whether a line begins at the usual indent of paragraphs."""
        return self.indents and abs(self.inset(line) - self.indent) < 1.5  # noqa: PLR2004 - points

    def centred(self, line: Line) -> bool:
        """Tell whether a line stands in the middle of its column."""
        inset = self.inset(line)
        if self.indented(line):
            return False
        return inset > 2 * self.size and abs(inset - (self.right(line) - line.right)) < LARGER / 2 * self.size

    def full(self, line: Line, following: Line, *, ragged: bool = False) -> bool:
        """Tell whether a line was not ended on purpose: the following word would not have fitted.

        A line of justified text goes on to the edge then; ``ragged`` tells that it may be no such text.
        """
        free = self.right(line) - line.right
        if self.justified and not ragged and not self.centred(line):
            return free < _EDGE
        return free < _BLANK * self.size + following.first + 1

    def plain(self, line: Line) -> bool:
        """Tell whether a line is of the size of the running text."""
        return abs(line.size - self.size) < LARGER / 4

    def large(self, line: Line) -> bool:
        """Tell whether a line is set as headings are: bold, or larger than the text."""
        return line.size > LARGER * self.size or (line.bold and line.size >= 0.97 * self.size)


def measure(lines: Sequence[Line]) -> Layout:
    """Measure a report."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size * 2) / 2] += len(line.text)
    size = letters.most_common(1)[0][0]
    plain: dict[Where, list[Line]] = defaultdict(list)
    for line in lines:
        if abs(line.size - size) < LARGER - 0.5:
            plain[line.where].append(line)
    edges = {where: _edges(found) for where, found in plain.items()}
    gap = _gap(lines, size)
    insets = [
        (round(line.left - edges[line.where][0]), ended(above.text) and below.left < line.left - size / 2)
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if line.where in edges
        and above.where == line.where == below.where
        and 0.8 * size < line.left - edges[line.where][0] < 4 * size
        and line.base - above.base < gap
    ]
    # Lines that hang below the first of their paragraph seldom follow the end of a sentence.
    hanging = {inset for inset, _ in insets if insets.count((inset, False)) > insets.count((inset, True))}
    often = Counter(inset for inset, after in insets if after and inset not in hanging)
    indent, count = often.most_common(1)[0] if often else (0, 0)
    parted = [
        line.base - above.base
        for above, line in pairwise(lines)
        if above.where == line.where
        and line.base - above.base > gap
        and ended(above.text)
        # The gaps of lists are none of paragraphs.
        and not BULLET.match(line.text)
        and above.left - line.left < size
        and all(abs(each.size - size) < LARGER - 0.5 and not each.bold for each in (above, line))
    ]
    parting = statistics.median(parted or [gap])
    # Lines ended on purpose, above a line as near as any: the gaps that there are part lists.
    tight = sum(
        above.where == line.where in edges
        and line.base - above.base <= gap
        and ended(above.text)
        and edges[line.where][1] - above.right > _FREE * (edges[line.where][1] - edges[line.where][0])
        for above, line in pairwise(lines)
    )
    within = [line for found in plain.values() for line in found if not ended(line.text)]
    free = [edges[line.where][1] - line.right for line in within]
    justified = 3 * sum(abs(one) < _EDGE for one in free) > 2 * len(free)
    return Layout(
        size, edges, justified, gap, len(parted) >= max(_HABIT, tight), parting, indent, count >= _HABIT
    )


def _edges(lines: list[Line]) -> tuple[float, float]:
    lefts = Counter(round(line.left) for line in lines).most_common(3)
    rights = Counter(round(line.right) for line in lines)
    # What hangs over the edge of justified text is no edge.
    right, often = rights.most_common(1)[0]
    return min(lefts)[0], right if 3 * often > len(lines) else max(rights)


def _gap(lines: Sequence[Line], size: float) -> float:
    """Give the distance beyond which a paragraph begins.

    The smallest of the frequent distances is that within a paragraph.
    """
    found = [
        (line.base - above.base, ended(above.text))
        for above, line in pairwise(lines)
        if above.where == line.where
        and line.base > above.base
        and all(abs(each.size - size) < LARGER - 0.5 for each in (above, line))
    ]
    rounded = Counter(round(distance * 2) / 2 for distance, _ in found)
    most = max(rounded.values(), default=0)
    about = min((pitch for pitch, times in rounded.items() if times >= 0.25 * most), default=LARGER * size)
    pitch = statistics.median([one for one, _ in found if abs(one - about) < 0.5] or [about])  # noqa: PLR2004 - points
    little = [(one, end) for one, end in found if _LITTLE_GAP * pitch < one < _GAP * pitch]
    if len(little) >= _HABIT and sum(end for _, end in little) >= 0.75 * len(little):
        return (pitch + min(one for one, _ in little)) / 2
    return _GAP * pitch


def notes(lines: Sequence[Line], layout: Layout) -> set[int]:
    """Find the lines of notes, by their places in the list.

    A note is small and at the foot of its column; or it begins with a raised mark, whatever
    its size, and then everything below it belongs to notes.
    """
    columns: dict[Where, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        columns[line.where].append(place)
    found: set[int] = set()
    for places in columns.values():
        for limit in (SMALLER, NEARLY):
            foot = list(takewhile(lambda at: lines[at].size < limit * layout.size, reversed(places)))  # noqa: B023 - used at once
            # What is hardly smaller begins with a number.
            if foot and (limit == SMALLER or _COUNTED.match(lines[foot[-1]].text)):
                found.update(foot)
        marked = next((at for at, place in enumerate(places) if lines[place].raised), None)
        found.update(places[marked:] if marked is not None else ())
    return found
