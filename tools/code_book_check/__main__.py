"""The command behind ``make code-book-check``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from progress_matrix.model.statuses import Coverage

from ..checking.finding import nearest
from ..command import run
from .findings import CHECKS, progress
from .number import report_number
from .reading import ReadError, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from progress_matrix.model.matrix import Period

    from .reading import Reading

# So many findings of a kind are listed unless all are asked for.
_FIRST = 10


def report(reading: Reading, period: Period, *, every: bool) -> int:
    """Print the progress by section, what is open, and what to do next; give the number of findings."""
    total = 0
    sections = list(progress(reading, period))
    for section in sections:
        print(f"{period.id}: {section}")
    following = next((section.code for section in sections if section.left), None)
    for name, find in CHECKS.items():
        found = list(find(reading, period))
        total += len(found)
        shown = found if every else found[:_FIRST]
        for line in shown:
            print(line)
        more = f", of which the first {len(shown)} are listed (ARGS=--all lists all)"
        print(f"{period.id}: {name}: {len(found)}{more if shown != found else ''}")
    if period.coverage is not Coverage.FULL:
        print(f"{period.id}: coverage is {period.coverage.value}: what was not read awaits no decision")
    if following:
        print(
            f"{period.id}: next: code section {following}; make code REPORT={period.id} drafts its sentences"
        )
    print(f"{period.id}: {'nothing is open' if not total else f'{total} open'}")
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check; see the module for the exit status."""
    parser = argparse.ArgumentParser(prog="make code-book-check", description="What is open in a report.")
    parser.add_argument("report", metavar="REPORT", help="the report: R11, r11 or 11")
    parser.add_argument("--all", action="store_true", help="list every finding, not the first ones alone")
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
    name = report_number(given.report)
    if name not in periods:
        print(f"{given.report!r} is not a report; {nearest(name, periods)}", file=sys.stderr)
        return 2
    return 1 if report(reading, periods[name], every=given.all) else 0


if __name__ == "__main__":
    run(main)
