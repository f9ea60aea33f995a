"""Titles in the list of references get the language in which they were published."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from babel import Locale
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .style import is_supplied, title_of

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinxcontrib.bibtex.domain import BibtexDomain


@cache
def _codes() -> dict[str, str]:
    """Give the code of each language by its English name, as bibliography files have it."""
    return {name.lower(): code for code, name in Locale("en").languages.items()}


def language_of(entry: Entry) -> str:
    """Give the code of the language of a published title; empty when it is ours or unknown."""
    if is_supplied(title_of(entry)):
        return ""
    # ``langid`` is the entry's own language; without it the title is in that of the work.
    stated = entry.fields.get("langid", entry.fields.get("language", ""))
    return _codes().get(stated.lower(), "")


class MarkTitles(SphinxPostTransform):
    """Give each published title of a list of references its ``lang``."""

    # After sphinxcontrib-bibtex has written the list (5).
    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Mark the titles, the first emphasised text of each reference, in the document."""
        domain = cast("BibtexDomain", self.env.get_domain("cite"))
        entries = {
            (citation.bibliography_key.docname, citation.citation_id): citation.entry
            for citation in domain.citations
        }
        for citation in self.document.findall(nodes.citation):
            places = [(citation.get("docname", ""), anchor) for anchor in citation["ids"]]
            # Reading a title takes its time, so only those that stand on this page are read.
            language = next((language_of(entries[place]) for place in places if place in entries), "")
            title = next(iter(citation.findall(nodes.emphasis)), None)
            if title is not None and language and language != self.config.language:
                # docutils writes this class as the attribute ``lang``.
                title["classes"].append(f"language-{language}")
