"""Findings of other extensions, with the place or the item that they leave out."""

from __future__ import annotations

import logging as stdlib_logging
import re
from typing import TYPE_CHECKING

from docutils.nodes import Node

from .._compat import ITEM_LOGGERS, SCHEMA_LOGGER
from .rules import place
from .sources import item_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..collect import Needs

_NAMED = re.compile(r"Need '(?P<id>[^']+)' has (?:schema|configuration)")


class _Locate(stdlib_logging.Filter):
    """Gives schema findings the file and line of the need they name."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self.needs = needs

    def filter(self, record: stdlib_logging.LogRecord) -> bool:
        found = _NAMED.search(str(record.msg))
        if found and not getattr(record, "location", None) and found["id"] in self.needs:
            record.location = place(self.needs[found["id"]])
        return True


def locate_schema_findings(needs: Needs) -> None:
    """Add file and line to sphinx-needs' schema findings, which name the need only."""
    logger = stdlib_logging.getLogger(SCHEMA_LOGGER)
    for old in [known for known in logger.filters if isinstance(known, _Locate)]:
        logger.removeFilter(old)
    logger.addFilter(_Locate(needs))


class _NameItem(stdlib_logging.Filter):
    """Gives the first line of the item, in findings about options: its id may be what was lost."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self.app = app

    def filter(self, record: stdlib_logging.LogRecord) -> bool:
        path, number = self._place(getattr(record, "location", None))
        item = item_in(path, number) if path and number else ""
        if item:
            record.msg = f"{record.msg} In: {item}"
        return True

    def _place(self, location: object) -> tuple[str, int]:
        """Read a location: a node, a document's name and line, or ``path:line``."""
        if isinstance(location, Node):
            return str(location.source or ""), location.line or 0
        if isinstance(location, tuple):
            return str(self.app.env.doc2path(location[0])), location[1] or 0
        path, _, number = str(location).rpartition(":")
        return path, int(number) if number.isdigit() else 0


def name_items(app: Sphinx) -> None:
    """Let the findings of sphinx-needs and MyST about options and references say which item is meant."""
    for name in ITEM_LOGGERS:
        logger = stdlib_logging.getLogger(name)
        for old in [known for known in logger.filters if isinstance(known, _NameItem)]:
            logger.removeFilter(old)
        logger.addFilter(_NameItem(app))
