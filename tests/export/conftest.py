"""What the ring of exports shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.nasty import nasty

if TYPE_CHECKING:
    from support.factory import Build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The nasty tracker's output; not to be changed."""
    return nasty(tmp_path_factory.mktemp("nasty")).build()
