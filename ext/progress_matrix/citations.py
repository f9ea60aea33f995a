"""An item's sources, read from the citations in its text; and which pages show citations.

The text is the one place where a source is cited; the field that data users read is
filled from it, so that the two cannot differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from .settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ROLE = re.compile(r"\{cite(?::[a-z]+)?\}`(?P<keys>[^`]+)`|:cite(?::[a-z]+)?:`(?P<rst>[^`]+)`")


def cited(content: str) -> list[str]:
    """List the keys cited in a text, in order and once each."""
    keys: list[str] = []
    for found in _ROLE.finditer(content):
        keys += _keys(found["keys"] or found["rst"])
    return list(dict.fromkeys(keys))


def _keys(targets: str) -> list[str]:
    """Read the keys of one citation, which may have words before and pages after each."""
    try:
        # The library's own reading: what it cites and what the data name cannot differ.
        from sphinxcontrib.bibtex.citation_target import parse_citation_targets  # noqa: PLC0415 - optional

        return [target.key for target in parse_citation_targets(targets)]
    except (ImportError, ValueError):
        return []  # without the library no citation has a meaning; what is malformed it reports itself


def read(app: Sphinx, needs: Mapping[str, MutableMapping[str, Any]]) -> None:
    """Fill the field of sources (``needs-before-post-processing``)."""
    name = settings_of(app).fields.citations
    for need in needs.values():
        if name in need:
            need[name] = cited(str(need["content"]))


class Reference(NamedTuple):
    """Where a source stands in the bibliography, who published it, and when."""

    docname: str
    anchor: str
    author: str
    date: str


def references(env: BuildEnvironment) -> dict[str, Reference]:
    """Give the sources of the bibliography by key; nothing without sphinxcontrib-bibtex."""
    return {
        one.key: Reference(
            one.bibliography_key.docname,
            one.citation_id,
            _plain(one.entry.fields.get("organization", "") or one.formatted_entry.label),
            _plain(one.entry.fields.get("date", "") or one.entry.fields.get("year", "")),
        )
        for one in env.domaindata.get("cite", {}).get("citations", ())
    }


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def labels(env: BuildEnvironment) -> dict[str, str]:
    """Give what stands for each cited source: key → label; nothing without sphinxcontrib-bibtex."""
    found = env.domaindata.get("cite", {}).get("citations", ())
    return {citation.key: citation.formatted_entry.label for citation in found}


def showing(env: BuildEnvironment) -> set[str]:
    """Give the documents that cite a source or list the sources."""
    known = env.domaindata.get("cite", {})
    citing = {reference.docname for reference in known.get("citation_refs", ())}
    return citing | {key.docname for key in known.get("bibliographies", ())}
