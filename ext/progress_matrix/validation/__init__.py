"""What may be wrong with a tracker: one type of warnings, a closed list of subtypes.

Each names the file and the line (through its location), the item, what is wrong and what is
allowed.  :mod:`.sources` looks first, at the files, then :mod:`.figures` at documents, :mod:`.needs` and
:mod:`.rules` at the items.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from docutils.nodes import Node
from sphinx.util import logging

from ..collect import Need

TYPE = "progress_matrix"

_logger = logging.getLogger(__name__)


class Finding(Enum):
    """Subtypes, for ``suppress_warnings`` and for readers of a log."""

    DATE = "date"
    """A date is not an EDTF date, or lies outside its period without a note."""
    FIELD = "field"
    """A field holds what cannot be read, or none of the allowed values."""
    ENCODING = "encoding"
    """A source file is not UTF-8, or holds control characters."""
    CONTEXT = "context"
    """The list of context sentences is malformed, or contradicts the evidence."""
    SENTENCE = "sentence"
    """A sentence of a coded section is neither evidence nor context."""
    FOLLOW_UP = "follow_up"
    """A follow-up does not point backwards in time."""
    LINK = "link"
    """A link is missing, lacks its reason, stands beside a reason for none, or stands twice."""
    PERIOD = "period"
    """A piece of evidence cites a passage of another period than its own."""
    VIEW = "view"
    """A directive or role lacks what it needs, or names something unknown."""
    EXPORT = "export"
    """An export could not be written."""


Report = tuple[Finding, str, "Need"]
"""One finding: its subtype, the message without the id, and the item."""


def warn(kind: Finding, message: str, location: Node | tuple[str, int] | str | None) -> None:
    """Log one finding at a node, or a document's name and line, or its name."""
    _logger.warning(message, type=TYPE, subtype=kind.value, location=location)


def place(need: Need) -> tuple[str, int] | None:
    """Give a need's document and line, for a warning's location."""
    docname, line = need.get("docname"), need.get("lineno")
    return (str(docname), int(line or 0)) if docname else None


def report(found: Iterable[Report]) -> None:
    """Log findings, each with the file, the line and the id of its item."""
    for finding, message, need in found:
        warn(finding, f"{need['id']}: {message}", place(need))
