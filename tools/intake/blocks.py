"""What the reader of a file format hands on: blocks of text, and what it left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from .marks import lettered


class IntakeError(ValueError):
    """A file cannot be read, or not be divided; the message names file and place."""


class Kind(Enum):
    """What the file itself says of a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    LINES = "lines"
    """Lines of a plain text file, which tells neither headings nor page breaks."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text on one line, and where it stands ("line 3", "page 2").

    ``bullet`` is the mark of a list's entry, which is not in the text.  ``mark`` is the
    number or sign of a note.  ``level`` orders headings, the smallest first.  ``doubt``
    says why the block may begin or end elsewhere.
    """

    text: str
    place: str
    kind: Kind = Kind.PARAGRAPH
    bullet: str = ""
    mark: str = ""
    level: float = 0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that stands in the file and is no part of the report's text."""

    place: str
    text: str
    reason: str


@dataclass(slots=True)
class Source:
    """All that was read from a file, in its order; ``doubts`` are places and what to look at there."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    def drop(self, place: str, text: str, reason: str) -> None:
        """Note something that is left out, if it has any letter or digit."""
        if lettered(text):
            self.dropped.append(Dropped(place, " ".join(text.split()), reason))


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits as the calls of notes are written in the text."""
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""The same digits, back on the line."""
