"""Fixtures that all rings share."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from support import quick
from support.tracker import tracker

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Root

# A build takes longer than hypothesis expects of one example.
settings.register_profile("daily", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("exhaustive", settings.get_profile("daily"), max_examples=1000)
settings.load_profile("daily")

quick.begin()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take a module of each folder in turn: those of one folder would wait for the same build."""
    folders: dict[Path, dict[Path, list[pytest.Item]]] = {}
    for item in items:
        folders.setdefault(item.path.parent, {}).setdefault(item.path, []).append(item)
    turns = zip_longest(*(modules.values() for modules in folders.values()), fillvalue=[])
    items[:] = [item for turn in turns for module in turn for item in module]


@pytest.fixture
def tiny(tmp_path: Path) -> Root:
    """The tiny tracker under the project's own metamodel."""
    return tracker(tmp_path)
