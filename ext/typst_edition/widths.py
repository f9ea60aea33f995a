"""Column widths from the text of the cells, when the source states none."""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A line may break at blanks and after these, as Typst breaks it.
_BREAKS = re.compile(r"[\s/\-–—\u200b]+")
_SHORTEST, _LONGEST = 3.0, 60.0
_MARGIN = 1.5
UPRIGHT, LANDSCAPE = 105.0, 160.0
"""How many letters fit beside each other in all columns of a page, in the largest type of tables."""


def column_widths(
    rows: Iterable[Sequence[str]],
    columns: int,
    head: Iterable[Sequence[str]] = (),
    line: float = UPRIGHT,
) -> list[float]:
    """Give a relative width for each of *columns* from the texts of *rows* and of *head*.

    A column is as wide as its longest word at least; beyond that, width grows with the
    root of the amount of text, because long cells can wrap. Where all that does not fit on
    a *line* of so many letters, the words come first, so that none runs out of its cell.
    Header cells count by their words only: a few lines more once a page cost less than a
    line more in each row.
    """
    words = [_SHORTEST] * columns
    amounts = [0.0] * columns
    body = list(rows)
    for row in (*head, *body):
        for column, text in enumerate(row[:columns]):
            longest = max(map(len, _BREAKS.split(text)), default=0)
            words[column] = max(words[column], min(float(longest), _LONGEST / 2))
    for row in body:
        for column, text in enumerate(row[:columns]):
            amounts[column] = max(amounts[column], min(float(len(text)), 20 * _LONGEST))
    extra = [
        max(0.0, min(2.4 * sqrt(amount), _LONGEST) - word)
        for word, amount in zip(words, amounts, strict=True)
    ]
    left = max(0.0, line - sum(words) - columns * _MARGIN)
    share = min(1.0, left / sum(extra)) if any(extra) else 0.0
    return [round(word + more * share + _MARGIN, 1) for word, more in zip(words, extra, strict=True)]
