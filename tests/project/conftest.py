"""The real tree, built once, and what its pages and data hold."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from support import editions

if TYPE_CHECKING:
    from pathlib import Path


class Page(HTMLParser):
    """Anchors, links and visible text of one page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.words: list[str] = []
        self._hidden = 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        for name in ("href", "src"):
            if given.get(name):
                self.links.append(str(given[name]))
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The visible text with single spaces."""
        return " ".join(" ".join(self.words).split())


@dataclass(frozen=True)
class Site:
    """The built site."""

    folder: Path
    code: int
    log: str
    _pages: dict[str, Page] = field(default_factory=dict)

    @cached_property
    def needs(self) -> dict[str, dict[str, Any]]:
        """Every item, by id, as exported."""
        exported = json.loads((self.folder / "needs.json").read_text(encoding="utf-8"))
        needs: dict[str, dict[str, Any]] = exported["versions"][exported["current_version"]]["needs"]
        return needs

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        """Every item of a type."""
        return [need for need in self.needs.values() if need["type"] == kind]

    @cached_property
    def latest(self) -> str:
        """The id of the latest report of which every section was coded."""
        sections: dict[str, set[str]] = {}
        for passage in self.of_type("passage"):
            sections.setdefault(passage["report"][0], set()).add(passage["section"])
        coded = [
            one
            for one in self.of_type("report")
            if one["coverage"] == "full"
            and one["coded"]
            and sections.get(one["id"], set()) <= set(one["coded"])
        ]
        return str(max(coded, key=lambda one: one["period_end"])["id"])

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table, read from its CSV file."""
        with (self.folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    @cached_property
    def names(self) -> list[str]:
        """Every page, as a path below the site; a theme's templates among its assets are none."""
        found = (str(path.relative_to(self.folder)) for path in self.folder.rglob("*.html"))
        return sorted(name for name in found if not name.startswith("_static/"))

    def page(self, name: str) -> Page:
        """One page, read once."""
        if name not in self._pages:
            self._pages[name] = Page((self.folder / name).read_text(encoding="utf-8"))
        return self._pages[name]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the real tree as ``make html`` does, warnings being errors."""
    made = editions.html(tmp_path_factory, "en")
    return Site(made.folder, made.code, made.log)
