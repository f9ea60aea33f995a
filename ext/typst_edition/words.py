"""The words the template itself prints, by language, in one place.

Everything else comes from the documents, from Sphinx's catalogues (admonition titles)
or from the configuration.
"""

from __future__ import annotations

from dataclasses import dataclass


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
