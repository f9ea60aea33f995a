"""The templates of a project, found by its folder: which catalogue holds which messages, for each language.

A project has ``conf.py``, ``ubproject.toml``, and the folders ``docs``, ``locales`` and ``ext``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import pages, source_words, vocabulary
from .messages import Template, gathered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCALES = "locales"
CATALOGUES = "LC_MESSAGES"


def templates(root: Path, read: pages.Pages | None = None, *, programs: bool = True) -> Iterator[Template]:
    """Give all templates of a project, from what was read of its pages, or reading them.

    :param programs: whether those of the extensions' own words are among them, which takes
        a second.
    :raises sphinx.errors.SphinxError: when the pages cannot be read at all.
    :raises OSError: when a file cannot be read.
    """
    read = read or pages.extract(root)
    words = vocabulary.extract(root / "ubproject.toml", read.config, root / "conf.py")
    # The languages that are translated into are those with a folder of catalogues.
    folders = {path.parent.name: path for path in sorted((root / LOCALES).glob(f"*/{CATALOGUES}"))}
    for name, found in sorted({**read.messages, "vocabulary": words}.items()):
        yield Template(name, {one: path / f"{name}.po" for one, path in folders.items()}, found)
    for folder in sorted(root.glob("ext/*/locale")) if programs else ():
        package = folder.parent
        files = {one: folder / f"{one}.po" for one in folders}
        messages = gathered(source_words.extract(package, root))
        yield Template(f"ext/{package.name}", files, messages, folder / f"{package.name}.pot")
