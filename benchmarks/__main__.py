"""Runs the benchmarks: ``python -m benchmarks`` (``make bench``)."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import peers, real, scenarios, stages
from .results import Results
from .world import REPOSITORY, SIZES

# The largest size takes most of an hour as it is.
RUNS = {"small": 3, "medium": 3, "large": 1}


def main() -> None:
    """Measure what was asked for; a whole run is written down after each step."""
    asked = _arguments()
    folder: Path = asked.folder.absolute()
    results = Results()
    write = results.write if asked.whole else lambda: None
    chosen = scenarios.builders(peers.python(folder / "peers"))
    results.mlx = peers.version(chosen[2].python, "mlx.traceability")
    if "real" in asked.parts:
        results.real = real.measure(folder, asked.runs or 3)
        write()
    for name in asked.sizes:
        runs = asked.runs or RUNS[name]
        results.compared.append(scenarios.compare(SIZES[name], chosen, folder / name, runs, asked.limit * 60))
        write()
    if "stages" in asked.parts:
        results.stages = stages.compare()
        write()
    print(results.text())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    sizes, parts = list(SIZES), ["real", "stages"]
    parser.add_argument("--sizes", nargs="*", choices=sizes, default=sizes, help="sizes to compare at")
    parser.add_argument("--parts", nargs="*", choices=parts, default=parts, help="what else to measure")
    parser.add_argument("--runs", type=int, help=f"runs of each build; otherwise {RUNS}")
    parser.add_argument("--limit", type=float, default=30, help="minutes after which a build is stopped")
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "build" / "benchmarks")
    asked = parser.parse_args()
    # What was narrowed down is printed only: the files hold whole runs.
    asked.whole = asked.sizes == sizes and asked.parts == parts
    return asked


if __name__ == "__main__":
    main()
