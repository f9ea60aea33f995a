"""Writing a file only when its content differs, so that it keeps its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file, unless it holds the same bytes already.

    :raises OSError: when it cannot be written.
    """
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
