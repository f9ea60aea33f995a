"""The frozen codings, and a copy of the folder that a test may change."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tools.agreement.codings import read_coding, read_frame
from tools.agreement.report import comparison_of

from support.factory import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tools.agreement.codings import Frame, Unit
    from tools.agreement.measure import Comparison

CODING = REPOSITORY / "coding"


@pytest.fixture(scope="session")
def frame() -> Frame:
    """What both codings were made in."""
    return read_frame(CODING / "r04-frame.json")


@pytest.fixture(scope="session")
def codings(frame: Frame) -> dict[str, tuple[Unit, ...]]:
    """Both codings."""
    return {coder: read_coding(CODING / f"r04-{coder}.csv", frame) for coder in ("first", "second")}


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    """Both codings, compared."""
    return comparison_of(CODING)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the tool reads and writes."""
    shutil.copytree(CODING, tmp_path / "coding")
    (tmp_path / "docs").mkdir()
    shutil.copy(REPOSITORY / "docs" / "agreement.md", tmp_path / "docs")
    return tmp_path
