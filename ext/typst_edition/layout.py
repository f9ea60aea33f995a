"""What must be known of a resolved document before it is written.

The containers that another extension made of needs are marked as cards. Two things are
pushed down to the elements they concern: the language of a section or container, and
the page's orientation. A landscape element takes the headings directly
before it with it, so that no heading stays behind alone on a portrait page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

ORIENTATION = "typst_landscape"
"""The attribute of a flow-level element: whether it stands on a landscape page."""

CARD = "typst_card"
"""The attribute of a container that is an item, and is printed as a card."""

# A class stands for the language only if it is a well-formed tag: ``lang-fr``, ``lang-pt-br``;
# docutils' own writers read ``language-fr``.
_LANGUAGE_CLASS = re.compile(r"lang(?:uage)?-([a-z]{2})(?:-([a-z]{2}))?")
_TRANSPARENT = (nodes.document, nodes.section, nodes.container, nodes.compound)
_UNSEEN = (
    nodes.comment,
    nodes.target,
    nodes.substitution_definition,
    nodes.pending,
    nodes.raw,
    nodes.meta,
    nodes.system_message,
    nodes.footnote,
    addnodes.index,
    addnodes.toctree,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
)


def language_of(node: nodes.Element) -> str | None:
    """Give the language *node* itself states, by attribute ``lang`` or class ``lang-…``."""
    stated = node.get("lang")
    if isinstance(stated, str) and stated:
        return stated
    classes: list[str] = node.get("classes", [])
    for name in classes:
        if found := _LANGUAGE_CLASS.fullmatch(name):
            return "-".join(part for part in found.groups() if part)
    return None


def prepare(document: nodes.document, *, landscape: bool, items: Container[str] = ()) -> None:
    """Mark the elements of *document* with language and orientation; idempotent.

    *landscape* says that the whole document stands on landscape pages; *items* are the
    ids of items, whose containers are cards.
    """
    for container in document.findall(nodes.container):
        if any(id_ in items for id_ in container["ids"]) and not any(_turned(container)):
            container[CARD] = True
    _push_language(document, None)
    flow = list(_flow(document, landscape=landscape))
    following = False
    for node, turned in reversed(flow):
        # A heading goes where what follows it goes.
        turned_here = following if isinstance(node, nodes.title) else turned
        node[ORIENTATION] = turned_here or turned
        following = node[ORIENTATION]


def _turned(node: nodes.Element) -> Iterator[bool]:
    """Give True for each landscape element in *node*: a page cannot turn inside a card."""
    yield from (True for child in node.findall(nodes.Element) if "landscape" in child["classes"])


def _push_language(node: nodes.Element, language: str | None) -> None:
    """Give *language* to the elements inside sections and containers, which have no box."""
    own = language_of(node) or language
    for child in node.children:
        if not isinstance(child, nodes.Element):
            continue
        if isinstance(child, _TRANSPARENT):
            _push_language(child, own)
        elif own and not language_of(child):
            child["lang"] = own


def _flow(node: nodes.Element, *, landscape: bool) -> Iterator[tuple[nodes.Element, bool]]:
    """Give the titles and blocks that stand directly on the page, with their wish."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or isinstance(child, _UNSEEN):
            continue
        turned = landscape or "landscape" in child["classes"]
        if isinstance(child, _TRANSPARENT) and not child.get(CARD):
            yield from _flow(child, landscape=turned)
        else:
            yield child, turned
