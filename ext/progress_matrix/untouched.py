"""Files that a build writes again with the same content keep their time.

Sphinx writes its search page, its general index and its scripts in every build, and
sphinx-needs its file of needs.  Whoever copies the output by time (``rsync``, ``make``, a
browser's cache) should see only what changed, and a build without a change should change
nothing at all.

Pages of documents are left alone: Sphinx compares their time with that of their source.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .freshness import output_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class State(NamedTuple):
    """A file before the build: the digest of its content, and its time in nanoseconds."""

    digest: bytes
    time: int


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


class Times:
    """Remembers the files of the last build while a build runs; one for each application."""

    def __init__(self) -> None:
        self.before: dict[Path, State] = {}

    def note(self, app: Sphinx, _config: Config) -> None:
        """Note the files before anybody writes (``config-inited``, the very first)."""
        self.before = {
            path: State(_digest(path), path.stat().st_mtime_ns)
            for path in Path(app.outdir).rglob("*")
            if path.is_file()
        }

    def restore(self, app: Sphinx, exception: Exception | None) -> None:
        """Give unchanged files their time back (``build-finished``, the very last)."""
        if exception is not None or app.builder.format != "html":
            return
        pages = {output_path(app, name) for name in app.env.found_docs}
        for path, state in self.before.items():
            if path in pages or not path.is_file() or path.stat().st_mtime_ns == state.time:
                continue
            if _digest(path) == state.digest:
                os.utime(path, ns=(state.time, state.time))
