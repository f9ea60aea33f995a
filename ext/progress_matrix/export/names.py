"""Stable names of the data files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..collect import Tracker, text

if TYPE_CHECKING:
    from ..settings import Settings

FOLDER = "data"
FORMATS = ("csv", "xlsx", "json")

WORKBOOK = "all-tables.xlsx"
PACKAGE = "datapackage.json"
SUMMARY = "summary.json"
CHECKSUMS = "SHA256SUMS"
CODEBOOK = "codebook"
CODES = "codes"
CHANGES = "progress-changes"
"""Under this name the domain notes the page of the changes, beside those of the indices."""
FEED = "changes.atom"
"""Stands beside the pages, not among the data."""


def slug(words: str) -> str:
    """Make a file name of words: lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


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


def known(tracker: Tracker) -> dict[str, str]:
    """Give every exported view with the stem of its files."""
    settings = tracker.settings
    items, periods, groups = (slug(settings.noun(name)) for name in ("item", "period", "group"))
    main = f"matrix-{items}-{periods}"
    names = {
        "matrix": main,
        "groups": f"matrix-{groups}-{periods}",
        "gaps": "gaps",
        "announcements": "announcements",
        "sentences": "evidence-coverage",
        "bases": "bases",
        CODEBOOK: CODEBOOK,
        CODES: CODES,
    }
    for need_type in kinds(settings):
        names[f"items-{need_type}"] = items_stem(settings, need_type)
    for group in tracker.matrix.groups:
        code = text(tracker.needs[group.id], settings.fields.code) or group.id
        names[f"matrix-{group.id}"] = f"{main}-{slug(code)}"
    for series in sorted({item.series for item in tracker.matrix.items if item.series}):
        names[f"matrix-{series}"] = f"{main}-{slug(series)}"
    return names
