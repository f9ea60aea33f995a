"""Item data → translatable nodes, for the gettext builder only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from progress_matrix.api import is_need_part, is_need_reference, message_node

from .items import items, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.environment import BuildEnvironment


def add_messages(env: BuildEnvironment, document: nodes.document, fields: Iterable[str]) -> None:
    """Leave a translatable node for each title and text field of the document's items."""
    path = Path(env.doc2path(env.docname))
    lines = path.read_text(encoding="utf-8").splitlines()
    for node, need in items(env, document):
        start = int(need["lineno"] or 1)
        for name in texts(env, need, fields):
            message = str(need.get(name) or "").strip()
            if message:
                line = start if name == "title" else _line_of(name, lines, start)
                node.insert(0, message_node(message, str(path), line))
    for paragraph in document.findall(nodes.paragraph):
        if _holds_no_language(paragraph):
            paragraph["translatable"] = False
    _give_version_ids(document)


def _line_of(name: str, lines: Sequence[str], start: int) -> int:
    """Find the line of a directive's option, below the directive's own line."""
    for number, line in enumerate(lines[start:], start + 1):
        if re.match(rf"\s*:{re.escape(name)}:", line):
            return number
        if not line.strip():
            break
    return start


def _holds_no_language(paragraph: nodes.paragraph) -> bool:
    """Tell whether a paragraph holds need parts and ids of needs only."""
    inside = [node for node in paragraph.children if node.astext().strip()]
    return bool(inside) and all(
        is_need_part(node) or (is_need_reference(node) and not node["refexplicit"]) for node in inside
    )


def _give_version_ids(document: nodes.document) -> None:
    """Let Sphinx collect the messages of placeholders, which it gives no version id."""
    for node in document.findall(addnodes.translatable):
        if not hasattr(node, "uid"):
            setattr(node, "uid", "")  # noqa: B010 - docutils does not declare what Sphinx sets
