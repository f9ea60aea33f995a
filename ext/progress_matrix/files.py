"""Writing files so that an interrupted build never leaves a half-written one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

UNFINISHED = ".unfinished"
"""How the temporary names end; what a killed build left under one is never read."""


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write a file through a temporary name, unless it holds the same bytes already.

    :returns: whether the file was written.
    :raises OSError: when the folder cannot be written; the old file stays as it was.
    """
    try:
        if path.read_bytes() == content:
            return False
    except OSError:
        pass
    write(path, content)
    return True


def write(path: Path, content: bytes) -> None:
    """Write a file through a temporary name.

    :raises OSError: when the folder cannot be written; the old file stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def drop_unfinished(folder: Path) -> None:
    """Delete what killed builds left under temporary names; no build may be at work there."""
    for path in folder.rglob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)
