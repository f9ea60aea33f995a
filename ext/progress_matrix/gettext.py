"""Titles and text fields of sphinx-needs items in the gettext catalogues of their pages.

Sphinx extracts the text of an item, but neither its title nor its fields: they are data,
not nodes.  With the ``gettext`` builder, each item leaves one translatable node for its title and for
each field that ``needs_gettext_fields`` names; paragraphs that hold need parts or ids only, such as
``(1) (2)``, are left out.  With every other builder, title, fields and raw content of an item are
translated as soon as its page has been read, so that whatever is made from the items speaks the language
of the edition, and a later build notices a changed translation as it notices a changed title.

A compiled catalogue that is half-written, or older or newer than its source, is compiled again: Sphinx
takes one that it cannot read for none, so that the page would silently lose its translation.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from functools import partial
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.locale import init as init_locale
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages
from sphinx.util.typing import ExtensionMetadata
from sphinx_needs.need_item import NeedItem

from progress_matrix.api import (
    decoded,
    ends_plainly,
    field_names,
    is_need_part,
    is_need_reference,
    items_of,
    message_node,
    own_language,
)


def texts(env: BuildEnvironment, need: NeedItem, fields: Iterable[str]) -> Iterator[str]:
    """Give the names of what is translated with the page: the title and the fields that hold text.

    A field whose values the type lists holds a word of the vocabulary, which is translated there.
    """
    yield "title"
    for declared in env.config.needs_types:
        if declared["directive"] == need["type"]:
            own = declared.get("fields", {})
            yield from (name for name in fields if "enum" not in own.get(name, {}).get("schema", {}))


def _add_messages(env: BuildEnvironment, document: nodes.document, fields: Iterable[str]) -> None:
    """Leave a translatable node for each title and text field of the document's items."""
    path = Path(env.doc2path(env.docname))
    lines = path.read_text(encoding="utf-8").splitlines()
    for node, need in items_of(env, document):
        start = int(need["lineno"] or 1)
        for name in texts(env, need, fields):
            message = str(need.get(name) or "").strip()
            if message:
                # The title is no field, and stands on the first line.
                begin = rf"\s*:{re.escape(name)}:"
                node.insert(0, message_node(message, str(path), lines, start, begin))
    for paragraph in document.findall(nodes.paragraph):
        # One of need parts and ids only says nothing in any language.
        inside = [node for node in paragraph.children if node.astext().strip()]
        if inside and all(
            is_need_part(node) or (is_need_reference(node) and not node["refexplicit"]) for node in inside
        ):
            paragraph["translatable"] = False


_logger = logging.getLogger(__name__)


def _translate(env: BuildEnvironment, document: nodes.document, fields: Iterable[str]) -> None:
    """Put the translations of the document's catalogue into its items.

    The names of their types are translated by the catalogue that ``needs_gettext_vocabulary`` names.
    """
    folders = [env.srcdir / folder for folder in env.config.locale_dirs]
    domain = docname_to_domain(env.docname, env.config.gettext_compact)
    page, found = init_locale(folders, env.config.language, domain)
    vocabulary, _ = init_locale(folders, env.config.language, env.config.needs_gettext_vocabulary)
    for node, need in items_of(env, document):
        need["type_name"] = vocabulary.gettext(need["type_name"])
        for name in texts(env, need, fields):
            if need.get(name):
                need[name] = page.gettext(str(need[name]).strip())
        if found:
            content = _content(need.content.content, node, page.gettext)
            need.set_content(replace(need.content, content=content))


def _content(content: str, item: nodes.Element, lookup: Callable[[str], str]) -> str:
    """Translate a raw text message by message, leaving the markup between them as it is.

    The item's nodes know their own source text and come in its order; white space may
    differ, where a list indents its lines.
    """
    done, begin = "", 0
    for node, message in extract_messages(item):
        source = r"\s+".join(map(re.escape, node.rawsource.split()))
        if source and (found := re.compile(source).search(content, begin)):
            done += content[begin : found.start()] + lookup(message)
            begin = found.end()
    return done + content[begin:]


