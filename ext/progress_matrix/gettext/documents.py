"""Translated nodes belong to their page, and nothing keeps what their messages were read with.

Sphinx reads each translated message as a document of its own, and its nodes go on naming
that document, which keeps its settings, reporter and more: a translated page's doctree
weighs some forty times what the page holds, in the memory of every worker and on the disk.
"""

from __future__ import annotations

from typing import Any

from sphinx.transforms import SphinxTransform


class OwnDocument(SphinxTransform):
    """Let every node name the document it stands in."""

    # Right after Sphinx has put in the translations (20) and counted them (25).
    default_priority = 26

    def apply(self, **kwargs: Any) -> None:
        """Go through the document once."""
        for node in self.document.findall():
            node.document = self.document
