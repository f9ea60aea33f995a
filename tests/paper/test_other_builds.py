"""The editions built again elsewhere are the same bytes, and LaTeX stays possible."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from support import editions as real
from support import printing
from support.factory import REPOSITORY
from support.pdfs import Pdf
from support.trees import copy_of_tree
from typst_edition import setup
from typst_edition.config import Edition, points
from typst_edition.fit import MARGINS

if TYPE_CHECKING:
    from pathlib import Path

    from paper.conftest import Editions

# What printers leave white at the edge of a sheet, in points.
EDGE = 15


def _sphinx(root: Path, out: Path, builder: str, language: str, **environment: str) -> None:
    """Build the tree at *root* from the command line, warnings being errors.

    Its doctrees stand in *out*; what is there already is not read again.
    """
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


# A tiny edition is built so in the default run: tests/typst_edition/test_typst_edition_pdf.py.
@pytest.mark.exhaustive
def test_the_same_bytes_from_another_folder(editions: Editions, tmp_path: Path) -> None:
    root = copy_of_tree(tmp_path / "quite another" / "place", left_out="")
    _sphinx(root, tmp_path / "out", "typstpdf", editions.language, PYTHONHASHSEED="7")
    for name in ("report", "matrices", "evidence"):
        edition = editions[name]
        assert (tmp_path / "out" / edition.path.name).read_bytes() == edition.data
        assert str(tmp_path).encode() not in edition.data


@pytest.mark.exhaustive
@pytest.mark.parametrize("paper", ["a5", "us-letter"])
def test_all_editions_fit_other_papers(
    language: str, paper: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    doctrees = tmp_path / "doctrees"
    shutil.copytree(real.html(tmp_path_factory, language).doctrees, doctrees)
    assert printing.build(language, tmp_path / "out", doctrees, paper) == (0, "")
    pdfs = [Pdf(path) for path in sorted((tmp_path / "out").glob("*.pdf"))]
    assert len(pdfs) == 5
    sides = {side: points(length) for side, length in MARGINS[paper].items()}
    outside = []
    for pdf in pdfs:
        for number, (left, right, below, above) in enumerate(pdf.margins(), 1):
            turned = pdf.sizes[number - 1] == "landscape"
            least = sides["outside"] * (0.75 if turned else 1)
            # A letter of italics hangs over by as much as three points.
            if min(left, right) < least - 3 or min(below, above) < EDGE:
                outside.append((pdf.path.name, number, left, right, below, above))
    assert outside == []


def test_the_guide_names_every_key() -> None:
    guide = (REPOSITORY / "docs" / "publishers-guide.md").read_text(encoding="utf-8")
    keys = {key.name for key in fields(Edition)} - {"name"}
    keys |= set(re.findall(r'\("(typst_\w+)", ', inspect.getsource(setup)))
    assert [key for key in sorted(keys) if f"`{key}`" not in guide] == []


def test_latex_builds_and_no_link_reads_none(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shutil.copytree(real.html(tmp_path_factory, "en").doctrees, tmp_path / "out" / "doctrees")
    _sphinx(REPOSITORY, tmp_path / "out", "latex", "en")
    (source,) = (tmp_path / "out").glob("*.tex")
    text = source.read_text(encoding="utf-8")
    assert "P16-HYB-01" in text
    assert re.findall(r".*\{None\}.*", text) == []
