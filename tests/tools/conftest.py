from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.trees import copy_of_tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the real tree."""
    return copy_of_tree(tmp_path / "tree")
