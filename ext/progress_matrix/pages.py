"""HTML pages are written whole or not at all, and a page that could not be written is an error.

Sphinx writes a page into its place, so that an interrupted build leaves half of one, which
the next build takes for finished; and it only warns of a full disk.  In a parallel build it
also loses an error now and then: ``ParallelTasks.add_task`` passes over the failure of an
earlier task that it happens to learn of (Sphinx 9.0), and the build ends as if all were well.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError

from .files import write
from .nodes import release

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class OutputError(SphinxError):
    """The output could not be written: the build has failed."""

    category = "Output"


def _passed_over(what: str, names: Iterable[str]) -> OutputError:
    """Say what a failed worker left undone."""
    return OutputError(
        f"not {what}: {', '.join(names)}. A worker process failed, and Sphinx passed over its error: "
        "build with one job (-j 1) to see it. If the disk is full, make the folder writable or free some "
        "space, and build again."
    )


def output_error(error: OSError, place: Path) -> OutputError:
    """Say which file could not be written and what to do."""
    return OutputError(
        f"{error.filename or place}: {error.strerror or error}. What the last good build left there was left "
        "as it is; make the folder writable or free some space, and build again."
    )


class _Page(type(Path())):  # type: ignore[misc]  # Path itself cannot be subclassed before Python 3.12
    """The path of a page, written through a temporary name."""

    def write_text(
        self, data: str, encoding: str | None = None, errors: str | None = None, newline: str | None = None
    ) -> int:
        """Write the page.

        :raises OutputError: when it cannot be written.
        """
        content = data.encode(encoding or "utf-8", errors or "strict")
        try:
            write(Path(self), content)
        except OSError as error:
            raise output_error(error, self) from error
        return len(data)


class HTMLBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder of pages, writing all of them, and each one whole."""

    def get_output_path(self, page_name: str, /) -> Path:
        """Give the path of a page."""
        return _Page(super().get_output_path(page_name))

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages.

        :raises OutputError: when a page was not written.
        """
        before = {name: self._written(name) for name in docnames}
        super().write_documents(docnames)
        lost = sorted(name for name, state in before.items() if self._written(name) == state)
        if lost:
            # Not again here: resolving a page twice in one build doubles its bibliography.
            raise _passed_over("written", lost)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a page, and let go of what it was made of."""
        super().write_doc(docname, doctree)
        release(doctree)

    def _written(self, docname: str) -> tuple[int, int] | None:
        try:
            state = self.get_output_path(docname).stat()
        except FileNotFoundError:
            return None
        return state.st_ino, state.st_mtime_ns


class FolderHTMLBuilder(HTMLBuilder, DirectoryHTMLBuilder):
    """Sphinx's builder of a folder a page, likewise."""


def none_unread(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse to go on without documents that a failed worker left unread (``env-updated``, first).

    :raises OutputError: when there are any.
    """
    lost = sorted(env.found_docs - env.all_docs.keys())
    if lost:
        raise _passed_over("read", lost)
