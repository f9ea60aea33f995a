"""Compiled catalogues that an interrupted build left half-written.

Sphinx compiles a catalogue again only when its source is newer, and takes one that it
cannot read for none: the page would silently lose its translation.
"""

from __future__ import annotations

import struct
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)


def drop_unreadable(app: Sphinx) -> None:
    """Delete what cannot be read, before Sphinx compiles what is missing (``builder-inited``)."""
    for folder in app.config.locale_dirs:
        for path in sorted(Path(app.srcdir, folder, str(app.config.language)).rglob("*.mo")):
            if _readable(path):
                continue
            if path.with_suffix(".po").is_file():
                _logger.info("%s: cannot be read, so it is compiled again from its source", path)
                path.unlink()
            else:
                _logger.warning(
                    "%s: cannot be read, and its source %s is missing; restore one of them",
                    path,
                    path.with_suffix(".po").name,
                    type="needs_gettext",
                    subtype="catalogue",
                )


def _readable(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            GNUTranslations(stream)
    except (OSError, ValueError, IndexError, struct.error):
        return False
    return True
