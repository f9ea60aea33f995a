"""What leans on the inside of another package, with its reason.

Seen in myst-parser 5.2.0; ``tests/translations/test_compat.py`` fails when it moves.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base

if TYPE_CHECKING:
    from docutils import nodes

_settings = cache(get_default_settings)


def _make_document(source_path: str = "notset", parser_cls: Any = Parser) -> nodes.document:
    """Make a document as MyST does, from settings that are put together once."""
    return new_document(source_path, settings=_settings(parser_cls).copy())


def share_default_settings() -> None:
    """Let MyST put the default settings of documents together once, not for each text it reads.

    Its renderer makes a document for the case that it is given none, also when it is given
    one.  Sphinx has it read each translated message by itself, and the settings for the
    document that nobody uses took half of the time of a message.
    """
    base.make_document = _make_document
