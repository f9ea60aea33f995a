"""What the tests of the engine share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from progress_matrix.open_data.xlsx import Workbooks

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORKBOOKS = {name: getattr(Workbooks, name) for name in ("single", "all_in_one")}


# For these modules only: what a session fixture patches stays so for all tests after it.
@pytest.fixture(scope="module", autouse=True)
def _without_workbooks() -> Iterator[None]:
    """Leave the workbooks empty: making them takes half of a tiny build."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _WORKBOOKS:
            patch.setattr(Workbooks, name, lambda *_: b"")
        yield


@pytest.fixture
def _workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the workbooks after all."""
    for name, method in _WORKBOOKS.items():
        monkeypatch.setattr(Workbooks, name, method)
