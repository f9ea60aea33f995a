"""What the tests of the engine share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.quick import WITHOUT_WORKBOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator


# For these modules only: what a session fixture patches stays so for all tests after it.
@pytest.fixture(scope="module", autouse=True)
def _without_workbooks() -> Iterator[None]:
    """Leave the workbooks empty: making them takes two fifths of a tiny build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(WITHOUT_WORKBOOKS, "1")
        yield


@pytest.fixture
def _workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the workbooks after all."""
    monkeypatch.delenv(WITHOUT_WORKBOOKS)
