"""The templates of a project, found by its folder: which catalogue holds which messages, for each language.

A project has ``conf.py``, ``ubproject.toml``, and the folders ``docs``, ``locales`` and ``ext``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import pages, source_words, vocabulary
from .messages import Message, Place, Template, gathered, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCALES = "locales"
CATALOGUES = "LC_MESSAGES"


def templates(root: Path, read: pages.Pages | None = None, *, programs: bool = True) -> Iterator[Template]:
    """Give all templates of a project, from what was read of its pages, or reading them.

    :param programs: whether the extensions' own words are read from their programs, which takes
        a second, and not from the templates that they ship.
    :raises sphinx.errors.SphinxError: when the pages cannot be read at all.
    :raises OSError: when a file cannot be read.
    """
    read = read or pages.extract(root)
    words = vocabulary.extract(root / "ubproject.toml", read.config, root / "conf.py")
    # The languages that are translated into are those with a folder of catalogues.
    folders = {path.parent.name: path for path in sorted((root / LOCALES).glob(f"*/{CATALOGUES}"))}
    for name, found in sorted({**read.messages, "vocabulary": words}.items()):
        yield Template(name, {one: path / f"{name}.po" for one, path in folders.items()}, found)
    for folder in sorted(root.glob("ext/*/locale")):
        package = folder.parent
        files = {one: folder / f"{one}.po" for one in folders}
        shipped = folder / f"{package.name}.pot"
        messages = gathered(source_words.extract(package, root)) if programs else _messages(shipped, root)
        yield Template(f"ext/{package.name}", files, messages, shipped)


def _messages(path: Path, root: Path) -> tuple[Message, ...]:
    """Give the messages of a template that was written."""
    file = path.relative_to(root).as_posix()
    found = (one for one in read(path) if one.id)
    return gathered((one.context or "", str(one.id), Place(file, one.lineno or 1)) for one in found)
