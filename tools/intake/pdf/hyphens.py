"""Lines → running text: what becomes of a hyphen at the end of a line.

The words at hand decide: those of the report itself and of the texts given with it.  A word
list of the language would mend no more than one hyphen in five hundred.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\W_]+)-$")
_AFTER = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*")
_DASH = re.compile(r"\w[–/-]$")
# An address that the line breaks, and what it can go on with.
_ADDRESS = re.compile(r"(?:\w+://|\bwww\.)(?:\S*[/._=&?#%~-])?$")
_ADDRESS_GOES_ON = re.compile(r"[a-z0-9]\S*[./_=-]|[a-z0-9/]\S*[.,;)]?$")
# Shorter halves are words by chance.
_LONG = 2


class Words:
    """The words of some texts: single ones, and those with hyphens.

    ``seconds`` are words that often come second in one with a hyphen.
    """

    def __init__(self, texts: Iterable[str], seconds: Collection[str] = ()) -> None:
        self._seconds = seconds
        self._single: set[str] = set()
        self._hyphened: set[str] = set()
        for text in texts:
            for word in _WORD.findall(text.replace("\u2010", "-").replace("\u2011", "-").lower()):
                if "-" in word:
                    self._hyphened.add(word)
                self._single.update(word.split("-"))

    def keeps(self, before: str, after: str) -> bool:
        """Tell whether the hyphen between two parts of a line break belongs to the word."""
        left, right = before.rpartition("-")[2].lower(), after.partition("-")[0].lower()
        joined = left + right in self._single
        whole = f"{before}-{after}".lower()
        if before[-1].isupper() and after[0].isupper() and joined and whole not in self._hyphened:
            return False  # a name in capitals, divided: AR-GUS
        capitals = len(before) > 1 and before.isupper()
        if not before[-1].isalpha() or after[0].isupper() or after[0].isdigit() or capitals:
            return True
        if {f"{left}-{right}", whole} & self._hyphened:
            return not joined
        # A word of several hyphens (vis-à-vis), or one with a usual second part (long-term).
        if "-" in before + after or right in self._seconds:
            return not joined
        return not joined and all(len(part) > _LONG and part in self._single for part in (left, right))


def join(text: str, line: str, words: Words) -> str:
    """Put a line after a text."""
    if not text:
        return line
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if _ADDRESS.search(text) and _ADDRESS_GOES_ON.match(line):
        return text + line
    text = re.sub("\u2010$", "-", text)
    before, after = _BEFORE.search(text), _AFTER.match(line)
    if before and after:
        return (text if words.keeps(before[1], after[0]) else text[:-1]) + line
    if _DASH.search(text) and line[:1].isalnum():
        return text + line
    return f"{text} {line}"
