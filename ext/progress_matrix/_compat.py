"""All that leans on the inside of other packages, each with its reason.

Seen in Sphinx 9.0.4, sphinx-needs 9.1.0, sphinxcontrib-bibtex 2.7.0 and myst-parser 5.2.0.
``tests/engine/test_compat.py`` fails when one of these moves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from contextlib import suppress
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.locale import __
from sphinx.search import IndexBuilder
from sphinx.util.index_entries import split_index_msg
from sphinx.util.logging import NAMESPACE
from sphinx_needs.api import get_needs_view
from sphinx_needs.config import _NEEDS_CONFIG, NeedsSphinxConfig
from sphinx_needs.data import NeedsCoreFields, SphinxNeedsData
from sphinx_needs.exceptions import NeedsInvalidFilter
from sphinx_needs.filter_common import filter_single_need
from sphinx_needs.need_item import NeedItem
from sphinx_needs.nodes import Need
from sphinx_needs.roles.need_part import NeedPart
from sphinx_needs.roles.need_ref import NeedRef

# sphinx_needs.api names none of its nodes, and no event hands them over: whoever shows an item
# in another form has to find it in the doctree.

NeedNode = Need
"""The place of an item; ``refid`` is its id."""
NeedReference = NeedRef
"""What names an item in running text; ``reftarget`` is its id."""
NeedPartNode = NeedPart
"""A part of an item."""


def needs_being_read(env: BuildEnvironment) -> MutableMapping[str, NeedItem]:
    """Give the items as they were read, to compare or to change.

    sphinx_needs.api shows them from the write phase on only, and reading its view earlier
    freezes the environment that is stored for the next build.
    """
    return SphinxNeedsData(env).get_needs_mutable()


def items_of(env: BuildEnvironment, document: nodes.document) -> Iterator[tuple[nodes.Element, NeedItem]]:
    """Give each item of the document that is read: its node and its data, which may be changed."""
    found = list(document.findall(NeedNode))
    needs = needs_being_read(env) if found else {}
    for node in found:
        need = needs.get(str(node["refid"]))
        # An id that was used twice belongs to the page that had it first.
        if need is not None and need["docname"] == env.docname:
            yield node, need


def computed(env: BuildEnvironment) -> list[object]:
    """Give what items get from elsewhere once all are read: what extends them, and which are dynamic."""
    data = SphinxNeedsData(env)
    extends = sorted(data.get_or_create_extends().values(), key=lambda one: (one["docname"], one["lineno"]))
    places = {"docname", "lineno", "target_id"}
    stated = [{key: value for key, value in one.items() if key not in places} for one in extends]
    return [*stated, *(key for key, need in needs_being_read(env).items() if need.has_dynamic_fields)]


# sphinx_needs.api tells the types of items, but not their fields and links, and filters nothing.


def field_names(app: Sphinx) -> set[str]:
    """Give the fields of items that are known when the configuration is read."""
    inner = {name for one in app.config.needs_types for name in one.get("fields") or ()}
    return {*_NEEDS_CONFIG.fields, *NeedsCoreFields, *inner}


def link_names(app: Sphinx) -> set[str]:
    """Give the links of items that are known when the configuration is read."""
    inner = {name for one in app.config.needs_types for name in one.get("links") or ()}
    return {*app.config.needs_links, *inner, "links"}


def filtered(app: Sphinx, need_type: str, expression: str, docname: str) -> frozenset[str]:
    """Give the ids of the items of a type that an expression of sphinx-needs chooses.

    :param docname: the document in which the expression stands.
    :raises ValueError: when it is none, or fails on an item.
    """
    needs, config = get_needs_view(app).filter_types([need_type]).values(), NeedsSphinxConfig(app.config)
    try:
        return frozenset(
            str(need["id"])
            for need in needs
            if filter_single_need(need, config, expression, needs, origin_docname=docname)
        )
    except NeedsInvalidFilter as error:
        told = str(error).partition("Error: ")[2].partition(" (<string>")[0].rstrip(".")
        message = f"filter: {expression!r} is not an expression over fields of the items: {told}"
        raise ValueError(message) from error


# Findings that name an item but no place, or a place but no item: a filter on their loggers
# adds what is missing, because no event tells of them.
LOGGERS = (
    f"{NAMESPACE}.sphinx_needs.schema.process",
    f"{NAMESPACE}.sphinx_needs.directives.need",
    f"{NAMESPACE}.myst_parser.warnings_",
    f"{NAMESPACE}.myst_parser.sphinx_ext.myst_refs",
)


def before_writing(builder: Builder, tell: Callable[[Collection[str]], None]) -> None:
    """Tell the documents that a builder is about to write: a build may want some, and no event says which."""
    prepare = builder.prepare_writing

    def prepared(docnames: Collection[str]) -> None:
        prepare(docnames)  # type: ignore[arg-type]  # a set, as it came
        tell(docnames)

    builder.prepare_writing = prepared  # type: ignore[method-assign]


def keep_index_entries(builder: Builder, docnames: Collection[str]) -> None:
    """Leave in the search the index entries of pages that are not written, which Sphinx forgets."""
    indexer: IndexBuilder | None = getattr(builder, "indexer", None)
    if indexer is None:
        return
    for name, entries in builder.env.domains.index_domain.entries.items():
        if name in indexer._titles and name not in docnames:  # noqa: SLF001 - told nowhere else
            found: set[tuple[str, str, str]] = set()
            for kind, text, target, main, _ in entries:
                with suppress(ValueError):  # of which Sphinx tells
                    found |= {(part, target or "", main) for part in split_index_msg(kind, text)}
            indexer._index_entries[name] = sorted(found)  # noqa: SLF001 - likewise


def write_alone(env: BuildEnvironment, docnames: Iterable[str]) -> None:
    """Write these documents without those whose trees of contents name them, which Sphinx writes with them.

    It does so for whatever is returned at ``env-get-updated``, as if it had been read.
    """
    for docname in docnames:
        env.files_to_rebuild.pop(docname, None)


def own_language(config: Config) -> str:
    """Give the language that conf.py states, whatever the command line asks for."""
    return str(config._raw_config.get("language", "en"))  # noqa: SLF001 - told nowhere else


def is_unwritten_page(told: str) -> bool:
    """Tell whether a warning says that a page could not be written, after which Sphinx goes on."""
    return __("error writing file %s: %s").partition("%s")[0] in told


# sphinxcontrib-bibtex; the data of its domain are read, so that nothing is needed where it is missing.


def cited(env: BuildEnvironment, block: nodes.Element) -> list[str]:
    """List the keys of the sources cited in a part of a document that is read, in order and once each."""
    named: dict[str, str] = env.temp_data.get("bibtex_footcite_names") or {}
    footnotes = {name: key for key, name in named.items()}
    found: list[str] = []
    for node in block.findall(nodes.Element):
        if node.get("refdomain") == "cite":
            # The library's own reading: what it cites and what the data name cannot differ.
            from sphinxcontrib.bibtex.citation_target import parse_citation_targets  # noqa: PLC0415 - optional

            found += [target.key for target in parse_citation_targets(node["reftarget"])]
        elif node.get("refname") in footnotes:
            found.append(footnotes[node["refname"]])
    return list(dict.fromkeys(found))


class Reference(NamedTuple):
    """Where a source stands in the bibliography and under what label, who published it, and when."""

    docname: str
    anchor: str
    label: str
    author: str
    date: str


def references(env: BuildEnvironment) -> dict[str, Reference]:
    """Give the sources of the bibliography by key; nothing without sphinxcontrib-bibtex."""
    found = {}
    for one in env.domaindata.get("cite", {}).get("citations", ()):
        label, stated = str(one.formatted_entry.label), one.entry.fields
        told = (stated.get("organization", "") or label, stated.get("date", "") or stated.get("year", ""))
        author, date = (text.replace("{", "").replace("}", "") for text in told)
        found[one.key] = Reference(one.bibliography_key.docname, one.citation_id, label, author, date)
    return found


def unprintable(env: BuildEnvironment, keys: Iterable[str] | None = None) -> str:
    """Tell of the first source that the default style cannot write: file, key, and what is wrong.

    The library would end the build with a traceback that names neither.

    :param keys: the sources to look at; without them, all that are cited but in footnotes.
    """
    from pybtex.plugin import find_plugin  # noqa: PLC0415 - a part of sphinxcontrib-bibtex
    from pybtex.style.template import FieldIsMissing  # noqa: PLC0415

    known = env.domaindata["cite"]
    if keys is None:
        keys = sorted({target.key for one in known["citation_refs"] for target in one.targets})
    style = find_plugin("pybtex.style.formatting", env.config.bibtex_default_style)()
    found = known["bibdata"]
    for key in (key for key in keys if key in found.data.entries):
        entry = found.data.entries[key]
        try:
            style.format_entry("", entry)
        except FieldIsMissing as error:
            told = f"{error}; add it"
        except AttributeError:
            told = f"is of type {entry.type}, for which the style has no form; write @misc"
        else:
            continue
        file = next((str(path) for path, one in found.bibfiles.items() if entry.key in one.keys), "")
        return f"{file}: {key}: {told}"
    return ""
