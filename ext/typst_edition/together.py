"""What stays together on a page, apart from tables: labels, cards, the opening before a turned page.

Heights are estimated from letters, as those of tables are: what is kept must be far
shorter than a page, and is then moved to the next one rather than broken.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeGuard

STICKY = "typst_sticky"
"""The attribute of a block: whether it leads to the one after it, and stays with it."""

_LETTERS = 90
_LINE = 115
_FEW = 200
# More than this would leave too much of the page before empty.
_SHORT_CARD = 20
_SHORT_OPENING = 40


def is_short(box: nodes.Element) -> bool:
    """Say whether *box*, a card or a list of facts, is so short that it does not break."""
    return _lines([box]) <= _SHORT_CARD


def opens(flow: Sequence[nodes.Element], turned: str) -> bool:
    """Say whether what begins *flow*, before its first element with the attribute *turned*, is short.

    Else its last lines might have an upright page to themselves.
    """
    first = next((position for position, node in enumerate(flow) if node[turned]), 0)
    return 0 < _lines(flow[:first]) <= _SHORT_OPENING


def mark_labels(document: nodes.document) -> None:
    """Mark the labels in *document* and the lines that say little without what follows them.

    A label is a paragraph all in bold type; a line before it belongs to it. A line before
    a list leads to it.
    """
    for items in document.findall(_is_list):
        before = _before(items)
        if _is_line(before):
            before[STICKY] = True
    for strong in document.findall(nodes.strong):
        label = strong.parent
        if isinstance(label, nodes.paragraph) and len(label) == 1 and _next(label) is not None:
            label[STICKY] = True
            before = _before(label)
            if _is_line(before):
                before[STICKY] = True


def mark_beginning(card: nodes.Element) -> None:
    """Mark what begins a *card*, so that it does not break below its first lines.

    Nor do its facts stand alone on the next page.
    """
    before_facts = [_before(facts) for facts in card.findall(nodes.field_list)]
    for child in (*card.children[:2], *before_facts):
        if isinstance(child, nodes.paragraph) and child is not card.children[-1]:
            child[STICKY] = True


def mark_introductions(flow: Sequence[nodes.Element]) -> None:
    """Mark the few words of *flow* between a heading and what it is the heading of."""
    for title, words in pairwise(flow[:-1]):
        few = isinstance(words, nodes.paragraph) and len(words.astext()) <= _FEW
        if few and isinstance(title, nodes.title):
            words[STICKY] = True


def mark_end(flow: Sequence[nodes.Element]) -> None:
    """Mark the line before the line that ends *flow*, so that this one does not begin a page alone."""
    if len(flow) > 1 and all(map(_is_line, flow[-2:])):
        flow[-2][STICKY] = True


def _lines(blocks: Iterable[nodes.Element]) -> int:
    found = 0
    for block in blocks:
        texts = [block] if isinstance(block, nodes.TextElement) else block.findall(nodes.TextElement)
        for text in texts:
            # Inline elements are text elements too, and part of another; a field's name stands beside it.
            if not isinstance(text, (nodes.Inline, nodes.field_name)):
                found += max(1, ceil(len(text.astext()) / _LETTERS)) + isinstance(text, nodes.title)
    return found


def _is_list(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.bullet_list, nodes.enumerated_list))


def _is_line(node: nodes.Node | None) -> TypeGuard[nodes.paragraph]:
    return isinstance(node, nodes.paragraph) and len(node.astext()) <= _LINE


def _next(node: nodes.Node) -> nodes.Node | None:
    siblings = node.parent.children
    position = node.parent.index(node) + 1
    return siblings[position] if position < len(siblings) else None


def _before(node: nodes.Node) -> nodes.Node | None:
    position = node.parent.index(node)
    return node.parent.children[position - 1] if position else None
