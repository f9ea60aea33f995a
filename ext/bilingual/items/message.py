"""One message that stands in no node of a page, such as the title of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Sequence


class message_only(nodes.comment, addnodes.translatable):  # noqa: N801 - docutils names nodes in lower case
    """A message for the catalogue.  A comment, so that any writer that meets it stays silent."""

    # Sphinx collects messages of nodes with a version id only; theirs is their text.
    uid = ""

    def preserve_original_messages(self) -> None:
        """Keep the message: it never changes."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Change nothing: whoever left the node puts the translation where it belongs."""

    def extract_original_messages(self) -> Sequence[str]:
        """Give the message."""
        return [str(self["message"])]


def message_node(message: str, source: str, line: int) -> message_only:
    """Make the node of a message that stands at a line of a file."""
    made = message_only(message=message)
    made.source, made.line = source, line
    return made
