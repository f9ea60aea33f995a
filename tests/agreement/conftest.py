"""The frozen codings, and a copy of the folder that a test may change."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tools.agreement.report import comparison_of, settlements_of
from tools.agreement.settlements import settle

from support.factory import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tools.agreement.codings import Coding, Frame
    from tools.agreement.measure import Comparison
    from tools.agreement.settlements import Settlement

CODING = REPOSITORY / "coding"


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    """Both codings, compared."""
    return comparison_of(CODING)


@pytest.fixture(scope="session")
def frame(comparison: Comparison) -> Frame:
    """What both codings were made in."""
    return comparison.frame


@pytest.fixture(scope="session")
def settlements(comparison: Comparison) -> tuple[Settlement, ...]:
    """How the differences were settled."""
    return settlements_of(CODING, comparison)


@pytest.fixture(scope="session")
def settled(comparison: Comparison, settlements: tuple[Settlement, ...]) -> Coding:
    """The coding that stands."""
    return settle(comparison, settlements)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the tool reads and writes."""
    shutil.copytree(CODING, tmp_path / "coding")
    (tmp_path / "docs").mkdir()
    shutil.copy(REPOSITORY / "docs" / "agreement.md", tmp_path / "docs")
    return tmp_path
