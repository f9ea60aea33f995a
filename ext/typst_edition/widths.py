"""Column widths from the text of the cells, when the source states none."""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A line may break at blanks and after these, as Typst breaks it: not before a colon, even
# after a blank.
_BREAKS = re.compile(r"[\s/\-–—\u200b]+(?![:;,.!?)\]])")
_SHORTEST, _LONGEST = 3.0, 40.0
_HALVINGS = 14
_MARGIN = 2.0
_CAPITAL = 0.35
# Words may stand in bold type.
_BOLD = 1.06
_ROUNDING = 0.1
_MEASURED = 3


def column_widths(
    rows: Iterable[Sequence[str]],
    columns: int,
    head: Iterable[Sequence[str]] = (),
    line: float = 105.0,
) -> list[float]:
    """Give a relative width for each of *columns* from the texts of *rows* and of *head*.

    A column is as wide as its longest word at least, so that none runs out of its cell, and
    no wider than its longest text. Between these, widths that fill a *line* of so many
    letters grow with the root of the amount of text: so the rows have the fewest lines.
    Header cells count by their words only: a few lines more once a page cost less than a
    line more in each row.
    """
    least = [_SHORTEST] * columns
    body = list(rows)
    for row in (*head, *body):
        for column, text in enumerate(row[:columns]):
            least[column] = max(least[column], min(_longest_word(text), _LONGEST))
    lengths = [[_length(row[column]) for row in body if column < len(row)] for column in range(columns)]
    most = [max([word, *column]) for word, column in zip(least, lengths, strict=True)]
    # Of a column that is often empty, a few long cells are not the measure.
    amounts = [sqrt(sum(length**2 for length in column) / (len(column) or 1)) for column in lengths]
    widths = _filling(line - columns * _MARGIN, least, most, [sqrt(amount) for amount in amounts])
    return [round(width + _MARGIN, 1) for width in widths]


def _filling(
    line: float, least: Sequence[float], most: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """Give widths in proportion to *weights*, from *least* to *most* each, that fill a *line* if they can."""
    low, high = 0.0, line
    widths = list(least)
    for _ in range(_HALVINGS):
        unit = (low + high) / 2
        widths = [
            min(max(unit * weight, word), text)
            for weight, word, text in zip(weights, least, most, strict=True)
        ]
        low, high = (low, unit) if sum(widths) > line else (unit, high)
    return widths


def words_fit(rows: Iterable[Sequence[str]], room: Sequence[float]) -> bool:
    """Say whether each word of *rows* has room in its column, in letters; then none needs a hyphen."""
    return all(
        _longest_word(text) <= width - _MARGIN + _ROUNDING
        for row in rows
        for text, width in zip(row, room, strict=False)
    )


def longest_words(rows: Iterable[Sequence[str]], columns: int, only: str = "") -> list[list[str]]:
    """Give the few longest words of each of *columns*; with *only*, of those that contain it."""
    found: list[set[str]] = [set() for _ in range(columns)]
    for row in rows:
        for column, text in enumerate(row[:columns]):
            found[column].update(word for word in _BREAKS.split(text) if only in word)
    return [sorted(words, key=lambda word: (-_length(word), word))[:_MEASURED] for words in found]


def _longest_word(text: str) -> float:
    words = _BREAKS.split(text)
    return _BOLD * max(map(_length, words))


def _length(text: str) -> float:
    """Give the length of *text* in small letters, of which a capital takes more than one."""
    return len(text) + _CAPITAL * sum(map(str.isupper, text))
