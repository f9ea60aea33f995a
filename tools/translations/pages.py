"""Messages of the pages: what Sphinx extracts, and the data of their items."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.errors import SphinxError
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace

from .messages import Message, Place, gathered

if TYPE_CHECKING:
    from sphinx.config import Config


class RefusedError(SphinxError):
    """The project cannot be read; ``lines`` say why."""

    def __init__(self, lines: list[str]) -> None:
        """Take what was logged."""
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class Pages:
    """What one reading of the pages gives."""

    config: Config
    warnings: tuple[str, ...]
    """What was said while reading and checking, line by line."""
    messages: dict[str, tuple[Message, ...]]
    """Name of the catalogue → its messages."""


def extract(root: Path) -> Pages:
    """Read all pages of a project afresh, check their items and collect their messages.

    The ``gettext`` builder of the project runs whole: it takes messages from the pages as
    they were written and resolves nothing, so that one run serves ``make check`` as well.

    :raises sphinx.errors.SphinxError: when the project cannot be read at all;
        :class:`RefusedError` when it was said why.
    """
    log = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, docutils_namespace():
        try:
            app = Sphinx(
                root / "docs",
                root,
                Path(folder, "out"),
                Path(folder, "doctrees"),
                "gettext",
                # needs.json has no place here.
                confoverrides={"needs_build_json": False},
                status=None,
                warning=log,
                freshenv=True,
            )
            # The messages are taken from the builder; its templates, a tenth of the time, are not written.
            app.builder.finish = lambda: None  # type: ignore[method-assign]
            app.build(force_all=True)
        except SystemExit:  # an extension has said why
            raise RefusedError(strip_colors(log.getvalue()).splitlines()) from None
    assert isinstance(app.builder, MessageCatalogBuilder)
    messages = {
        name: gathered(
            ("", message.text, Place(_relative(root, file), line))
            for message in catalogue
            for file, line in message.locations
        )
        for name, catalogue in app.builder.catalogs.items()
    }
    told = tuple(strip_colors(log.getvalue()).splitlines())
    return Pages(app.config, told, {name: found for name, found in messages.items() if found})


def _relative(root: Path, file: str) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file
