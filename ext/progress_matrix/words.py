"""The extension's words in the edition's language, and dates written in words.

A translation is looked up first in the project's own catalogues, then in the extension's
``locale/<language>.po``; both are gettext catalogues read through Babel.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_skeleton
from babel.messages.pofile import read_po
from sphinx.application import Sphinx

from .domain import of
from .model.dates import PARTS, Span, parse, plain
from .settings import Settings, settings_of
from .validation.sources import decoded

_LOCALE = Path(__file__).parent / "locale"

_TEMPLATE = _LOCALE / "progress_matrix.pot"


@cache
def messages() -> frozenset[str]:
    """Give every word and sentence of the extension, in English."""
    with _TEMPLATE.open("rb") as stream:
        return frozenset(str(message.id) for message in read_po(stream) if message.id)


Catalogue = Mapping[tuple[str, str], str]


def catalogue(path: Path) -> Catalogue:
    """Read a catalogue, if there is one: context and message → translation, without fuzzy and empty ones."""
    if not path.is_file():
        return {}
    return {
        (message.context or "", str(message.id)): str(message.string)
        for message in read_po(io.StringIO(decoded(path)))
        if message.id and message.string and not message.fuzzy
    }


# Babel's plain "en" writes American dates; European institutions write British ones.
_REGION = {"en": "en_GB"}

# French joins its prepositions with what follows; only what dates begin with is listed.
_CONTRACTIONS = {
    "fr": (
        (re.compile(r"\bde (?=[aoé])"), "d'"),
        (re.compile(r"\bdu (?=[aéh])"), "de l'"),
        (re.compile(r"\bau (?=[aéh])"), "à l'"),
    )
}


# Babel takes a fifth of a millisecond for each, and the same dates stand on many pages.
@cache
def _written(day: date, locale: str, skeleton: str = "") -> str:
    if skeleton:
        return format_skeleton(skeleton, day, locale=locale)
    return format_date(day, format="long", locale=locale)


class Words:
    """Translates the words of one edition."""

    def __init__(
        self, language: str, vocabularies: Iterable[Path] = (), own: Mapping[str, str] | None = None
    ) -> None:
        """Take the edition's language and the project's catalogues, the first one first.

        :param own: English words of the project's own, in the place of the extension's.
        """
        self._own = own or {}
        self.language = language or "en"
        self._locale = _REGION.get(self.language, self.language)
        self.sources = (*vocabularies, _LOCALE / f"{self.language}.po")
        self._known: dict[tuple[str, str], str] = {}
        for path in reversed(self.sources):
            self._known |= catalogue(path)

    def __call__(self, message: str, context: str = "", /, **values: object) -> str:
        """Translate a message and put the values in its named places.

        :param context: gettext's ``msgctxt``, where one English wording needs several
            translations.
        """
        message = self._own.get(message, message)
        found = self._known.get((context, message), message)
        return found.format(**values) if values else found

    def short_months(self, span: Span) -> str:
        """Write the months of a span shortly, a single month once, and nothing where it has no bounds."""
        days = (span.first, span.last) if span.bounded else ()
        return "–".join(dict.fromkeys(_written(day, self._locale, "yMMM") for day in days))

    def date(self, text: str) -> str:
        """Write an EDTF date or interval in words, as precise as it is; ``ValueError`` when it is neither."""
        parse(text)
        first, slash, last = text.partition("/")
        if not slash:
            return self._point(first)
        told, later = self._point(first), self._point(last)
        # What both ends close with is told once: from 14 to 18 November 2022.
        if common := re.search(r"\S(\s.+)\n.+\1$", f"{told}\n{later}"):
            told = told[: common.start(1)]
        start, end = self._bound("from {date}", first, told), self._bound("to {date}", last, later)
        return self("{start} {end}", start=start, end=end)

    def _bound(self, message: str, text: str, told: str) -> str:
        """Write one end of an interval; a day and a season take another article than a month."""
        _, _, rest = plain(text).partition("-")
        named = "-" in rest or rest in PARTS
        written = self(message, "with article" if named else "", date=told)
        for pattern, contracted in _CONTRACTIONS.get(self.language, ()):
            written = pattern.sub(contracted, written)
        return written

    def _point(self, text: str) -> str:
        match plain(text).split("-"):
            case [year]:
                return str(int(year))
            case [year, season] if season in PARTS:
                return self(PARTS[season][2], year=year)
            case [year, month]:
                return _written(date(int(year), int(month), 1), self._locale, "yMMMM")
        day = date.fromisoformat(text)
        written = _written(day, self._locale)
        if self.language == "fr":
            # French writes the first of a month as an ordinal and keeps day and month on
            # one line; CLDR does neither.
            number = "1er" if day.day == 1 else str(day.day)
            written = f"{number}\N{NO-BREAK SPACE}{written.partition(' ')[2]}"
        return written

    def sort_key(self, text: str) -> str:
        """Give a key that sorts accented letters with their base letters."""
        folded = unicodedata.normalize("NFKD", text.casefold())
        return "".join(char for char in folded if not unicodedata.combining(char))


def catalogues(app: Sphinx, names: Collection[str]) -> list[Path]:
    """Give the places of the project's own catalogues, named without ``.po``, in this build's language."""
    folders = [Path(app.srcdir, one, app.config.language, "LC_MESSAGES") for one in app.config.locale_dirs]
    return [folder / f"{name}.po" for folder in folders for name in names]


def words_of(app: Sphinx) -> Words:
    """Give the translator of this build's language, one for the whole build.

    The settings name the project's own catalogues, which stand in its ``locale_dirs``.
    Extensions that build on this one have their words beside them, as ``locale/<language>.po``.
    """
    domain, settings, language = of(app.env), settings_of(app), app.config.language
    if domain.words is None:
        modules = [Path(file) for one in app.extensions.values() if (file := one.module.__file__)]
        packages = [module.parent for module in modules if module.name == "__init__.py"]
        own = [package / "locale" / f"{language}.po" for package in packages]
        domain.words = Words(language, [*catalogues(app, settings.vocabularies), *own], settings.words)
    return domain.words


def by_period(words: Words, settings: Settings, name: str) -> str:
    """Name a table of items or groups by period with the project's own nouns."""
    rows, columns = settings.noun(name).capitalize(), settings.noun("period", 1)
    return words("{rows} by {column}", rows=words(rows), column=words(columns))
