"""A paragraph's sentences, in French or English.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis (with the
quotation marks, brackets and footnote calls that close upon it) when what follows begins
like a sentence: a capital letter, a digit, or an enumerator such as ``b)``.  A colon or a
semicolon never ends one, so an enumeration "1) …; 2) …" stays whole.

A full stop does not end a sentence after a title ("Gen."), before the number of what is
counted ("No. 5", "art. 42"), after the number of an enumeration ("1. the staffs"), nor,
unless a word that opens sentences follows, after an initial or an acronym with stops
("J. Smith", "J.-P. Martin", "U.S. staff").  Nothing ends within a quotation that closes later
in the paragraph, nor within brackets that open after the sentence began.  A small letter begins
a sentence when it begins a name ("eu-LISA").

Own code, because the libraries at hand either need a trained model (which would make the
register depend on its version) or split enumerations and footnote calls.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .languages import Language

_CALLS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_END = re.compile(
    rf"""
    (?P<stop> [.!?…]+ )
    (?P<after> (?:
        ["')\]}}*†‡{_CALLS}]
        | \s?» | \[\d{{1,2}}\] | \(\d{{1,2}}\)
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
# Initials with hyphens: A.-M., É.-U.
_COMPOUND = re.compile(r"(?:[^\W\d_a-zà-ÿ][^\W\d_]?\.?-)+[^\W\d_a-zà-ÿ]")
_NUMBER = re.compile(r"\d{1,2}|i{1,3}|iv|vi{0,3}|ix|x")
_ROMAN = re.compile(r"[IVXLC]+")
# A name that begins with small letters: eu-LISA, eIDAS.
_SMALL_NAME = re.compile(r"""["'(\[«]?\s?[a-z]{1,3}-?[A-Z]{2,}""")
_COUNTED = re.compile(r"(?:\([A-Z]+\) )?(?:No\.? \d|n°|[(\[]?(?:\d|§|[IVXLC]+\b|[B-Z]\b|[A-Z]\w+(?: |\()\d))")
# The first word, unless it is an initial itself: "D. A. Ek".
_OPENER = re.compile(r"\W*(\w+)\b(?!\. \w)")
# An enumerator stands at the beginning, or after the mark that parts two members.
_MEMBER = re.compile(r"(?:^|[:;,.])\s*(?:and|et|or|ou)?\s*$")
# Words after which a capital begins a sentence only if it opens one as a rule.
_OPEN = frozenset("inc ltd co corp plc jr sr ret bros bn bde regt dept univ govt ave rd".split())  # noqa: SIM905
# What a single letter or number after it names, so that it is no initial: Annex I, Phase B.
_LETTERED_THING = re.compile(
    r"\b(?:annex|appendix|part|phase|group|pillar|section|chapter|table|figure|option|point|item|article|level|step|"
    r"tier|team|field|version|type|schedule|annexe|partie|groupe|pilier|chapitre|tableau|niveau|étape|boussole)s?\s$",
    re.IGNORECASE,
)
_HOURS = frozenset(("a.m", "p.m"))
_OF_TIME = re.compile(r"\S+ (?:time|hours)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w+)\.\s*$")
_QUOTE = re.compile(r'[«»"]')
_BRACKETS = re.compile(r"\([^()]*\)")


def split(paragraph: str, language: Language) -> tuple[str, ...]:
    """Split a paragraph into its sentences, each in its normal form.

    Joined by one space they give the paragraph's normal form again.
    """
    text = normalise(paragraph)
    found: list[str] = []
    start = 0
    quotations = list(_quotations(text))
    brackets = [found.span() for found in _BRACKETS.finditer(text)]
    for end in _END.finditer(text):
        within = any(first < end.start() and end.end() < last for first, last in quotations)
        within = within or any(start < first < end.start() < last for first, last in brackets)
        if not within and _ends(text[start : end.start()], end, text[end.end() :], language):
            found.append(text[start : end.end()].strip())
            start = end.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def goes_on(before: str, after: str, language: Language) -> bool:
    """Tell whether words that a page parts are of one paragraph, as far as they tell by themselves.

    They are where the full stop between them is that of an abbreviation, and where those after
    it speak of the sentence before.
    """
    first = _OPENER.match(after)
    back = first is not None and first[1].lower() in language.back
    return back or abbreviated(before, after, language)


def abbreviated(before: str, after: str, language: Language) -> bool:
    """Tell whether the full stop that ends a text is that of an abbreviation, by what follows."""
    return before.endswith(".") and _abbreviates(normalise(before)[:-1], normalise(after), language)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of the outermost quotations that are closed."""
    opened: list[int] = []
    for mark in _QUOTE.finditer(text):
        first = mark.start() == 0 or text[mark.start() - 1] in " (['«"
        if mark[0] == "«" or (mark[0] == '"' and first):
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if not opened:
                yield start, mark.end()


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
    word = re.split(r"['-]", token.lower())[-1]  # l'art. 5, Lt.-Gen. Ek
    earlier = before[: len(before) - len(token)]
    if _NUMBER.fullmatch(token) and _MEMBER.search(earlier):
        # After "p." or "art." a number is no enumerator: p. 57. The …
        counted = _WORD_BEFORE.search(earlier)
        return counted is None or counted[1].lower() not in language.counted
    if _ROMAN.fullmatch(token) and not earlier.strip():
        return True
    if word == "al" and earlier.lower().endswith("et "):
        return not rest[:1].isupper()
    if word in _HOURS:
        return _OF_TIME.match(rest) is not None
    initial = (
        _INITIAL.fullmatch(token) and (len(token) > 1 or token.isupper()) and word not in language.titles
    )
    if initial and len(token) == 1 and _LETTERED_THING.search(earlier):
        return False
    if initial or _COMPOUND.fullmatch(token) or word in _OPEN:
        first = _OPENER.match(rest)
        return first is None or first[1].lower() not in language.openers
    return not language.titles.isdisjoint((word, token)) or (
        word in language.counted and _COUNTED.match(rest) is not None
    )


def _begins(rest: str) -> bool:
    """Tell whether a text begins as a sentence can."""
    if _LETTERED.match(rest) or _SMALL_NAME.match(rest):
        return True
    opening = _OPENS.match(rest)
    return opening is not None and (opening[0][-1].isupper() or opening[0][-1].isdigit())
