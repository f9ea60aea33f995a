"""Measures this project's own targets: what ``make html`` and ``make pdf`` take."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from .measure import Usage, run
from .world import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Each target with the one that was made just before it in the same folder, if any: what one
# has read serves the next.
TARGETS = (
    ("html-en", ""),
    ("pdf-en", "html-en"),
    ("pdf-en", ""),
    ("html-fr", ""),
    ("pdf-fr", "html-fr"),
    ("pdf-fr", ""),
    ("html", ""),
    ("pdf", "html"),
    ("pdf", ""),
)

AFTER = " after "

_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".*_cache", ".hypothesis")


def measure(folder: Path, runs: int) -> Mapping[str, list[Usage]]:
    """Run each target on a clean copy of the project, ``runs`` times in turn.

    :returns: the target → what each run used, from an empty build folder unless its name
        tells what was made there before.
    """
    copy = folder / "project"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(REPOSITORY, copy, ignore=_LEFT_OUT)
    used: dict[str, list[Usage]] = {}
    for number in range(1, runs + 1):
        for target, before in TARGETS:
            name = f"{target}{AFTER}{before}" if before else target
            print(f"this project, run {number} of {runs}: make {name}", flush=True)
            if not before:
                shutil.rmtree(copy / "build", ignore_errors=True)
            used.setdefault(name, []).append(run(["make", "--silent", f"VENV={sys.prefix}", target], copy))
    return used
