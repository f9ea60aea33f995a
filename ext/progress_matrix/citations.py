"""An item's sources, read from the citations in its text.

The text is the one place where a source is cited; the field that data users read is
filled from it, so that the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ._compat import citation_keys, citations
from .settings import settings_of

_ROLE = re.compile(r"\{cite(?::[a-z]+)?\}`(?P<keys>[^`]+)`|:cite(?::[a-z]+)?:`(?P<rst>[^`]+)`")


def cited(content: str) -> list[str]:
    """List the keys cited in a text, in order and once each."""
    keys: list[str] = []
    for found in _ROLE.finditer(content):
        keys += citation_keys(found["keys"] or found["rst"])
    return list(dict.fromkeys(keys))


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
        for one in citations(env)
    }


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")
