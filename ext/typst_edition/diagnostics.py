"""What can go wrong with an edition: warning subtypes and the fatal error.

Every warning has the type ``typst_edition`` and one of the subtypes below, so that
``suppress_warnings = ["typst_edition.unknown_node"]`` silences one kind alone.
"""

from __future__ import annotations

from enum import StrEnum

from docutils import nodes
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)


class Subtype(StrEnum):
    """The kinds of warnings this extension gives."""

    UNKNOWN_NODE = "unknown_node"
    """A node without a visitor; its text is kept, its form is lost."""
    MISSING_ALT = "missing_alt"
    """An image without alternative text; its file name stands in."""
    MISSING_IMAGE = "missing_image"
    """An image that Typst cannot show, or that was not found; its text stands in."""
    MATH = "math"
    """A formula; its source is printed as it stands."""
    RAW_TYPST = "raw_typst"
    """Raw Typst markup, which is left out: text never reaches Typst as markup."""
    LOST_TARGET = "lost_target"
    """A link to a place that does not exist in a document of the edition."""
    NO_DOCUMENT = "no_document"
    """A document or pattern of an edition that fits no document."""
    NESTED_LANDSCAPE = "nested_landscape"
    """A landscape element inside a box, where no page can be turned."""
    UNKNOWN_FACT = "unknown_fact"
    """A role that asks for a fact which editions do not have."""
    TYPST = "typst"
    """A warning of the Typst compiler itself."""


class EditionError(Exception):
    """An edition could not be made; the last good file is left as it was."""


def warn(
    subtype: Subtype, message: str, location: nodes.Node | tuple[str, int | None] | str | None = None
) -> None:
    """Give a Sphinx warning of *subtype* at *location* (a node, or document and line)."""
    LOGGER.warning(message, location=location, type="typst_edition", subtype=subtype.value)
