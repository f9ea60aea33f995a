"""What several tables of the data share: the names of their files and columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    return parts | {name: role.value for role, name in types.evidence.items()}


def items_stem(settings: Settings, need_type: str) -> str:
    """Give the stem of the table of all items of a type."""
    return f"items-{slug(settings.noun(kinds(settings)[need_type]))}"
