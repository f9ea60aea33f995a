"""Copies of the real tree, so that nothing a test writes lands in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from .factory import REPOSITORY

TEXTS = Path(__file__).parents[1] / "tools" / "texts"


def copy_of_tree(folder: Path) -> Path:
    """Copy what an edition is made from; the code is linked, because no test changes it."""
    folder.mkdir(parents=True)
    for name in ("docs", "locales", "coding"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for name in ("conf.py", "ubproject.toml"):
        shutil.copy(REPOSITORY / name, folder)
    (folder / "ext").symlink_to(REPOSITORY / "ext")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Give the files that a report may touch, by their paths."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for name in ("docs", "locales")
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }


def arguments(root: Path, **changes: str) -> list[str]:
    """Give the options for a made-up eleventh report, with what is given changed."""
    given = {
        "number": "11",
        "published": "2026-06-12",
        "period-start": "2025-06",
        "period-end": "2026-05",
        "language": "en",
        "text": str(TEXTS / "invented-en.txt"),
        "citation-key": "report11",
        "root": str(root),
    } | {name.replace("_", "-"): value for name, value in changes.items()}
    return [part for name, value in given.items() if value for part in (f"--{name}", value)]
