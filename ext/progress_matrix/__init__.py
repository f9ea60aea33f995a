"""Traceability matrices for sphinx-needs: which items have reported progress in which period.

A project tells in ``[progress_matrix]`` which of its need types are the items, the
periods, the areas, the passages of the source and the coded evidence.  Directives then
show the matrix, the history of one item, the gaps, the ledger of announcements and the
evidence coverage.  Other extensions build on :mod:`.api`.

The phases, and the module that does the work in each:

- ``env-get-outdated``: :mod:`.alone` lets one build at a time into an output folder;
- before reading: :mod:`.sources` refuses files that are no UTF-8 or hold control characters;
- reading: :mod:`.directives` leave placeholders, :mod:`.domain` notes where they are;
- ``needs-before-post-processing``: :mod:`.citations` reads an item's sources from its text;
- ``env-get-updated``: :mod:`.freshness` tells which pages show something that changed;
- ``write-started``: :mod:`.sound` leaves out what cannot be right, :mod:`.collect` reads the
  rest into :mod:`.model.matrix`, :mod:`.checks` checks it;
- ``doctree-resolved``: :mod:`.resolve` renders it into each page, then :mod:`.designations`
  looks at the whole; :mod:`.pages` writes the pages whole;
- ``build-finished``: the snapshot is left; :mod:`.untouched` gives unchanged files their time back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import alone, assets, checks, citations, directives, freshness, html, needs_file, pages, sources
from .designations import add_notes
from .domain import ProgressDomain, note_conditions, note_references, refuse_in_headings
from .nodes import progress_figure, progress_item, progress_period, progress_view
from .resolve import fill_page, prepare, set_aside
from .settings import settings_of
from .untouched import Times
from .views import (
    contents,
    coverage,
    gaps,
    history,
    index,
    ledger,
    matrix,
    periods,
    picture,
    register,
    units,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

VIEWS = (
    matrix.VIEW,
    matrix.GROUPS,
    matrix.KEY,
    history.VIEW,
    gaps.VIEW,
    ledger.VIEW,
    coverage.VIEW,
    periods.VIEW,
    picture.VIEW,
    index.VIEW,
    index.TIMELINE,
    register.VIEW,
    register.BASES,
    units.VIEW,
    contents.VIEW,
    contents.FIND,
    contents.CODED,
)


def _validate(app: Sphinx, config: Config) -> None:
    settings_of(app)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_needs")
    app.add_config_value("progress_matrix", {}, "env", dict)
    app.add_config_value("progress_matrix_from_toml", "", "env", str)
    app.add_domain(ProgressDomain)
    app.add_builder(pages.HTMLBuilder, override=True)
    app.add_builder(pages.FolderHTMLBuilder, override=True)
    needs_file.take_over(app)
    lock = alone.Lock()
    app.connect("env-get-outdated", lock.take, priority=1)
    app.connect("build-finished", lock.release, priority=2000)
    app.add_event("progress-view")
    for view in VIEWS:
        directives.add_view(app, view)
    app.add_role("progress-figure", directives.QueryRole(progress_figure))
    app.add_role("progress-period", directives.QueryRole(progress_period))
    app.add_node(progress_view)
    app.add_node(progress_figure)
    app.add_node(progress_period)
    app.add_node(progress_item)
    for node, visitors in html.VISITORS.items():
        app.add_node(node, override=True, html=visitors)
    app.connect("config-inited", _validate, priority=700)
    # Before sphinxcontrib-bibtex reads them.
    app.connect("config-inited", sources.check_bibliographies, priority=100)
    app.connect("builder-inited", assets.copy)
    app.connect("builder-inited", checks.name_items)
    app.connect("doctree-read", note_references)
    app.connect("doctree-read", note_conditions)
    # Before Sphinx collects the headings.
    app.connect("doctree-read", refuse_in_headings, priority=100)
    app.connect("env-before-read-docs", sources.check)
    app.connect("env-before-read-docs", freshness.forget)
    app.connect("env-get-outdated", freshness.lead_nowhere)
    app.connect("needs-before-post-processing", citations.read)
    app.connect("env-updated", pages.none_unread, priority=0)
    app.connect("env-get-updated", freshness.outdated)
    # After sphinx-needs has sealed the needs and validated their schemas.
    app.connect("write-started", prepare, priority=400)
    # Before and after all that sphinx-needs does to a page (100 to 500).
    app.connect("doctree-resolved", set_aside, priority=90)
    app.connect("doctree-resolved", fill_page, priority=800)
    app.connect("doctree-resolved", add_notes, priority=801)
    app.connect("html-page-context", assets.add)
    times = Times()
    app.connect("config-inited", times.note, priority=1)
    app.connect("build-finished", times.restore, priority=1000)
    # The last of all: with it, a build says that all it wrote is whole.
    app.connect("build-finished", freshness.keep, priority=1001)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