class SourceCatalogBuilder(MessageCatalogBuilder):
    """Extracts from the doctrees as read: what is filled in later is made of messages of other catalogues.

    A directive's own words, such as its caption, stand in its placeholder only.
    """

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Collect the messages of all documents."""
        for docname in sorted(docnames):
            self.write_doc(docname, self.env.get_doctree(docname))


class OwnDocument(SphinxTransform):
    """Let every node name the document it stands in.

    Sphinx reads each translated message as a document of its own, and its nodes go on naming
    that document, which keeps its settings, reporter and more: a translated page's doctree
    weighs some forty times what the page holds, in the memory of every worker and on the disk.
    """

    # Right after Sphinx has put in the translations (20) and counted them (25).
    default_priority = 26

    def apply(self, **kwargs: Any) -> None:
        """Go through the document once."""
        for node in self.document.findall():
            node.document = self.document


def _compiled(app: Sphinx) -> Iterator[tuple[Path, Path]]:
    """Give each compiled catalogue of the edition with its source, which may be missing."""
    for folder in app.config.locale_dirs:
        for path in sorted(Path(app.srcdir, folder, str(app.config.language)).rglob("*.mo")):
            yield path, path.with_suffix(".po")


def _drop_unreadable(app: Sphinx) -> None:
    """Delete what cannot be read, before Sphinx compiles what is missing (``builder-inited``)."""
    for path, source in _compiled(app):
        readable = False
        with suppress(OSError, ValueError, IndexError, struct.error), path.open("rb") as stream:
            readable = bool(GNUTranslations(stream))
        if source.is_file() and not (readable and _time(path) == _time(source)):
            with suppress(OSError):  # a folder that is only read, as in a container, is taken as it is
                path.unlink()
                continue
        if not readable:
            message = "%s: cannot be read; restore it, or its source %s in a folder that can be written"
            _logger.warning(message, path, source.name, type="needs_gettext", subtype="catalogue")


# All that a line of a catalogue can be.
_LINE = re.compile(r'\s*(#.*|(msg(ctxt|id|id_plural|str(\[\d+\])?)\s*)?"([^"\\]|\\.)*"\s*)?')


def _check_sources(app: Sphinx) -> None:
    """Name what Sphinx would leave out of an edition without a word (``builder-inited``).

    :raises ConfigError: for a catalogue that cannot be read, and for a field that is none.
    """
    if isinstance(app.builder, MessageCatalogBuilder):
        return
    language, told = app.config.language, partial(_logger.warning, type="needs_gettext", subtype="catalogue")
    folders = [Path(app.srcdir, folder, language, "LC_MESSAGES") for folder in app.config.locale_dirs]
    found = [path for folder in folders for path in sorted(folder.rglob("*.[pm]o"))]
    if not found and language != own_language(app.config):
        places = ", ".join(map(str, folders))
        told("language: %r has no catalogue in %s, where locale_dirs has it looked for", language, places)
    unknown = [name for name in app.config.needs_gettext_fields if name not in field_names(app)]
    if unknown:
        known = ", ".join(sorted(field_names(app)))
        raise ConfigError(f"needs_gettext_fields: {unknown[0]!r} is not a field; allowed are {known}")
    for path in (one for one in found if one.suffix == ".po"):
        try:
            text = decoded(path, "utf-8-sig")
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}; bring it back, or delete its name") from error
        if not text.strip():
            told("the catalogue is empty; bring it back, or delete it", location=f"{path}:1")
        for number, line in enumerate(text.split("\n"), 1):
            if not _LINE.fullmatch(line):
                message = (
                    "%r is no line of a catalogue; allowed are comments, msgid and msgstr with quoted texts"
                )
                told(message, line[:60], location=f"{path}:{number}")
                break


def _keep_times(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Give compiled catalogues the time of their source (``env-before-read-docs``)."""
    for path, source in _compiled(app):
        if source.is_file() and _time(path) != _time(source):
            with suppress(OSError):  # likewise
                os.utime(path, ns=(_time(source), _time(source)))


def _time(path: Path) -> int:
    return path.stat().st_mtime_ns


def _without_needs_json(app: Sphinx) -> None:
    """Let sphinx-needs write no ``needs.json`` for the gettext builder (``builder-inited``).

    sphinx-needs 9.1 hands the environment to a second builder, which cannot share gettext's.
    """
    if isinstance(app.builder, MessageCatalogBuilder):
        app.config.needs_build_json = False


def _page_read(app: Sphinx, document: nodes.document) -> None:
    """Extract from or translate the items of one page (``doctree-read``)."""
    done = _add_messages if isinstance(app.builder, MessageCatalogBuilder) else _translate
    done(app.env, document, app.config.needs_gettext_fields)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_needs")
    app.add_config_value("needs_gettext_fields", [], "env", list)
    app.add_config_value("needs_gettext_vocabulary", "", "env", str)
    app.add_transform(OwnDocument)
    app.add_builder(SourceCatalogBuilder, override=True)
    app.connect("builder-inited", _without_needs_json)
    app.connect("builder-inited", ends_plainly(_check_sources))
    app.connect("builder-inited", _drop_unreadable)
    app.connect("env-before-read-docs", _keep_times)
    # After sphinx-needs has told each need where it stands (500).
    app.connect("doctree-read", _page_read, priority=600)
    return {"version": "0.1.0", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
