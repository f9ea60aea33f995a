"""A tracker for this project's matrix extension, with every view; with all its extensions, as data too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import project
from .project import directive, item, toctree, write

if TYPE_CHECKING:
    from pathlib import Path

    from .world import Entry, World

_INDICES = ("actors", "partners", "exercises", "where")


def write_tracker(world: World, folder: Path, more: str = "", *, whole: bool = False) -> None:
    """Write the project; ``more`` is added to its configuration.

    :param whole: whether it has all extensions of this project, and the pages of those that publish data.
    """
    project.conf(folder, () if whole else (*project.NEEDS, "progress_matrix"), more)
    project.metamodel(folder, data=whole)
    tree = project.tree(world)
    pages = world.by_page()
    for docname in sorted({*pages, *tree}):
        entries = pages.get(docname, [])
        views = _views(docname, entries)
        text = "".join(item(entry) for entry in entries) + views
        below = toctree(tree[docname]) if docname in tree else ""
        write(folder / f"{docname}.md", f"# {project.heading(docname, entries)}\n\n{text}{below}")
    _matrices(world, folder)
    _indices(folder)
    data = {"changes": directive("progress-changes"), "data": directive("progress-data")} if whole else {}
    # The metamodel names the last one: it says how far to trust the coding.
    others = {"bibliography": "```{bibliography}\n```\n", **data, "methodology": "Invented.\n"}
    for name, text in others.items():
        write(folder / f"{name}.md", f"# {name.capitalize()}\n\n{text}")
    figures = "".join(
        f"- {period.title}: {{progress-figure}}`status=reported period={period.id}`\n"
        for period in world.reports
    )
    sections = ("proposals", "areas", "reports", "matrices", "indices")
    below = toctree([*(f"{name}/index" for name in sections), *others])
    text = directive("progress-key") + directive("progress-matrix", caption="All commitments by report")
    write(folder / "index.md", f"# Benchmark\n\n{figures}\n{text}{below}")


def _views(docname: str, entries: list[Entry]) -> str:
    if docname == "proposals/index":
        return directive("progress-register") + directive("progress-bases")
    if docname == "areas/index":
        return directive("progress-groups")
    main = entries[0] if entries else None
    if main and main.kind == "proposal":
        return "## History\n\n" + directive("progress-history", item=main.id)
    if main and main.kind == "area":
        return directive("progress-matrix", group=main.id) + directive("progress-ledger", group=main.id)
    return ""


def _matrices(world: World, folder: Path) -> None:
    by_area = "".join(
        f"## {title}\n\n{directive('progress-matrix', group=name)}" for name, title in project.area_matrices()
    )
    coverage = "".join(directive("progress-coverage", period=name) for name in world.periods)
    pages = {
        "commitments": directive("progress-key") + by_area,
        "areas": directive("progress-groups"),
        "gaps": directive("progress-gaps"),
        "bases": directive("progress-bases"),
        "announcements": directive("progress-key", vocabulary="follow-up") + directive("progress-ledger"),
        "coverage": coverage,
    }
    write(folder / "matrices/index.md", f"# Matrices\n\n{directive('progress-picture')}{toctree(pages)}")
    for name, text in pages.items():
        write(folder / f"matrices/{name}.md", f"# {name.capitalize()}\n\n{text}")


def _indices(folder: Path) -> None:
    pages = {name: directive("progress-index", field=name) for name in _INDICES}
    pages["timeline"] = directive("progress-timeline")
    write(folder / "indices/index.md", f"# Indices\n\n{toctree(pages)}")
    for name, text in pages.items():
        write(folder / f"indices/{name}.md", f"# {name.capitalize()}\n\n{text}")
