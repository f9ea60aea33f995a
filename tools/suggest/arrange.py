"""Items of an area's page → under the heading of their theme, so that nobody moves them by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Headings of what has no theme: what is said of the area, what stood in the way, what is to come.
AREA, OBSTACLES, ANNOUNCED = "The area as a whole", "Obstacles and conditions", "Announcements"
SPECIAL = (AREA, OBSTACLES, ANNOUNCED)
_OF_TYPE = {"statement": AREA, "limitation": OBSTACLES, "announcement": ANNOUNCED}
_ITEM = re.compile(r"^:::\{(?P<type>\w+)\} .*\n(?:.*\n)*?:::\n\n?", re.MULTILINE)
_HEADING = re.compile(r"^## (.*)\n", re.MULTILINE)
_THEME = re.compile(r"^:theme: (.*)$", re.MULTILINE)
_SENTENCE = re.compile(r"^:evidence: \w+-\w+-(N?)(\d+)\.(\d+)", re.MULTILINE)


def heading(kind: str, theme: str) -> str:
    """Name the heading under which an item of a type stands; empty when nothing tells."""
    return theme or _OF_TYPE.get(kind, "")


def arranged(text: str, themes: Sequence[str]) -> str:
    """Put each item that stands under another heading under its own, in the order of the report.

    :param themes: the themes of the area, in their order.
    """
    if not themes:
        return text
    order = [AREA, *themes, OBSTACLES, ANNOUNCED]
    head, *rest = _HEADING.split(text)
    parts = {"": head} | dict(zip(rest[::2], rest[1::2], strict=True))
    moved: dict[str, list[str]] = {}
    for name, part in parts.items():
        for found in list(_ITEM.finditer(part)):
            theme = _THEME.search(found[0])
            wanted = heading(found["type"], theme[1].strip() if theme else "")
            if wanted in order and wanted != name:
                parts[name] = parts[name].replace(found[0], "")
                moved.setdefault(wanted, []).append(found[0].rstrip() + "\n\n")
    for name, items in moved.items():
        parts[name] = _inserted(parts.get(name, "\n"), items)
    free = [name for name in parts if name and name not in order]
    names = [name for name in ("", *free, *order) if parts.get(name, "").strip()]
    made = [parts[name].rstrip() if not name else f"## {name}\n\n{parts[name].strip()}" for name in names]
    return "\n\n".join(made) + "\n" if moved else text


def _inserted(part: str, items: list[str]) -> str:
    """Put items before the first one that tells of a later sentence."""
    for item in items:
        later = (one for one in _ITEM.finditer(part) if _place(one[0]) > _place(item))
        place = next(later, None)
        part = (
            f"{part[: place.start()]}{item}{part[place.start() :]}" if place else f"{part.rstrip()}\n\n{item}"
        )
    return part


def _place(item: str) -> tuple[str, int, int]:
    """Give the place of the first sentence that an item rests on; notes come last."""
    found = _SENTENCE.search(item)
    return (found[1], int(found[2]), int(found[3])) if found else ("~", 0, 0)
