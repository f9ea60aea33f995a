"""The command behind ``make code-book-check``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from progress_matrix.model.statuses import Coverage

from .findings import CHECKS
from .reading import ReadError, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from progress_matrix.model.matrix import Period

    from .reading import Reading


def report(reading: Reading, period: Period) -> int:
    """Print what is open in a report, and the counts; give the number of findings."""
    total = 0
    for name, find in CHECKS.items():
        lines = list(find(reading, period))
        total += len(lines)
        print(*lines, *[f"{period.id}: {name}: {len(lines)}"], sep="\n")
    if period.coverage is not Coverage.FULL:
        print(f"{period.id}: coverage is {period.coverage.value}: what was not read awaits no decision")
    print(f"{period.id}: {'nothing is open' if not total else f'{total} open'}")
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check; see the module for the exit status."""
    parser = argparse.ArgumentParser(prog="make code-book-check", description="What is open in a report.")
    parser.add_argument("report", metavar="REPORT", help="id of the report, as in R11")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder")
    given = parser.parse_args(arguments)
    try:
        reading = read(given.root)
    except ReadError as error:
        print(error, file=sys.stderr)
        return 2
    for line in reading.warnings:
        print(line, file=sys.stderr)
    periods = {period.id: period for period in reading.tracker.matrix.periods}
    if given.report not in periods:
        print(f"{given.report!r} is not a report; there are {', '.join(periods)}", file=sys.stderr)
        return 2
    return 1 if report(reading, periods[given.report]) else 0


if __name__ == "__main__":
    sys.exit(main())
