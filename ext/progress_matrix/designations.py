"""Notes that a name must carry on every page on which it occurs.

The settings name the designation and its note; a page that shows the name, in its
own text or in a view, gets the note at its end, on screen and on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .nodes import walk
from .settings import settings_of
from .words import words_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_notes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the note of each designation that a document names at its end (``doctree-resolved``).

    After the views are filled, whose text counts too.
    """
    designations = settings_of(app).designations
    if not designations:
        return
    words = words_of(app)
    text = " ".join(node for node in walk(doctree) if isinstance(node, nodes.Text))
    for name, note in designations.items():
        translated = words(note)
        if words(name) in text and translated not in text:
            _end(doctree).append(_note(translated))


def _end(doctree: nodes.document) -> nodes.Element:
    sections = [node for node in doctree.children if isinstance(node, nodes.section)]
    return sections[-1] if sections else doctree


def _note(text: str) -> nodes.container:
    return nodes.container("", nodes.paragraph("", text), classes=["designation-note"])
