"""Links to files that stand beside the pages, each with the size it has when the build ends.

``{file-link}`Title <path>``` links to a file by its path from the root of the edition, such
as ``data/table.csv``, or ``../pdf/report.pdf`` for one that another builder leaves beside it.
A file that is not there gives no dead link: the title stands alone, and says so.

Pages are written before the files are: so the end of the build looks at each link again,
also on pages that it did not write.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal
from docutils import nodes
from sphinx.util.docutils import ReferenceRole
from sphinx.util.osutil import relative_uri

from progress_matrix.api import write_if_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

_NOTE = "file_links"
_MEGABYTE = 1_000_000
UNITS = {"fr": ("ko", "Mo")}
ABSENT = {"en": "not in this copy", "fr": "absent de cette copie"}
_WHOLE = re.compile(
    r'<span class="file-link" data-file="(?P<path>[^"]*)" data-href="(?P<href>[^"]*)">'
    r"<(?P<tag>[a-z]+)[^>]*>(?P<title>[^<]*)</(?P=tag)>[^<]*</span>"
)


class file_link(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils names nodes in lower case
    """A link to a file; ``path`` names it from the root of the edition."""


class FileLinkRole(ReferenceRole):
    """``file-link``: title and path."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave the node, and note it among the metadata of the document, which Sphinx keeps."""
        self.env.metadata[self.env.docname][_NOTE] = "yes"
        return [file_link(self.rawtext, self.title, path=self.target)], []


def visit_html(self: HTML5Translator, node: file_link) -> None:
    """Write the title with the path, for the end of the build to look at."""
    path = str(node["path"])
    up = relative_uri(self.builder.get_target_uri(self.builder.current_docname), "").rstrip("/") or "."
    href = f"{up}/{path}".removeprefix("./")
    self.body.append(f'<span class="file-link" data-file="{escape(path)}" data-href="{escape(href)}"><span>')


def depart_html(self: HTML5Translator, node: file_link) -> None:
    """Close it."""
    self.body.append("</span></span>")


def _nothing(self: Any, node: nodes.Node) -> None:
    """Write the title alone."""


def size(number: int, language: str) -> str:
    """Write the size of a file as its readers do: ``353 kB``, ``2.9 MB``."""
    small, large = UNITS.get(language, ("kB", "MB"))
    if number < _MEGABYTE:
        return f"{max(1, round(number / 1000))}\N{NO-BREAK SPACE}{small}"
    return f"{format_decimal(number / _MEGABYTE, '0.0', locale=language)}\N{NO-BREAK SPACE}{large}"


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Give each link its size, or none its address (``build-finished``)."""
    if exception is not None or app.builder.format != "html":
        return
    outdir, language = Path(app.outdir), app.config.language

    def write(found: re.Match[str]) -> str:
        path, href, title = found["path"], found["href"], found["title"]
        file = outdir / path
        head = f'<span class="file-link" data-file="{path}" data-href="{href}">'
        if file.is_file():
            return f'{head}<a href="{href}">{title}</a>, {size(file.stat().st_size, language)}</span>'
        return f"{head}<span>{title}</span> ({ABSENT.get(language, ABSENT['en'])})</span>"

    # A single page is that of the root document.
    noted = {name for name, metadata in app.env.metadata.items() if _NOTE in metadata}
    for docname in noted | {app.config.root_doc}:
        page = Path(app.builder.get_output_path(docname))  # type: ignore[attr-defined]  # of builders of pages
        if page.is_file():
            write_if_changed(page, _WHOLE.sub(write, page.read_text("utf-8")).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.add_role("file-link", FileLinkRole())
    text = (_nothing, _nothing)
    app.add_node(file_link, html=(visit_html, depart_html), text=text, latex=text, man=text, texinfo=text)
    # After the data are written, before the pages get their policy.
    app.connect("build-finished", _finish, priority=900)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
