"""The numbers that a report gives its paragraphs: 7. or (7) or [7], all through or by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .marks import NUMBER

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

# So many numbers may be missing, where two paragraphs were taken for one.
_MISSING = 5
# A list within a paragraph is shorter.
_LIST = 8


@dataclass(slots=True)
class Numbering:
    """Goes along the numbers; a list within a paragraph has its own, from one."""

    last: int = 0

    def due(self, text: str, *, first: bool = False) -> re.Match[str] | None:
        """Match the number of the next paragraph before its text.

        :param first: whether a heading stands before it, so that the count may start again.
        """
        found = NUMBER.match(text)
        if found is None:
            return None
        number = _number(found)
        runs_on = number is None or self.last < number <= self.last + _MISSING or (first and number == 1)
        return found if runs_on else None

    def take(self, text: str, *, first: bool = False) -> str:
        """Go on to a paragraph, and give its text without its number."""
        found = self.due(text, first=first)
        if found is None:
            return text
        self.last = _number(found) or self.last
        return text[found.end() :]


def _number(found: re.Match[str]) -> int | None:
    digits = found["number"] or found["within"]
    return int(digits) if digits else None


def through(texts: Iterable[str]) -> bool:
    """Tell whether numbers run through texts, of which some begin paragraphs."""
    due = 1
    for text in texts:
        found = NUMBER.match(text)
        due += found is not None and _number(found) == due
    return due > _LIST
