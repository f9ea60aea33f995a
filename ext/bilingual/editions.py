"""Editions of one site in several languages, side by side: ``en/…``, ``fr/…``.

``editions`` names them, each language with its own name; all stand in folders beside each
other and hold the same pages.  Every page gets

- ``<link rel="alternate" hreflang>`` for each language, and ``x-default``: the landing
  page for the home page, the page of the first edition for all others;
- ``editions`` in the template's context, for a switch to the same page in the others.

Links are relative, so that a site works from a folder without a server, unless
``html_baseurl`` says where the edition stands on the web.

``editions_foreign`` names a class that marks text in the language of the other one of two
editions, such as a term's other name in a glossary: it gets its ``lang``.  ``editions_quotes``
gives the quotation marks of a language that no other edition uses for its own text: what
stands in them is in that language.

``editions_translated`` names configuration values that readers see, such as ``project``;
they are translated by the catalogue ``editions_catalogue`` of the edition's language.

Sorted glossaries have their terms in the order of the language: é beside e.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from folded_search import fold
from progress_matrix.api import Words, catalogues, ends_plainly

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _translate(app: Sphinx, config: Config) -> None:
    """Put the configuration's own words into the edition's language (``config-inited``)."""
    # From its source: compiled ones are not there yet at this time.
    words = Words(config.language, catalogues(app, [config.editions_catalogue]))
    for name in config.editions_translated:
        if isinstance(config[name], str):  # one that is not set is None
            config[name] = words(config[name])


def add_to_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell a page of its other editions (``html-page-context``)."""
    editions: dict[str, str] = app.config.editions
    if app.config.language not in editions or app.builder.name == "epub":  # which stands alone
        return
    # The address of the folder that holds the editions, seen from the page.
    base = app.config.html_baseurl.rstrip("/")
    up = f"{base.rpartition('/')[0]}/" if base else f"{context.get('content_root', './')}../"
    page = f"{pagename}{getattr(app.builder, 'out_suffix', '.html')}"
    if app.builder.name == "dirhtml":
        page = app.builder.get_target_uri(pagename)
    context["editions"] = [
        {"code": code, "name": name, "href": f"{up}{code}/{page}", "current": code == app.config.language}
        for code, name in editions.items()
    ]
    first = next(iter(editions))
    default = f"{up}index.html" if pagename == app.config.root_doc else f"{up}{first}/{page}"
    links = [(edition["code"], edition["href"]) for edition in context["editions"]]
    context["metatags"] = context.get("metatags", "") + "".join(
        Markup('\n<link rel="alternate" hreflang="{}" href="{}" />').format(code, href)
        for code, href in [*links, ("x-default", default)]
    )


def mark_quotations(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give its ``lang`` to what stands in quotation marks of another language (``html-page-context``)."""
    for language, (opening, closing) in app.config.editions_quotes.items():
        if language != app.config.language and opening in context.get("body", ""):
            tags_or_quotations = rf"(<[^>]*>)|({opening}[^{closing}<]*{closing})"

            def mark(found: re.Match[str], lang: str = language) -> str:
                return found[1] or f'<span lang="{lang}">{found[2]}</span>'

            context["body"] = re.sub(tags_or_quotations, mark, context["body"])


class MarkForeignText(SphinxTransform):
    """Give text in the other edition's language its ``lang``."""

    # After translation (20), which makes the nodes anew.
    default_priority = 30

    def apply(self, **kwargs: Any) -> None:
        """Mark the nodes of the document that bear the class."""
        others = [code for code in self.config.editions if code != self.config.language]
        if not self.config.editions_foreign or len(others) != 1:
            return
        for node in self.document.findall(nodes.Element):
            if self.config.editions_foreign in node.get("classes", ()):
                # docutils writes this class as the attribute ``lang``.
                node["classes"].append(f"language-{others[0]}")


class SortGlossaries(SphinxTransform):
    """Sort the terms of glossaries without regard to accents."""

    # After Sphinx (500), which puts every accented letter behind the plain one.
    default_priority = 501

    def apply(self, **kwargs: Any) -> None:
        """Sort the glossaries of the document that are to be sorted."""
        for glossary in self.document.findall(addnodes.glossary):
            if glossary["sorted"]:
                entries = cast("nodes.definition_list", glossary[0])
                entries[:] = sorted(entries, key=lambda entry: fold(entry.children[0].astext()))


def setup(app: Sphinx) -> None:
    """Register this part with Sphinx."""
    app.add_config_value("editions", {}, "env", dict)
    app.add_config_value("editions_foreign", "", "env", str)
    app.add_config_value("editions_quotes", {}, "env", dict)
    app.add_config_value("editions_translated", [], "env", list)
    app.add_config_value("editions_catalogue", "", "env", str)
    app.add_transform(MarkForeignText)
    app.add_transform(SortGlossaries)
    # First of all: everybody else reads the translated values.
    app.connect("config-inited", ends_plainly(_translate), priority=1)
    app.connect("html-page-context", add_to_page)
    app.connect("html-page-context", mark_quotations)
