"""Builds one tracker in every way, in turn: whole, after no change, after an edit, in parallel."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from .floor import write_floor
from .measure import BuildStoppedError, Usage, run
from .mlx import write_mlx
from .stock import write_stock
from .tracker import write_tracker
from .world import Size, World

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

FULL, NOTHING, PARALLEL = "full build", "no change", "full build, -j2"
EDITED, RETITLED = "one edited activity: its text", "one edited activity: its title"
SCENARIOS = (FULL, EDITED, RETITLED, NOTHING, PARALLEL)

OURS = ("matrix", "whole")
"""The builders that are this project: its matrix extension alone, and with all its others."""

# What Sphinx or sphinx-needs writes for itself; neither readers nor data users see it.
_OWN = re.compile(
    r"searchindex\.js|objects\.inv|\.buildinfo.*|.*\.pickle|schema_violations\.json|\.progress-matrix\.json"
)


@dataclass(frozen=True)
class Builder:
    """One way of building: its name, how its project is written, and with which Python."""

    name: str
    write: Callable[[World, Path, Path], None]
    python: str = sys.executable
    strict: bool = True
    """Whether a warning fails the build."""


@dataclass
class Measured:
    """What the builds of one size used: builder → scenario → one figure a run.

    ``stopped``: the builders that took longer than they were given, in seconds.
    ``differing``: files in which an edited output of ours differs from a fresh one.
    """

    size: Size
    usages: dict[str, dict[str, list[Usage]]] = field(default_factory=dict)
    stopped: dict[str, float] = field(default_factory=dict)
    differing: list[str] = field(default_factory=list)

    def note(self, builder: str, scenario: str, usage: Usage) -> None:
        """Note one build."""
        self.usages.setdefault(builder, {}).setdefault(scenario, []).append(usage)

    def cpu(self, builder: str, scenario: str) -> float:
        """Give the median of user CPU in seconds; ``KeyError`` when it was not measured."""
        return median(usage.cpu for usage in self.usages[builder][scenario])

    def peak(self, builder: str, scenario: str) -> float:
        """Give the median of peak memory in megabytes."""
        return median(usage.peak for usage in self.usages[builder][scenario])


def builders(peer_python: str) -> list[Builder]:
    """Give the ways that are compared, the floor first."""
    return [
        Builder("floor", write_floor),
        Builder("stock", lambda world, folder, _: write_stock(world, folder)),
        Builder("mlx", lambda world, folder, _: write_mlx(world, folder), peer_python, strict=False),
        Builder("matrix", lambda world, folder, _: write_tracker(world, folder)),
        Builder("whole", lambda world, folder, _: write_tracker(world, folder, whole=True)),
    ]


def compare(
    size: Size,
    chosen: Iterable[Builder],
    folder: Path,
    runs: int,
    limit: float,
    scenarios: Container[str] = SCENARIOS,
) -> Measured:
    """Build a tracker of one size in each chosen way, ``runs`` times in turn.

    :param limit: seconds of wall time that one build may take; a builder that needs longer
        is stopped and left out of what follows.
    :param scenarios: those to measure; what follows the full build needs it.
    """
    world, measured = World(size), Measured(size)
    ways = list(chosen)
    for way in ways:
        way.write(world, folder / way.name / "source", folder / "scratch")
    for number in range(1, runs + 1):
        for way in ways:
            if way.name in measured.stopped:
                continue
            print(f"{size}, run {number} of {runs}: {way.name}", flush=True)
            try:
                project = _Project(way, folder / way.name, limit)
                _build(project, world, measured, number, scenarios)
            except BuildStoppedError as stopped:
                print(stopped, flush=True)
                measured.stopped[way.name] = limit
    return measured


@dataclass(frozen=True)
class _Project:
    """One written project with the way it is built."""

    way: Builder
    folder: Path
    limit: float

    def build(self, name: str, *options: str) -> Usage:
        """Build into the output folder of that name, as it is."""
        out = self.folder / name
        strict = ["-W"] * self.way.strict
        command = [self.way.python, "-m", "sphinx", "-q", *strict, "-b", "html", *options]
        folders = ["-d", str(out / "doctrees"), str(self.folder / "source"), str(out / "html")]
        return run([*command, *folders], self.folder, self.limit)


def _build(
    project: _Project, world: World, measured: Measured, number: int, scenarios: Container[str]
) -> None:
    steps: Mapping[str, Callable[[], Usage]] = {
        FULL: lambda: project.build("one"),
        NOTHING: lambda: project.build("one"),
        EDITED: lambda: _edited(project, world, number, title=False),
        RETITLED: lambda: _edited(project, world, number, title=True),
        PARALLEL: lambda: project.build("two", "-j2"),
    }
    for name in ("one", "two"):
        shutil.rmtree(project.folder / name, ignore_errors=True)
    for scenario, step in steps.items():
        if scenario in scenarios:
            measured.note(project.way.name, scenario, step())
    if project.way.name in OURS and PARALLEL in scenarios:
        measured.differing += _differing(project.folder / "one" / "html", project.folder / "two" / "html")


def _edited(project: _Project, world: World, number: int, *, title: bool) -> Usage:
    """Change one activity, where it stands, and build again."""
    activities = [piece for piece in world.evidence if piece.kind == "activity"]
    piece = activities[len(activities) // 2]
    page = next((project.folder / "source").glob(f"{piece.docname}.*"))
    text = page.read_text(encoding="utf-8")
    if title:
        changed = re.sub(rf"(Step|Stage \d+ of) (?={piece.id} )", f"Stage {number} of ", text)
    else:
        changed = text.replace(piece.text, f"{piece.text} Edited once more.")
    if changed == text:
        raise ValueError(f"{page}: {piece.id} was not found as it was written")
    page.write_text(changed, encoding="utf-8")
    return project.build("one")


def _differing(one: Path, other: Path) -> list[str]:
    """Name the files in which an edited output differs from a fresh one."""
    mine, theirs = (
        {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}
        for root in (one, other)
    )
    return sorted(
        name
        for name in mine.keys() | theirs.keys()
        if not _OWN.fullmatch(Path(name).name)
        and not (name in mine and name in theirs and mine[name].read_bytes() == theirs[name].read_bytes())
    )
