"""Figures where none can be shown, as a document is read."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from .._compat import items_of
from ..nodes import progress_query, progress_view
from ..settings import settings_of
from . import Finding, warn

# What shows text as it is written, what a label gives the caption of, and the role of a figure.
_PLAIN = (addnodes.index, addnodes.toctree, nodes.image, nodes.meta, progress_view)
_NUMBERED = (nodes.container, nodes.figure, nodes.rubric, nodes.table)
_ROLE = re.compile(r"[{:]progress-(?:figure|period)[}:]`[^`]+`")


def refuse(app: Sphinx, doctree: nodes.document) -> None:
    """Report figures where none can be shown (``doctree-read``).

    Contents and references take headings, terms and captions with a label before any figure is known;
    titles of items and the like are shown as they are written, and the text of evidence in plain words.
    """
    env, settings = app.env, settings_of(app)
    trackers = (settings, *settings.trackers.values())
    evidence = {name for one in trackers for name in one.types.evidence.values()}
    found: dict[tuple[nodes.Element, str], None] = {}  # in order, and once each
    elements = list(doctree.findall(nodes.Element))
    for query in elements:
        if isinstance(query, progress_query) and (place := _taken(query)):
            found[place, query["query"]] = None
            query.replace_self(nodes.Text(query["query"]))
    written: list[tuple[nodes.Element, str]]
    written = [(node, str(node.attributes)) for node in elements if isinstance(node, _PLAIN)]
    written += [
        (node, f"{need['title']} {need['content'] if need['type'] in evidence else ''}")
        for node, need in items_of(env, doctree)
    ]
    found |= {(node, figure): None for node, text in written for figure in _ROLE.findall(text)}
    for node, figure in found:
        message = (
            f"{figure!r}: a figure cannot be shown in a heading, in a caption or term that is referred to, "
            "in the text of evidence or in plain text; put it into a sentence elsewhere"
        )
        # Of some, only the document is known.
        lines = enumerate(Path(env.doc2path(env.docname)).read_text(encoding="utf-8").split("\n"), 1)
        number = next((number for number, line in lines if figure in line), 0)
        warn(Finding.VIEW, message, node if node.line else (env.docname, number))


def _taken(node: nodes.Element) -> nodes.Element | None:
    """Give the heading, the term or the caption with a label that a node stands in."""
    while node.parent and not isinstance(node, (nodes.title, nodes.caption, nodes.rubric, nodes.term)):
        node = node.parent
    holder = node if isinstance(node, (nodes.rubric, nodes.term)) else node.parent
    if isinstance(holder, nodes.term):
        return holder if holder["ids"] else None
    named = isinstance(holder, _NUMBERED) and holder["names"]
    return node if named or isinstance(holder, nodes.section) else None
