"""The editions built again elsewhere are the same bytes, and LaTeX stays possible."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

from support.factory import REPOSITORY
from support.trees import copy_of_tree
from typst_edition import setup
from typst_edition.config import Edition

if TYPE_CHECKING:
    from pathlib import Path

    from paper.conftest import Editions


def _sphinx(root: Path, out: Path, builder: str, language: str, **environment: str) -> None:
    """Build the tree at *root* from the command line, warnings being errors."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-c", ".", "-j", "2", "-b", builder]
    command += ["-D", f"language={language}", "-d", str(out / "doctrees"), "docs", str(out)]
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_same_bytes_from_another_folder(editions: Editions, tmp_path: Path) -> None:
    root = copy_of_tree(tmp_path / "quite another" / "place", left_out="")
    _sphinx(root, tmp_path / "out", "typstpdf", editions.language, PYTHONHASHSEED="7")
    for name in ("report", "matrices", "evidence"):
        edition = editions[name]
        assert (tmp_path / "out" / edition.path.name).read_bytes() == edition.data
        assert str(tmp_path).encode() not in edition.data


def test_the_guide_names_every_key() -> None:
    guide = (REPOSITORY / "docs" / "publishers-guide.md").read_text(encoding="utf-8")
    keys = {key.name for key in fields(Edition)} - {"name"}
    keys |= set(re.findall(r'\("(typst_\w+)", ', inspect.getsource(setup)))
    assert [key for key in sorted(keys) if f"`{key}`" not in guide] == []


def test_latex_builds_and_no_link_reads_none(tmp_path: Path) -> None:
    _sphinx(REPOSITORY, tmp_path / "out", "latex", "en")
    (source,) = (tmp_path / "out").glob("*.tex")
    text = source.read_text(encoding="utf-8")
    assert "P16-HYB-01" in text
    assert re.findall(r".*\{None\}.*", text) == []
