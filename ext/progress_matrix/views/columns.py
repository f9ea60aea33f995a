"""What several tables of the data share: the names of their files and columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .table import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.statuses import Coded
    from ..settings import Settings


def slug(words: str) -> str:
    """Make a file name of words in any script: small letters, digits, hyphens."""
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-")


def noun(settings: Settings, name: str) -> str:
    """Give the column name that a part (``item``, ``period``, ``group``) has in the data."""
    return slug(settings.noun(name, 1)).replace("-", "_")


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
    return tuple(str(term.value) for term in vocabulary)


STATUS_LABEL = Column("label", "string", "the status in words, in the language of the edition", required=True)
ITEM_TITLE = Column("title", "string", "title of the item", required=True)
SERIES = Column("series", "string", "set or series of the item")
INDEPENDENT = Column(
    "independent", "boolean", "whether the item's subject is known independently", required=True
)


def status(settings: Settings) -> Column:
    """Make the column of the code of a status."""
    return Column("status", "string", "code of the reporting status", codes(settings.statuses), required=True)


def item(settings: Settings) -> Column:
    """Make the column of the item a row is about."""
    stem = items_stem(settings, settings.types.item)
    return Column(noun(settings, "item"), "string", "id of the item", required=True, references=stem)


def period(settings: Settings, about: str = "id of the period") -> Column:
    """Make the column of the period a row is about."""
    stem = items_stem(settings, settings.types.period)
    return Column(noun(settings, "period"), "string", about, required=True, references=stem)


def group(settings: Settings) -> Column:
    """Make the column of the area a row is about."""
    stem = items_stem(settings, settings.types.group)
    return Column(noun(settings, "group"), "string", "id of the group", references=stem)


def basis(settings: Settings) -> Column:
    """Make the column of how the subject is known."""
    return Column("basis", "string", "how the subject is known", settings.bases)
