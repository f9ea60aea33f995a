"""Nodes that say more in HTML than docutils' own; other writers treat them as their base class.

Sphinx looks for a visitor along the class hierarchy, so a writer that knows containers
and inline text knows these too.  :func:`walk` goes through any tree of nodes, :func:`blocks`
through all but the text, :func:`release` gives its memory back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


def walk(root: nodes.Node) -> Iterator[nodes.Node]:
    """Give a node and all below it in the order of the document, at a fraction of findall's cost."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def blocks(root: nodes.Node) -> Iterator[nodes.Element]:
    """Give a node and what stands below it, but nothing inside a line of text: a quarter of all."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Element):
            yield node
            if not isinstance(node, nodes.TextElement):
                waiting.extend(reversed(node.children))


def release(root: nodes.Node) -> None:
    """Part the nodes of a tree that has done its work.

    Each node names its parent and its document, so that only the garbage collector could
    free the tree; and it seldom looks at what has lived as long as a page read at the
    beginning.  A site of 20,000 items kept every page it wrote, four times what it needs.

    Documents and sections lose what is in them as well, because MyST's renderer holds them.
    Other nodes keep it: sphinx-needs holds those of the items, for other pages.
    """
    for node in list(walk(root)):
        node.parent = None
        node.document = None  # type: ignore[assignment]  # as docutils has it for a node that stands alone
        if isinstance(node, (nodes.document, nodes.section)):
            node.children = []


class scroll_region(nodes.container):  # noqa: N801 - docutils names nodes in lower case
    """A wide table's place: in HTML a labelled region (``label``) that the keyboard can scroll."""


class term_mark(nodes.inline):  # noqa: N801 - docutils names nodes in lower case
    """The mark beside a coded term; for the eye only, because the word says the same."""


class filter_form(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The controls of the filters, made for HTML only: ``html`` holds them, escaped."""
