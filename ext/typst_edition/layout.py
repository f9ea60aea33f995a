"""What must be known of a resolved document before it is written.

The containers that another extension made of needs are marked as cards. The page's
orientation is pushed down to the elements that it concerns. A landscape element takes the
headings directly before it with it, so that no heading stays behind alone on a portrait
page; and a table keeps the few words that lead to it, on its page and turned as it is. So
it does with the few that end its document, which would have an upright page to themselves.

Apart from tables, labels, short cards and the opening before a turned page stay together.
Heights are estimated from letters: what is kept must be far shorter than a page, and is
then moved to the next one rather than broken.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from math import ceil
from typing import TypeGuard, TypeVar

from docutils import nodes
from sphinx import addnodes

N = TypeVar("N", bound=nodes.Node)

ORIENTATION = "typst_landscape"
"""The attribute of a flow-level element: whether it stands on a landscape page."""

KEPT = "typst_kept"
"""The attribute of the first flow-level element: whether all before the first turned page stays on one."""

CARD = "typst_card"
"""The attribute of a container that is an item, and is printed as a card."""

# A class stands for the language only if it is a well-formed tag: ``lang-fr``, ``lang-pt-br``;
# docutils' own writers read ``language-fr``.
_LANGUAGE_CLASS = re.compile(r"lang(?:uage)?-([a-z]{2})(?:-([a-z]{2}))?")
TRANSPARENT = (nodes.document, nodes.section, nodes.container, nodes.compound)
# What may belong to a table.  More of it than this many letters is a text of its own: it
# needs no table to fill a page, and would leave a gap where it is kept from breaking.
_WORDS = (nodes.paragraph, nodes.bullet_list)
_FEW = 900
_OF_SPHINX = (addnodes.toctree, addnodes.highlightlang, addnodes.tabular_col_spec)
_UNSEEN = (nodes.Invisible, nodes.raw, nodes.meta, nodes.system_message, nodes.footnote, *_OF_SPHINX)

STICKY = "typst_sticky"
"""The attribute of a block: whether it leads to the one after it, and stays with it."""

_LETTERS = 90
_LINE = 115
_FEW_LETTERS = 400
# More than this would leave too much of the page before empty.
_SHORT_CARD = 20
_SHORT_OPENING = 40
_FEW_ENTRIES = 3


def of_kind(node: nodes.Element, kind: type[N]) -> Iterator[N]:
    """Give the children of *node* that are of one *kind*."""
    return (child for child in node.children if isinstance(child, kind))


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
    """Mark the elements of *document* with orientation and what they stay with; idempotent.

    *landscape* says that the whole document stands on landscape pages; *items* are the
    ids of items, whose containers are cards; *left_out* are the classes and ids of what is
    not printed.
    """
    for container in document.findall(nodes.container):
        parts = container.findall(nodes.Element)
        # A page cannot turn inside a card.
        if any(id_ in items for id_ in container["ids"]) and not any(map(_is_turned, parts)):
            container[CARD] = True
            mark_beginning(container)
    flow = list(_flow(document, left_out, landscape=landscape))
    elements = [node for node, _ in flow]
    for position, node in enumerate(elements):
        node[STICKY] = False
        if isinstance(node, nodes.table):
            for words in _few_before(elements, position):
                words[STICKY] = True
    following = False
    for node, turned in reversed(flow):
        # A heading goes where what follows it goes, and so do the words before a table.
        goes_along = node[STICKY] or isinstance(node, nodes.title)
        following = node[ORIENTATION] = (goes_along and following) or turned
    closing = _few_before(elements, len(elements))
    above = elements[: len(elements) - len(closing)]
    if above and above[-1][ORIENTATION]:
        for words in closing:
            words[ORIENTATION] = True
    if elements:
        # A short opening is kept: else its last lines might have an upright page to themselves.
        first = next((position for position, node in enumerate(elements) if node[ORIENTATION]), 0)
        elements[0][KEPT] = 0 < _count_lines(elements[:first]) <= _SHORT_OPENING
    mark_labels(document)
    mark_introductions(elements)
    mark_end(elements)


def _few_before(flow: Sequence[nodes.Element], end: int) -> Sequence[nodes.Element]:
    """Give the words in *flow* directly before *end*, if they are few."""
    start = end
    while start and isinstance(flow[start - 1], _WORDS):
        start -= 1
    words = flow[start:end]
    return words if sum(len(node.astext()) for node in words) <= _FEW else []


def _is_turned(node: nodes.Element) -> bool:
    return "landscape" in node["classes"]


def _flow(
    node: nodes.Element, left_out: AbstractSet[str], *, landscape: bool
) -> Iterator[tuple[nodes.Element, bool]]:
    """Give the titles and blocks that stand directly on the page, with their wish."""
    for child in of_kind(node, nodes.Element):
        if isinstance(child, _UNSEEN) or not left_out.isdisjoint(child["classes"] + child["ids"]):
            continue
        turned = landscape or _is_turned(child)
        if isinstance(child, TRANSPARENT) and not child.get(CARD):
            yield from _flow(child, left_out, landscape=turned)
        else:
            yield child, turned


def is_short(box: nodes.Element) -> bool:
    """Say whether *box*, a card or a list of facts, is so short that it does not break."""
    return _count_lines([box]) <= _SHORT_CARD


def mark_labels(document: nodes.document) -> None:
    """Mark the labels in *document* and the lines that say little without what follows them.

    A label is a paragraph all in bold type; a line before it belongs to it. A line before
    a list leads to it.
    """
    lists = (nodes.bullet_list, nodes.enumerated_list)
    led = list(document.findall(lambda node: isinstance(node, lists)))
    for strong in document.findall(nodes.strong):
        label = strong.parent
        if isinstance(label, nodes.paragraph) and len(label) == 1 and beside(label, 1) is not None:
            label[STICKY] = True
            led.append(label)
    for node in led:
        if _is_line(before := beside(node, -1)):
            before[STICKY] = True


def mark_beginning(card: nodes.Element) -> None:
    """Mark what begins a *card*, so that it does not break below its first lines.

    Nor do its facts stand alone on the next page.
    """
    before_facts = [beside(facts, -1) for facts in card.findall(nodes.field_list)]
    for child in (*card.children[:2], *before_facts):
        if isinstance(child, nodes.paragraph) and child is not card.children[-1]:
            child[STICKY] = True


def mark_introductions(flow: Sequence[nodes.Element]) -> None:
    """Mark the few words or the short card of *flow* below a heading, and a drawing above its key."""
    first = None
    for before, words in pairwise(flow[:-1]):
        few = isinstance(words, nodes.paragraph) or words.get(CARD)
        # Two paragraphs at most: all of a long run would never break.
        second = first is not None and before is first
        first = words if few and isinstance(before, nodes.title) else None
        read = [words, before] if second else [words]
        if few and (first is words or second) and sum(len(one.astext()) for one in read) <= _FEW_LETTERS:
            words[STICKY] = True
        elif isinstance(words, nodes.paragraph) and isinstance(before, (nodes.image, nodes.figure)):
            before[STICKY] = True


def mark_end(flow: Sequence[nodes.Element]) -> None:
    """Mark the line or short list before the line that ends *flow*: this one does not begin a page alone."""
    if len(flow) > 1 and _is_line(flow[-1]):
        before = flow[-2]
        is_short_list = isinstance(before, nodes.bullet_list) and len(before) <= _FEW_ENTRIES
        before[STICKY] = before[STICKY] or _is_line(before) or is_short_list


def _count_lines(blocks: Iterable[nodes.Element]) -> int:
    found = 0
    for block in blocks:
        texts = [block] if isinstance(block, nodes.TextElement) else block.findall(nodes.TextElement)
        for text in texts:
            # Inline elements are text elements too, and part of another; a field's name stands beside it.
            if not isinstance(text, (nodes.Inline, nodes.field_name)):
                found += max(1, ceil(len(text.astext()) / _LETTERS)) + isinstance(text, nodes.title)
    return found


def _is_line(node: nodes.Node | None) -> TypeGuard[nodes.paragraph]:
    return isinstance(node, nodes.paragraph) and len(node.astext()) <= _LINE


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Give the elements that *node* stands in, the nearest first."""
    while (node := node.parent) is not None:
        yield node


def beside(node: nodes.Node, step: int) -> nodes.Node | None:
    """Give the sibling of *node* that stands *step* places after it, or before it."""
    siblings = node.parent.children
    position = node.parent.index(node) + step
    return siblings[position] if 0 <= position < len(siblings) else None
