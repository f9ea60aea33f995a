"""The one placeholder node: a view to be filled when the model exists."""

from __future__ import annotations

from docutils import nodes


class progress_view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A view asked for by a directive: ``view`` names it, ``options`` holds its options."""


class progress_figure(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A figure asked for by the role: ``query`` holds its text."""
