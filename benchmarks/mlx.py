"""The same tracker for mlx.traceability, with its matrices for the same views.

An item's history is what mlx.traceability shows of it anyway, the reverse links.  A
sentence is no item there: evidence cites the passage.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from . import project
from .project import write

if TYPE_CHECKING:
    from pathlib import Path

    from .world import Entry, World

_RELATIONS = {
    "advances": "advanced_by",
    "report": "report_of",
    "area": "area_of",
    "evidence": "evidence_for",
    "fulfils": "fulfilled_by",
}
_ATTRIBUTES = ("when", "due", "basis", "actors", "where", "partners")
_LINKS = {"explicit": "advances", "matched": "advances", "inferred": "advances"}
_PIECES = r"[AFLS]\d"
_REGISTER = ".. item-attributes-matrix:: Register\n   :filter: P\\d\n   :attributes: basis\n\n"


def write_mlx(world: World, folder: Path) -> None:
    """Write the project."""
    values = project.theme() | {
        "project": "Benchmark",
        "extensions": ["mlx.traceability"],
        "traceability_relationships": _RELATIONS,
        "traceability_relationship_to_string": {
            name: name.replace("_", " ") for pair in _RELATIONS.items() for name in pair
        },
        "traceability_attributes": dict.fromkeys(_ATTRIBUTES, ".*"),
        "traceability_attribute_to_string": {name: name for name in _ATTRIBUTES},
        "traceability_render_relationship_per_item": True,
    }
    settings = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    # The collector as this project sets it: else this one alone would run with Python's own.
    collector = f"gc.set_threshold{gc.get_threshold()}\natexit.register(gc.freeze)\n"
    write(folder / "conf.py", f"import atexit\nimport gc\n\n{collector}{settings}")
    tree = project.tree(world)
    pages = world.by_page()
    for docname in sorted({*pages, *tree}):
        entries = pages.get(docname, [])
        text = "".join(map(_item, entries))
        if entries and entries[0].kind == "area":
            text += _by_period(world, _of_area("P", entries[0].id))
            text += _matrix(_of_area("F", entries[0].id), r"A\d", "fulfilled_by")
        if docname == "proposals/index":
            text += _REGISTER
        _page(folder, docname, project.heading(docname, entries), text, tree.get(docname, []))
    _views(world, folder)
    below = ["proposals/index", "areas/index", "reports/index", "matrices/index", "indices/index"]
    _page(folder, "index", "Benchmark", _by_period(world, r"P\d"), below)


def _item(entry: Entry) -> str:
    lines = [f".. item:: {entry.id} {entry.title}"]
    for name, value in entry.options.items():
        values = [value] if isinstance(value, str | int) else [part.partition(".")[0] for part in value]
        relation = _LINKS.get(name, name)
        if relation in _RELATIONS:
            lines.append(f"   :{relation}: {' '.join(map(str, values))}")
        elif name in _ATTRIBUTES:
            lines.append(f"   :{name}: {', '.join(map(str, values))}")
    text = entry.title if entry.kind == "passage" else entry.text
    return "\n".join([*lines, "", f"   {text}", "", ""])


def _matrix(source: str, target: str, relation: str, *options: str) -> str:
    stated = (f":source: {source}", f":target: {target}", f":type: {relation}")
    lines = [".. item-matrix:: Linked items", *stated, *options]
    return "\n   ".join(lines) + "\n\n"


def _by_period(world: World, source: str, relation: str = "advanced_by") -> str:
    """Write the view that this is all about: the items, and a column for each period."""
    columns = " ".join(map(_of_period, world.periods))
    return _matrix(source, columns, relation, f":targettitle: {', '.join(world.periods)}")


def _of_period(period: str) -> str:
    return f"[AFLS]{period.removeprefix('R')}-"


def _of_area(kind: str, area: str) -> str:
    return rf"{kind}\d\d-{area.removeprefix('AREA-')}"


def _dated(attributes: str) -> str:
    return f".. item-attributes-matrix:: Items\n   :filter: {_PIECES}\n   :attributes: {attributes}\n\n"


def _views(world: World, folder: Path) -> None:
    by_area = "".join(_by_period(world, _of_area("P", name)) for name, _ in project.area_matrices())
    gaps = "".join(
        _matrix(r"P\d", _of_period(name), "advanced_by", ":onlyuncovered:") for name in world.periods
    )
    coverage = "".join(_matrix(f"{name}-", _PIECES, "evidence_for") for name in world.periods)
    _section(
        folder,
        "matrices",
        {
            "commitments": by_area,
            "areas": _by_period(world, "AREA-", "area_of"),
            "gaps": gaps,
            "bases": _REGISTER,
            "announcements": _matrix(r"F\d", r"A\d", "fulfilled_by"),
            "coverage": coverage,
        },
    )
    _section(
        folder,
        "indices",
        {
            **{name: _dated(name) for name in ("actors", "partners", "where")},
            "timeline": _dated("when due"),
        },
    )


def _section(folder: Path, name: str, pages: dict[str, str]) -> None:
    _page(folder, f"{name}/index", name.capitalize(), "", list(pages))
    for page, text in pages.items():
        _page(folder, f"{name}/{page}", page.capitalize(), text, [])


def _page(folder: Path, docname: str, title: str, text: str, below: list[str]) -> None:
    tree = ".. toctree::\n   :hidden:\n\n" + "".join(f"   {name}\n" for name in below) if below else ""
    write(folder / f"{docname}.rst", f"{title}\n{'=' * 2 * len(title)}\n\n{text}\n{tree}")
