"""Stable names of the data files."""

from __future__ import annotations

import re

from ..collect import Tracker, text

FOLDER = "data"
FORMATS = ("csv", "json")


def slug(words: str) -> str:
    """Make a file name of words: lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


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
    }
    for group in tracker.matrix.groups:
        code = text(tracker.needs[group.id], settings.fields.code) or group.id
        names[f"matrix-{group.id}"] = f"{main}-{slug(code)}"
    return names


def file_name(tracker: Tracker, view: str, suffix: str) -> str:
    """Give the path of a view's file below the output folder."""
    return f"{FOLDER}/{known(tracker)[view]}.{suffix}"
