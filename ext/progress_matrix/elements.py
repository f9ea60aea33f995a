"""Nodes that say more in HTML than docutils' own; other writers treat them as their base class.

Sphinx looks for a visitor along the class hierarchy, so a writer that knows containers
and inline text knows these too.
"""

from __future__ import annotations

from docutils import nodes


class scroll_region(nodes.container):  # noqa: N801 - docutils names nodes in lower case
    """A wide table's place: in HTML a labelled region (``label``) that the keyboard can scroll."""


class term_mark(nodes.inline):  # noqa: N801 - docutils names nodes in lower case
    """The mark beside a coded term; for the eye only, because the word says the same."""


class filter_form(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The controls of the filters, made for HTML only: ``html`` holds them, escaped."""
