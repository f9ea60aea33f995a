"""Runs the benchmarks: ``python -m benchmarks`` (``make bench``).

Without arguments everything is measured, which takes hours; ``--sizes`` and ``--parts``
narrow it down, and what is not measured anew keeps its figures.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from . import peers, real, scenarios, stages
from .record import Record, versions
from .results import NAMES, publish
from .world import REPOSITORY, SIZES

if TYPE_CHECKING:
    from pathlib import Path

# The largest size takes most of an hour as it is.
RUNS = {"small": 3, "medium": 3, "large": 1}


def main() -> None:
    """Measure what was asked for, and write it down after each part."""
    asked = _arguments()
    folder: Path = asked.folder.absolute()
    record = Record.load()

    def keep(part: str, mlx: str = "") -> None:
        record.versions[part] = versions(mlx)
        record.save()
        publish(record)

    if "real" in asked.parts:
        record.real = dict(real.measure(folder, asked.runs or 3))
        keep("real")
    if asked.sizes:
        chosen = scenarios.builders(peers.python(folder / "peers"))
        mlx = peers.version(chosen[2].python, "mlx.traceability")
        chosen = [way for way in chosen if way.name in asked.builders]
        for name in asked.sizes:
            runs = asked.runs or RUNS[name]
            record.compared[name] = scenarios.compare(
                SIZES[name], chosen, folder / name, runs, asked.limit * 60, asked.scenarios
            )
            keep(name, mlx)
    if "stages" in asked.parts:
        record.stages = dict(stages.compare())
        keep("stages")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    sizes, parts = list(SIZES), ["real", "stages"]
    parser.add_argument("--sizes", nargs="*", choices=sizes, default=sizes, help="sizes to compare at")
    parser.add_argument("--parts", nargs="*", choices=parts, default=parts, help="what else to measure")
    parser.add_argument("--builders", nargs="*", choices=NAMES, default=list(NAMES), help="what to compare")
    steps = scenarios.SCENARIOS
    parser.add_argument("--scenarios", nargs="*", choices=steps, default=steps, help="what is built")
    parser.add_argument("--runs", type=int, help=f"runs of each build; otherwise {RUNS}")
    parser.add_argument("--limit", type=float, default=30, help="minutes after which a build is stopped")
    parser.add_argument("--folder", type=type(REPOSITORY), default=REPOSITORY / "build" / "benchmarks")
    return parser.parse_args()


if __name__ == "__main__":
    main()
