"""The items of one page: their nodes in the doctree with their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from progress_matrix.api import is_need, needs_being_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment
    from sphinx_needs.need_item import NeedItem


def items(env: BuildEnvironment, document: nodes.document) -> Iterator[tuple[nodes.Element, NeedItem]]:
    """Give each item that stands in the document: its node and its data, which may be changed."""
    found = [node for node in document.findall(nodes.Element) if is_need(node)]
    if not found:
        return
    needs = needs_being_read(env)
    for node in found:
        need = needs.get(str(node["refid"]))
        # An id that was used twice belongs to the page that had it first.
        if need is not None and need["docname"] == env.docname:
            yield node, need


def texts(env: BuildEnvironment, need: NeedItem, fields: Iterable[str]) -> Iterator[str]:
    """Give the names of what is translated with the page: the title and the fields that hold text.

    A field whose values the type lists holds a word of the vocabulary, which is translated there.
    """
    yield "title"
    for declared in env.config.needs_types:
        if declared["directive"] == need["type"]:
            own = declared.get("fields", {})
            yield from (name for name in fields if "enum" not in own.get(name, {}).get("schema", {}))
