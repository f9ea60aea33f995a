"""The extension's own style sheet and scripts, on the pages that show something of ours; writing files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from .nodes import filter_form, walk

STATIC = Path(__file__).parent / "static"

# What the style sheet is about; a page without any of these does without it.
_CLASSES = {"matrix-table", "item", "term", "downloads", "index-entry", "progress-picture", "units"}
_CLASSES |= {"counted", "find-form", "coded", "legend", "stacked"}


def copy(app: Sphinx) -> None:
    """Put the files among the static ones (``builder-inited``).

    Not through ``html_static_path``: Sphinx stamps that value, and with it the place of
    this folder on the disk, into the output.
    """
    if app.builder.format == "html":
        for path in STATIC.iterdir():
            write_if_changed(Path(app.outdir) / "_static" / path.name, path.read_bytes())


def add(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the files that a page needs (``html-page-context``)."""
    if pagename == "search":
        # After Sphinx's own, which stands in the page itself.
        app.add_js_file("progress_search.js", loading_method="defer")
    if doctree is None:
        return
    elements = [node for node in walk(doctree) if isinstance(node, nodes.Element)]
    shown = {name for node in elements for name in node.attributes["classes"]}
    if not _CLASSES.isdisjoint(shown):
        app.add_css_file("progress_matrix.css")
    if "day-of-access" in shown:
        app.add_js_file("progress_cite.js", loading_method="defer")
    if any(isinstance(node, filter_form) for node in elements):
        app.add_js_file("progress_filter.js", loading_method="defer")


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file, unless it holds the same bytes already; ``OSError`` when it cannot be written."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
