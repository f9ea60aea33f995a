"""Writes one invented tracker as a project for each of the four builders compared.

- ``ours``: this project's extension, every view and export on;
- ``stock``: sphinx-needs alone, with needtables for the same views;
- ``mlx``: mlx.traceability with its matrices;
- ``floor``: plain Sphinx with the text that ``ours`` rendered, and no items.
"""

from __future__ import annotations

from pathlib import Path

from generate import AREAS, Piece, World, write

EXT = Path(__file__).parent.parent / "ext"

_CONF = """
import sys
sys.path.insert(0, {ext!r})
project = "Benchmark"
extensions = {extensions!r}
language = "en"
smartquotes = False
html_theme = "pydata_sphinx_theme"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {{"navigation_depth": 2, "show_nav_level": 1}}
myst_enable_extensions = ["colon_fence", "fieldlist"]
{more}
"""

_METAMODEL = """
[needs]
id_required = true
id_regex = '^[A-Z0-9-]+$'
build_json = true
reproducible_json = true
[[needs.types]]
directive = "item"
title = "Item"
prefix = "I"
[[needs.types]]
directive = "period"
title = "Period"
prefix = "P"
[[needs.types]]
directive = "group"
title = "Group"
prefix = "G"
[[needs.types]]
directive = "passage"
title = "Passage"
prefix = "T"
[[needs.types]]
directive = "activity"
title = "Activity"
prefix = "E"
[needs.fields]
since = { schema = { type = "string" }, nullable = true }
period_start = { schema = { type = "string" }, nullable = true }
period_end = { schema = { type = "string" }, nullable = true }
coverage = { schema = { type = "string" }, nullable = true }
coded = { schema = { type = "array", items = { type = "string" } } }
code = { schema = { type = "string" }, nullable = true }
order = { schema = { type = "integer" }, nullable = true }
section = { schema = { type = "string" }, nullable = true }
number = { schema = { type = "integer" }, nullable = true }
sentences = { schema = { type = "integer" }, nullable = true }
context = { schema = { type = "array", items = { type = "string" } } }
sources = { schema = { type = "array", items = { type = "string" } } }
when = { schema = { type = "string" }, nullable = true }
[needs.links]
period_of = { outgoing = "period", incoming = "items of the period" }
group_of = { outgoing = "group", incoming = "items of the group" }
evidence = { outgoing = "evidence", incoming = "evidence for" }
matched = { outgoing = "matched", incoming = "matched by" }
explicit = { outgoing = "explicit", incoming = "explicitly" }
inferred = { outgoing = "inferred", incoming = "inferred by" }
rests_on = { outgoing = "rests on", incoming = "base of" }
concerns = { outgoing = "concerns", incoming = "concerned by" }
[progress_matrix.links]
period = "period_of"
group = "group_of"
[progress_matrix.facts]
activity = ["when", "links", "evidence"]
item = ["since", "group_of"]
"""


def _conf(folder: Path, extensions: list[str], more: str = "") -> None:
    write(folder / "conf.py", _CONF.format(ext=str(EXT), extensions=extensions, more=more))


def _toctree(entries: list[str]) -> str:
    return "```{toctree}\n:hidden:\n\n" + "\n".join(entries) + "\n```\n"


def _item_pages(world: World) -> list[str]:
    return [f"items/i{number:04d}" for number in range(world.size.items)]


def _pages(world: World) -> list[tuple[str, int, int]]:
    return [
        (f"areas/a{area}/p{period:02d}", area, period)
        for area in range(len(AREAS))
        for period in range(world.size.periods)
    ]


def _passages(world: World, period: int) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for area in range(len(AREAS)):
        for index, piece in enumerate(world.on_page(area, period)):
            found.setdefault(f"T-{period:02d}-{area}-{index // 5 + 1}", []).append(piece)
    return found


def passage_of(world: World) -> dict[str, str]:
    """Give the sentence that each piece of evidence cites."""
    return {
        piece.id: f"{passage}.{number}"
        for period in range(world.size.periods)
        for passage, pieces in _passages(world, period).items()
        for number, piece in enumerate(pieces, 1)
    }


def ours(world: World, folder: Path) -> None:
    """Write the tracker for this project's extension."""
    _conf(folder, ["myst_parser", "sphinx_needs", "progress_matrix"],
          'needs_from_toml = "ubproject.toml"\nprogress_matrix_from_toml = "ubproject.toml"')
    write(folder / "ubproject.toml", _METAMODEL)
    _write_needs(world, folder, history=True)
    views = ":::{progress-key}\n:::\n\n:::{progress-matrix}\n:::\n\n:::{progress-groups}\n:::\n"
    write(folder / "matrices.md", f"# Matrices\n\n{views}\n:::{{progress-gaps}}\n:::\n")
    _index(world, folder, [f"passages/p{period:02d}" for period in range(world.size.periods)])


def _index(world: World, folder: Path, more: list[str]) -> None:
    entries = ["matrices", "frame", *_item_pages(world), *(page for page, _, _ in _pages(world)), *more]
    write(folder / "index.md", "# Benchmark\n\n" + _toctree(entries))


