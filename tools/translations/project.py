"""The project's templates: which catalogue holds which messages, for each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import pages, source_words, vocabulary
from .messages import Template, gathered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CATALOGUES = "LC_MESSAGES"
VOCABULARY = "vocabulary"


@dataclass(frozen=True)
class Project:
    """A project by its folder: ``conf.py`` and ``ubproject.toml``, ``docs``, ``locales``, ``ext``."""

    root: Path

    @property
    def source(self) -> Path:
        """The folder of the pages."""
        return self.root / "docs"

    @property
    def locales(self) -> Path:
        """The folder of the catalogues of pages and vocabulary."""
        return self.root / "locales"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are translated into: those with a folder of catalogues."""
        return tuple(sorted(path.parent.name for path in self.locales.glob(f"*/{CATALOGUES}")))

    def read(self) -> pages.Pages:
        """Read the pages.

        :raises sphinx.errors.SphinxError: when they cannot be read at all.
        """
        return pages.extract(self.root, self.source)

    def templates(self, read: pages.Pages | None = None, *, programs: bool = True) -> Iterator[Template]:
        """Give all templates of the project, from what was read of its pages, or reading them.

        :param programs: whether those of the extensions' own words are among them, which takes
            a second.

        :raises sphinx.errors.SphinxError: when the pages cannot be read at all.
        :raises OSError: when a file cannot be read.
        """
        read = read or self.read()
        found = dict(read.messages)
        conf = self.root / "conf.py"
        found[VOCABULARY] = vocabulary.extract(self.root / "ubproject.toml", read.config, conf)
        for name in sorted(found):
            files = {one: self.locales / one / CATALOGUES / f"{name}.po" for one in self.languages}
            yield Template(name, files, found[name])
        for folder in sorted(self.root.glob("ext/*/locale")) if programs else ():
            package = folder.parent
            files = {one: folder / f"{one}.po" for one in self.languages}
            messages = gathered(source_words.extract(package, self.root))
            yield Template(f"ext/{package.name}", files, messages, folder / f"{package.name}.pot")
