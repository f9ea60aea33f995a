"""Compiled catalogues that are half-written, or older or newer than their source.

Sphinx compiles a catalogue again only when its source is newer, and takes one that it
cannot read for none: the page would silently lose its translation.  So a compiled catalogue
gets the time of its source, and one with another time is compiled again.
"""

from __future__ import annotations

import os
import struct
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_logger = logging.getLogger(__name__)


def drop_unreadable(app: Sphinx) -> None:
    """Delete what cannot be read, before Sphinx compiles what is missing (``builder-inited``)."""
    for folder in app.config.locale_dirs:
        for path in sorted(Path(app.srcdir, folder, str(app.config.language)).rglob("*.mo")):
            source = path.with_suffix(".po")
            if source.is_file():
                if not _readable(path) or path.stat().st_mtime_ns != source.stat().st_mtime_ns:
                    path.unlink()
            elif not _readable(path):
                _logger.warning(
                    "%s: cannot be read, and its source %s is missing; restore one of them",
                    path,
                    path.with_suffix(".po").name,
                    type="needs_gettext",
                    subtype="catalogue",
                )


def keep_times(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Give compiled catalogues the time of their source (``env-before-read-docs``)."""
    for folder in app.config.locale_dirs:
        for path in Path(app.srcdir, folder, str(app.config.language)).rglob("*.mo"):
            source = path.with_suffix(".po")
            if source.is_file():
                time = source.stat().st_mtime_ns
                os.utime(path, ns=(time, time))


def _readable(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            GNUTranslations(stream)
    except (OSError, ValueError, IndexError, struct.error):
        return False
    return True
