"""Links from a page to the data files."""

from __future__ import annotations

from docutils import nodes

from ..export.names import FOLDER, FORMATS
from .page import Page, paragraph


def address(page: Page, path: str) -> str:
    """Give the address of a file below the output folder, seen from this page."""
    root = page.builder.get_relative_uri(page.docname, page.builder.config.root_doc)
    folder = root.rpartition("/")[0]
    return f"{folder}/{path}".lstrip("/")


def downloads(page: Page, stem: str) -> list[nodes.Node]:
    """Link to the files of a view's table; nothing for builders that write none beside the pages."""
    if page.builder.format != "html":
        return []
    made = paragraph(page.words("Download this table:"), classes=["downloads"])
    made += [nodes.Text(" "), *links(page, stem)]
    return [made]


def links(page: Page, stem: str) -> list[nodes.Node]:
    """Link to the files of a table, one link a format."""
    made: list[nodes.Node] = []
    for suffix in FORMATS:
        uri = address(page, f"{FOLDER}/{stem}.{suffix}")
        made += [nodes.Text(" ")] * bool(made)
        made.append(nodes.reference("", suffix.upper(), refuri=uri, internal=True))
    return made
