"""What a spreadsheet can hold of a text, and how wide its columns are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from progress_matrix.api import Table

LONGEST = 32_767
"""As many characters as a cell of a spreadsheet may hold."""

EXACT = 10**15
"""From here on a spreadsheet would round a whole number: it is written as a text."""

# What XML 1.0 cannot hold at all (https://www.w3.org/TR/xml/#charsets).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEWLINES = re.compile("\r\n?")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CUT = "…"


def legal(text: str) -> str:
    """Give a text as a sheet can hold it.

    A character that XML cannot hold becomes U+FFFD, and a text that is too long is cut
    and ends with an ellipsis; CSV and JSON hold both as they are.
    """
    clean = _NEWLINES.sub("\n", _ILLEGAL.sub(REPLACEMENT, text))
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + _CUT


def altered(table: Table) -> list[tuple[int, str]]:
    """Give the places (row from 1, column name) whose text a sheet cannot hold in full."""
    return [
        (number, name)
        for number, row in enumerate(table.rows, 1)
        # A row at a time: few have any.
        if _is_altered("".join([value for value in row if isinstance(value, str)]))
        for name, value in zip(table.header, row, strict=True)
        if isinstance(value, str) and _is_altered(value)
    ]


def _is_altered(text: str) -> bool:
    return len(text) > LONGEST or _ILLEGAL.search(text) is not None


def widths(table: Table, widest: int = 60) -> list[float]:
    """Give a width for each column, in characters: as its longest text, within reason."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.header)
    found = [
        max(len(name), *(len(value) if isinstance(value, str) else 5 for value in column), 0)
        for name, column in zip(table.header, columns, strict=True)
    ]
    return [min(width, widest) + 2.0 for width in found]
