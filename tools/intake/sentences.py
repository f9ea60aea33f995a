"""A paragraph's sentences, in French or English.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis (with the
quotation marks, brackets and footnote calls that close upon it) when what follows begins
like a sentence: a capital letter, a digit, or an enumerator such as ``b)``.  A colon or a
semicolon never ends one, so an enumeration "1) …; 2) …" stays whole.

A full stop does not end a sentence after a title ("Gen."), before the number of what is
counted ("No. 5", "art. 42"), after the number of an enumeration ("1. the staffs"), nor,
unless a word that opens sentences follows, after an initial or an acronym with stops
("J. Smith", "U.S. staff").

Own code, because the libraries at hand either need a trained model (which would make the
register depend on its version) or split enumerations and footnote calls.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .normalise import normalise

if TYPE_CHECKING:
    from .languages import Language

_CALLS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_END = re.compile(
    rf"""
    (?P<stop> [.!?…]+ )
    (?P<after> (?:
        ["')\]}}*{_CALLS}]
        | \s?»
        # Digits stuck to the mark are a footnote's call, unless they end a number: "of the plan.3 The".
        | (?: (?<=[^\W\d]\.) | (?<=["')\]»]\.) | (?<=\.["')\]»]) ) \d{{1,2}} (?=\s)
    )* )
    \s+
    """,
    re.VERBOSE,
)
_OPENS = re.compile(r"""(?:["'(\[«]\s?)*(?:[^\W\d_]|\d)""")
_LETTERED = re.compile(r"\(?[a-z]\)\s")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBER = re.compile(r"\d{1,2}|i{1,3}|iv|vi{0,3}|ix|x")
_COUNTED = re.compile(r"[(\[]?(?:\d|§|[IVXLC]+\b)")
_FIRST_WORD = re.compile(r"\W*(\w+)")
# An enumerator stands at the beginning, or after the mark that parts two members.
_MEMBER = re.compile(r"(?:^|[:;,.])\s*(?:and|et|or|ou)?\s*$")


def split(paragraph: str, language: Language) -> tuple[str, ...]:
    """Split a paragraph into its sentences, each in its normal form.

    Joined by one space they give the paragraph's normal form again.
    """
    text = normalise(paragraph)
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _ends(text[start : end.start()], end, text[end.end() :], language):
            found.append(text[start : end.end()].strip())
            start = end.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def _ends(before: str, end: re.Match[str], rest: str, language: Language) -> bool:
    """Tell whether the marks that ``end`` matched end the sentence ``before``."""
    if not _begins(rest):
        return False
    if end["stop"] != "." or end["after"]:
        return True
    return not _abbreviates(before, rest, language)


def _abbreviates(before: str, rest: str, language: Language) -> bool:
    """Tell whether the full stop after ``before`` belongs to its last word alone."""
    token = before.rpartition(" ")[2].lstrip("\"'([«")
    word = token.lower().rpartition("'")[2]  # l'art. 5
    if _NUMBER.fullmatch(token) and _MEMBER.search(before[: len(before) - len(token)]):
        return True
    if _INITIAL.fullmatch(token) and (len(token) > 1 or token.isupper()) and word not in language.titles:
        first = _FIRST_WORD.match(rest)
        return first is None or first[1].lower() not in language.openers
    return word in language.titles or (word in language.counted and _COUNTED.match(rest) is not None)


def _begins(rest: str) -> bool:
    """Tell whether a text begins as a sentence can."""
    if _LETTERED.match(rest):
        return True
    opening = _OPENS.match(rest)
    return opening is not None and (opening[0][-1].isupper() or opening[0][-1].isdigit())
