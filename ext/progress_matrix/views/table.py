"""A table as every format writes it: named columns, rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

Value = str | int | bool | None

IDS = " "
"""Between the ids of one value: an id holds no space."""
TEXTS = "; "
"""Between the texts of one value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its JSON type, what it holds, and what is allowed in it.

    ``separator`` is set where one value is a list; ``references`` names the table in
    whose first column each value (of a column without a separator) stands.
    """

    name: str
    type: str
    description: str
    enum: tuple[str, ...] = ()
    required: bool = False
    pattern: str = ""
    separator: str = ""
    references: str = ""


class GridCell(NamedTuple):
    """A word of a grid; ``look`` is a status's code or ``inferred``.

    ``item`` and ``period`` name what it leads to: an item, or what it is about in a period.
    """

    text: str
    look: str = ""
    item: str = ""
    period: str = ""


class Grid(NamedTuple):
    """A table as readers see it: items by periods."""

    head: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be written, in any format.

    ``key`` names the columns that tell rows apart; ``part`` says that its rows stand in another
    table too; ``grid`` is the same for readers, where that has another form.
    """

    stem: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...] = ()
    part: bool = False
    grid: Grid | None = None

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]


def in_sentences(table: Table) -> Table:
    """Give the table with the meaning of each column beginning with a capital, whoever wrote it."""
    meanings = (column.description for column in table.columns)
    capital = (meaning[:1].upper() + meaning[1:] for meaning in meanings)
    pairs = zip(table.columns, capital, strict=True)
    return replace(table, columns=tuple(replace(column, description=text) for column, text in pairs))
