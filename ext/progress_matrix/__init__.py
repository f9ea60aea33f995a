"""Traceability matrices for sphinx-needs: which items have reported progress in which period.

What happens when stands in ``HANDLERS``, below: reading leaves placeholders
(:mod:`.views.registry`), :mod:`.domain` notes where they are, the sealed needs become the model
at ``write-started`` (:mod:`.collect`), and :mod:`.resolve` fills the placeholders of each page.
Other extensions build on :mod:`.api`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from . import assets, configuration, freshness
from .configuration import ends_plainly
from .domain import ProgressDomain, note_items
from .nodes import PLACEHOLDERS, VISITORS
from .resolve import ROLES, NoteSources, add_notes, fill_page, let_go, prepare, refuse, set_aside
from .validation import figures, sources
from .views import (
    cells,
    contents,
    coverage,
    gaps,
    history,
    index,
    ledger,
    matrix,
    picture,
    register,
    timeline,
)
from .views.registry import QueryRole, View, add_view
from .words import words_of

__version__ = "0.1.0"

# The modules of views, in the order in which their data are told.
_MODULES = (matrix, cells, history, gaps, ledger, coverage, picture, index, timeline, register, contents)
VIEWS = tuple(view for module in _MODULES for view in vars(module).values() if isinstance(view, View))

# The order of everything that happens, once a project has told what its types are.  Sphinx
# calls the handlers of one event in the order of the numbers; 500 is the usual one.
HANDLERS: tuple[tuple[str, int, Callable[..., Any]], ...] = (
    ("builder-inited", 500, assets.copy),
    ("builder-inited", 500, sources.complete_findings),
    ("builder-inited", 500, ends_plainly(words_of)),
    ("env-get-outdated", 500, freshness.to_read),
    ("env-before-read-docs", 500, sources.check),
    ("env-before-read-docs", 500, freshness.forget),
    # After sphinx-needs has made its schema, without which it cannot end a build.
    ("env-before-read-docs", 600, ends_plainly(configuration.check_files)),
    # Before Sphinx collects the headings.
    ("doctree-read", 100, figures.refuse),
    ("doctree-read", 500, note_items),
    ("doctree-read", 500, freshness.note_templates),
    ("env-updated", 0, freshness.none_unread),
    # Before sphinxcontrib-bibtex forms the entries.
    ("env-updated", 100, ends_plainly(sources.check_entries)),
    ("env-updated", 500, freshness.note_included),
    ("env-get-updated", 500, freshness.to_write),
    # After sphinx-needs has sealed the needs and validated their schemas.
    ("write-started", 400, prepare),
    ("write-started", 500, freshness.leave_above),
    # Looks again at ``build-finished``, before all others.
    ("write-started", 500, freshness.watch),
    # Before and after all that sphinx-needs does to a page (100 to 500).
    ("doctree-resolved", 90, set_aside),
    ("doctree-resolved", 800, fill_page),
    ("doctree-resolved", 801, add_notes),
    ("html-page-context", 500, assets.add),
    # The last to see the tree of a page that is written.
    ("html-page-context", 2000, let_go),
    # The last of all: with it, a build says that all it wrote is whole.
    ("build-finished", 1001, freshness.keep),
)


def _begin(app: Sphinx, config: Config) -> None:
    """Check the settings and go to work; in a project without any, do nothing (``config-inited``)."""
    if config.progress_matrix or config.progress_matrix_from_toml:
        # In a project without settings the XML of a page would name it.
        app.add_domain(ProgressDomain)
        configuration.check_names(app)
        # Before sphinxcontrib-bibtex reads them.
        sources.check_bibliographies(app, config)
        sources.guard_citations(app)
        app.add_transform(NoteSources)
        for event, priority, handler in HANDLERS:
            app.connect(event, handler, priority)
    else:
        app.connect("doctree-resolved", refuse)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_needs")
    app.add_config_value("progress_matrix", {}, "env", dict)
    app.add_config_value("progress_matrix_from_toml", "", "env", str)
    app.add_event("progress-view")
    for view in VIEWS:
        add_view(app, view)
    for role in ROLES:
        app.add_role(role, QueryRole())
    for placeholder in PLACEHOLDERS:
        app.add_node(placeholder)
    for node, visitors in VISITORS.items():
        # By name for EPUB too: what others register for it hides what is registered for HTML.
        app.add_node(node, html=visitors, epub=visitors)
    app.connect("config-inited", ends_plainly(_begin), priority=700)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
