"""Blocks → a report's sections, paragraphs, footnotes and sentences.

What is joined, and on what ground: in a plain text file a page break leaves a paragraph whose
end is no end of a sentence, or a rest that begins with a small letter; the two are one
paragraph, whatever footnote, page number or running header stands between.  The other formats
tell paragraphs by themselves.

No section is guessed: a heading that opens none that is known is listed as such, with what may
be said of it; until that is said its text stays in the section before it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import starmap
from typing import TYPE_CHECKING

from .blocks import LOWERED, RAISED, Block, Dropped, IntakeError, Kind, Source
from .doubts import Doubt, found_in
from .headings import CONCLUSION, INTRODUCTION, WITHIN, Headings, fold
from .marks import (
    COMPLETE,
    ENUMERATOR,
    FINAL,
    GOES_ON,
    HEADING_WORDS,
    NOTE,
    NUMBER,
    SOFT,
    lettered,
    small,
)
from .normalise import digest
from .numbering import Numbering
from .sentences import split
from .tables import is_caption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .languages import Language

_NUMBERED_NOTE = re.compile(r"[\[(]?(?P<mark>\d{1,2})[\])]?\s+(?=[^\W\d_])")
_NUMBERED = re.compile(r"(\d{1,2})\.?\s+(?=\W?[^\W\d_])")
_RAISED = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
# The arrow that leads from a note back to its call.
_BACK = re.compile(r"\s*[↩↑]\ufe0e?\s*$")
# An entry of a list of contents ends with the number of a page.
_PAGED = re.compile(r"\s\d{1,3}$")
# So many headings one after the other are a list of contents.
_CONTENTS = 3
# What ids can number.
_MOST_NOTES, _MOST = 9, 99


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage: a paragraph of a section, or a footnote; ``where`` it stands in the file."""

    section: str
    number: int
    role: str
    sentences: tuple[str, ...]
    where: str

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
    """A report's paragraphs, what was taken for its title page, and what was left out.

    ``within`` are headings that open no section; ``unknown`` are those that could open one.
    """

    front: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    within: tuple[str, ...] = ()
    unknown: tuple[Doubt, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    doubts: tuple[Doubt, ...] = ()

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
    where: str
    bullet: bool = False


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks once, keeping the open paragraph; ``noted`` files tell notes as such."""

    headings: Headings
    numbered: bool
    noted: bool
    section: str = INTRODUCTION
    pieces: list[_Piece] = field(default_factory=list)
    open: _Piece | None = None
    note: _Piece | None = None
    parted: bool = False
    numbering: Numbering = field(default_factory=Numbering)
    strays: list[tuple[_Piece, Block, str]] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    others: list[Block] = field(default_factory=list)
    captions: list[Dropped] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, block: Block, following: Block | None, *, last: bool) -> None:
        """Put one block where it belongs; ``last`` tells that no section follows."""
        titled = not block.bullet and block.kind is not Kind.NOTE
        code = self.headings.code(block.text) if titled else None
        if block.doubt:
            self.doubts.append(Doubt(block.place, f"{block.doubt}: “{_brief(block.text)}”"))
        if code is not None:
            self._section(code, block)
        elif not lettered(block.text):
            self.open = self.note = None
            self.parted = last and self.section != INTRODUCTION
            return
        elif is_caption(block.text) and not self.headings.is_text(block.text):
            self.captions.append(Dropped(block.place, block.text, "caption"))
        elif block.kind is Kind.HEADING and not self.headings.is_text(block.text):
            self._other(block)
        elif self._footnote(block):
            return
        elif block.kind is not Kind.LINES or not self._continued(block, following):
            self._paragraph(block, following)
        self.parted = False

    def _section(self, code: str, block: Block) -> None:
        self.open = self.note = None
        if code in {WITHIN, self.section}:
            return
        if any(piece.section == code for piece in self.pieces):
            self.doubts.append(Doubt(block.place, f"section {code} is opened a second time: “{block.text}”"))
        self.section = code

    def _other(self, block: Block) -> None:
        """Note a heading that opens no known section."""
        self.others.append(block)
        self.open = self.note = None

    def _footnote(self, block: Block) -> bool:
        text, mark = block.text, block.mark
        if block.kind is not Kind.NOTE:
            found = None if block.bullet else NOTE.match(text) or self._called(text)
            if found is None:
                return False
            text, mark = text[found.end() :], found["mark"]
        home = _home(reversed(self.pieces), mark)
        self.note = _Piece(home.section if home else self.section, "note", text, block.place)
        self.pieces.append(self.note)
        if home:
            # A call in brackets is written as those that are raised.
            home.text = home.text.replace(f"[{mark}]", mark.translate(RAISED))
            self.answered.add(mark.translate(RAISED))
        else:
            self.strays.append((self.note, block, mark))
        return True

    def settle(self) -> None:
        """Give notes that stand before their call to the section that calls them."""
        for note, block, mark in self.strays:
            home = _home(self.pieces, mark)
            # Failing that, to the first whose call leads to no note.
            home = home or next((p for p in self.pieces if self._unanswered(p)), None)
            if home:
                self.answered |= set(_RAISED.findall(home.text))
                note.section = home.section
            else:
                self.doubts.append(Doubt(block.place, f"no passage calls this note: “{_brief(note.text)}”"))

    def _unanswered(self, piece: _Piece) -> bool:
        """Tell whether a passage has a call to which no note answers."""
        return piece.role != "note" and not self.answered.issuperset(_RAISED.findall(piece.text))

    def _called(self, text: str) -> re.Match[str] | None:
        """Match a number before a text as a footnote's, when the report has called that number."""
        within = self.open and (SOFT.search(self.open.text) or ENUMERATOR.match(self.open.text))
        listed = within and ENUMERATOR.match(text)
        counted = self.numbered and self.numbering.due(text, first=self.open is None)
        found = None if self.noted or listed or counted else _NUMBERED_NOTE.match(text)
        return found if found and _home(self.pieces, found["mark"]) else None

    def _continued(self, block: Block, following: Block | None) -> bool:
        """Join a block to the paragraph or the footnote that it goes on with."""
        if block.bullet or ENUMERATOR.match(block.text):
            return False
        begins_small = small(block.text)
        for piece in (self.open, self.note):
            if piece is None:
                continue
            cut = piece is self.open and not piece.bullet and not COMPLETE.search(piece.text)
            cut = cut and not self.headings.is_text(piece.text)
            if (cut and not self._looks(block, following)) or (begins_small and not self._closed(piece)):
                piece.text += f" {block.text}"
                return True
        return False

    def _closed(self, piece: _Piece) -> bool:
        """Tell whether a small letter after this paragraph goes on with the footnote instead."""
        if self.note is None or piece is self.note:
            return False
        return bool(FINAL.search(piece.text)) and not FINAL.search(self.note.text)

    def _paragraph(self, block: Block, following: Block | None) -> None:
        if self._looks(block, following):
            self._other(block)
            return
        if self.parted:
            self.section = CONCLUSION
        text = block.text
        if self.numbered and not block.bullet:
            text = self.numbering.take(text, first=self.open is None)
        role = {INTRODUCTION: "intro", CONCLUSION: "conclusion"}.get(self.section, "body")
        self.open = _Piece(self.section, role, text, block.place, bool(block.bullet))
        self.note = None
        self.pieces.append(self.open)

    def _looks(self, block: Block, following: Block | None) -> bool:
        """Tell whether a block looks like a heading: short, without an end, before a new start."""
        if block.bullet or len(block.text.split()) > HEADING_WORDS or COMPLETE.search(block.text):
            return False
        if GOES_ON.search(block.text):
            return False
        if ENUMERATOR.match(block.text) or self.headings.is_text(block.text) or small(block.text):
            return False
        return not (block.kind is Kind.LINES and following and small(following.text))


def _brief(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004 - what fits on a line


def _home(pieces: Iterable[_Piece], mark: str) -> _Piece | None:
    """Find the passage that calls a note; a raised number is surer than one after a word, as in Q3."""
    plain = mark.translate(LOWERED).strip("()")
    raised = plain.translate(RAISED)
    ways = [rf"\[{re.escape(plain)}\]", rf"[^\W\d_][.,;]?[\[(]?{re.escape(plain)}(?!\w)"] if plain else []
    if plain.startswith("*"):
        # Some programs print the mark of a note twice.
        ways.append(r"[^\W\d_][.,;]?\*(?!\w)")
    if raised != plain:
        ways.insert(0, rf"(?<![¹²³⁴⁵⁶⁷⁸⁹⁰]){raised}(?![¹²³⁴⁵⁶⁷⁸⁹⁰])")
    texts = [piece for piece in pieces if piece.role != "note"]
    return next((piece for way in ways for piece in texts if re.search(way, piece.text)), None)


def divide(source: Source, headings: Headings, language: Language) -> Document:
    """Divide the text of a report.

    :raises IntakeError: for a section with more paragraphs or notes than ids can number, and
        for a text without paragraphs.
    """
    every, contents = _without_contents(_endnotes(_starred(source.blocks)), headings)
    start = _front(every, headings)
    body = every[start:]
    plain = [block for block in body if _plain(block, headings)]
    numbered = 2 * sum(NUMBER.match(block.text) is not None for block in plain) > len(plain)
    reader = _Reader(headings, numbered, any(block.kind is Kind.NOTE for block in body))
    opening = [place for place, block in enumerate(body) if _opens(block, headings)]
    for place, block in enumerate(body):
        # Notes at the foot of a page stand between the parts of a paragraph.
        following = next((one for one in body[place + 1 :] if not NOTE.match(one.text)), None)
        reader.take(block, following, last=place > max(opening, default=-1))
    reader.settle()
    if not reader.pieces:
        raise IntakeError("the text has no paragraph")
    paragraphs = tuple(_numbers(reader.pieces, language))
    # A heading below the level of all sections opens none.
    levels = [block.level for block in body if block.kind is Kind.HEADING and _opens(block, headings)]
    within = [block for block in reader.others if levels and block.level > max(levels)]
    # The title of the report, said again below its cover.
    title = fold(" ".join(block.text for block in every[:start] if not _PAGED.search(block.text)))
    again = [block for block in reader.others if fold(block.text) in title]
    unknown = [block for block in reader.others if block not in (*within, *again)]
    dropped = (
        *source.dropped,
        *reader.captions,
        *(Dropped(block.place, block.text, "list of contents") for block in contents),
        *(Dropped(block.place, block.text, "title") for block in again),
    )
    found = [(each.section, each.where, " ".join(each.sentences)) for each in paragraphs]
    return Document(
        tuple(block.text for block in every[:start]),
        paragraphs,
        tuple(block.text for block in within),
        tuple(Doubt(block.place, block.text) for block in unknown),
        dropped,
        (*starmap(Doubt, source.doubts), *reader.doubts, *found_in(found, headings, language)),
    )


def _plain(block: Block, headings: Headings) -> bool:
    titled = block.kind in {Kind.HEADING, Kind.NOTE} or headings.code(block.text) is not None
    return not block.bullet and not titled


def _opens(block: Block, headings: Headings) -> bool:
    """Tell whether a block is the heading of a section."""
    return not block.bullet and block.kind is not Kind.NOTE and bool(headings.code(block.text))


def _without_contents(every: list[Block], headings: Headings) -> tuple[list[Block], list[Block]]:
    """Take out a list of contents: headings of sections, or said again, one after the other."""
    kept: list[Block] = []
    often = Counter(fold(block.text) for block in every)

    def code(block: Block) -> str:
        return headings.code(block.text) or fold(block.text)

    contents: list[Block] = []
    run: list[Block] = []
    for block in (*every, None):
        again = block is not None and often[fold(block.text)] > 1 and not COMPLETE.search(block.text)
        if (
            block is not None
            and block.kind is not Kind.NOTE
            and (headings.code(block.text) or (run and again))
        ):
            run.append(block)
            continue
        # The last of them may be the heading of what follows, and is so when it is there twice.
        again = any(code(one) == code(run[-1]) for one in run[:-1])
        entries = run[: len(run) - again] if len(run) >= _CONTENTS else []
        contents += entries
        kept += run[len(entries) :]
        kept += [block] if block is not None else []
        run = []
    return kept, contents


def _starred(every: Sequence[Block]) -> list[Block]:
    """Read a single asterisk before a text as a footnote's mark, a run of them as bullets."""
    found = []
    for place, block in enumerate(every):
        around = every[max(place - 1, 0) : place + 2]
        alone = block.bullet == "*" and sum(near.bullet == "*" for near in around) == 1
        found.append(replace(block, text=f"* {block.text}", bullet="") if alone else block)
    return found


def _endnotes(every: list[Block]) -> list[Block]:
    """Read a numbered list at the end as notes, when each of its numbers is called in the text."""
    place = len(every)
    while place and NOTE.match(every[place - 1].text):
        place -= 1
    last, due = every[place:], ""
    # Back to the first note: numbers that go on before are those of paragraphs.
    while place and due != "1" and (number := _NUMBERED.match(every[place - 1].text)):
        if due and int(number[1]) != int(due) - 1:
            break
        due, place = number[1], place - 1
    body = " ".join(block.text for block in every[:place])
    found = [_NUMBERED.match(block.text) for block in every[place : len(every) - len(last)]]
    if not all(number is None or number[1].translate(RAISED) in body for number in found):
        return every
    notes = [
        replace(block, text=_BACK.sub("", block.text[number.end() :]), kind=Kind.NOTE, mark=number[1])
        for block, number in zip(every[place:], found, strict=False)
        if number
    ]
    return [*every[:place], *notes, *last] if notes else every


def _front(every: list[Block], headings: Headings) -> int:
    """Count the blocks of the title page: all before the first sentence or known heading."""
    for place, block in enumerate(every):
        following = every[place + 1] if place + 1 < len(every) else None
        lines = [block.text]
        if block.kind is Kind.LINES and following is not None and small(following.text):
            lines.append(following.text)
        sentence = block.kind is not Kind.HEADING and any(map(COMPLETE.search, lines))
        if _opens(block, headings) or block.bullet or sentence:
            return place
    return len(every)


def _numbers(pieces: Iterable[_Piece], language: Language) -> Iterator[Paragraph]:
    counts: dict[tuple[str, bool], int] = {}
    for piece in pieces:
        note = piece.role == "note"
        number = counts[piece.section, note] = counts.get((piece.section, note), 0) + 1
        if number > (_MOST_NOTES if note else _MOST):
            raise IntakeError(f"{piece.where}: {piece.section} has more passages than ids can number")
        yield Paragraph(piece.section, number, piece.role, split(piece.text, language), piece.where)
