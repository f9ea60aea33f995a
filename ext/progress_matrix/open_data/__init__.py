"""The model of ``progress_matrix`` as data files, written by every build that makes pages.

The views and :mod:`.items` give plain tables, :mod:`.package` describes them, :mod:`.versions`
compares them with earlier ones, :mod:`.write` puts them on disk, :mod:`.pages` shows them.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from progress_matrix.api import add_view, of, words_of

from . import pages
from .edition import edition_of, publishes
from .package import CHANGES
from .write import write_all


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the data of a build that succeeded (``build-finished``), but for one tagged ``preview``."""
    if exception or app.tags.has("preview") or not publishes(app.builder):
        return
    trackers = of(app.env).trackers
    for name, tracker in trackers.items():
        edition = edition_of(app.builder, tracker, words_of(app))
        page = "" if name else of(app.env).index_pages.get(CHANGES, "")
        write_all(Path(app.outdir), edition, page, trackers)
        # sphinx-needs' report holds durations: no output of ours may change by itself.
        (Path(app.outdir) / "schema_violations.json").unlink(missing_ok=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("progress_matrix")
    add_view(app, pages.CHANGES_VIEW)
    add_view(app, pages.DATA_VIEW)
    app.connect("doctree-read", pages.note_home)
    app.connect("progress-view", pages.below)
    app.connect("html-page-context", pages.add_head)
    app.connect("build-finished", _finish, priority=800)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
