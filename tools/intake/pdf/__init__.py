"""PDF files: :mod:`.characters` → :mod:`.lines` → :mod:`.layout` → :mod:`.paragraphs`.

PDFium's characters with rules of our own: four libraries give the same characters, and none
finds paragraphs, notes or headings; the rules decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..blocks import Source
from ..marks import BULLET, CONTENTS, LABEL, ended
from ..numbering import through
from ..tables import TABLE
from .characters import pages
from .layout import furniture, measure, notes, rows
from .lines import lines
from .paragraphs import Assembler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ..hyphens import Words
    from ..languages import Language
    from .lines import Line


_GUESSED = "the file does not tell what its letters are; look at quotation marks, and at letters with accents"
_MIXED = "a line has a wide gap, so something that stands beside the text may be mixed into it"


def read(
    path: Path, heading: Callable[[str], bool], words: Callable[[Iterable[str]], Words], language: Language
) -> Source:
    """Read a PDF file, of one or more columns.

    :param heading: tells whether a line is a known heading, for those that look like text.
    :param words: gives the words that decide whether a hyphen at a line's end belongs to its word,
        from what the lines hold.
    :param language: that of the report.
    :raises IntakeError: when the file holds no text that can be read.
    """
    source = Source()
    found = pages(path)
    every = lines(found)
    guessed = next((number for number, page in enumerate(found, 1) if any(c.guessed for c in page.chars)), 0)
    if guessed:
        source.doubts.append((f"page {guessed}", _GUESSED))
    reasons = furniture(every, measure(every), heading)
    reasons |= {
        place: "list of contents" for place, line in enumerate(every) if CONTENTS.fullmatch(line.text)
    }
    for place, reason in reasons.items():
        source.drop(f"page {every[place].page}", every[place].text, reason)
    kept = [line for place, line in enumerate(every) if place not in reasons]
    table = rows(kept)
    for place in table:
        source.drop(f"page {kept[place].page}", kept[place].text, TABLE)
    for place, line in enumerate(kept):
        if line.cells > 1 and place not in table and not (BULLET.match(line.text) or LABEL.match(line.text)):
            source.doubts.append((f"page {line.page}", f"{_MIXED}: “{line.text[:60]}”"))
    kept = [line for place, line in enumerate(kept) if place not in table]
    if not kept:
        return source
    layout = measure(kept)
    titles = _known(kept, heading)
    # A heading in small capitals is no note.
    small = notes(kept, layout) - titles
    plain = [line for place, line in enumerate(kept) if place not in titles and not layout.large(line)]
    assembler = Assembler(
        layout,
        words(line.text for line in kept),
        language,
        numbered=through(line.text for line in plain),
    )
    for place, (line, following) in enumerate(zip(kept, [*kept[1:], None], strict=True)):
        if place in small:
            assembler.take_note(line)
        else:
            assembler.take(line, following, known=place in titles)
    source.blocks = assembler.blocks()
    return source


def _known(lines: list[Line], heading: Callable[[str], bool]) -> set[int]:
    """Find the lines of known headings, of up to three lines each, by their places."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        for count in (1, 2, 3):
            part = lines[place : place + count]
            text = " ".join(one.text for one in part)
            # What ends a paragraph before a heading is no part of it.
            apart = count > 1 and ended(line.text)
            if all(one.where == line.where for one in part) and not apart and heading(text):
                found.update(range(place, place + len(part)))
    return found
