"""What the projects compared have in common: configuration, theme, tree of pages, markup."""

from __future__ import annotations

from runpy import run_path
from typing import TYPE_CHECKING, Any

from .world import AREAS, REPOSITORY, SETS, Entry, World

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# What a tracker of items needs, whoever shows it.
NEEDS = ("myst_parser", "sphinx_needs", "sphinxcontrib.bibtex")

# The configuration of this project itself, so that all that it switches on is measured.
_WHOLE = """\
from pathlib import Path
from runpy import run_path

globals().update(run_path({conf!r}))
templates_path = [str(Path({repository!r}, name)) for name in templates_path]
html_static_path = [str(Path({repository!r}, name)) for name in html_static_path]
bibtex_bibfiles = ["sources.bib"]
"""

_SECTIONS = {
    "proposals/index": "Commitments",
    "areas/index": "Areas",
    "reports/index": "Reports",
    "matrices/index": "Matrices",
}


def conf(folder: Path, extensions: Iterable[str] = (), more: str = "") -> None:
    """Write the configuration of this project, with other extensions where they are given."""
    text = _WHOLE.format(conf=str(REPOSITORY / "conf.py"), repository=str(REPOSITORY))
    if extensions:
        # This project's own style of references comes with one of its extensions.
        text += f'extensions = {[*extensions]!r}\nbibtex_default_style = "unsrt"\n'
    write(folder / "conf.py", text + more)


def theme() -> dict[str, Any]:
    """Give the settings of this project that a builder without its extensions can take."""
    known: dict[str, Any] = run_path(str(REPOSITORY / "conf.py"))
    chosen = {
        name: value for name, value in known.items() if name.startswith("html_") or name == "smartquotes"
    }
    for name in ("templates_path", "html_static_path"):
        chosen[name] = [str(REPOSITORY / path) for path in known[name]]
    return chosen


def write(path: Path, text: str) -> None:
    """Write a page, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def metamodel(folder: Path, *, data: bool = False) -> None:
    """Put this project's metamodel and a bibliography beside the pages.

    :param data: whether the items are published as data too, in sphinx-needs' own form.
    """
    text = (REPOSITORY / "ubproject.toml").read_text(encoding="utf-8")
    switch = "build_json = true\n"
    assert switch in text
    write(folder / "ubproject.toml", text if data else text.replace(switch, "build_json = false\n"))
    write(folder / "sources.bib", "@misc{source, author = {Éditeur, Œ.}, title = {Source}, year = {2016}}\n")


def directive(kind: str, title: str = "", text: str = "", /, **options: object) -> str:
    """Write a MyST directive."""
    lines = [f":::{{{kind}}} {title}".rstrip()]
    lines += [f":{name}: {', '.join(v) if isinstance(v, tuple) else v}" for name, v in options.items()]
    return "\n".join([*lines, *(["", text] if text else []), ":::", "", ""])


def item(entry: Entry) -> str:
    """Write an item as sphinx-needs reads it; what rests on a text cites it."""
    text = f"{entry.text} {{cite:p}}`source`" if entry.kind in ("proposal", "report") else entry.text
    return directive(entry.kind, entry.title, text, id=entry.id, **entry.options)


def toctree(entries: Iterable[str]) -> str:
    """Write a hidden tree of contents."""
    return "```{toctree}\n:hidden:\n\n" + "\n".join(entries) + "\n```\n"


def tree(world: World) -> dict[str, list[str]]:
    """Give the sections of the site: each index page with the pages below it."""
    periods = [name.lower() for name in world.periods]
    areas = [code.lower() for code in AREAS]
    return {
        "proposals/index": [item.docname.removeprefix("proposals/") for item in world.items],
        "areas/index": [f"{area}/index" for area in areas],
        **{f"areas/{area}/index": periods for area in areas},
        "reports/index": [*periods, *(f"{name}-passages" for name in periods)],
    }


def heading(docname: str, entries: Iterable[Entry]) -> str:
    """Give a page's heading: that of its main item, or what the page is."""
    for entry in entries:
        if entry.kind in ("proposal", "report", "area"):
            return f"{entry.id} {entry.title}" if entry.kind == "proposal" else entry.title
    return _SECTIONS.get(docname) or docname.removesuffix("/index").rpartition("/")[2].capitalize()


def area_matrices() -> list[tuple[str, str]]:
    """Give each area's id with its title, for a matrix each."""
    return [(f"AREA-{code}", title) for code, title in AREAS.items()]


def sets() -> list[str]:
    """Give the names of the sets of commitments."""
    return [str(year) for year in SETS]
