"""What depends on the language: the words the template prints, and how running text is set.

Every other word comes from the documents, from Sphinx's catalogues (admonition titles)
or from the configuration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names
from docutils.utils.smartquotes import educateQuotes

# Sources are typed with straight marks.  docutils knows which way each one curls; its Swiss
# form of French has no space inside the quotation marks, which is also the style of many publishers.
_STRAIGHT = re.compile("[\"']")
# Elision, also where the word that follows is a link or in another type.
_ELISION = re.compile(r"(?<=\w)'")
_SPACELESS = {"fr": "fr-ch"}
_BEFORE_FIGURES = {
    "en": "of to no. nos. p. pp. art. para. paragraph paragraphs sentence sentences",
    "fr": "sur à n° nº p. pp. art. par. paragraphe paragraphes phrase phrases",
}
_SEASONS = {"fr": ("printemps", "été", "automne", "hiver")}
_DEFAULT_SEASONS = ("spring", "summer", "autumn", "winter")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_LONGEST_NAME = 15


@dataclass(frozen=True, slots=True)
class Words:
    """The template's words in one language."""

    contents: str
    page: str
    """What stands before a page's number where the word is written out."""
    page_short: str
    """What stands before a page's number in a reference."""
    cover: str
    version: str
    status: str
    tags: str


_WORDS = {
    "en": Words("Contents", "Page ", "p.\N{NO-BREAK SPACE}", "Cover", "Version", "Status", "Tags"),
    "fr": Words(
        "Table des matières", "Page ", "p.\N{NO-BREAK SPACE}", "Couverture", "Version", "Statut", "Mots-clés"
    ),
}


def words(language: str) -> Words:
    """Give the words for *language* (such as ``fr`` or ``fr_CA``); English if unknown."""
    return _WORDS.get(primary(language), _WORDS["en"])


def primary(language: str) -> str:
    """Give the primary subtag of *language*, in lower case: ``fr`` for ``fr-CA``."""
    return language.replace("_", "-").split("-")[0].lower()


def region(language: str) -> str | None:
    """Give the region subtag of *language*, in upper case, or None."""
    parts = language.replace("_", "-").split("-")
    return next((part.upper() for part in parts[1:] if len(part) == 2), None)  # noqa: PLR2004 - ISO 3166


def typeset(text: str, language: str, before: str = " ") -> str:
    """Give *text* in *language* with curly marks, and with nothing parted that belongs together.

    *before* is the character that the text follows, which tells how its first mark curls.
    """
    if _STRAIGHT.search(text):
        known = primary(language)
        elided = _ELISION.sub("\N{RIGHT SINGLE QUOTATION MARK}", before + text)
        text = str(educateQuotes(elided, _SPACELESS.get(known, known)))[1:]
    # No line begins with what parts two things.
    text = text.replace(" · ", f"{_NO_BREAK}· ")
    return _unparted(primary(language)).sub(_NO_BREAK, text)


@cache
def _unparted(language: str) -> re.Pattern[str]:
    """Give what finds the spaces of “17 June 2019”, “3 of 10”, “no. 8”, “1, 4”, “74 items”, “BLUE LINE 18”.

    After a year or an id stands no noun, nor is a word of three letters mostly one.  A word with a
    capital is taken for a name, to which the number after it belongs.
    """
    known = language if language in _BEFORE_FIGURES else "en"
    names = [*get_month_names("wide", locale=known).values()]
    months = "|".join(names)
    of, *_ = leading = _BEFORE_FIGURES[known].split()
    names += [*get_month_names("abbreviated", locale=known).values(), *_SEASONS.get(known, _DEFAULT_SEASONS)]
    leads = [rf"(?<=\b(?i:{re.escape(word)}) )" for word in (*leading, *names)]
    # A count stays with what it counts.  A look back has a fixed width.
    leads += [r"(?<=\w: )(?=\d+(?:[;,.]|$))", r"(?<=\b\d, )(?=\d{1,2}\b)"]
    leads += [rf"(?<=\b[A-ZÀ-Þ][\w-]{{{more}}} )" for more in range(1, _LONGEST_NAME)]
    nouns = r"(?<!\b\d{4} )(?<!-\d{2} )(?<!-\d{3} )(?=[^\W\d_][a-zß-ÿ]{3})"
    acronyms = r"(?<=[A-Z]{2} )(?=[A-Z]{2}[A-Z-]* \d)"
    # A text is looked through for its spaces, which is far faster than for all of this.
    return re.compile(
        rf" (?:(?=\d)(?:{'|'.join(leads)})|(?<=\d )(?:(?=(?:{months})\b|{of} \d)|{nouns})|{acronyms})"
    )
