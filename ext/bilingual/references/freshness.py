"""Pages that list an entry, or show it in a tooltip where they cite it, follow its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


def outdated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Give the pages with an entry that reads otherwise than before (``env-get-updated``)."""
    domain = cast("BibtexDomain", env.get_domain("cite"))
    shown = {
        citation.key: str(citation.tooltip_entry.text)
        for citation in domain.citations
        if citation.tooltip_entry is not None
    }
    before: dict[str, str] = getattr(env, "reference_list_shown", shown)
    env.reference_list_shown = shown  # type: ignore[attr-defined] # pickled with the environment
    changed = {key for key, text in shown.items() if before.get(key, text) != text}
    citing = {
        reference.docname
        for reference in domain.citation_refs
        if changed.intersection(target.key for target in reference.targets)
    }
    listing = {each.bibliography_key.docname for each in domain.citations if each.key in changed}
    return sorted((citing | listing) & env.found_docs)
