"""Full-text search that does not mind accents: "enquete" finds "enquête".

Sphinx's own search stems words, but looks them up with their accents.  Here both sides,
the index (Python) and the query (JavaScript), fold letters before they split a text into
words, through the two places that Sphinx provides for it: ``split`` and
``js_splitter_code`` of a search language.  Languages: English and French.

French participles need one rule more: the stemmer knows them by their accent
("rapportée"), which folding takes away, so a final "ee" or "ees" becomes "e" first.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish
from sphinx.search.fr import SearchFrench

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# What Unicode does not take apart into a letter and an accent.
LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"}

_SPLITTER = r"""
const _ligatures = %(ligatures)s;
var splitQuery = (query) =>
  query
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[%(letters)s]/gu, (letter) => _ligatures[letter])
    .split(/[^\p{Letter}\p{Number}_\p{Emoji_Presentation}]+/gu)
    .filter((term) => term)
    .map((term) => term.replace(/%(participle)s/u, "e"));
"""


@cache
def _plain(letter: str) -> str:
    """Give what stands for a letter that was taken apart: for its accent, nothing."""
    return "" if unicodedata.combining(letter) else LIGATURES.get(letter, letter)


def fold(text: str) -> str:
    """Write a text in lower-case letters without accents and ligatures."""
    return "".join(map(_plain, unicodedata.normalize("NFKD", text.lower())))


class _Folded(SearchLanguage):
    """Folds before it splits; to be combined with the search language of a language."""

    participle: ClassVar[str] = "(?!)"
    """How a word ends that shall end in e; of itself, none."""

    def __init__(self, options: dict[str, str]) -> None:
        """Take Sphinx's options and give the JavaScript side the same rules."""
        super().__init__(options)
        self.stopwords = frozenset(map(fold, self.stopwords))
        self.js_splitter_code = _SPLITTER % {
            "ligatures": json.dumps(LIGATURES, ensure_ascii=False),
            "participle": self.participle,
            "letters": "".join(LIGATURES),
        }

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx names it so
        """Split a text into folded words."""
        return [re.sub(self.participle, "e", word) for word in super().split(fold(input))]


class FoldedEnglish(_Folded, SearchEnglish):
    """English, with the foreign names in English texts."""


class FoldedFrench(_Folded, SearchFrench):
    """French."""

    participle = "ees?$"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.add_search_language(FoldedEnglish)
    app.add_search_language(FoldedFrench)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
