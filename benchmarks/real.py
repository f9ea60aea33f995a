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

# Each with the targets of one language, because the PDF edition is held against the HTML
# of the same language.
TARGETS = ("html-en", "pdf-en", "html-fr", "pdf-fr", "html", "pdf", "all")

_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".*_cache", ".hypothesis")


def measure(folder: Path, runs: int) -> Mapping[str, list[Usage]]:
    """Run each target on a clean copy of the project, ``runs`` times in turn.

    :returns: the target → what each run used, from an empty build folder.
    """
    copy = folder / "project"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(REPOSITORY, copy, ignore=_LEFT_OUT)
    used: dict[str, list[Usage]] = {target: [] for target in TARGETS}
    for number in range(1, runs + 1):
        for target in TARGETS:
            print(f"this project, run {number} of {runs}: make {target}", flush=True)
            shutil.rmtree(copy / "build", ignore_errors=True)
            used[target].append(run(["make", "--silent", f"VENV={sys.prefix}", target], copy))
    return used
