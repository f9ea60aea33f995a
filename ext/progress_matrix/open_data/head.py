"""What the exports add to pages: the data set's description on the home page, the feed's link.

The home page is noted as a view, so that an incremental build writes it again when what the
data hold changes.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.util.osutil import relative_uri

from progress_matrix.api import STATUSES, of, settings_of, words_of

from .edition import edition_of, publishes
from .jsonld import script
from .names import CHANGES, FEED

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def note_home(app: Sphinx, doctree: nodes.document) -> None:
    """Note that the home page shows data (``doctree-read``)."""
    if app.env.docname == app.config.root_doc:
        of(app.env).note_view(app.env.docname, STATUSES)


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add to a page's head what belongs there (``html-page-context``)."""
    domain = of(app.env)
    if domain.tracker is None or not publishes(app.builder):
        return
    made = []
    if pagename == app.config.root_doc:
        made.append(script(edition_of(app.builder, domain.tracker, words_of(app))))
    if pagename == domain.index_pages.get(CHANGES) and settings_of(app).package.tag:
        link = relative_uri(app.builder.get_target_uri(pagename), FEED)
        made.append(f'<link rel="alternate" type="application/atom+xml" href="{escape(link)}">')
    if made:
        context["metatags"] = "\n".join([context.get("metatags", ""), *made, ""])
