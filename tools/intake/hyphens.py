"""Lines → running text: what becomes of a hyphen at the end of a line, of a word or an address.

The words at hand decide: first those of the report itself and of the texts given with it, then
those of the language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from .marks import FINAL

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\W_]+)-$")
_AFTER = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*")
# What follows a hyphen that stands for the rest of a word: short- and long-term.
_SHARED = re.compile(r"(?:and|or|to|et|ou)(?![\w-])")
# A dash, a slash, or the hyphen of initials: J.-P.
_DASH = re.compile(r"(?:\w[–/]|[\w.]-)$")
# An address that the line breaks, and what it can go on with.
_ADDRESS = re.compile(r"(?:\w+://|\bwww\.)(?:\S*[/._=&?#%~-])?$")
_ADDRESS_GOES_ON = re.compile(r"[a-z0-9]\S*[./_=-]|[a-z0-9/]\S*[.,;)]?$")
# One that is broken within a word.
_ADDRESS_WORD, _ADDRESS_REST = re.compile(r"(?:\w+://|\bwww\.)\S*\w$"), re.compile(r"[\w-]*[/_=]\w")
# Shorter halves are words by chance, shorter names in capitals are two; the letters that kin share.
_LONG, _SHORT, _STEM = 2, 7, 5


class Words:
    """The words of a text and of others: single ones, and those with hyphens.

    ``listed`` are those of the language; ``firsts`` and ``seconds`` often have a hyphen after
    them, and before them.  ``unsure`` gathers what was decided without any ground in the texts.
    """

    def __init__(
        self,
        text: Iterable[str],
        others: Iterable[str] = (),
        listed: Container[str] = (),
        firsts: Container[str] = (),
        seconds: Container[str] = (),
    ) -> None:
        self._listed, self._firsts, self._seconds = listed, firsts, seconds
        own = set(_words(text))
        every = own.union(_words(others))
        self._hyphened = {word for word in every if "-" in word}
        self._single = {part for word in every for part in word.split("-")}
        self._own, self._sorted = sorted(own), sorted(self._single)
        self.unsure: list[str] = []

    def divides(self, lines: Iterable[str]) -> bool:
        """Tell whether lines divide words, rather than break them at the hyphens that they have."""
        parted = [
            (before[1], after[0])
            for above, line in pairwise(map(str.strip, lines))
            if (before := _BEFORE.search(above)) and (after := _AFTER.match(line)) and after[0].islower()
        ]
        joined = [halves for halves in parted if self.single("".join(halves))]
        return 3 * len(joined) > len(parted) or not all(
            map(self.single, (half for halves in joined for half in halves))
        )

    def single(self, word: str) -> bool:
        """Tell whether a word is known without a hyphen."""
        return word.lower() in self._single

    def keeps(self, before: str, after: str) -> bool:
        """Tell whether the hyphen between two parts of a line break belongs to the word."""
        left, right = before.rpartition("-")[2].lower(), after.partition("-")[0].lower()
        joined = self.single(left + right)
        whole = f"{before}-{after}".lower()
        # A name with capitals, divided: AR-GUS, STEAD-FAST, Strat-Com.
        long = before.isupper() and len(left + right) > _SHORT and not self.single(left)
        if after[0].isupper() and whole not in self._hyphened and (joined or long):
            return False
        # A text keeps to one way to write a word and its kin: co-ordinated.
        kin = right[:_STEM]
        if _begun(self._own, f"{left}-{kin}") and not _begun(self._own, left + kin):
            return True
        capitals = len(before) > 1 and before.isupper()
        if not before[-1].isalpha() or after[0].isupper() or after[0].isdigit() or capitals:
            return True
        if {f"{left}-{right}", whole} & self._hyphened:
            return not joined
        if left == "non":
            return not joined
        # A word of several hyphens (vis-à-vis), or one with a usual second part (long-term).
        if right in self._seconds:
            return not joined
        if "-" in before + after:
            words = left in self._listed and right in self._listed
            return not joined and (self.single(left) or words or len(right) == 1)
        if _begun(self._own, left + right):
            return False
        first, second = (part in self._single or part in self._listed for part in (left, right))
        words = second and (left in self._firsts or (first and min(len(left), len(right)) > _LONG))
        # Within a sentence a capital begins a name: North|wood.
        name, begun = before[0].isupper(), _begun(self._sorted, left + right)
        kept = words and not name and not begun and left + right not in self._listed
        if words or (name and (not begun or left in self._firsts)):
            self.unsure.append(f"{before}{'-' * kept}{after}")
        return kept


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text.replace("\u2010", "-").replace("\u2011", "-").lower())


def _begun(words: list[str], part: str) -> bool:
    """Tell whether one of the words, which are sorted, begins so."""
    at = bisect_left(words, part)
    return at < len(words) and words[at].startswith(part)


def inner(lines: Iterable[str]) -> Iterator[str]:
    """Give what lines hold but for their first and last words, which may be halves of words."""
    return (" ".join(line.split()[1:-1]) for line in lines)


def join(text: str, line: str, words: Words | None) -> str:
    """Put a line after a text; without ``words`` each hyphen belongs to its word."""
    if not text:
        return line
    if text.endswith("\u00ad"):
        return text[:-1] + line
    parted = _ADDRESS_WORD.search(text) and _ADDRESS_REST.match(line)
    if parted or (_ADDRESS.search(text) and _ADDRESS_GOES_ON.match(line)):
        return text + line
    text = re.sub("\u2010$", "-", text)
    before, after = _BEFORE.search(text), _AFTER.match(line)
    if before and after:
        if _SHARED.match(line) and not (words and words.single(before[1] + after[0])):
            return f"{text} {line}"
        word, opening = before[1], text[: before.start()].rstrip()
        if word.istitle() and (not opening or FINAL.search(opening)):
            word = word.lower()
        return (text if words is None or words.keeps(word, after[0]) else text[:-1]) + line
    if _DASH.search(text) and line[:1].isalnum():
        return text + line
    return f"{text} {line}"
