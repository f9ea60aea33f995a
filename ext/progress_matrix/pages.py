"""HTML pages are written whole or not at all, and a page that could not be written is an error.

Sphinx writes a page into its place, so that an interrupted build leaves half of one, which
the next build takes for finished; and it only warns of a full disk.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError

from .files import write


class OutputError(SphinxError):
    """The output could not be written: the build has failed."""

    category = "Output"


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
    """Sphinx's builder of pages, writing them whole."""

    def get_output_path(self, page_name: str, /) -> Path:
        """Give the path of a page."""
        return _Page(super().get_output_path(page_name))


class FolderHTMLBuilder(DirectoryHTMLBuilder):
    """Sphinx's builder of a folder a page, writing them whole."""

    def get_output_path(self, page_name: str, /) -> Path:
        """Give the path of a page."""
        return _Page(super().get_output_path(page_name))
