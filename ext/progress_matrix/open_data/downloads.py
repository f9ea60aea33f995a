"""Links from a page to the data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from progress_matrix.api import paragraph

from .edition import publishes
from .names import FOLDER, FORMATS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from progress_matrix.api import Options, Page, View


def address(page: Page, path: str) -> str:
    """Give the address of a file below the output folder, seen from this page."""
    root = page.builder.get_relative_uri(page.docname, page.builder.config.root_doc)
    folder = root.rpartition("/")[0]
    return f"{folder}/{path}".lstrip("/")


def below(app: Sphinx, page: Page, view: View, options: Options) -> list[nodes.Node]:
    """Link to the files of a view's table (``progress-view``), where they are written beside the pages."""
    if not publishes(page.builder) or view.stem is None:
        return []
    made = paragraph(page.words("Download this table:"), classes=["downloads"])
    made += [nodes.Text(" "), *links(page, view.stem(page.tracker, options))]
    return [made]


def links(page: Page, stem: str) -> list[nodes.Node]:
    """Link to the files of a table, one link a format."""
    made: list[nodes.Node] = []
    for suffix in FORMATS:
        uri = address(page, f"{FOLDER}/{stem}.{suffix}")
        made += [nodes.Text(" ")] * bool(made)
        made.append(nodes.reference("", suffix.upper(), refuri=uri, internal=True))
    return made
