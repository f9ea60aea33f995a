"""Needs of sphinx-needs as cards of our own.

sphinx-needs renders a need as a table of tables, whose anchors and tags would be wrong
in a PDF. Before it does, its nodes become boxes of a heading, facts and content, which
are printed as cards. Without sphinx-needs, nothing here happens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from typst_edition.config import Localised, in_language
from typst_edition.links import document_uri
from typst_edition.words import words

BUILDER_FORMAT = "typst"
PRIORITY = 110  # after needextract (100) has made its needs, before sphinx-needs renders (500)


def needs_of(app: Sphinx) -> Mapping[str, Any]:
    """Give all needs by id; empty without sphinx-needs. Only for the write phase."""
    if "sphinx_needs" not in app.extensions:
        return {}
    from sphinx_needs.api import get_needs_view  # noqa: PLC0415 - sphinx-needs is optional

    view: Mapping[str, Any] = get_needs_view(app)
    return view


def item_documents(needs: Mapping[str, Any]) -> dict[str, str]:
    """Give the document of each need, and of each part of a need, that stands in one."""
    documents: dict[str, str] = {}
    for id_ in needs:
        need = needs[id_]
        if need["is_external"] or not need["docname"]:
            continue
        documents[id_] = need["docname"]
        documents.update({f"{id_}.{part}": need["docname"] for part in need["parts"]})
    return documents


def replace_needs(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the needs of *doctree* (``doctree-resolved``) with cards, in our builders only."""
    # The application's builder, not the environment's: see Sphinx 9's deprecations.
    if app.builder.format != BUILDER_FORMAT or "sphinx_needs" not in app.extensions:
        return
    from sphinx_needs.nodes import Need  # noqa: PLC0415 - the api does not export the node itself

    view = needs_of(app)
    for node in list(doctree.findall(Need)):
        need = view.get(node["ids"][0])
        elsewhere = node.get("docname") and need is not None and node["docname"] != need["docname"]
        if need is None or need["hide"] or elsewhere:
            node.parent.remove(node)
            continue
        node.replace_self(_card(app, node, need, view))


def _card(app: Sphinx, node: nodes.Element, need: Any, view: Mapping[str, Any]) -> nodes.container:
    card = nodes.container("", ids=list(node["ids"]), classes=list(node["classes"]))
    card.source, card.line = node.source, node.line
    card += nodes.paragraph("", "", nodes.emphasis("", need["type_name"]))
    heading = nodes.rubric("", f"{need['id']} {need['title']}")
    heading["heading-level"] = 1
    card += heading
    facts = nodes.field_list("", *_facts(app, need, view))
    if facts.children:
        card += facts
    card.extend(node.children)
    return card


def _facts(app: Sphinx, need: Any, view: Mapping[str, Any]) -> Iterator[nodes.field]:
    links = set(need.iter_links_keys())
    for name, label in _shown_fields(app, need).items():
        value = need.get(name)
        if value is None or value in ("", [], ()):
            continue
        told = nodes.paragraph()
        if name.removesuffix("_back") in links:
            for position, id_ in enumerate(value):
                told += [nodes.Text(", "), _reference(str(id_), view)][not position :]
        else:
            told += nodes.Text(", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value))
        head = nodes.field_name("", in_language(label, app.config.language))
        yield nodes.field("", head, nodes.field_body("", told))


def _shown_fields(app: Sphinx, need: Any) -> Mapping[str, Localised]:
    configured: Mapping[str, Localised] | None = app.config.typst_need_fields
    if configured is not None:
        return configured
    own = words(app.config.language)
    shown: dict[str, Localised] = {"status": own.status, "tags": own.tags}
    for name in need.iter_links_keys():
        # A configuration may name link types; without labels, the names themselves serve.
        shown[name] = name.replace("_", " ").capitalize()
        shown[f"{name}_back"] = f"{name} ←".replace("_", " ").capitalize()
    return shown


def _reference(id_: str, view: Mapping[str, Any]) -> nodes.Node:
    need = view.get(id_) or view.get(id_.rpartition(".")[0])
    if need is None or need["is_external"] or not need["docname"]:
        return nodes.Text(id_)
    return nodes.reference("", id_, internal=True, refuri=f"{document_uri(need['docname'])}#{id_}")
