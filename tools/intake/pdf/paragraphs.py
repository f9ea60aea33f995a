"""Lines → blocks: where a paragraph, a heading or a note begins.

The best single ground is that the line before was ended on purpose: in ragged text the next word
would have fitted on it, in justified text it does not reach the edge.  Where nothing on the page
tells, because a full line ends a sentence at the foot of a page, the likelier is taken and the
doubt noted: by chance a paragraph's last line seldom reaches the edge, and often comes near it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..blocks import LOWERED, RAISED, Block, Kind
from ..hyphens import join
from ..marks import BULLET, CAPTION, ENUMERATOR, FINAL, NOTE, ended, lettered, roman, small
from ..numbering import Numbering
from ..sentences import abbreviated, goes_on
from .lines import SIDE

if TYPE_CHECKING:
    from ..hyphens import Words
    from ..languages import Language
    from .layout import Layout
    from .lines import Line

_ENUMERATED = re.compile(rf"{ENUMERATOR.pattern}|\d{{1,3}}\.\s")
_NUMBERED_NOTE = re.compile(r"(\d{1,2})[.)]?\s*(?=\W?[^\W\d_])")
_ROMAN_NOTE = re.compile(r"([ivx]{1,4})\s+(?=\W?[A-Z])")
# Lines further apart than the usual gap by this factor were not pushed by a raised mark.
_PUSHED = 1.3
# A line of a heading as wide as this may be centred, or not.
_WIDE = 0.75
# Lines nearer than paragraphs by so many points do not begin one.
_NEAR = 1.5
# The part of a line that is free when it was ended on purpose.
_FREE = 0.4
# The part of a line of ragged text that is free at the most.
_RAGGED = 0.25
# The raised marks of notes.
_MARKS = frozenset(map(chr, LOWERED))
_HIDDEN = "neither gap nor indent parts the paragraphs, and a full line ends a sentence within this one"
_DOUBT = "the page ends after a full line that ends a sentence: "
_MAY_END, _MAY_GO_ON = (
    f"{_DOUBT}a passage may end within this one",
    f"{_DOUBT}the next passage may go on with this one",
)


@dataclass(slots=True)
class _Open:
    """A block that is being put together: its first and last lines, and how many it has."""

    kind: Kind
    text: str
    first: Line
    last: Line
    bullet: str = ""
    mark: str = ""
    lines: int = 1
    doubt: str = ""

    def block(self) -> Block:
        """Close it."""
        # What is set larger stands higher.
        level = -round(self.first.size, 1)
        place = f"page {self.first.page}"
        return Block(self.text, place, self.kind, self.bullet, self.mark, level, self.doubt)


def _value(number: str) -> str:
    return number if number.isdigit() else str(roman(number))


def _lettered(text: str) -> bool:
    """Tell text, be it "%." alone, from a separator such as "* * *"."""
    return lettered(text) or FINAL.search(text) is not None


@dataclass(slots=True)
class Assembler:
    """Goes through the lines once; ``blocks`` are what was found."""

    layout: Layout
    words: Words
    language: Language
    numbered: bool
    found: list[_Open] = field(default_factory=list)
    open: _Open | None = None
    note: _Open | None = None
    marks: int = 0
    numbering: Numbering = field(default_factory=Numbering)

    def blocks(self) -> list[Block]:
        """Give the blocks, each note after the block in which it stands."""
        return [one.block() for one in self.found]

    def take_note(self, line: Line) -> None:
        """Take a line that stands among the notes."""
        mark = NOTE.match(line.text)
        number = None if mark else _NUMBERED_NOTE.match(line.text) or _ROMAN_NOTE.match(line.text)
        value = _value(number[1]) if number else ""
        if not value or (int(value) != self.marks + 1 and not self._called(value)):
            number = None
        opening = mark or number
        goes_on = self.note and (line.where == self.note.last.where or not ended(self.note.text))
        if opening is None and self.note and goes_on:
            self.note.last = line
            self.note.text = join(self.note.text, line.text, self.words)
            return
        text = line.text[opening.end() :] if opening else line.text
        sign = value if number else mark[1].translate(LOWERED).strip("()") if mark else ""
        self.marks = int(sign) if sign.isdigit() else self.marks
        self.note = _Open(Kind.NOTE, text, line, line, mark=sign)
        self.note.doubt = "" if sign else "a note without a mark"
        self.found.append(self.note)

    def _called(self, number: str) -> bool:
        """Tell whether the text has called a later note than the last by this number."""
        raised = re.compile(rf"(?<![⁰-⁹¹²³]){number.translate(RAISED)}(?![⁰-⁹¹²³])")
        return int(number) > self.marks and any(raised.search(one.text) for one in self.found)

    def take(self, line: Line, following: Line | None, *, known: bool) -> None:
        """Take a line of the text, with the next one; ``known`` tells that it is of a known heading."""
        title = known or line.column == SIDE or self._titles(line)
        begins, doubt = self._begins(line, following, title=title)
        if self.open is not None and not begins:
            self.open.text = join(self.open.text, line.text, self.words)
            self.open.last, self.open.lines = line, self.open.lines + 1
            self.open.doubt = doubt or self.open.doubt
            return
        if not title:
            self.numbering.take(line.text)
        mark = BULLET.match(line.text) if _lettered(line.text) and not title else None
        text = line.text[mark.end() :] if mark else line.text
        kind = Kind.HEADING if title else Kind.PARAGRAPH
        bullet = mark[1] if mark else ""
        self.open = _Open(kind, text, line, line, bullet, doubt=doubt)
        self.found.append(self.open)

    def _titles(self, line: Line) -> bool:
        """Tell whether a line is set as a heading, and no stressed line within a paragraph."""
        if not self.layout.large(line):
            return False
        if self.open is None or self.open.kind is Kind.HEADING or ended(self.open.text):
            return True
        close = line.base - self.open.last.base <= self.layout.gap
        same = line.where == self.open.last.where and abs(line.size - self.layout.size) < 1
        return not (close and same)

    def _begins(self, line: Line, following: Line | None, *, title: bool) -> tuple[bool, str]:
        """Tell whether a line begins a block, and what is in doubt about that."""
        if self.open is None or not (_lettered(line.text) and _lettered(self.open.text)):
            return True, ""
        if title != (self.open.kind is Kind.HEADING):
            return True, ""
        last = self.open.last
        same = line.where == last.where
        if title:
            pitch = line.size * max(1.9, self.layout.gap / self.layout.size)
            close = same and line.base - last.base < pitch and abs(line.size - last.size) <= 0.6  # noqa: PLR2004 - points
            wide = last.right - last.left > _WIDE * (self.layout.right(last) - self.layout.left(last))
            return not close or (self.layout.centred(line) != self.layout.centred(last) and not wide), ""
        if self._centring(line) or self._listed(line):
            return True, ""
        near = not same or line.base - last.base <= self.layout.gap
        if near and abbreviated(self.open.text, line.text, self.language) and not self._due(line):
            return False, ""
        if not same:
            return self._across(line)
        told = self.layout.gaps or self.layout.indents or self.numbered or not ended(self.open.text)
        hidden = not told and not goes_on(self.open.text, line.text, self.language)
        parted = self._parted(line, following)
        return parted, "" if parted or not hidden else _HIDDEN

    def _centring(self, line: Line) -> bool:
        """Tell whether centred text begins or ends here."""
        assert self.open is not None
        now, before = self.layout.centred(line), self.layout.centred(self.open.last)
        flush = abs(self.layout.inset(line) - self.layout.inset(self.open.last)) < 1.5  # noqa: PLR2004 - points
        if now == before or flush or self.open.bullet:
            return False
        if line.text.isupper() and self.open.text.isupper():
            return False
        full = self.layout.full(self.open.last, line)
        return (before and self.open.lines == 1) or (now and not full)

    def _listed(self, line: Line) -> bool:
        """Tell whether a bullet opens an entry, and is no dash within a sentence."""
        assert self.open is not None
        mark = BULLET.match(line.text)
        alike = mark is not None and mark[1] == self.open.bullet and self._aligned(line)
        return alike or (mark is not None and ended(self.open.text))

    def _parted(self, line: Line, following: Line | None) -> bool:
        """Tell whether a line begins a block below another line of its column."""
        assert self.open is not None
        layout, last = self.layout, self.open.last
        distance = line.base - last.base
        # Lists may be ragged where paragraphs are not.
        full = layout.full(last, line, ragged=bool(self.open.bullet))
        # A raised mark may push its line down within a paragraph.
        near = (layout.indents and not layout.indented(line)) or distance < layout.parting - _NEAR
        marked = near and not _MARKS.isdisjoint(line.text)
        member = _ENUMERATED.match(line.text) is not None
        within = not ended(self.open.text) or (small(line.text) and not member) or marked
        pushed = distance < _PUSHED * layout.gap and within and full
        if (distance > layout.gap and not pushed) or self._broken(line):
            return True
        if (self._due(line) or CAPTION.match(line.text)) and ended(self.open.text):
            return True
        indented = layout.inset(line) > 0.8 * layout.size
        if member and ended(self.open.text) and self._listing(line, following, full=full):
            return True
        if member and _ENUMERATED.match(self.open.text) and indented and self._aligned(line):
            return True
        # What goes on with an entry stands below its text, and no further out than its mark.
        single = self.open.lines == 1 and not small(line.text)
        hung = layout.inset(last) + (1.5 if single else -1.5)
        outer = layout.inset(line) < hung
        if outer and not self.numbered and _ENUMERATED.match(self.open.text) and ended(self.open.text):
            return True
        if self.open.bullet:
            # A paragraph as far in as the entry's text returns to the edge.
            returns = (
                following is not None
                and following.where == line.where
                and layout.indented(line)
                and layout.inset(following) < 1
            )
            return ended(self.open.text) and (outer or not full or returns)
        if layout.indented(line):
            return ended(self.open.text) or not (full or small(line.text))
        steps_in = indented and abs(layout.inset(last)) < 3 and (self.open.lines > 1 or not full)  # noqa: PLR2004 - points
        # Where paragraphs are indented, a line at the edge goes on, even if a word more had fitted.
        listed = member or ENUMERATOR.match(self.open.text)
        near = layout.right(last) - last.right < _RAGGED * (layout.right(last) - layout.left(last))
        kept = layout.indents and not listed and near and abs(layout.inset(line)) < 1
        return ended(self.open.text) and (steps_in or not (full or kept))

    def _listing(self, line: Line, following: Line | None, *, full: bool) -> bool:
        """Tell the member of a list, which hangs or is followed by another, from one within a sentence."""
        assert self.open is not None
        if following is None or following.where != line.where:
            return False
        within = full and not self.open.text.endswith(":") and not _ENUMERATED.match(self.open.text)
        hangs = following.left > line.left + self.layout.size / 2 and not ended(line.text)
        return hangs or (not within and _ENUMERATED.match(following.text) is not None)

    def _broken(self, line: Line) -> bool:
        """Tell whether the line before was ended on purpose: much of it is free, and a capital follows."""
        assert self.open is not None
        last, right = self.open.last, self.layout.right(self.open.last)
        free = right - last.right > _FREE * (right - self.layout.left(last))
        free = free and not self.layout.full(last, line, ragged=True)
        return free and not small(line.text) and not self.layout.centred(last)

    def _due(self, line: Line) -> bool:
        """Tell whether a line begins with the number of the next paragraph."""
        return self.numbered and self.numbering.due(line.text) is not None

    def _aligned(self, line: Line) -> bool:
        assert self.open is not None
        return abs(self.layout.inset(line) - self.layout.inset(self.open.first)) < 2  # noqa: PLR2004 - points

    def _across(self, line: Line) -> tuple[bool, str]:
        """Tell whether a line begins a block at the head of a column."""
        assert self.open is not None
        layout = self.layout
        if not ended(self.open.text):
            return bool(_ENUMERATED.match(line.text)) and layout.inset(line) > 0.8 * layout.size, ""
        full = layout.full(self.open.last, line)
        if small(line.text) and not _ENUMERATED.match(line.text):
            return not full and (self.open.text[-1] not in ":;" or bool(self.open.bullet)), ""
        members = _ENUMERATED.match(line.text) and _ENUMERATED.match(self.open.text)
        if not full or members or (layout.inset(line) > 0.8 * layout.size and not self.open.bullet):
            return True, ""
        if self.numbered:
            # Each paragraph bears a number, so a line without one goes on.
            return self._due(line), ""
        if layout.indents or goes_on(self.open.text, line.text, self.language):
            return False, ""
        return (False, _MAY_END) if layout.justified else (True, _MAY_GO_ON)
