"""Tables of data, which are no part of the text, and tables that only set a text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .marks import BULLET, CAPTION, COMPLETE, FINAL, HEADING_WORDS, LABEL, lettered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TABLE = "table"
"""Why the cells of a table are left out."""

# A cell has no more words, on average.
_WORDS = 4


def is_data(rows: Iterable[Iterable[str]], heading: Callable[[str], bool]) -> bool:
    """Tell a table of data from one that sets a text out.

    No cell of it holds a sentence, and no row only a known heading.
    """
    told = [[cell.strip() for cell in row if _tells(cell.strip())] for row in rows]
    text = any(FINAL.search(cell) for row in told for cell in row)
    titled = any(len(row) == 1 and heading(row[0]) for row in told)
    return sum(map(len, told)) > 1 and not text and not titled


def _tells(cell: str) -> bool:
    return lettered(cell) and not LABEL.fullmatch(cell)


def is_row(text: str, cells: int) -> bool:
    """Tell whether a line may be the row of a table, by its text and by the parts that wide gaps make."""
    words = text.split()
    if cells < 2 or len(words) > _WORDS * cells or COMPLETE.search(text):  # noqa: PLR2004 - a gap makes two
        return False
    return cells > 2 or not (LABEL.fullmatch(words[0]) or BULLET.match(text))  # noqa: PLR2004 - mark and text


def tables(rows: Iterable[int]) -> Iterator[list[int]]:
    """Find the tables of a text, each as the places of its rows.

    :param rows: the cells of each line, or 0 where it is no row.
    """
    run: list[tuple[int, int]] = []
    for place, cells in enumerate((*rows, 0)):
        if cells:
            run.append((place, cells))
            continue
        # Two lines with one gap each may have it by chance.
        if len(run) > 1 and (len(run) > 2 or min(cells for _, cells in run) > 2):  # noqa: PLR2004
            yield [at for at, _ in run]
        run = []


def is_caption(text: str) -> bool:
    """Tell whether a text is the caption of a table or a figure."""
    return CAPTION.match(text) is not None and len(text.split()) <= HEADING_WORDS
