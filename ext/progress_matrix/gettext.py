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
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.locale import init as init_locale
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.i18n import CatalogInfo, docname_to_domain
from sphinx.util.nodes import extract_messages
from sphinx.util.typing import ExtensionMetadata
from sphinx_needs.need_item import NeedItem

from progress_matrix.api import (
    NeedPartNode,
    NeedReference,
    decoded,
    ends_plainly,
    field_names,
    items_of,
    line_of,
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
                line = line_of(rf"\s*:{re.escape(name)}:", lines, start)
                node.insert(0, message_node(message, str(path), line))
    for paragraph in document.findall(nodes.paragraph):
        # One of need parts and ids only says nothing in any language.
        inside = [node for node in paragraph.children if node.astext().strip()]
        if inside and all(
            isinstance(node, NeedPartNode) or (isinstance(node, NeedReference) and not node["refexplicit"])
            for node in inside
        ):
            paragraph["translatable"] = False


_told = partial(logging.getLogger(__name__).warning, type="needs_gettext", subtype="catalogue")


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


def _begin(app: Sphinx) -> None:
    """Compile what Sphinx would not, and name what it would leave out without a word (``builder-inited``).

    :raises ConfigError: for a catalogue that cannot be read, and for a field that is none.
    """
    config = app.config
    if isinstance(app.builder, MessageCatalogBuilder):
        # sphinx-needs 9.1 hands the environment to a second builder, which cannot share gettext's.
        config.needs_build_json = False
        return
    unknown = [name for name in config.needs_gettext_fields if name not in field_names(app)]
    if unknown:
        known = ", ".join(sorted(field_names(app)))
        raise ConfigError(f"needs_gettext_fields: {unknown[0]!r} is not a field; allowed are {known}")
    folders = [Path(app.srcdir, folder, config.language, "LC_MESSAGES") for folder in config.locale_dirs]
    found = {path.with_suffix("") for folder in folders for path in folder.rglob("*.[pm]o")}
    if not found and config.language != own_language(config):
        message = "language: %r has no catalogue in %s, where locale_dirs has it looked for"
        _told(message, config.language, ", ".join(map(str, folders)))
    for path in sorted(found):
        _compile(path.with_suffix(".po"), path.with_suffix(".mo"), config)


def _compile(source: Path, compiled: Path, config: Config) -> None:
    """Compile a catalogue, unless its compiled form can be read and has its time."""
    if source.is_symlink() or source.is_file():
        try:
            time = source.stat().st_mtime_ns
            if _readable(compiled) and compiled.stat().st_mtime_ns == time:
                return
            text = decoded(source)
        except OSError as error:
            raise ConfigError(f"{source}: {error.strerror}; bring it back, or delete its name") from error
        # Sphinx compiles what is wrong as well as it can, so that the next build names it again.
        if _is_right(text, source):
            with suppress(OSError):  # a folder that is only read, as in a container, is taken as it is
                catalogue = CatalogInfo(source.parent, source.stem, config.source_encoding)
                catalogue.write_mo(config.language, config.gettext_allow_fuzzy_translations)
                os.utime(compiled, ns=(time, time))
    if compiled.is_file() and not _readable(compiled):
        message = "%s: cannot be read; restore it, or its source %s in a folder that can be written"
        _told(message, compiled, source.name)


def _readable(compiled: Path) -> bool:
    with suppress(OSError, ValueError, IndexError, struct.error), compiled.open("rb") as stream:
        return bool(GNUTranslations(stream))
    return False


# All that a line of a catalogue can be.
_LINE = re.compile(r'\s*(#.*|(msg(ctxt|id|id_plural|str(\[\d+\])?)\s*)?"([^"\\]|\\.)*"\s*)?')


def _is_right(text: str, source: Path) -> bool:
    """Tell whether a catalogue can be read whole, and name the first line that cannot."""
    if not text.strip():
        _told("the catalogue is empty; bring it back, or delete it", location=f"{source}:1")
        return False
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line):
            message = "%r is no line of a catalogue; allowed are comments, msgid and msgstr with quoted texts"
            _told(message, line[:60], location=f"{source}:{number}")
            return False
    return True


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
    app.connect("builder-inited", ends_plainly(_begin))
    # After sphinx-needs has told each need where it stands (500).
    app.connect("doctree-read", _page_read, priority=600)
    return {"version": "0.1.0", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
