"""Lines → running text: what becomes of a hyphen at the end of a line, of a word or an address.

The words at hand decide: first those of the report itself and of the texts given with it, then
those of the language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from .languages import LANGUAGES
from .marks import FINAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .languages import Language

_SOFT = ("\u00ad", "\u2010")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\W_]+)-$")
_AFTER = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*")
# What follows a hyphen that stands for the rest of a word: short- and long-term.
_SHARED = re.compile(r"(?:and|or|to|et|ou)(?![\w-])")
# A dash, a slash, or the hyphen of initials: J.-P.
_DASH = re.compile(r"(?:\w[–/]|[\w.]-)$")
# An address that the line breaks, and what it can go on with.
_ADDRESS = re.compile(r"(?:\w+://|\bwww\.)(?:\S*[/._=&?#%~-])?$|\bhttps?:$")
_ADDRESS_GOES_ON = re.compile(r"[a-z0-9]\S*[./_=-]|[a-z0-9/]\S*[.,;)]?$")
# One that is broken within a word.
_ADDRESS_WORD = re.compile(r"(?:\w+://|\bwww\.)\S*\w$")
_ADDRESS_REST = re.compile(r"[\w-]*[/_=]\w|[\w-]+\.\w{2,}")
_ADDRESS_WHOLE = re.compile(r"(?:\w+://|www\.)\S+\.(?:html?|pdf|php|aspx?)[).,;]*")
# A hyphen that is set again on the next line.
_REPEATED = re.compile(r"-[^\W\d_]")
# A word that may be written either way is met less often than this, and its first half more often:
# handover.  The letters that kin share.  Shorter halves are prefixes.
_SELDOM, _STEM, _PREFIX = 1000, 5, 3
# Where lines divide words, of so many hyphens at their ends one at the least has half a word beside it.
_TORN = 8
_VOWEL = re.compile(r"[aeiouy]")
# What stands between hyphens: day-to-day, vis-à-vis.
_BETWEEN = frozenset(["to", "by", "of", "the", "à"])


class Words:
    """The words of a text and of others: single ones, and those with hyphens.

    ``listed`` tells how often the language has a word.  ``unsure`` gathers what was decided without
    any ground in the texts, and might be otherwise.
    """

    def __init__(
        self,
        lines: Iterable[str],
        others: Iterable[str] = (),
        listed: Mapping[str, int] = MappingProxyType({}),
        language: Language = LANGUAGES["en"],
    ) -> None:
        """Gather words.

        :param lines: those of the text; their first and last words may be halves of words.
        :param others: further texts.
        """
        lines = [line.strip() for line in lines]
        within = [" ".join(line.split()[1:-1]) for line in lines]
        self._listed, self._language = listed, language
        own = set(_words(within))
        every = own.union(_words((language.usual, *others)))
        self._hyphened = {word for word in every if "-" in word}
        self._single = {part for word in every for part in word.split("-")}
        self._own, self._sorted = sorted(own), sorted(self._single)
        self._habits = self._read_habits(own)
        # The file may tell what divides a word: a hyphen of another kind than those within lines.
        soft = any(line.endswith(_SOFT) for line in lines)
        self.marked = soft and not any("\u2010" in line for line in within)
        self._divided = self._divides(lines)
        self.unsure: list[str] = []

    def _divides(self, lines: list[str]) -> bool:
        """Tell whether lines divide words, rather than break them at the hyphens that they have."""
        parted = [
            (before[1].lower(), after[0])
            for above, line in pairwise(lines)
            if (before := _BEFORE.search(above)) and (after := _AFTER.match(line)) and after[0].islower()
        ]
        joined = [halves for halves in parted if self._word("".join(halves))]
        torn = sum(not all(map(self._word, halves)) for halves in joined)
        return _TORN * torn > len(parted) or (len(parted) < _TORN and bool(joined))

    def single(self, word: str) -> bool:
        """Tell whether a word is known without a hyphen."""
        return word.lower() in self._single

    def keeps(self, before: str, after: str) -> bool:
        """Tell whether the hyphen between two parts of a line break belongs to the word."""
        left, right = before.rpartition("-")[2].lower(), after.partition("-")[0].lower()
        joined, whole = self.single(left + right), {f"{left}-{right}", f"{before}-{after}".lower()}
        hyphened = not whole.isdisjoint(self._hyphened)
        whole_words = (self._word(left) and self._word(right)) or left in self._language.firsts
        whole_words = whole_words or not self._listed
        hard = self.marked or (not self._divided and whole_words and before[0].islower())
        if hard or len(before) == 1 or not before[-1].isalpha() or any(map(str.isdecimal, after)):
            return True
        if after[0].isupper():
            # A name with capitals, divided: AR-GUS, Strat-Com.
            known = self.single(left) and self.single(right)
            name = before.isupper() and not known and _VOWEL.search(right) is not None
            return hyphened or not (joined or name)
        between = ("-" in before and left in _BETWEEN) or ("-" in after and right in _BETWEEN)
        if between and self._word(right):
            return True
        # A text keeps to one way to write a word and its kin: co-ordinated.
        apart, together = (_begun(self._own, f"{left}{mark}{right[:_STEM]}") for mark in ("-", ""))
        if apart != together:
            return apart
        if hyphened or joined or (len(before) > 1 and before.isupper()):
            return not joined
        return self._judged(before, after, left, right)

    def _judged(self, before: str, after: str, left: str, right: str) -> bool:
        """Judge by the language where the texts tell nothing."""
        if f"{left}-{right}" in self._listed or (left[-1] == right[0] == "e" and len(left) <= _PREFIX):
            return True
        first = left in self._language.firsts
        if first and self._habits[left] and len(right) > _STEM:
            return True
        if not (self._word(right) and (first or self._word(left))):
            return False
        name = before[0].isupper() and not first
        joined, either = left + right, self._either(left, right)
        if joined in self._listed or joined.removesuffix("s") in self._listed or _begun(self._sorted, joined):
            kept = either and (first or self._habits[left] > 0 or self._habits[""] > 0)
            sure = not either
        elif self._language.compounds and not name:
            kept, sure = True, first or min(self._listed.get(half, 0) for half in (left, right)) >= _SELDOM
        else:
            kept = first or right in self._language.seconds
            sure = kept or not name
        if not sure:
            self.unsure.append(f"{before}{'-' * kept}{after}")
        return kept

    def _word(self, part: str) -> bool:
        return part in self._single or part in self._listed

    def _either(self, left: str, right: str) -> bool:
        """Tell whether a word may be written either way: the language has it seldom, but not its halves."""
        one, two, both = (self._listed.get(part, 0) for part in (left, right, left + right))
        return 0 < both < _SELDOM <= one and both <= two

    def _read_habits(self, own: Iterable[str]) -> Counter[str]:
        """Count how often the text has a hyphen where dictionaries have none, by the word's first half.

        By no half it counts the words that may be written either way, less those without a hyphen.
        """
        habits: Counter[str] = Counter()
        for word in own:
            apart = "-" in word
            cuts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
            for left, right in pairwise(word.split("-")) if apart else cuts:
                habits[left] += apart and left + right in self._listed
                if self._either(left, right):
                    habits[""] += 1 if apart else -1
        return habits


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text.replace("\u2010", "-").replace("\u2011", "-").lower())


def _begun(words: list[str], part: str) -> bool:
    """Tell whether one of the words, which are sorted, begins so."""
    at = bisect_left(words, part)
    return at < len(words) and words[at].startswith(part)


def parts_address(text: str, line: str) -> bool:
    """Tell whether a line goes on with the address at the end of a text."""
    whole = _ADDRESS_WHOLE.fullmatch(text.rpartition(" ")[2] + line.partition(" ")[0])
    parted = _ADDRESS_WORD.search(text) and (whole or _ADDRESS_REST.match(line))
    return bool(parted or (_ADDRESS.search(text) and _ADDRESS_GOES_ON.match(line)))


def join(text: str, line: str, words: Words) -> str:
    """Put a line after a text."""
    if not text:
        return line
    if text.endswith(_SOFT if words.marked else "\u00ad"):
        return text.rstrip("".join(_SOFT)) + line
    if text.endswith("-") and _REPEATED.match(line):
        return text + line[1:]
    if parts_address(text, line):
        return text + line
    text = re.sub("\u2010$", "-", text)
    before, after = _BEFORE.search(text), _AFTER.match(line)
    if before and after:
        if _SHARED.match(line) and not words.single(before[1] + after[0]):
            return f"{text} {line}"
        word, opening = before[1], text[: before.start()].rstrip()
        if word.istitle() and (not opening or FINAL.search(opening)):
            word = word.lower()
        return (text if words.keeps(word, after[0]) else text[:-1]) + line
    if _DASH.search(text) and line[:1].isalnum():
        return text + line
    return f"{text} {line}"
