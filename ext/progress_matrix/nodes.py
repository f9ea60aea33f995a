"""Nodes that say more in HTML than docutils' own; other writers treat them as their base class.

Sphinx looks for a visitor along the class hierarchy, so a writer that knows containers
and inline text knows these too.  :func:`walk` goes through any tree of nodes, :func:`blocks`
through all but the text, :func:`release` gives its memory back.  The ``progress_*`` nodes are
placeholders: views, answers and items to be filled when the model exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def walk(root: nodes.Node) -> Iterator[nodes.Node]:
    """Give a node and all below it in the order of the document, at a fraction of findall's cost."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        # A text has none, and texts are half of all.
        if node.children:
            waiting += node.children[::-1]


def blocks(root: nodes.Node) -> Iterator[nodes.Element]:
    """Give a node and what stands below it, but nothing inside a line of text: a quarter of all."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Element):
            yield node
            if not isinstance(node, nodes.TextElement):
                waiting.extend(reversed(node.children))


def release(root: nodes.Node) -> None:
    """Part the nodes of a tree that has done its work.

    Each node names its parent and its document, so that only the garbage collector could
    free the tree; and it seldom looks at what has lived as long as a page read at the
    beginning.  A site of 20,000 items kept every page it wrote, four times what it needs.

    Documents and sections lose what is in them as well, because MyST's renderer holds them.
    Other nodes keep it: sphinx-needs holds those of the items, for other pages.
    """
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        node.parent = None
        node.document = None  # type: ignore[assignment]  # as docutils has it for a node that stands alone
        if isinstance(node, (nodes.document, nodes.section)):
            node.children = []


class folded(nodes.container):  # noqa: N801 - docutils names nodes in lower case
    """What is shown when asked for: in HTML behind its ``title``, elsewhere as it is."""


class table_frame(nodes.table):  # noqa: N801 - docutils names nodes in lower case
    """A table of ours: in HTML it can become a list on a narrow screen."""


class table_row(nodes.row):  # noqa: N801 - docutils names nodes in lower case
    """A row of a table of ours: in HTML its ``data`` become attributes."""


class table_cell(nodes.entry):  # noqa: N801 - docutils names nodes in lower case
    """A cell of a table of ours: in HTML a header cell says what it heads."""


class term_mark(nodes.inline):  # noqa: N801 - docutils names nodes in lower case
    """The mark beside a coded term; for the eye only, because the word says the same."""


class filter_form(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The controls of the filters, made for HTML only: ``html`` holds them, escaped."""


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


class progress_query(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A figure, or a fact of a period, asked for by a role: ``role`` names it, ``query`` holds its text."""


class progress_item(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """An item's place: ``refid`` holds its id, the children are its text."""


PLACEHOLDERS = (progress_view, progress_query, progress_item)


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