def _write_needs(world: World, folder: Path, *, history: bool) -> None:
    frame = ["# Frame\n"]
    for area, title in enumerate(AREAS):
        frame.append(f":::{{group}} {title}\n:id: G-{area}\n:code: A{area}\n:order: {area + 1}\n:::\n")
    for period in range(world.size.periods):
        coded = ", ".join(f"A{area}" for area in range(len(AREAS)))
        frame.append(
            f":::{{period}} Report {period + 1}\n:id: P-{period:02d}\n:period_start: {2001 + period}-01\n"
            f":period_end: {2001 + period}-12\n:coverage: full\n:coded: {coded}\n:::\n"
        )
    write(folder / "frame.md", "\n".join(frame))
    for number, page in enumerate(_item_pages(world)):
        title = world.titles[number]
        text = (
            f"# {title}\n\n:::{{item}} {title}\n:id: I-{number:04d}\n:since: 2000-01-01\n"
            f":group_of: G-{world.area_of(number)}\n\nThe commitment in one sentence.\n:::\n"
        )
        view = f":::{{progress-history}}\n:item: I-{number:04d}\n:::\n" if history else (
            f'```{{needtable}}\n:filter: type == "activity" and "I-{number:04d}" in matched\n'
            ":columns: id, title, period_of, evidence\n```\n"
        )
        write(folder / f"{page}.md", f"{text}\n## History\n\n{view}")
    sentence = passage_of(world)
    for page, area, period in _pages(world):
        blocks = [f"# {AREAS[area]}, report {period + 1}\n"]
        blocks += [_activity(piece, sentence[piece.id]) for piece in world.on_page(area, period)]
        write(folder / f"{page}.md", "\n".join(blocks))
    for period in range(world.size.periods):
        blocks = [f"# Passages of report {period + 1}\n"]
        for passage, pieces in _passages(world, period).items():
            area = int(passage.split("-")[2])
            parts = " ".join(f"{{np}}`({number})`" for number in range(1, len(pieces) + 1))
            blocks.append(
                f":::{{passage}} Paragraph {passage}\n:id: {passage}\n:period_of: P-{period:02d}\n"
                f":section: A{area}\n:number: {passage.split('-')[3]}\n:sentences: {len(pieces)}\n\n{parts}\n:::\n"
            )
        write(folder / f"passages/p{period:02d}.md", "\n".join(blocks))


def _activity(piece: Piece, sentence: str) -> str:
    items = ", ".join(f"I-{item:04d}" for item in piece.items)
    return (
        f":::{{activity}} {piece.title}\n:id: {piece.id}\n:period_of: P-{piece.period:02d}\n"
        f":group_of: G-{piece.area}\n:when: {2001 + piece.period}-05\n:evidence: {sentence}\n"
        f":matched: {items}\n\n{piece.text}\n:::\n"
    )


def stock(world: World, folder: Path) -> None:
    """Write the tracker for sphinx-needs alone."""
    _conf(folder, ["myst_parser", "sphinx_needs"], 'needs_from_toml = "ubproject.toml"')
    write(folder / "ubproject.toml", _METAMODEL)
    _write_needs(world, folder, history=False)
    columns = "id, title, group_of, matched_back"
    table = f'```{{needtable}}\n:filter: type == "item"\n:columns: {columns}\n:style: table\n```\n'
    areas = "\n".join(
        f'```{{needtable}}\n:filter: type == "item" and "G-{area}" in group_of\n:columns: {columns}\n'
        ":style: table\n```\n"
        for area in range(len(AREAS))
    )
    write(folder / "matrices.md", f"# Matrices\n\n{table}\n{areas}")
    _index(world, folder, [f"passages/p{period:02d}" for period in range(world.size.periods)])


def mlx(world: World, folder: Path) -> None:
    """Write the tracker for mlx.traceability."""
    _conf(folder, ["mlx.traceability"], 'traceability_relationships = {"trace": "traced_by", "in_period": "has"}')
    write(folder / "index.rst", "Benchmark\n=========\n\n.. toctree::\n   :hidden:\n\n   matrices\n   frame\n   "
          + "\n   ".join([*_item_pages(world), *(page for page, _, _ in _pages(world))]) + "\n")
    periods = "".join(f".. item:: P-{p:02d} Report {p + 1}\n\n" for p in range(world.size.periods))
    write(folder / "frame.rst", f"Frame\n=====\n\n{periods}")
    for number, page in enumerate(_item_pages(world)):
        title = world.titles[number].replace("\\", "")
        heading = f"{title}\n{'=' * len(title)}\n\n"
        write(folder / f"{page}.rst", f"{heading}.. item:: I-{number:04d} {title}\n\n   The commitment in one sentence.\n\n"
              f".. item-matrix:: History\n   :source: I-{number:04d}\n   :target: E-\n   :type: traced_by\n")
    for page, area, period in _pages(world):
        title = f"{AREAS[area]}, report {period + 1}"
        blocks = [f"{title}\n{'=' * len(title)}\n"]
        for piece in world.on_page(area, period):
            items = " ".join(f"I-{item:04d}" for item in piece.items)
            blocks.append(f".. item:: {piece.id} {piece.title}\n   :trace: {items}\n   :in_period: P-{period:02d}\n\n   {piece.text}\n")
        write(folder / f"{page}.rst", "\n".join(blocks))
    write(folder / "matrices.rst", "Matrices\n========\n\n.. item-matrix:: All\n   :source: I-\n   :target: E-\n   :type: traced_by\n   :stats:\n\n"
          ".. item-2d-matrix:: By period\n   :source: E-\n   :target: P-\n   :type: in_period\n   :hit: x\n")
