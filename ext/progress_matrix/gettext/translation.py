"""Catalogue → item data: title, text fields and raw content in the edition's language.

Done while the page is read, not at ``needs-before-post-processing``: what is stored
between builds is then what readers see, so that a later build notices a changed
translation as it notices a changed title.  Sphinx reads a page again when its catalogue
changes, and each reading starts from the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.locale import init as init_locale
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

from .items import items, texts

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

_Translate = Callable[[str], str]


def _unchanged(message: str) -> str:
    """Translate nothing: there is no catalogue."""
    return message


def translate(env: BuildEnvironment, document: nodes.document, fields: Iterable[str]) -> None:
    """Put the translations of the document's catalogue into its items.

    The names of their types are the metamodel's; ``needs_gettext_vocabulary`` names the
    catalogue that translates those.
    """
    lookup = _catalogue(env, docname_to_domain(env.docname, env.config.gettext_compact))
    vocabulary = _catalogue(env, env.config.needs_gettext_vocabulary)
    for node, need in items(env, document):
        need["type_name"] = vocabulary(need["type_name"])
        for name in texts(env, need, fields):
            if need.get(name):
                need[name] = lookup(str(need[name]).strip())
        if lookup is not _unchanged:
            content = _content(need.content.content, node, lookup)
            need.set_content(replace(need.content, content=content))


def _catalogue(env: BuildEnvironment, domain: str) -> _Translate:
    """Give the look-up in a catalogue, which leaves unknown messages as they are."""
    folders = [env.srcdir / folder for folder in env.config.locale_dirs]
    catalogue, found = init_locale(folders, env.config.language, domain)
    return catalogue.gettext if found else _unchanged


def _content(content: str, item: nodes.Element, lookup: _Translate) -> str:
    """Translate a raw text message by message, leaving the markup between them as it is.

    The item's nodes know their own source text and come in its order; white space may
    differ, where a list indents its lines, and so both are compared with single spaces.
    """
    spaced, places = _single_spaced(content)
    done, begin, start = "", 0, 0
    for node, message in extract_messages(item):
        source, _ = _single_spaced(node.rawsource)
        found = spaced.find(source, start) if source else -1
        if found < 0:
            continue
        start = found + len(source)
        done += content[begin : places[found]] + lookup(message)
        begin = places[start - 1] + 1
    return done + content[begin:]


def _single_spaced(text: str) -> tuple[str, list[int]]:
    """Give a text with single spaces between its words, and where each character of it stood."""
    words: list[str] = []
    places: list[int] = []
    for word in re.finditer(r"\S+", text):
        if words:
            places.append(word.start() - 1)
        words.append(word.group())
        places += range(word.start(), word.end())
    return " ".join(words), places
