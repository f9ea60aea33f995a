"""Running text as it is set: curly quotation marks and apostrophes, and what must not be parted.

Sources are typed with straight marks.  docutils knows which way each one curls; its Swiss
form of French has no space inside the quotation marks, which is also the style of many publishers.
"""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_month_names
from docutils.utils.smartquotes import educateQuotes

from typst_edition.words import primary

_STRAIGHT = re.compile("[\"']")
# Elision, also where the word that follows is a link or in another type.
_ELISION = re.compile(r"(?<=\w)'")
_SPACELESS = {"fr": "fr-ch"}
_OF = {"en": "of", "fr": "sur"}
_NO_BREAK = "\N{NO-BREAK SPACE}"


def typeset(text: str, language: str, before: str = "") -> str:
    """Give *text* in *language* with curly marks, and with nothing parted that belongs together.

    *before* is the character that the text follows, which tells how its first mark curls.
    """
    if _STRAIGHT.search(text):
        known = primary(language)
        elided = _ELISION.sub("\N{RIGHT SINGLE QUOTATION MARK}", before + text)
        curled = str(educateQuotes(elided, _SPACELESS.get(known, known)))
        text = curled[len(before) :]
    # No line begins with what parts two things.
    text = text.replace(" · ", f"{_NO_BREAK}· ")
    return _unparted(primary(language)).sub(_NO_BREAK, text)


@cache
def _unparted(language: str) -> re.Pattern[str]:
    """Give what finds the spaces of “17 June” and of “3 of 10” in *language*."""
    known = language if language in _OF else "en"
    months = "|".join(get_month_names("wide", locale=known).values())
    of = _OF[known]
    return re.compile(rf"(?<=\d) (?=(?:{months})\b|{of} \d)|(?<=\b{of}) (?=\d)")
