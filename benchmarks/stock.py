"""The same tracker for sphinx-needs alone, with needtables for the same views.

A needtable has no cells of items and periods: it lists each item with the evidence linked
to it.  An item's history is what sphinx-needs shows of it anyway, its back-links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import project
from .project import directive, item, toctree, write

if TYPE_CHECKING:
    from pathlib import Path

    from .world import World

_EVIDENCE = 'type in ["activity", "announcement", "limitation", "statement"]'
_ALL = 'type == "proposal"'
_ITEMS = "id, title, basis, advances_back"


def write_stock(world: World, folder: Path) -> None:
    """Write the project."""
    project.conf(folder, project.NEEDS)
    project.metamodel(folder)
    tree = project.tree(world)
    pages = world.by_page()
    for docname in sorted({*pages, *tree}):
        entries = pages.get(docname, [])
        text = "".join(item(entry) for entry in entries)
        if entries and entries[0].kind == "area":
            announced = f'type == "announcement" and "{entries[0].id}" in area'
            text += _area(entries[0].id) + _table(announced, _LEDGER)
        if docname == "proposals/index":
            text += _table(_ALL, "id, title, set, area, basis")
        below = toctree(tree[docname]) if docname in tree else ""
        write(folder / f"{docname}.md", f"# {project.heading(docname, entries)}\n\n{text}{below}")
    _views(world, folder)
    write(folder / "bibliography.md", "# Bibliography\n\n```{bibliography}\n```\n")
    below = toctree(
        [
            "proposals/index",
            "areas/index",
            "reports/index",
            "matrices/index",
            "indices/index",
            "bibliography",
        ]
    )
    write(folder / "index.md", f"# Benchmark\n\n{_table(_ALL, _ITEMS)}{below}")


_LEDGER = "id, title, due, certainty, fulfils_back"


def _table(filtered: str, columns: str, **options: str) -> str:
    return directive("needtable", filter=filtered, columns=columns, style="table", **options)


def _area(name: str) -> str:
    return _table(f'type == "proposal" and "{name}" in area', _ITEMS)


def _views(world: World, folder: Path) -> None:
    by_area = "".join(f"## {title}\n\n{_area(name)}" for name, title in project.area_matrices())
    coverage = "".join(
        _table(f'type == "passage" and "{name}" in report', "id, title, sentences, evidence_back")
        for name in world.periods
    )
    _section(
        folder,
        "matrices",
        {
            "commitments": by_area,
            "areas": _table('type == "area"', "id, title, code"),
            "gaps": _table(f"{_ALL} and not advances_back", "id, title, basis"),
            "bases": _table(_ALL, "basis, id", sort="basis"),
            "announcements": _table('type == "announcement"', _LEDGER, sort="due"),
            "coverage": coverage,
        },
    )
    indices = {
        name: _table(f"{_EVIDENCE} and {name}", f"{name}, id, title, evidence", sort=name)
        for name in ("actors", "partners", "exercises", "where")
    }
    dated = _table(f"{_EVIDENCE} and when", "when, id, title, evidence", sort="when")
    _section(folder, "indices", indices | {"timeline": dated})


def _section(folder: Path, name: str, pages: dict[str, str]) -> None:
    write(folder / name / "index.md", f"# {name.capitalize()}\n\n{toctree(pages)}")
    for page, text in pages.items():
        write(folder / name / f"{page}.md", f"# {page.capitalize()}\n\n{text}")
