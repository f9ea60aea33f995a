"""The home page as a ``Dataset`` of schema.org, for search engines of data.

A script of this type is data, which a browser never runs: a content security policy
without ``unsafe-inline`` leaves it alone (HTML standard, "prepare the script element").
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from progress_matrix.api import matrix_stem

from .names import FOLDER, PACKAGE, WORKBOOK

if TYPE_CHECKING:
    from .edition import Edition

# What could end the script element or be taken for markup by any reader of the page.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def dataset(edition: Edition) -> dict[str, Any]:
    """Describe the data of an edition (https://schema.org/Dataset)."""
    stated, words = edition.publication, edition.words
    periods = edition.tracker.matrix.periods
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
    if periods:
        first = min(period.span.first for period in periods)
        last = max(period.span.last for period in periods)
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
