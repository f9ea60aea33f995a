"""One mistake: where it is, in what, what is wrong, and how to mend it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake; ``item`` is the id or the title of the item, if there is one."""

    file: str
    line: int
    item: str
    what: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (f"{self.file}:{self.line}", self.item, self.what)))


def line_at(text: str, place: int) -> int:
    """Give the line, counted from 1, on which a place of a text stands."""
    return text.count("\n", 0, place) + 1


def nearest(value: str, allowed: Iterable[str]) -> str:
    """Say which allowed value was probably meant; else list what is allowed, if it is short."""
    known = list(dict.fromkeys(allowed))
    folded = {one.casefold(): one for one in reversed(known)}
    close = difflib.get_close_matches(value.casefold(), folded, n=1, cutoff=0.5)
    if close:
        return f"did you mean “{folded[close[0]]}”?"
    few = ", ".join(known[:8])
    if not few:
        return "there is none yet"
    return f"allowed: {few}{', …' if len(known) > 8 else ''}"  # noqa: PLR2004 - what fits on a line
