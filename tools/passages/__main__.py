"""The commands behind ``make divide`` and ``make join``."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..command import run
from ..intake import IntakeError, read
from ..intake.normalise import digest
from . import register
from .moves import rename_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .register import Passage

_ID = re.compile(r"(R\d{2})-([A-Z]{3})-(\d{2})")


class MoveError(ValueError):
    """A passage cannot be divided or joined; the message says why."""


def _page(root: Path, passage: str) -> Path:
    found = _ID.fullmatch(passage)
    if found is None:
        raise MoveError(f"{passage!r} is no passage, such as R11-CYB-04 (notes are not divided)")
    page = root / "docs" / "reports" / f"{found[1].lower()}-passages.md"
    if not page.is_file():
        raise MoveError(f"{page}: there is no such page")
    return page


def _sentences(file: Path, language: str, root: Path, passages: Sequence[Passage]) -> list[str]:
    """Find the sentences of passages in the report's text, by their hashes.

    :raises MoveError: when the text does not hold them.
    """
    try:
        document = read(file, language, root)
    except IntakeError as error:
        raise MoveError(str(error)) from error
    known = {paragraph.sha256: paragraph for paragraph in document.paragraphs}
    found = [known.get(passage.options["sha256"]) for passage in passages]
    if all(found):
        return [sentence for paragraph in found if paragraph for sentence in paragraph.sentences]
    every = [sentence for paragraph in document.paragraphs for sentence in paragraph.sentences]
    total = sum(passage.count for passage in passages)
    for start in range(len(every) - total + 1):
        part = every[start : start + total]
        if _fits(part, passages):
            return part
    raise MoveError(f"{file}: holds no text with the hash of {passages[0].id}")


def _fits(sentences: list[str], passages: Sequence[Passage]) -> bool:
    place = 0
    for passage in passages:
        if digest(" ".join(sentences[place : place + passage.count])) != passage.options["sha256"]:
            return False
        place += passage.count
    return True


def _divided(passage: Passage, after: int, sentences: list[str]) -> list[Passage]:
    """Make two passages of one, the first of so many sentences.

    :raises MoveError: when one of them would be empty.
    """
    if not 0 < after < passage.count:
        raise MoveError(f"{passage.id} has {passage.count} sentences: divide after 1 to {passage.count - 1}")
    context = passage.context()
    parts = (sentences[:after], sentences[after:])
    reasons = (
        {number: reason for number, reason in context.items() if number <= after},
        {number - after: reason for number, reason in context.items() if number > after},
    )
    return [_part(passage, *both) for both in zip(parts, reasons, strict=True)]


def _joined(first: Passage, second: Passage, sentences: list[str]) -> list[Passage]:
    """Make one passage of two."""
    reasons = first.context() | {number + first.count: why for number, why in second.context().items()}
    notes = [one.options.get("context_note", "") for one in (first, second)]
    made = _part(first, sentences, reasons)
    made.options["context_note"] = " ".join(dict.fromkeys(filter(None, notes)))
    return [made]


def _part(passage: Passage, sentences: list[str], reasons: dict[int, str]) -> Passage:
    options = passage.options | {
        "sentences": str(len(sentences)),
        "sha256": digest(" ".join(sentences)),
    }
    options["context"] = register.context_of(reasons)
    if not reasons:
        options["context_note"] = ""
    return register.Passage(passage.title, options)


def change(root: Path, given: argparse.Namespace) -> dict[Path, str]:
    """Give the new text of each page that a command changes.

    :raises MoveError: when the passage is none, or the text does not hold it.
    """
    page = _page(root, given.passage)
    text = page.read_text(encoding="utf-8")
    every = register.read(text)
    section = [
        one for one in every if one.section == given.passage.rpartition("-")[0] and _ID.fullmatch(one.id)
    ]
    place = next((place for place, one in enumerate(section) if one.id == given.passage), None)
    if place is None:
        raise MoveError(f"{page}: there is no {given.passage}")
    width = 1 if given.after else 2
    old = section[place : place + width]
    if len(old) < width:
        raise MoveError(f"{given.passage} is the last passage of its section: there is none to join it with")
    sentences = _sentences(given.text, given.language, root, old)
    new = _divided(old[0], given.after, sentences) if given.after else _joined(old[0], old[1], sentences)
    behind = section[place + width :]
    shift = len(new) - len(old)
    made = [one.numbered(old[0].number + offset) for offset, one in enumerate(new)]
    later = [one.numbered(one.number + shift) for one in behind]
    sentence_moves, passage_moves = dict[str, str](), dict[str, tuple[str, ...]]()
    sentence_moves |= dict(zip(_of(old), _of(made), strict=True))
    passage_moves |= {one.id: tuple(each.id for each in made) for one in old}
    for before, after in zip(behind, later, strict=True):
        sentence_moves |= dict(zip(_of([before]), _of([after]), strict=True))
        passage_moves[before.id] = (after.id,)
    pages = rename_all(root, sentence_moves, passage_moves)
    # From here on the register holds the new passages in place of the old ones.
    text = text.replace(old[0].source, "\n".join(one.text() for one in made), 1)
    for one in old[1:]:
        text = text.replace(f"{one.source}\n", "", 1).replace(one.source, "", 1)
    for before, after in sorted(zip(behind, later, strict=True), key=lambda pair: -shift * pair[0].number):
        text = text.replace(before.source, after.text(), 1)
    return pages | {page: text}


def _of(passages: Sequence[Passage]) -> list[str]:
    return [f"{one.id}.{number}" for one in passages for number in range(1, one.count + 1)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 2 when it was refused, and then nothing was written."""
    parser = argparse.ArgumentParser(prog="make divide", description="Divide or join passages of a report.")
    parser.add_argument("passage", help="the passage to divide, or the first of two to join: R11-CYB-04")
    parser.add_argument("--after", type=int, default=0, help="divide after this sentence; without it, join")
    parser.add_argument("--text", type=Path, required=True, help="the report's file")
    parser.add_argument("--language", choices=("en", "fr"), required=True)
    parser.add_argument("--root", type=Path, default=Path())
    given = parser.parse_args(arguments)
    try:
        pages = change(given.root, given)
    except (MoveError, OSError) as error:
        print(f"passages: {error}", file=sys.stderr)
        return 2
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
        print(f"changed  {path.relative_to(given.root)}")
    print("Next: make translations, for titles with new numbers")
    return 0


if __name__ == "__main__":
    run(main)
