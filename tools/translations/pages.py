"""Messages of the pages: what Sphinx extracts, and the data of their items."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.util.docutils import docutils_namespace

from .messages import Message, Place, gathered

if TYPE_CHECKING:
    from sphinx.config import Config


@dataclass(frozen=True)
class Pages:
    """What one reading of the pages gives."""

    config: Config
    messages: dict[str, tuple[Message, ...]]
    """Name of the catalogue → its messages."""


def extract(root: Path, source: Path) -> Pages:
    """Read all pages afresh and collect their messages.

    Only reads: nothing is resolved, validated or written, which ``make check`` does by
    itself; so it takes a third of the time of the ``gettext`` builder's whole run.

    :param root: the folder of ``conf.py``.
    :param source: the folder of the pages.
    :raises sphinx.errors.SphinxError: when the project cannot be read at all.
    """
    with tempfile.TemporaryDirectory() as folder, docutils_namespace():
        app = Sphinx(
            source,
            root,
            Path(folder, "out"),
            Path(folder, "doctrees"),
            "gettext",
            # The warnings of a page are told by the builds; needs.json has no place here.
            confoverrides={"needs_build_json": False},
            status=None,
            warning=io.StringIO(),
            freshenv=True,
        )
        builder = app.builder
        assert isinstance(builder, MessageCatalogBuilder)
        builder.read()
        for docname in sorted(app.env.found_docs):
            builder.write_doc(docname, app.env.get_doctree(docname))
        messages = {
            name: gathered(
                ("", message.text, Place(_relative(root, file), line))
                for message in catalogue
                for file, line in message.locations
            )
            for name, catalogue in builder.catalogs.items()
        }
    return Pages(app.config, {name: found for name, found in messages.items() if found})


def _relative(root: Path, file: str) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file
