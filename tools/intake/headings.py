"""Which section a heading opens: printed headings → the codes that item ids bear."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLE = Path(__file__).parent / "headings.toml"

INTRODUCTION, CONCLUSION, WITHIN = "INT", "CON", ""
_NOTES = ("Notes", "Footnotes", "Endnotes", "Notes de bas de page", "Notes de fin")
_CONTENTS = ("Contents", "Table of contents", "Page contents", "Table des matières", "Sommaire")
# What --heading says of a heading within a section, and of a line that is none.
_NO_SECTION, _NO_HEADING = "-", "+"

_CODE = re.compile(r"[A-Z]{3}")
_ENUMERATOR = re.compile(
    r"^(?:(?:part|section|chapter|partie|chapitre) )?(?:(?:\d{1,2} ){1,3}|[ivx]+ |[a-z] )"
)


class HeadingError(ValueError):
    """A heading was given in another form than ``TITLE=CODE``."""


def fold(heading: str) -> str:
    """Reduce a heading to its letters and digits: no case, accents or punctuation."""
    apart = unicodedata.normalize("NFKD", heading.replace("œ", "oe").casefold())
    bare = "".join(char if char.isalnum() else " " for char in apart if not unicodedata.combining(char))
    return " ".join(bare.split())


def _close(folded: str) -> str:
    return folded.replace(" ", "")


class Headings:
    """A table of known headings, and of lines that only look like one."""

    def __init__(self, known: Mapping[str, Iterable[str]], texts: Iterable[str] = ()) -> None:
        """Take the headings of each code; ``WITHIN`` holds those that open no section."""
        # Without blanks, for the letters of a heading are set apart at times, or close together.
        self._codes = {_close(fold(heading)): code for code, every in known.items() for heading in every}
        self._texts = {fold(text) for text in texts}
        self.sections = {code: tuple(titles) for code, titles in known.items() if code != WITHIN}

    def is_text(self, line: str) -> bool:
        """Tell whether a line was said to be no heading."""
        return fold(line) in self._texts

    def code(self, line: str) -> str | None:
        """Give the code of a heading, or ``None`` when the line is no known heading."""
        folded = fold(line)
        forms = map(_close, (folded, _ENUMERATOR.sub("", folded)))
        return next((self._codes[form] for form in forms if form in self._codes), None)


def read(areas: Mapping[str, Iterable[str]], extra: Iterable[str] = (), table: Path = TABLE) -> Headings:
    """Put the table, the titles of the areas and those given by options together.

    :param areas: code → titles of the area, in the languages at hand.
    :param extra: ``TITLE=CODE``; ``TITLE=-`` names a heading within a section, ``TITLE=+`` a
        line of text that looks like a heading.
    :raises HeadingError: when an option has another form, or names an unknown code.
    """
    printed = tomllib.loads(table.read_text(encoding="utf-8"))
    known = {code: list(titles) for code, titles in printed.items()} | {WITHIN: [*_NOTES, *_CONTENTS]}
    for code, titles in areas.items():
        known.setdefault(code, []).extend(titles)
    texts = []
    for option in extra:
        title, sign, code = (part.strip() for part in option.rpartition("="))
        marked = code in {_NO_SECTION, _NO_HEADING}
        if not sign or not title or not (marked or _CODE.fullmatch(code)):
            forms = "TITLE=CODE with three capitals, TITLE=- or TITLE=+"
            raise HeadingError(f"--heading {option!r}: give {forms}")
        if not marked and code not in known:
            raise HeadingError(f"--heading {option!r}: {code} is not one of {', '.join(sorted(known))}")
        if code == _NO_HEADING:
            texts.append(title)
        else:
            known.setdefault(WITHIN if marked else code, []).append(title)
    return Headings(known, texts)
