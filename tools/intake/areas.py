"""The areas that the project's pages define, with their titles in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

_AREA = re.compile(r":::\{area\} (?P<title>.+)\n(?P<options>(?::\w+:.*\n)+)")
_OPTION = re.compile(r":(\w+): (.*)")

DOCS = Path("docs")
CATALOGUES = Path("locales/fr/LC_MESSAGES")


class AreaError(ValueError):
    """The project has no areas, or one without id or code; the message names the place."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its id and code, its folder below ``docs/areas``, its titles.

    ``french`` is empty where the catalogue has no translation.  ``proposal`` is the first
    proposal of the area, for worked examples.
    """

    id: str
    code: str
    folder: str
    english: str
    french: str
    proposal: str


def read(root: Path) -> list[Area]:
    """Read the areas of a project, in the order of their folders.

    :raises AreaError: when there is none, or one has no code.
    """
    found = [_area(root, page) for page in sorted((root / DOCS / "areas").glob("*/index.md"))]
    if not found:
        raise AreaError(f"{root / 'docs' / 'areas'}: no area pages (*/index.md)")
    return found


def titles(root: Path) -> dict[str, list[str]]:
    """Give the titles of each area by its code, in the languages at hand.

    :raises AreaError: as :func:`read`.
    """
    return {area.code: [title for title in (area.english, area.french) if title] for area in read(root)}


def _area(root: Path, page: Path) -> Area:
    item = _AREA.search(page.read_text(encoding="utf-8"))
    options = dict(_OPTION.findall(item["options"])) if item else {}
    if item is None or not {"id", "code"} <= options.keys():
        raise AreaError(f"{page}: no area item with :id: and :code:")
    proposals = sorted((root / DOCS / "proposals").glob(f"*/p*-{options['code'].lower()}-*.md"))
    return Area(
        options["id"],
        options["code"],
        page.parent.name,
        item["title"],
        _french(root / CATALOGUES / "areas" / page.parent.name / "index.po", item["title"]),
        proposals[0].stem.upper() if proposals else "",
    )


def _french(catalogue: Path, title: str) -> str:
    if not catalogue.is_file():
        return ""
    with catalogue.open("rb") as stream:
        entry = read_po(stream).get(title)
    return str(entry.string) if entry and not entry.fuzzy else ""
