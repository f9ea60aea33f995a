"""Notes that a name must carry on every page on which it occurs.

The settings name the designation and its note; a page that shows the name, in its
own text or in a view, gets the note at its end, on screen and on paper.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .elements import walk
from .settings import settings_of
from .vocabulary import words_of


class AddDesignationNotes(SphinxPostTransform):
    """Put the note of each designation that a document names at the document's end."""

    # After the views are filled (450), whose text counts too.
    default_priority = 455

    def run(self, **kwargs: Any) -> None:
        """Look for the names in the finished text of the document."""
        designations = settings_of(self.app).designations
        if not designations:
            return
        words = words_of(self.app)
        text = " ".join(node for node in walk(self.document) if isinstance(node, nodes.Text))
        for name, note in designations.items():
            translated = words(note)
            if words(name) in text and translated not in text:
                self._end().append(_note(translated))

    def _end(self) -> nodes.Element:
        sections = [node for node in self.document.children if isinstance(node, nodes.section)]
        return sections[-1] if sections else self.document


def _note(text: str) -> nodes.container:
    return nodes.container("", nodes.paragraph("", text), classes=["designation-note"])
