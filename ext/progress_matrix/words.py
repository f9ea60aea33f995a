"""The extension's words in the edition's language, and dates written in words.

English is the source.  A translation is looked up first in the project's own
catalogue of vocabulary, then in the extension's ``locale/<language>.po``; both are
gettext catalogues read through Babel, so that translators use one tool.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_skeleton
from babel.messages.pofile import read_po

from .dates import parse

_LOCALE = Path(__file__).parent / "locale"

# EDTF seasons; Babel has no names for them.
_SEASONS = {"21": "spring {year}", "22": "summer {year}", "23": "autumn {year}", "24": "winter {year}"}


@cache
def catalogue(path: Path) -> Mapping[str, str]:
    """Read a catalogue: message → translation, without fuzzy and empty ones.

    :returns: an empty mapping when the file does not exist.
    """
    if not path.is_file():
        return {}
    with path.open("rb") as stream:
        messages = read_po(stream)
    return {
        str(message.id): str(message.string)
        for message in messages
        if message.id and message.string and not message.fuzzy
    }


# Babel's plain "en" writes American dates; European institutions write British ones.
_REGION = {"en": "en_GB"}


class Words:
    """Translates the words of one edition."""

    def __init__(self, language: str, vocabularies: Iterable[Path] = ()) -> None:
        """Take the edition's language and the project's catalogues, the first one first."""
        self.language = language or "en"
        self._locale = _REGION.get(self.language, self.language)
        self._catalogues = [catalogue(path) for path in vocabularies]
        self._catalogues.append(catalogue(_LOCALE / f"{self.language}.po"))

    def __call__(self, message: str, **values: object) -> str:
        """Translate a message and put the values in its named places."""
        found = next((words[message] for words in self._catalogues if message in words), message)
        return found.format(**values) if values else found

    def month(self, day: date) -> str:
        """Write a month and year in words."""
        return format_skeleton("yMMMM", day, locale=self._locale)

    def short_month(self, day: date) -> str:
        """Write a month and year shortly."""
        return format_skeleton("yMMM", day, locale=self._locale)

    def date(self, text: str) -> str:
        """Write an EDTF date or interval in words, no more precise than it is.

        :raises ValueError: when the text is no EDTF date.
        """
        parse(text)
        first, slash, last = text.partition("/")
        if not slash:
            return self._point(first)
        return self("from {first} to {last}", first=self._point(first), last=self._point(last))

    def _point(self, text: str) -> str:
        parts = text.split("-")
        if len(parts) == 1:
            return str(int(text))
        if parts[1] in _SEASONS:
            return self(_SEASONS[parts[1]], year=parts[0])
        if len(parts) == 2:
            return self.month(date(int(parts[0]), int(parts[1]), 1))
        day = date.fromisoformat(text)
        written = format_date(day, format="long", locale=self._locale)
        # French writes the first of a month as an ordinal, which CLDR does not.
        if self.language == "fr" and day.day == 1:
            written = written.replace("1 ", "1er ", 1)
        return written

    def sort_key(self, text: str) -> str:
        """Give a key that sorts accented letters with their base letters."""
        folded = unicodedata.normalize("NFKD", text.casefold())
        return "".join(char for char in folded if not unicodedata.combining(char))

    def join(self, parts: Iterable[str]) -> str:
        """Join the members of a list that may hold commas themselves."""
        return "; ".join(parts)
