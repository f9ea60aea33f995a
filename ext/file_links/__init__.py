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
from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from docutils import nodes
from sphinx.util.docutils import ReferenceRole
from sphinx.util.osutil import relative_uri

from progress_matrix.api import write_if_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_NOTE = "file_links"
_MEGABYTE = 1_000_000
UNITS = {"fr": ("ko", "Mo")}
ABSENT = {"en": "not in this copy", "fr": "absent de cette copie"}
_WHOLE = re.compile(
    r'<span class="file-link" data-file="(?P<path>[^"]*)" data-href="(?P<href>[^"]*)">'
    r"<(?P<tag>[a-z]+)[^>]*>(?P<title>[^<]*)</(?P=tag)>[^<]*</span>"
)


class FileLinkRole(ReferenceRole):
    """``file-link``: title and path."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave the node, and note it among the metadata of the document, which Sphinx keeps."""
        self.env.metadata[self.env.docname][_NOTE] = "yes"
        return [nodes.inline(self.rawtext, self.title, file_link=self.target)], []


def _mark(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write each link with its path, for the end of the build to look at (``doctree-resolved``)."""
    if app.builder.format != "html":
        return
    up = relative_uri(app.builder.get_target_uri(docname), "").rstrip("/") or "."
    for node in [one for one in doctree.findall(nodes.inline) if "file_link" in one]:
        path = str(node["file_link"])
        href = f"{up}/{path}".removeprefix("./")
        head = f'<span class="file-link" data-file="{escape(path)}" data-href="{escape(href)}">'
        text = f"{head}<span>{escape(node.astext())}</span></span>"
        node.replace_self(nodes.raw("", text, format="html"))


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
    app.connect("doctree-resolved", _mark)
    # After the data are written, before the pages get their policy.
    app.connect("build-finished", _finish, priority=900)
    return {"version": "0.1.0", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
