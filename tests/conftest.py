"""Fixtures that all rings share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.factory import Root
from support.tracker import tracker

# A build takes longer than hypothesis expects of one example.
settings.register_profile("tracker", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tracker")


@pytest.fixture
def tiny(tmp_path: Path) -> Root:
    """The tiny tracker under the project's own metamodel."""
    return tracker(tmp_path)
