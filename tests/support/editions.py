"""The real editions, built once for all tests and for all processes that run them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from . import printing
from .factory import EXT, REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


@dataclass(frozen=True)
class Edition:
    """A finished build: its output, its doctrees, its exit code and what it printed."""

    folder: Path
    doctrees: Path
    code: int
    log: str


def html(factory: pytest.TempPathFactory, language: str) -> Edition:
    """Build an HTML edition as ``make html`` does, from a clean read; the languages stand side by side."""

    def build(folder: Path, doctrees: Path) -> tuple[int, str]:
        command = [sys.executable, "-m", "sphinx", "-q", "--no-color", "-W", "--keep-going", "-E", "-j", "2"]
        command += ["-c", ".", "-b", "html", "-D", f"language={language}", "-d", str(doctrees)]
        done = subprocess.run(
            [*command, "docs", str(folder)],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": str(EXT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
        return done.returncode, done.stderr

    return _once(factory, "html", language, build)


def pages(factory: pytest.TempPathFactory, language: str) -> Path:
    """Give the folder of a good HTML edition.

    ``TRACKER_HTML`` may name a folder that holds finished editions, each in a folder named by its
    language; those that it does not hold are built.

    :raises AssertionError: the build failed.
    """
    given = os.environ.get("TRACKER_HTML")
    if given and Path(given, language, "index.html").is_file():
        return Path(given, language).absolute()
    made = html(factory, language)
    assert made.code == 0, made.log
    return made.folder


def pdf(factory: pytest.TempPathFactory, language: str) -> Edition:
    """Build the PDF editions of a language from a copy of what was read for its HTML edition."""
    read = html(factory, language).doctrees

    def build(folder: Path, doctrees: Path) -> tuple[int, str]:
        shutil.copytree(read, doctrees)
        return printing.build(language, folder, doctrees)

    return _once(factory, "pdf", language, build)


def _once(
    factory: pytest.TempPathFactory, kind: str, language: str, build: Callable[[Path, Path], tuple[int, str]]
) -> Edition:
    """Build, unless another process of this session has; then wait for it and take what it made."""
    base = factory.getbasetemp()
    # Each worker of pytest-xdist has a folder of its own in that of the session.
    session = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    shared = session / "editions" / kind
    folder, doctrees, told = (
        shared / language,
        shared / "doctrees" / language,
        shared / f"{language}.json",
    )
    shared.mkdir(parents=True, exist_ok=True)
    with FileLock(shared / f"{language}.lock"):
        if not told.exists():
            told.write_text(json.dumps(build(folder, doctrees)), encoding="utf-8")
    code, log = json.loads(told.read_text(encoding="utf-8"))
    return Edition(folder, doctrees, code, log)
