"""The projects of these tests, written afresh for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import bilingual as projects

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Root


@pytest.fixture
def bilingual(tmp_path: Path) -> Root:
    """The tiny tracker with a French edition."""
    return projects.bilingual(tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project as the workflow of translations expects it, of one page and one language."""
    return projects.small(tmp_path)
