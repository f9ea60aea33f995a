"""Characters → lines, in the order in which a page is read, column by column.

A page has columns when most of its lines respect a vertical gap, and more of them when a side has
one again.  What is set across a gap, such as a title, parts the page into bands, each of which is
read by itself.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ..blocks import RAISED
from ..marks import roman

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .characters import Char, Page

_ACCENTS = {"ˆ": "\u0302", "ˇ": "\u030c"}
# The letters of roman numbers, as they are held until the whole of a raised one is read.
_ROMAN, _RAISED_LETTERS = "ivx", "\ue000\ue001\ue002"
_RAISED_ROMAN, _BACK = str.maketrans(_ROMAN, _RAISED_LETTERS), str.maketrans(_RAISED_LETTERS, _ROMAN)
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"})
# Parts of the em: baselines of one row, a gap that parts runs, one that parts the number of a line,
# a gap that is a blank, a raised mark at least and at most.
_ROW, _RUN, _ASIDE, _BLANK, _RAISE, _RISE = 0.45, 1.5, 0.6, 0.22, 0.12, 0.6
# A blank that PDFium sees may be narrower, before a letter that leans to the left.
_NARROW = 0.08
_SMALL = 0.9
# A page with fewer runs of characters shows no columns.
_FEW = 12
# No column is narrower than this part of what it is a part of.
_EDGE = 0.3
# The cells of a table fill less of their column.
_CELL = 0.2
# The parts of a page's height that hold running heads and feet.
HEAD, FOOT = 0.15, 0.86
# The same part of what is printed, and the size of what may stand across columns, by the usual one.
_WITHIN, _TITLE = 0.04, 1.25
# A heading is larger than the text by this factor.
_LARGER = 1.08
# The column of what stands in a side margin; it has letters enough to be no number.
SIDE, _LETTERS = -2, 4
# A line of text has more letters than this.
_MANY = 20
# Fewer numbers below each other are not those of lines.
_COUNTED = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column; ``first`` is the width of its first word.

    ``raised`` tells that it begins with a raised mark; ``zone`` is "head" or "foot" for a
    line where running heads and feet stand, "margin" for the number of a line.  ``cells`` counts
    what wide gaps part.
    """

    page: int
    column: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    raised: bool
    first: float
    zone: str
    cells: int
    text: str

    @property
    def where(self) -> tuple[int, int]:
        """The page and the column."""
        return self.page, self.column


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that follow each other on one baseline."""

    chars: tuple[Char, ...]
    left: float
    right: float
    base: float
    size: float

    @property
    def number(self) -> int | None:
        """The number, where there is nothing else."""
        text = "".join(char.text for char in self.chars).strip()
        return int(text) if text.isdecimal() else None


def lines(pages: Sequence[Page]) -> list[Line]:
    """Give the lines of all pages; columns are numbered through each page."""
    every = [list(_runs(page.chars)) for page in pages]
    height = max(page.height for page in pages)
    head, foot = _zones(every, height)
    letters = Counter(round(run.size) for found in every for run in found for _ in run.chars)
    usual_size = letters.most_common(1)[0][0]

    def inner(runs: list[_Run], *, plain: bool = True) -> list[_Run]:
        """Leave out what stands where running heads and feet do, and what is set as a title."""
        inside = (run for run in runs if HEAD * height < run.base < FOOT * height)
        return [run for run in inside if not plain or run.size < _TITLE * usual_size]

    margins = _margins([inner(found, plain=False) for found in every])
    aside = [[run for run in found if _beside(run, margins)] for found in every]
    runs = [[run for run in found if not _beside(run, margins)] for found in every]
    # Bold headings in a side margin make no column.
    sides = [_side(found, (head, foot)) for found in runs]
    texts = [
        [run for run in found if run not in side or not all(char.bold for one in side for char in one.chars)]
        for found, side in zip(runs, sides, strict=True)
    ]
    gaps = [tuple(_gaps(inner(found), 0, page.width)) for found, page in zip(texts, pages, strict=True)]
    known = [every for every in gaps if every]
    # Where half the pages have columns, a thin page has them too.
    told = sum(len(inner(found)) >= _FEW for found in runs)
    usual = statistics.median_low(known) if 2 * len(known) >= told and known else ()
    result: list[Line] = []
    for number, (found, own, counts, beside) in enumerate(zip(runs, gaps, aside, sides, strict=True), 1):
        result += [replace(row, zone="margin") for row in _rows(counts, (head, foot), (number, -1))]
        thin = not own and all(_across(inner(found), gap) <= 1 for gap in usual)
        columns = usual if thin else own
        side = [] if columns else beside
        for column, part in enumerate(_columns([run for run in found if run not in side], columns)):
            rows = list(_rows(part, (head, foot), (number, column)))
            result += _merged(list(_rows(side, (head, foot), (number, SIDE))), rows) if side else rows
    return result


def _side(runs: list[_Run], zones: tuple[float, float]) -> list[_Run]:
    """Find the headings in a side margin: letters left of where most of the text begins.

    Where running heads and feet stand, a line of the text must stand beside them.
    """
    firsts: dict[int, float] = {}
    for run in runs:
        firsts[round(run.base)] = min(run.left, firsts.get(round(run.base), run.left))
    edge = Counter(map(round, firsts.values())).most_common(1)[0][0] if firsts else 0
    text = [run.base for run in runs if abs(run.left - edge) < 1 and len(run.chars) > _MANY]
    return [
        run
        for run in runs
        if run.right < edge - run.size / 2
        and sum(char.text.isalpha() for char in run.chars) >= _LETTERS
        and (zones[0] < run.base < zones[1] or any(abs(base - run.base) < 1 for base in text))
    ]


def _merged(side: list[Line], rows: list[Line]) -> list[Line]:
    """Put each heading of a side margin before the line that it stands beside."""
    places = [(row.base, row) for row in rows]
    above = None
    for line in side:
        near = above is not None and line.base - above.base < 2 * line.size
        places.append((places[-1][0] if near else line.base - _ROW * line.size, line))
        above = line
    return [line for _, line in sorted(places, key=lambda place: place[0])]


def _runs(chars: Sequence[Char]) -> Iterator[_Run]:
    run: list[Char] = []
    for char in chars:
        if run:
            last = run[-1]
            size = max(last.size, char.size, 1)
            level = abs(char.base - last.base) < _ROW * size
            numbers = char.text.isdecimal() or all(one.text.isdecimal() for one in run)
            gap = _ASIDE * min(last.size, char.size) if numbers else _RUN * size
            if not (level and -0.6 * size < char.left - last.right < gap):
                yield from _run(run)
                run = []
        run.append(char)
    yield from _run(run)


def _run(chars: list[Char]) -> Iterator[_Run]:
    inked = [char for char in chars if char.text.strip()]
    if inked:
        sizes = Counter(round(char.size, 1) for char in inked)
        size = sizes.most_common(1)[0][0]
        base = statistics.median(char.base for char in inked if round(char.size, 1) == size)
        yield _Run(tuple(chars), min(c.left for c in inked), max(c.right for c in inked), base, size)


def _margins(pages: Sequence[Sequence[_Run]]) -> list[tuple[float, float]]:
    """Find where the numbers of lines stand: they go up by one step, and nothing else stands there."""
    columns: dict[tuple[str, int], list[tuple[int, _Run]]] = defaultdict(list)
    for page, runs in enumerate(pages):
        for run in sorted(runs, key=lambda one: one.base):
            if run.number is not None:
                columns["left", round(run.left)].append((page, run))
                columns["right", round(run.right)].append((page, run))
    found = []
    for column in columns.values():
        steps = Counter(
            (two.number or 0) - (one.number or 0)
            for (page, one), (after, two) in pairwise(column)
            if page == after
        )
        step, times = steps.most_common(1)[0] if steps else (0, 0)
        left, right = min(run.left for _, run in column), max(run.right for _, run in column)
        alone = not any(
            run.number is None and run.left < right and run.right > left for runs in pages for run in runs
        )
        if len(column) >= _COUNTED and step > 0 and times >= 0.9 * steps.total() and alone:
            found.append((left, right))
    return found


def _beside(run: _Run, margins: Sequence[tuple[float, float]]) -> bool:
    """Tell the number of a line."""
    return run.number is not None and any(
        left - 1 < run.left and run.right < right + 1 for left, right in margins
    )


def _zones(every: list[list[_Run]], height: float) -> tuple[float, float]:
    """Give the heights above and below which running heads and feet stand.

    They are parts of the page, or of what is printed where its margins are wide.
    """
    bases = [run.base for found in every for run in found]
    within = _WITHIN * (max(bases) - min(bases)) if len(every) > 1 else 0
    return max(HEAD * height, min(bases) + within), min(FOOT * height, max(bases) - within)


def _across(runs: list[_Run], gap: float) -> int:
    return sum(run.left < gap - 1 and run.right > gap + 1 for run in runs)


def _gaps(runs: list[_Run], left: float, right: float) -> Iterator[float]:
    """Find the gaps between columns, from left to right."""
    gap = _gap(runs, left, right)
    if gap is not None:
        yield from _gaps([run for run in runs if run.right <= gap + 1], left, gap)
        yield gap
        yield from _gaps([run for run in runs if run.left >= gap - 1], gap, right)


def _gap(runs: list[_Run], start: float, end: float) -> float | None:
    """Find the place that most runs respect: a fifth on either side, one in twenty across."""
    best: tuple[int, float, float] | None = None
    width = end - start
    places = range(int(start + width * _EDGE), int(end - width * _EDGE))
    for place in places if len(runs) >= _FEW else ():
        across = _across(runs, place)
        left = sum(run.right <= place + 1 for run in runs)
        right = sum(run.left >= place - 1 for run in runs)
        if min(left, right) >= 0.2 * len(runs) and across <= 0.05 * len(runs) and _filled(runs, place, end):
            rank = (across, abs(place - start - width / 2), float(place))
            best = min(best, rank) if best else rank
    return best[2] if best else None


def _filled(runs: list[_Run], gap: float, end: float) -> bool:
    """Tell a column of lines right of a gap from the short cells of a table."""
    widths = [run.right - run.left for run in runs if run.left >= gap - 1]
    return statistics.median(widths) > _CELL * (end - gap)


def _columns(runs: list[_Run], gaps: Sequence[float]) -> Iterator[list[_Run]]:
    """Part the runs of a page into what is read one after the other."""
    if not gaps:
        yield runs
        return
    wide: list[_Run] = []
    rest: list[_Run] = []
    size = statistics.mode(run.size for run in runs) if runs else 0
    for one in sorted(runs, key=lambda one: one.base):
        across = any(one.left < gap - 2 and one.right > gap + 2 for gap in gaps)
        (wide if across or _alone(one, runs, gaps, size) else rest).append(one)
    above = float("-inf")
    title: list[_Run] = []
    for run in (*wide, None):
        below = run.base - _ROW * run.size if run else float("inf")
        band = [one for one in rest if above < one.base <= below]
        if band or run is None:
            yield title
            title = []
        for start, end in pairwise((float("-inf"), *gaps, float("inf"))):
            yield [one for one in band if start - 2 <= one.left < end - 2]
        if run:
            # A raised mark or a number set apart belongs to the row of the line across.
            above = run.base + _ROW * run.size
            title += [run, *(one for one in rest if below < one.base <= above)]


def _alone(title: _Run, runs: list[_Run], gaps: Sequence[float], size: float) -> bool:
    """Tell a short heading across columns: nothing is beside it, and below it both begin at one height."""
    if title.size < _LARGER * size or title.right > gaps[0]:
        return False
    text = [run for run in runs if size - 1 < run.size < title.size - 1]
    beside = any(run.left > gaps[0] and abs(run.base - title.base) < 1.5 * title.size for run in runs)
    below = [
        min(
            (run.base for run in text if start - 2 <= run.left < end - 2 and run.base > title.base), default=0
        )
        for start, end in pairwise((0, *gaps, float("inf")))
    ]
    return not beside and min(below) > 0 and max(below) - min(below) < _LARGER * title.size


def _rows(runs: list[_Run], zones: tuple[float, float], where: tuple[int, int]) -> Iterator[Line]:
    """Join the runs of one column to lines; raised marks join the line that they stand on."""
    rows: list[tuple[float, float, list[Char]]] = []
    for run in sorted(runs, key=lambda one: -one.size):
        for base, size, chars in rows:
            raised = run.size < _SMALL * size and 0 < base - run.base < _RISE * size
            if abs(base - run.base) < _ROW * min(size, run.size) or raised:
                chars.extend(run.chars)
                break
        else:
            rows.append((run.base, run.size, list(run.chars)))
    for base, _, chars in sorted(rows, key=lambda row: row[0]):
        zone = "head" if base < zones[0] else "foot" if base > zones[1] else ""
        chars.sort(key=lambda char: char.left)
        inked = [char for char in chars if char.text.strip()]
        # A letter that stands over two lines is no measure of the first.
        size = statistics.mode(char.size for char in inked)
        text, raised = _text(chars, base, size)
        yield Line(
            *where,
            left=min(char.left for char in inked),
            right=max(char.right for char in inked),
            base=base,
            size=size,
            bold=sum(char.bold for char in inked) > 0.6 * len(inked),
            raised=raised,
            first=_first(chars, size),
            zone=zone,
            cells=1 + sum(two.left - one.right > _RUN * size for one, two in pairwise(inked)),
            text=text,
        )


def _text(chars: list[Char], base: float, size: float) -> tuple[str, bool]:
    """Give the text of a line, and whether it begins with a raised mark."""
    text, raised = "", False
    last: Char | None = None
    # Letters set apart are further from each other, too.
    apart = max(0, statistics.median([0, *(two.left - one.right for one, two in pairwise(chars))]))
    for char in _composed(chars):
        # A blank after an apostrophe is set narrower.
        narrow = char.parted or (last is not None and last.text in "’'”")
        wide = (_NARROW if narrow else _BLANK) * size + apart
        parted = last is not None and char.left - last.right > wide
        up = char.raised or (char.size < _SMALL * size and char.base < base - _RAISE * size)
        called = up and char.text.isdigit()
        if parted and char.text.strip() and not text[-1:].isspace() and not called:
            text += " "
        # The brackets of a raised mark say no more than its height does.
        if up and char.text in "[]()":
            continue
        if called or (up and char.text in _ROMAN):
            raised = raised or not text.strip()
            text += char.text.translate(RAISED | _RAISED_ROMAN)
        else:
            text += char.text.translate(_LIGATURES)
        last = char
    # A raised roman number, the mark of an endnote, is written as other marks are.
    text = re.sub(
        f"[{_RAISED_LETTERS}]+", lambda found: str(roman(found[0].translate(_BACK))).translate(RAISED), text
    )
    text = re.sub(r"\. \. \.(?:\s(?=[”’»)]))?", "...", text)
    return re.sub(r"\s+", " ", text).strip(), raised


def _composed(chars: list[Char]) -> list[Char]:
    """Put each accent that is drawn by itself on the letter that it overlaps most."""
    found = list(chars)
    for accent in chars:
        mark = _ACCENTS.get(accent.text) or unicodedata.normalize("NFKD", accent.text)
        over = [(min(c.right, accent.right) - max(c.left, accent.left), c) for c in found if c.text.isalpha()]
        width, letter = max(over, key=lambda one: one[0], default=(0, accent))
        whole = unicodedata.normalize("NFC", letter.text + mark.strip())
        if (
            width > 0
            and len(whole) == 1
            and accent is not letter
            and unicodedata.combining(mark.strip()[:1] or " ")
        ):
            found[found.index(letter)] = replace(letter, text=whole)
            found.remove(accent)
    return found


def _first(chars: list[Char], size: float) -> float:
    """Measure the first word."""
    left = next(char.left for char in chars if char.text.strip())
    ends = (
        one.right
        for one, two in pairwise(chars)
        if one.text.strip() and (not two.text.strip() or two.left - one.right >= _BLANK * size)
    )
    return next(ends, chars[-1].right) - left
