from __future__ import annotations

from pathlib import Path

import pytest
from support.trees import copy_of_tree


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the real tree."""
    return copy_of_tree(tmp_path / "tree")
