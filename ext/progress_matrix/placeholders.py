"""The placeholder nodes: views, figures and items to be filled when the model exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Sequence


class progress_view(nodes.General, nodes.Element, addnodes.translatable):  # noqa: N801 - docutils names
    """A view asked for by a directive: ``view`` names it, ``options`` holds its options.

    Its caption is a message of the page's catalogue, by Sphinx's own interface.
    """

    def preserve_original_messages(self) -> None:
        """Keep the caption as its author wrote it, for the gettext builder."""
        if self["options"].get("caption"):
            self["raw_caption"] = self["options"]["caption"]

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Take the translated caption."""
        if self.get("raw_caption") == original_message:
            self["options"]["caption"] = translated_message

    def extract_original_messages(self) -> Sequence[str]:
        """Give the caption as its author wrote it, if there is one."""
        return [self["raw_caption"]] if "raw_caption" in self else []


class progress_period(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A fact of a period asked for by the role: ``query`` holds its text."""


class progress_figure(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A figure asked for by the role: ``query`` holds its text."""


class progress_item(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """An item's place: ``refid`` holds its id, the children are its text."""
