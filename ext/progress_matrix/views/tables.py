"""The exported tables: named columns, rows of plain values; and the columns that several of them share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..collect import slug
from ..model.statuses import Coded
from ..settings import Settings
from ..words import Words

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


def told(table: Table, words: Words) -> Table:
    """Give the table in the language of the edition, the meaning of each column beginning with a capital."""
    pairs = ((column, words(column.description)) for column in table.columns)
    columns = (replace(column, description=text[:1].upper() + text[1:]) for column, text in pairs)
    return replace(table, title=words(table.title), columns=tuple(columns))


def noun(settings: Settings, name: str, number: int = 1) -> str:
    """Give the column name that a part (``item``, ``period``, ``group``) has in the data."""
    return slug(settings.noun(name, number)).replace("-", "_")


def kinds(settings: Settings) -> dict[str, str]:
    """Give every exported need type with its part, whose plural names its table."""
    types = settings.types
    parts = {types.item: "item", types.period: "period", types.group: "group", types.passage: "passage"}
    # An item that is its own evidence is an item all the same.
    return {name: kind for kind, name in types.evidence.items()} | parts


def items_stem(settings: Settings, need_type: str) -> str:
    """Give the stem of the table of all items of a type."""
    return f"items-{slug(settings.noun(kinds(settings)[need_type]))}"


def codes(vocabulary: Iterable[Coded]) -> tuple[str, ...]:
    """Give the codes of a vocabulary, which a column may hold."""
    return tuple(term.code for term in vocabulary)


STATUS_LABEL = Column("label", "string", "the status in words, in the language of the edition", required=True)
ITEM_TITLE = Column("title", "string", "title of the item", required=True)
SERIES_COLUMN = Column("series", "string", "set or series of the item")
INDEPENDENT = Column(
    "independent", "boolean", "whether the item's subject is known independently", required=True
)


def ids_column(name: str, description: str) -> Column:
    """Make a column of ids."""
    return Column(name, "string", description, separator=IDS)


def status_column(settings: Settings) -> Column:
    """Make the column of the code of a status."""
    return Column("status", "string", "code of the reporting status", codes(settings.statuses), required=True)


_ABOUT = {"item": "id of the item", "period": "id of the period", "group": "id of the group"}


def part_column(settings: Settings, part: str, about: str | None = None) -> Column:
    """Make the column of the item, period or group that a row is about; a project may have no groups."""
    stem = items_stem(settings, getattr(settings.types, part))
    return Column(
        noun(settings, part),
        "string",
        _ABOUT[part] if about is None else about,
        required=part != "group",
        references=stem,
    )


def basis_column(settings: Settings) -> Column:
    """Make the column of how the subject is known."""
    return Column("basis", "string", "how the subject is known", settings.bases)
