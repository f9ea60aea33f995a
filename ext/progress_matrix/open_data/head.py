"""What the exports add to pages: the data set's description on the home page, the feed's link.

The home page is noted as a view, so that an incremental build writes it again when what the
data hold changes.  Its description, a ``Dataset`` of schema.org for search engines of data, stands
in a script of a type that is data, which a browser never runs: a content security policy
without ``unsafe-inline`` leaves it alone (HTML standard, "prepare the script element").
"""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from progress_matrix.api import STATUSES, matrix_stem, of, settings_of, words_of

from .edition import Edition, edition_of, publishes
from .package import CHANGES, FEED, FOLDER, PACKAGE, WORKBOOK


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


# What could end the script element or be taken for markup by any reader of the page.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def dataset(edition: Edition) -> dict[str, Any]:
    """Describe the data of an edition (https://schema.org/Dataset)."""
    stated, words = edition.publication, edition.words
    spans = [period.span for period in edition.tracker.matrix.periods if period.span.bounded]
    made: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": words(stated.title) or edition.title,
        "description": words(stated.description) or edition.title,
        "version": edition.version,
        "inLanguage": edition.language,
        "isAccessibleForFree": True,
        "license": [licence.get("path", licence["title"]) for licence in stated.licences],
        "creator": [{"@type": "Organization", "name": words(one["title"])} for one in stated.contributors],
        "isBasedOn": [source.get("path", words(source["title"])) for source in stated.sources],
        "keywords": [words(keyword) for keyword in stated.keywords],
        "distribution": _distribution(edition),
    }
    if edition.moment:
        made["dateModified"] = f"{edition.moment:%Y-%m-%d}"
    if spans:
        first, last = min(span.first for span in spans), max(span.last for span in spans)
        made["temporalCoverage"] = f"{first.isoformat()}/{last.isoformat()}"
    if edition.base_url:
        made["url"] = edition.base_url
    return {key: value for key, value in made.items() if value not in ([], "")}


def _distribution(edition: Edition) -> list[dict[str, str]]:
    main = matrix_stem(edition.tracker)
    files = (
        (PACKAGE, "application/json"),
        (WORKBOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (f"{main}.csv", "text/csv"),
        (f"{main}.json", "application/json"),
    )
    return [
        {
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": media,
            # Without a public address, seen from the home page itself.
            "contentUrl": urljoin(edition.base_url, f"{FOLDER}/{name}"),
        }
        for name, media in files
    ]


def script(edition: Edition) -> str:
    """Write the description as a script element whose text no parser can take for markup."""
    text = json.dumps(dataset(edition), ensure_ascii=False).translate(_ESCAPES)
    return f'<script type="application/ld+json">{text}</script>'
