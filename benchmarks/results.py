"""Writes what was measured for people: ``RESULTS.md`` and the table in the README."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from .project import write
from .real import AFTER
from .scenarios import EDITED, FULL, OURS, PARALLEL, RETITLED, SCENARIOS
from .stages import GROWING
from .world import REPOSITORY, SIZES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from .record import Record, Usages
    from .scenarios import Measured

RESULTS = REPOSITORY / "benchmarks" / "RESULTS.md"
README = REPOSITORY / "README.md"
BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"

NAMES = {
    "floor": "plain Sphinx (floor)",
    "stock": "sphinx-needs alone",
    "mlx": "mlx.traceability",
    "matrix": "this project's matrix extension",
    "whole": "this project with data",
}

_HOW = """\
Written by `make bench` from `measured.json`. CPU is user time in seconds, of the build and
its workers; memory is the peak of the largest process. Each figure is the median of the
runs; the ratio in brackets is to the floor of the same row, measured in the same run on the
same machine. The floor is plain Sphinx with the text that the matrix extension rendered at
that size, and no items; sphinx-needs alone shows the same views as needtables,
mlx.traceability as its own matrices. The matrix extension stands alone on sphinx-needs, as
other projects use it. The last column adds what this project builds beyond pages and
views, and no peer does: the data of each view as CSV, JSON and workbooks, all items as
sphinx-needs' `needs.json`, the feed, the page of changes, and all its other extensions. All
use the same theme and the same settings of Python's garbage collector.
"""

_GROWTH = """\
Each stage was timed at all sizes in turn. A history shows what was said of its item's area
as a whole too: with ten times the items and the evidence, histories hold some twenty times
the lines.
"""


def publish(record: Record) -> None:
    """Write ``RESULTS.md``, and the README's table when this project's targets were measured.

    :raises ValueError: when the README has no place for its table.
    """
    write(RESULTS, text(record))
    if record.real:
        into(README, _targets(record.real))


def text(record: Record) -> str:
    """Give all that was measured, as Markdown."""
    parts = ["# Results\n", _HOW]
    for name, size in SIZES.items():
        if name in record.compared:
            parts += [_comparison(record.compared[name]), _versions(record, name)]
        else:
            command = f'make bench ARGS="--sizes {name} --parts"'
            parts.append(f"## {size} (items × periods × evidence)\n\nNot measured yet: `{command}`.\n")
    if record.stages:
        parts += [_growth(record.stages), _versions(record, "stages")]
    if record.real:
        parts += [f"## This project\n\n{_targets(record.real)}", _versions(record, "real")]
    return "\n".join(parts)


def into(readme: Path, text: str) -> None:
    """Put a table in its place in a page, between the two markers.

    :raises ValueError: when the page lacks a marker.
    """
    before, begin, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{readme}: no place for the table: {BEGIN} … {END}")
    write(readme, f"{before}{BEGIN}\n{text}{END}{after}")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table, all but its first column aligned to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _versions(record: Record, part: str) -> str:
    return f"Measured with {record.versions.get(part, 'versions that were not noted')}.\n"


def _comparison(measured: Measured) -> str:
    builders = [name for name in NAMES if name in measured.usages or name in measured.stopped]
    rows = [[scenario, *(_figure(measured, name, scenario) for name in builders)] for scenario in SCENARIOS]
    runs = max((len(used) for found in measured.usages.values() for used in found.values()), default=0)
    text = f"## {measured.size} (items × periods × evidence), {runs} run{'s' * (runs != 1)}\n\n"
    text += _table(["", *(NAMES[name] for name in builders)], rows)
    ours = {name: measured.usages[name] for name in OURS if name in measured.usages}
    for name, found in ours.items():
        if found.keys() >= {FULL, EDITED, RETITLED}:
            edited, retitled = (
                measured.cpu(name, one) / measured.cpu(name, FULL) for one in (EDITED, RETITLED)
            )
            text += f"\nOf the full build of {NAMES[name]}, {EDITED} takes {edited:.1%}; "
            text += f"{RETITLED} takes {retitled:.1%}.\n"
    if any(PARALLEL in found for found in ours.values()):
        text += f"\nFiles that differ from a fresh build: {', '.join(measured.differing) or 'none'}.\n"
    return text


def _figure(measured: Measured, builder: str, scenario: str) -> str:
    if scenario not in measured.usages.get(builder, {}):
        limit = measured.stopped.get(builder)
        return f"stopped after {limit / 60:.0f} min" if limit else "not measured"
    cpu, floor = measured.cpu(builder, scenario), measured.usages.get("floor", {})
    ratio = f" ({cpu / measured.cpu('floor', scenario):.2f})" if scenario in floor else ""
    return f"{cpu:.1f} s{ratio}, {measured.peak(builder, scenario):.0f} MB"


def _growth(stages: Mapping[str, tuple[float, ...]]) -> str:
    total = tuple(map(sum, zip(*stages.values(), strict=True)))
    rows = [
        [name, *(f"{time:.2f} s" for time in times), *(f"{times[-1] / time:.1f}" for time in times[:-1])]
        for name, times in [*stages.items(), ("all", total)]
    ]
    head = ["stage", *map(str, GROWING), *(f"ratio to {size}" for size in GROWING[:-1])]
    return f"## Growth of the model and its rendering\n\n{_table(head, rows)}\n{_GROWTH}"


def _commands(name: str) -> str:
    return AFTER.join(f"`make {target}`" for target in name.split(AFTER))


def _targets(real: Usages) -> str:
    rows = [
        [_commands(name), f"{median(u.cpu for u in used):.0f} s", f"{median(u.wall for u in used):.0f} s"]
        for name, used in real.items()
    ]
    return _table(["target", "CPU", "wall time"], rows)
