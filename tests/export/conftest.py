"""What the ring of exports shares."""

from __future__ import annotations

import pytest
from support.factory import Build
from support.nasty import nasty


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The nasty tracker's output; not to be changed."""
    return nasty(tmp_path_factory.mktemp("nasty")).build()
