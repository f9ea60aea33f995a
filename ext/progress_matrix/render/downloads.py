"""Links from a table to its data files."""

from __future__ import annotations

from docutils import nodes

from ..export.names import FORMATS, file_name, known
from .page import Page, paragraph


def downloads(page: Page, view: str) -> list[nodes.Node]:
    """Link to the files of a view; nothing for builders that write no files beside the pages."""
    if page.builder.format != "html" or view not in known(page.tracker):
        return []
    root = page.builder.get_relative_uri(page.docname, page.builder.config.root_doc)
    folder = root.rpartition("/")[0]
    made = paragraph(page.words("Download this table:"), classes=["downloads"])
    for suffix in FORMATS:
        uri = f"{folder}/{file_name(page.tracker, view, suffix)}".lstrip("/")
        made += nodes.Text(" ")
        made += nodes.reference("", suffix.upper(), refuri=uri, internal=True)
    return [made]
