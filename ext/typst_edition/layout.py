"""What must be known of a resolved document before it is written.

The containers that another extension made of needs are marked as cards. Two things are
pushed down to the elements they concern: the language of a section or container, and
the page's orientation. A landscape element takes the headings directly before it with
it, so that no heading stays behind alone on a portrait page; and a table keeps the few
words that lead to it, on its page and turned as it is. So it does with the few that end
its document, which would have an upright page to themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from typst_edition import together
from typst_edition.together import STICKY

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from collections.abc import Set as AbstractSet

ORIENTATION = "typst_landscape"
"""The attribute of a flow-level element: whether it stands on a landscape page."""

KEPT = "typst_kept"
"""The attribute of the first flow-level element: whether all before the first turned page stays on one."""

CARD = "typst_card"
"""The attribute of a container that is an item, and is printed as a card."""

# A class stands for the language only if it is a well-formed tag: ``lang-fr``, ``lang-pt-br``;
# docutils' own writers read ``language-fr``.
_LANGUAGE_CLASS = re.compile(r"lang(?:uage)?-([a-z]{2})(?:-([a-z]{2}))?")
_TRANSPARENT = (nodes.document, nodes.section, nodes.container, nodes.compound)
# What may belong to a table.  More of it than this many letters is a text of its own: it
# needs no table to fill a page, and would leave a gap where it is kept from breaking.
_WORDS = (nodes.paragraph, nodes.bullet_list)
_FEW = 900
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


def prepare(
    document: nodes.document,
    *,
    landscape: bool,
    items: Container[str] = (),
    left_out: AbstractSet[str] = frozenset(),
) -> None:
    """Mark the elements of *document* with language, orientation and what they stay with; idempotent.

    *landscape* says that the whole document stands on landscape pages; *items* are the
    ids of items, whose containers are cards; *left_out* are the classes and ids of what is
    not printed.
    """
    for container in document.findall(nodes.container):
        if any(id_ in items for id_ in container["ids"]) and not any(_turned(container)):
            container[CARD] = True
            together.mark_beginning(container)
    _push_language(document, None)
    flow = list(_flow(document, left_out, landscape=landscape))
    elements = [node for node, _ in flow]
    leading = _leading(elements)
    following = False
    for position, (node, turned) in reversed(list(enumerate(flow))):
        node[STICKY] = position in leading
        # A heading goes where what follows it goes, and so do the words before a table.
        goes_along = node[STICKY] or isinstance(node, nodes.title)
        node[ORIENTATION] = (goes_along and following) or turned
        following = node[ORIENTATION]
    for position in _closing(elements):
        elements[position][ORIENTATION] = True
    if elements:
        elements[0][KEPT] = together.opens(elements, ORIENTATION)
    together.mark_labels(document)
    together.mark_introductions(elements)
    together.mark_end(elements)


def _leading(flow: Sequence[nodes.Element]) -> set[int]:
    """Give the positions in *flow* of the words that lead to a table: all before it, if they are few."""
    found: set[int] = set()
    for position, node in enumerate(flow):
        if not isinstance(node, nodes.table):
            continue
        start = _start_of_words(flow, position)
        if _are_few(flow[start:position]):
            found.update(range(start, position))
    return found


def _closing(flow: Sequence[nodes.Element]) -> range:
    """Give the positions in *flow* of the words that end it after a landscape element, if they are few."""
    start = _start_of_words(flow, len(flow))
    after_turned = start and flow[start - 1][ORIENTATION]
    return range(start, len(flow)) if after_turned and _are_few(flow[start:]) else range(0)


def _start_of_words(flow: Sequence[nodes.Element], end: int) -> int:
    """Give where in *flow* the words that end before *end* begin."""
    while end and isinstance(flow[end - 1], _WORDS):
        end -= 1
    return end


def _are_few(words: Sequence[nodes.Element]) -> bool:
    return sum(len(node.astext()) for node in words) <= _FEW


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


def _flow(
    node: nodes.Element, left_out: AbstractSet[str], *, landscape: bool
) -> Iterator[tuple[nodes.Element, bool]]:
    """Give the titles and blocks that stand directly on the page, with their wish."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or isinstance(child, _UNSEEN):
            continue
        if not left_out.isdisjoint(child["classes"] + child["ids"]):
            continue
        turned = landscape or "landscape" in child["classes"]
        if isinstance(child, _TRANSPARENT) and not child.get(CARD):
            yield from _flow(child, left_out, landscape=turned)
        else:
            yield child, turned
