"""A text file → blocks: what stands between blank lines, page furniture taken out.

A file may break its lines at the width of a page, or hold one paragraph a line.  The
second is recognised by its long lines; there every line end ends a block.  Form feeds,
page numbers and running headers end a block too: :mod:`.document` joins what they cut.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# No page is set wider than this.
_WIDEST = 200
# A line that stands alone this often is a running header or footer.
_RUNNING = 3

_BULLET = re.compile(r"([-–—•·▪●○■◦‣➢*])\s+(?=\S)")
_PAGE = re.compile(r"\W*(?:page\s*)?\d{1,3}(?:\s*(?:/|of|sur|de)\s*\d{1,3})?\W*", re.IGNORECASE)
_ENDS = re.compile(r"""[.!?…:;,][\s"'”’»)\]]*$""")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines: its text on one line, its bullet if any, and its first line's number."""

    text: str
    bullet: str
    line: int


def blocks(text: str, heading: Callable[[str], bool]) -> list[Block]:
    """Cut a text into blocks, without page numbers and running headers.

    :param heading: tells whether a line is a known heading: such a line is a block of its
        own even without blank lines around it, and stays however often it occurs.
    """
    lines = text.removeprefix("\ufeff").replace("\f", "\n\n").splitlines()
    wrapped = max(map(len, lines), default=0) <= _WIDEST
    found = list(_cut(lines, heading, wrapped=wrapped))
    often = Counter(block.text for block in found if not block.bullet and not _ENDS.search(block.text))
    return [
        block
        for block in found
        if often[block.text] < _RUNNING or heading(block.text) or not _lettered(block.text)
    ]


def _cut(lines: list[str], heading: Callable[[str], bool], *, wrapped: bool) -> Iterator[Block]:
    run: list[str] = []
    bullet, first = "", 0
    for number, raw in enumerate([*lines, ""], 1):
        line = raw.strip()
        mark = _BULLET.match(line)
        apart = not line or _PAGE.fullmatch(line) or not wrapped or _titles(run, heading)
        if run and (apart or _titles([line], heading, run[-1]) or (mark and _new(run[-1], mark[1], bullet))):
            yield Block(_join(run), bullet, first)
            run = []
        if not line or _PAGE.fullmatch(line):
            continue
        if not run:
            bullet, first = (mark[1] if mark and _lettered(line) else ""), number
            line = line[mark.end() :] if bullet and mark else line
        run.append(line)


def _titles(lines: list[str], heading: Callable[[str], bool], previous: str = ".") -> bool:
    """Tell whether one line, after a line that ended a sentence, is a heading."""
    alone = len(lines) == 1 and not _ENDS.search(lines[0]) and not lines[0][:1].islower()
    return alone and _ENDS.search(previous) is not None and heading(lines[0])


def _lettered(line: str) -> bool:
    """Tell a bulleted line from a separator such as "* * *"."""
    return any(map(str.isalnum, line))


def _new(previous: str, mark: str, bullet: str) -> bool:
    """Tell a new bulleted line from a wrapped one that begins with a dash."""
    return mark == bullet or _ENDS.search(previous) is not None


def _join(lines: list[str]) -> str:
    """Join wrapped lines; a word that was parted at a hyphen keeps the hyphen."""
    text = lines[0]
    for line in lines[1:]:
        parted = re.search(r"\w-$", text) and line[:1].islower()
        text += line if parted else f" {line}"
    return text
