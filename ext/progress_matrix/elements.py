"""Nodes that say more in HTML than docutils' own; other writers treat them as their base class.

Sphinx looks for a visitor along the class hierarchy, so a writer that knows containers
and inline text knows these too.  :func:`walk` goes through any tree of nodes.
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


class scroll_region(nodes.container):  # noqa: N801 - docutils names nodes in lower case
    """A wide table's place: in HTML a labelled region (``label``) that the keyboard can scroll."""


class term_mark(nodes.inline):  # noqa: N801 - docutils names nodes in lower case
    """The mark beside a coded term; for the eye only, because the word says the same."""


class filter_form(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The controls of the filters, made for HTML only: ``html`` holds them, escaped."""
