"""A build that left a document unread or a page unwritten has failed.

In a parallel build Sphinx loses an error now and then: ``ParallelTasks.add_task`` passes over
the failure of an earlier task that it happens to learn of (Sphinx 9.0), and the build ends as
if all were well.  It also only warns of a page that it could not write in full.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.logging import NAMESPACE

from ._compat import before_writing, is_unwritten_page
from .domain import of


class IncompleteError(SphinxError):
    """Something was not read or not written: the build has failed."""

    category = "Output"

    def __init__(self, what: str, names: Iterable[str]) -> None:
        super().__init__(
            f"not {what}: {', '.join(names)}. The disk is full, or a worker process failed and Sphinx passed "
            "over its error: make the folder writable or free some space, and build again, with one job "
            "(-j 1) to see the error."
        )


def none_unread(app: Sphinx, env: BuildEnvironment) -> None:
    """Raise ``IncompleteError`` for documents that a failed worker left unread (``env-updated``, first)."""
    lost = sorted(env.found_docs - env.all_docs.keys())
    if lost:
        raise IncompleteError("read", lost)


class Pages(logging.Handler):
    """Remembers which pages are to be written, and their state before; one for each application."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self._before: dict[str, tuple[int, int] | None] = {}
        self._failed: list[str] = []
        app.connect("write-started", self.begin)
        app.connect("build-finished", self.none_unwritten, priority=1)

    def begin(self, app: Sphinx, builder: Builder) -> None:
        """Be told what is to be written (``write-started``)."""
        # A single page has no page for each document.
        if builder.format == "html" and builder.name != "singlehtml":
            before_writing(builder, partial(self.note_state, builder))
            logging.getLogger(NAMESPACE).addHandler(self)

    def note_state(self, builder: Builder, docnames: Iterable[str]) -> None:
        """Note the pages that are to be written, before any is."""
        self._before = {name: _state(builder, name) for name in docnames}
        # A build may be asked for some documents only.
        of(builder.env).stale -= self._before.keys()

    def emit(self, record: logging.LogRecord) -> None:
        """Note the page that the builder warns of: it could not be written in full."""
        told = record.getMessage()
        if is_unwritten_page(told):
            self._failed.append(told)

    def none_unwritten(self, app: Sphinx, exception: Exception | None) -> None:
        """Raise ``IncompleteError`` for pages not written, or in parts (``build-finished``, first)."""
        logging.getLogger(NAMESPACE).removeHandler(self)
        if exception is None:
            lost = [name for name, state in self._before.items() if _state(app.builder, name) == state]
            if self._failed or lost:
                raise IncompleteError("written", [*self._failed, *sorted(lost)])


def _state(builder: Builder, name: str) -> tuple[int, int] | None:
    """Give size and time of a page, None where there is none."""
    try:
        state = Path(builder.get_output_path(name)).stat()  # type: ignore[attr-defined]  # only of pages
    except FileNotFoundError:
        return None
    return state.st_size, state.st_mtime_ns
