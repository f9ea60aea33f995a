"""The text of a report → its sections, paragraphs, footnotes and sentences.

What is joined, and on what ground: a page break leaves a paragraph whose end is no end of
a sentence, or a rest that begins with a small letter; the two are one paragraph, whatever
footnote, page number or running header stands between.  A page break between two sentences
of one paragraph leaves no trace in a text file, so its two halves are two paragraphs.

Nothing is guessed: a short line that could be a heading and is none that is known stops
the run, and the message says how to name it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .blocks import Block, blocks
from .headings import CONCLUSION, INTRODUCTION, WITHIN, Headings
from .normalise import digest
from .sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .languages import Language

# The marks that close upon an end, and the call of a footnote.
_CLOSE = r"""(?:\s?»|["'”’)\]*¹²³⁴⁵⁶⁷⁸⁹⁰])*\d{0,2}$"""
_FINAL = re.compile(rf"[.!?…]{_CLOSE}")
_COMPLETE = re.compile(rf"[.!?…]{_CLOSE}|[:;,][\s\"'”’»)\]]*$")
_SMALL = re.compile(r"""["'“«(\[]?[^\W\d_]""")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s")
_NOTE = re.compile(r"(?:\*{1,3}|\(\*{1,3}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})\s*(?=[^\W_])")
_NUMBERED_NOTE = re.compile(r"(?P<call>\d{1,2})\s+(?=[^\W\d_])")
_NUMBER = re.compile(r"\d{1,3}\.\s+(?=\W?[^\W\d_])")
# A heading is no longer than this many words.
_SHORT = 14


class TextError(ValueError):
    """The text cannot be divided without a guess; the message names the line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage: a paragraph of a section, or a footnote."""

    section: str
    number: int
    role: str
    sentences: tuple[str, ...]
    line: int

    @property
    def place(self) -> str:
        """The last part of the passage's id: ``04``, or ``N1`` for a footnote."""
        return f"N{self.number}" if self.role == "note" else f"{self.number:02d}"

    @property
    def sha256(self) -> str:
        """The hash of the paragraph's normal form."""
        return digest(" ".join(self.sentences))


@dataclass(frozen=True, slots=True)
class Document:
    """A report's paragraphs by section, and what was taken for its title page."""

    front: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]

    def sections(self) -> dict[str, list[Paragraph]]:
        """Give the paragraphs of each section, in the order of the report, notes last."""
        found: dict[str, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            found.setdefault(paragraph.section, []).append(paragraph)
        return {code: sorted(every, key=lambda each: each.role == "note") for code, every in found.items()}


@dataclass(slots=True)
class _Piece:
    """A paragraph that is being put together."""

    section: str
    role: str
    text: str
    line: int
    bullet: bool = False


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks once, keeping the open paragraph."""

    headings: Headings
    numbered: bool
    section: str = INTRODUCTION
    pieces: list[_Piece] = field(default_factory=list)
    open: _Piece | None = None
    note: _Piece | None = None
    parted: bool = False

    def take(self, block: Block, following: Block | None) -> None:
        """Put one block where it belongs."""
        code = None if block.bullet else self.headings.code(block.text)
        if code is not None:
            self.section = code or self.section
            self.open = self.note = None
        elif not any(map(str.isalnum, block.text)):
            self.open = self.note = None
            self.parted = self.section != INTRODUCTION
            return
        elif self._footnote(block):
            return
        elif not self._continued(block, following):
            self._paragraph(block, following)
        self.parted = False

    def _footnote(self, block: Block) -> bool:
        found = None if block.bullet else _NOTE.match(block.text) or self._called(block.text)
        if found is None:
            return False
        self.note = _Piece(self.section, "note", block.text[found.end() :], block.line)
        self.pieces.append(self.note)
        return True

    def _called(self, text: str) -> re.Match[str] | None:
        """Match a number before a text as a footnote's, when the report has called that number."""
        found = _NUMBERED_NOTE.match(text)
        if found is None:
            return None
        call = re.compile(rf"[^\W\d_][.,;]?{found['call']}(?!\w)")
        return found if any(call.search(piece.text) for piece in self.pieces) else None

    def _continued(self, block: Block, following: Block | None) -> bool:
        """Join a block to the paragraph or the footnote that it goes on with."""
        if block.bullet or _ENUMERATOR.match(block.text):
            return False
        small = _small(block.text)
        for piece in (self.open, self.note):
            if piece is None:
                continue
            cut = piece is self.open and not piece.bullet and not _COMPLETE.search(piece.text)
            if (cut and not _looks(block, following)) or (small and not self._closed(piece)):
                piece.text += f" {block.text}"
                return True
        return False

    def _closed(self, piece: _Piece) -> bool:
        """Tell whether a small letter after this paragraph goes on with the footnote instead."""
        if self.note is None or piece is self.note:
            return False
        return bool(_FINAL.search(piece.text)) and not _FINAL.search(self.note.text)

    def _paragraph(self, block: Block, following: Block | None) -> None:
        if _looks(block, following):
            raise TextError(
                f"line {block.line}: {block.text!r} looks like a heading, but is none that is known; "
                f"name its section with --heading {block.text + '=CODE'!r}, or, when it opens none, "
                f"--heading {block.text + '=-'!r}"
            )
        if self.parted:
            self.section = CONCLUSION
        text = _NUMBER.sub("", block.text, count=1) if self.numbered else block.text
        role = {INTRODUCTION: "intro", CONCLUSION: "conclusion"}.get(self.section, "body")
        self.open = _Piece(self.section, role, text, block.line, bool(block.bullet))
        self.note = None
        self.pieces.append(self.open)


def _looks(block: Block, following: Block | None) -> bool:
    """Tell whether a block looks like a heading: short, without an end, before a new start."""
    if block.bullet or len(block.text.split()) > _SHORT or _COMPLETE.search(block.text):
        return False
    return not block.text[:1].islower() and not (following and _small(following.text))


def _small(text: str) -> bool:
    """Tell whether a text begins with a small letter."""
    opening = _SMALL.match(text)
    return opening is not None and opening[0][-1].islower()


def read(text: str, headings: Headings, language: Language) -> Document:
    """Divide the text of a report.

    :raises TextError: for a line that could be an unknown heading, for a section with more
        paragraphs or notes than ids can number, and for a text without paragraphs.
    """
    every = _starred(blocks(text, lambda line: headings.code(line) is not None))
    start = _front(every, headings)
    body = every[start:]
    plain = [block for block in body if not block.bullet and headings.code(block.text) is None]
    numbered = 2 * sum(_NUMBER.match(block.text) is not None for block in plain) > len(plain)
    reader = _Reader(headings, numbered)
    for block, following in zip(body, [*body[1:], None], strict=False):
        reader.take(block, following)
    if not reader.pieces:
        raise TextError("the text has no paragraph")
    return Document(tuple(block.text for block in every[:start]), tuple(_numbers(reader.pieces, language)))


def _starred(every: list[Block]) -> list[Block]:
    """Read a single asterisk before a text as a footnote's mark, a run of them as bullets."""
    found = []
    for place, block in enumerate(every):
        around = every[max(place - 1, 0) : place + 2]
        alone = block.bullet == "*" and sum(near.bullet == "*" for near in around) == 1
        found.append(Block(f"* {block.text}", "", block.line) if alone else block)
    return found


def _front(every: list[Block], headings: Headings) -> int:
    """Count the blocks of the title page: all before the first sentence or known heading."""
    for place, block in enumerate(every):
        following = every[place + 1].text if place + 1 < len(every) else ""
        opens = headings.code(block.text) not in (None, WITHIN)
        if opens or block.bullet or _COMPLETE.search(block.text) or _small(following):
            return place
    return len(every)


def _numbers(pieces: Iterable[_Piece], language: Language) -> Iterator[Paragraph]:
    counts: dict[tuple[str, bool], int] = {}
    for piece in pieces:
        note = piece.role == "note"
        number = counts[piece.section, note] = counts.get((piece.section, note), 0) + 1
        if number > (9 if note else 99):
            raise TextError(f"line {piece.line}: {piece.section} has more passages than ids can number")
        yield Paragraph(piece.section, number, piece.role, split(piece.text, language), piece.line)
