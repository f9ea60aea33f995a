"""Source files as they stand on disk: what they may hold, and which item stands at a line.

A file that is not UTF-8 is left out of the build; Sphinx itself would stop with a
traceback that names no file.  Control characters are refused: some of them end a line
for Python but not for an author, so that half an option would be lost.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from ..findings import Finding, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

# How an item begins, in MyST and in reStructuredText.
_BEGINS = re.compile(r"\s*(?::{3,}\{|`{3,}\{|\.\. \S+::)")
_ENDS = re.compile(r"\s*(?::{3,}|`{3,})\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def item_at(lines: Sequence[str], number: int) -> str:
    """Give the first line of the item that a line, counted from 1, belongs to; or the line itself."""
    for line in reversed(lines[:number]):
        if _BEGINS.match(line):
            return line.strip()
        if _ENDS.fullmatch(line):
            break
    return "".join(lines[number - 1 : number]).strip()


def item_in(path: str | Path, number: int) -> str:
    """Give the first line of the item at a line of a file; empty when the file cannot be read."""
    try:
        return item_at(Path(path).read_text(encoding="utf-8-sig").split("\n"), number)
    except (OSError, ValueError):
        return ""


def check(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Check the documents to be read; leave out what cannot be (``env-before-read-docs``)."""
    for docname in list(docnames):
        try:
            content = Path(env.doc2path(docname)).read_bytes()
        except FileNotFoundError:
            warn(Finding.ENCODING, f"{docname}: the file was deleted during the build; build again", None)
            _leave_out(env, docname, docnames)
            continue
        try:
            lines = content.decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            number = content.count(b"\n", 0, error.start) + 1
            lines = content.decode("utf-8", errors="replace").split("\n")
            message = (
                f"the file is not UTF-8: byte 0x{content[error.start]:02x}, in the item "
                f"{item_at(lines, number)!r}; save it as UTF-8. It is left out"
            )
            warn(Finding.ENCODING, message, (docname, number))
            _leave_out(env, docname, docnames)
        else:
            _controls(docname, lines)


def check_bibliographies(app: Sphinx, config: Config) -> None:
    """Read the bibliography files once before sphinxcontrib-bibtex does (``config-inited``).

    :raises ConfigError: for one that cannot be read; the library's own traceback names no file.
    """
    for name in getattr(config, "bibtex_bibfiles", None) or ():
        path = Path(app.confdir, name)
        if path.is_file():
            _read_bibliography(path, config.bibtex_encoding)


def _read_bibliography(path: Path, encoding: str) -> None:
    from pybtex.database.input.bibtex import Parser  # noqa: PLC0415 - a part of sphinxcontrib-bibtex
    from pybtex.exceptions import PybtexError  # noqa: PLC0415
    from pybtex.scanner import PybtexSyntaxError  # noqa: PLC0415

    try:
        Parser(encoding).parse_string(path.read_text(encoding=encoding))
    except PybtexSyntaxError as error:
        message = (
            f"{path}:{error.lineno}: {error}; look for a missing brace, comma or quotation mark before it"
        )
        raise ConfigError(message) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: the file is not UTF-8; save it as UTF-8") from error
    except PybtexError:
        pass  # an entry that stands twice and the like: sphinxcontrib-bibtex says so itself


def _leave_out(env: BuildEnvironment, docname: str, docnames: list[str]) -> None:
    docnames.remove(docname)
    env.project.docnames.discard(docname)


def _controls(docname: str, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, 1):
        found = _CONTROL.search(line)
        if found:
            message = (
                f"the control character U+{ord(found[0]):04X}, in the item {item_at(lines, number)!r}; "
                "take it out"
            )
            warn(Finding.ENCODING, message, (docname, number))
