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

from typing import TYPE_CHECKING, Any

from . import alone, assets, checks, citations, directives, freshness, html, needs_file, pages, sources
from .designations import add_notes
from .domain import ProgressDomain, note_conditions, note_references, refuse_in_headings
from .nodes import progress_figure, progress_item, progress_period, progress_view
from .resolve import fill_page, prepare, refuse, set_aside
from .settings import is_configured, settings_of
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
    themes,
    units,
)

if TYPE_CHECKING:
    from collections.abc import Callable

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
    themes.VIEW,
    contents.VIEW,
    contents.FIND,
    contents.CODED,
    contents.ADDRESS,
)


# The order of everything that happens, once a project has told what its types are.  Sphinx
# calls the handlers of one event in the order of the numbers; 500 is the usual one.
HANDLERS: tuple[tuple[str, int, Callable[..., Any]], ...] = (
    ("builder-inited", 500, assets.copy),
    ("builder-inited", 500, checks.name_items),
    ("env-get-outdated", 500, freshness.lead_nowhere),
    ("env-before-read-docs", 500, sources.check),
    ("env-before-read-docs", 500, freshness.forget),
    # Before Sphinx collects the headings.
    ("doctree-read", 100, refuse_in_headings),
    ("doctree-read", 500, note_references),
    ("doctree-read", 500, note_conditions),
    ("needs-before-post-processing", 500, citations.read),
    ("env-get-updated", 500, freshness.outdated),
    # After sphinx-needs has sealed the needs and validated their schemas.
    ("write-started", 400, prepare),
    # Before and after all that sphinx-needs does to a page (100 to 500).
    ("doctree-resolved", 90, set_aside),
    ("doctree-resolved", 800, fill_page),
    ("doctree-resolved", 801, add_notes),
    ("html-page-context", 500, assets.add),
    # The last of all: with it, a build says that all it wrote is whole.
    ("build-finished", 1001, freshness.keep),
)


def _begin(app: Sphinx, config: Config) -> None:
    """Check the settings and go to work; in a project without any, do nothing (``config-inited``)."""
    if is_configured(app):
        settings_of(app)
        for event, priority, handler in HANDLERS:
            app.connect(event, handler, priority)
    else:
        app.connect("doctree-resolved", refuse)


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
    app.connect("env-updated", pages.none_unread, priority=0)
    times = Times()
    app.connect("config-inited", times.note, priority=1)
    app.connect("build-finished", times.restore, priority=1000)
    app.add_event("progress-view")
    for view in VIEWS:
        directives.add_view(app, view)
    app.add_role("progress-figure", directives.QueryRole(progress_figure))
    app.add_role("progress-period", directives.QueryRole(progress_period))
    for placeholder in (progress_view, progress_figure, progress_period, progress_item):
        app.add_node(placeholder)
    for node, visitors in html.VISITORS.items():
        # By name for EPUB too: what others register for it hides what is registered for HTML.
        app.add_node(node, html=visitors, epub=visitors)
    # Before sphinxcontrib-bibtex reads them.
    app.connect("config-inited", sources.check_bibliographies, priority=100)
    app.connect("config-inited", _begin, priority=700)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
