"""A text file → blocks: what stands between blank lines, page furniture taken out.

A file may break its lines at the width of a page, or hold one paragraph a line.  The
second is recognised by its long lines; there every line end ends a block.  Form feeds,
page numbers and running headers end a block too: :mod:`.document` joins what they cut.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from .blocks import Block, IntakeError, Kind, Source
from .hyphens import Words, join
from .marks import BULLET, CAPTION, COMPLETE, CONTENTS, ENUMERATOR, NOTE, NUMBER, PAGE_NUMBER, ended, lettered
from .tables import TABLE, is_row, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

# No page is set wider than this.
_WIDEST = 200
# The part of the lines that keep to the width.
_MOST = 0.97
# As many tell it.
_FEW = 20
# A line that is drawn, and a note below it.
_RULE, _UNDER_RULE = re.compile(r"[_=–—─-]{3,}"), re.compile(rf"{NOTE.pattern}|[\[(]?\d{{1,2}}[\])]?\s")
# The frame of a text.
_BOXED = re.compile(r"^\s*[|│]([^|│]*)[|│]\s*$")
# What parts the cells of a table.
_GAP = re.compile(r"\s{3,}|\t|\s*\|\s*")
# A line that stands alone this often is a running header or footer.
_RUNNING = 3


def read(
    path: Path, heading: Callable[[str], bool], words: Callable[[Iterable[str]], Words] = Words
) -> Source:
    """Read a text file.

    :param words: gives the words that decide whether a hyphen at a line's end belongs to its word,
        from what the lines hold.
    :raises IntakeError: when it is no UTF-8.
    """
    try:
        return divide(path.read_text(encoding="utf-8"), heading, words)
    except UnicodeDecodeError as error:
        raise IntakeError(f"{path}: no text in UTF-8 ({error}); save it as UTF-8") from error


def divide(
    text: str, heading: Callable[[str], bool], words: Callable[[Iterable[str]], Words] = Words
) -> Source:
    """Cut a text into blocks, without page numbers, running headers and lists of contents.

    :param heading: tells whether a line is a known heading: such a line is a block of its
        own even without blank lines around it, and stays however often it occurs.
    """
    source = Source()
    lines = text.removeprefix("\ufeff").replace("\f", "\n\n").splitlines()
    lines = [_BOXED.sub(r"\1", line) for line in lines]
    wrapped = max(map(len, lines), default=0) <= _WIDEST
    numbers = [*range(1, len(lines) + 1)]
    if wrapped:
        numbers = [place + 1 for place in _single(lines)]
        lines = [lines[number - 1] for number in numbers]
        _join_headings(lines, heading)
    found = list(_cut(lines, numbers, heading, source, words(lines), wrapped=wrapped))
    often = Counter(block.text for block in found if not block.bullet and not COMPLETE.search(block.text))
    for block in found:
        if often[block.text] >= _RUNNING and not heading(block.text) and lettered(block.text):
            source.drop(block.place, block.text, "running head or foot")
        else:
            source.blocks.append(block)
    return source


def _cut(
    lines: list[str],
    numbers: list[int],
    heading: Callable[[str], bool],
    source: Source,
    words: Words,
    *,
    wrapped: bool,
) -> Iterator[Block]:
    run: list[str] = []
    bullet, first = "", 0
    # Lines of justified text have wide gaps, too, and reach the edge.
    edge, times = next(iter(Counter(map(len, filter(str.strip, lines))).most_common(1)), (0, 0))
    justified = times > _FEW and 4 * times > len(lines)
    rows = (0 if justified and len(line) == edge else _cells(line) for line in lines)
    table = {at for found in tables(rows) for at in found}
    width = _width(["" if at in table else line for at, line in enumerate(lines)])
    for place, (number, raw) in enumerate(zip([*numbers, 0], [*lines, ""], strict=True)):
        line = raw.strip()
        mark = BULLET.match(line)
        below = next(filter(str.strip, lines[place + 1 :]), "")
        reason = TABLE if place in table else _furniture(line, below)
        apart = not line or bool(reason) or not wrapped or _titles(run, heading)
        if run and not apart:
            around = lines[place - 1], raw, "".join(lines[place + 1 : place + 2])
            apart = not all(map(lettered, (run[-1], line))) or _broken(*around, width, first=len(run) == 1)
        if run and (apart or _titles([line], heading, run[-1]) or (mark and _new(run[-1], mark[1], bullet))):
            yield Block(_join(run, words), f"line {first}", Kind.LINES, bullet)
            run = []
        if not line or reason:
            source.drop(f"line {number}", line, reason)
            continue
        if not run:
            bullet, first = (mark[1] if mark and lettered(line) else ""), number
            line = line[mark.end() :] if bullet and mark else line
        run.append(line)


def _cells(line: str) -> int:
    """Count the cells of a row of a table; 0 if it is none."""
    cells = len(_GAP.split(line.strip(" |")))
    return cells if is_row(line, cells) else 0


def _width(lines: list[str]) -> int:
    """Give the width that lines are filled to, or 0 when they end where somebody ended them."""
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[int(_MOST * len(lengths))] if lengths else 0
    within = [(line, after) for line, after in pairwise(lines) if line and after.strip() and not ended(line)]
    unfilled = sum(_fits(*two, width) for two in within)
    return width if len(within) > _FEW and unfilled <= (1 - _MOST) * len(within) else 0


def _fits(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of the next line had room on this one."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width


def _broken(line: str, following: str, third: str, width: int, *, first: bool) -> bool:
    """Tell whether a paragraph ends between two lines: the next word had room, or begins one."""
    begun = following.strip()
    if not begun or not ended(line):
        return False
    marks = (form.match(line.strip()) for form in (BULLET, ENUMERATOR, NUMBER))
    mark = next(filter(None, marks), None) if first else None
    # What goes on with an entry stands below its text.
    steps = _indent(following) - _indent(line) - (mark.end() if mark else 0)
    indented = steps > 1 or (steps > 0 and bool(third.strip()) and not _indent(third))
    marked = NOTE.match(begun) or CAPTION.match(begun)
    return indented or marked is not None or _fits(line, following, width)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _join_headings(lines: list[str], heading: Callable[[str], bool]) -> None:
    """Put a heading that is known, and stands on two or three lines, on its first."""
    for place in range(len(lines)):
        for count in (3, 2):
            part = [line.strip() for line in lines[place : place + count]]
            if all(part) and not any(map(COMPLETE.search, part)) and heading(" ".join(part)):
                lines[place : place + count] = [" ".join(part), *[""] * (len(part) - 1)]


def _single(lines: list[str]) -> Iterator[int]:
    """Give the places of the lines, without the blank one after each where they are set with double space."""
    told = [place for place, line in enumerate(lines) if line.strip()]
    often = Counter(map(str.strip, lines))
    near = sum(two - one == 1 for one, two in pairwise(told))
    ends = sum(ended(lines[place]) for place in told)
    double = len(told) > _FEW and 4 * near < len(told) and 2 * ends < len(told)
    for place, line in enumerate(lines):
        above = lines[place - 1].strip() if place else ""
        # A running head stays apart.
        if not double or line.strip() or not above or often[above] >= _RUNNING:
            yield place


def _furniture(line: str, following: str) -> str:
    """Say why a line is no text, if so."""
    if PAGE_NUMBER.fullmatch(line):
        return "page number"
    if _RULE.fullmatch(line) and _UNDER_RULE.match(following.strip()):
        return "line above notes"
    return "list of contents" if CONTENTS.fullmatch(line) else ""


def _titles(lines: list[str], heading: Callable[[str], bool], previous: str = ".") -> bool:
    """Tell whether one line, after a line that ended a sentence, is a heading."""
    alone = len(lines) == 1 and not COMPLETE.search(lines[0]) and not lines[0][:1].islower()
    return alone and COMPLETE.search(previous) is not None and heading(lines[0])


def _new(previous: str, mark: str, bullet: str) -> bool:
    """Tell a new bulleted line from a wrapped one that begins with a dash."""
    return mark == bullet or COMPLETE.search(previous) is not None


def _join(lines: list[str], words: Words) -> str:
    """Join wrapped lines."""
    text = lines[0]
    for line in lines[1:]:
        text = join(text, line, words)
    return text
