"""Bibliography files → translatable nodes, for the gettext builder only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from progress_matrix.api import message_node

from .files import page_of
from .style import corporate_authors, is_supplied, note_of, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from pybtex.database import Entry
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


def add_messages(env: BuildEnvironment, document: nodes.document) -> None:
    """Leave a translatable node for each message of the files that belong to a page."""
    domain = cast("BibtexDomain", env.get_domain("cite"))
    for path in domain.bibdata.bibfiles:
        if page_of(path, env.config, env.srcdir) != env.docname:
            continue
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        for entry in domain.get_entries([path]):
            start = _line(rf"\s*@\w+\s*\{{\s*{re.escape(entry.key)}\s*,", lines, 0)
            for name, message in _messages(entry):
                line = _line(rf"\s*{name}\s*=", lines, start)
                document.append(message_node(message, str(path), line))


def _messages(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give what is translated of an entry: the name of the field, and the text."""
    for body in corporate_authors(entry):
        yield "author", body
    if is_supplied(title_of(entry)):
        yield "title", title_of(entry)
    if note_of(entry):
        yield "note", note_of(entry)


def _line(pattern: str, lines: list[str], start: int) -> int:
    """Find the line, counted from 1, that begins so, from a line on; or that line."""
    found = (number for number, line in enumerate(lines[start:], start + 1) if re.match(pattern, line))
    return next(found, start)
