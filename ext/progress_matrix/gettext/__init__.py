"""Titles and text fields of sphinx-needs items in the gettext catalogues of their pages.

Sphinx extracts the text of an item, but neither its title nor its fields: they are data,
not nodes.  This extension puts them into the same catalogue as the rest of the page, with
file and line, and takes the translations from there:

- :mod:`.extraction`: with the ``gettext`` builder, each item leaves one translatable node
  for its title and for each field that ``needs_gettext_fields`` names, unless the type
  lists its values, which are words of the vocabulary; paragraphs that hold need parts or
  ids only, such as ``(1) (2)``, are left out;
- :mod:`.builder`: the ``gettext`` builder extracts pages as they were written, so that
  directives which are filled later (any subclass of ``addnodes.translatable``) hand over
  their own messages, such as a caption;
- :mod:`.translation`: with every other builder, title, fields and raw content of an item
  are translated as soon as its page has been read, so that whatever is made from the
  items (pages, indices, ``needs.json``) speaks the language of the edition;
- :mod:`.documents`: translated nodes let go of what their messages were read with;
- :mod:`.catalogues`: what an interrupted build left half-compiled is compiled again.

The ``gettext`` builder needs a doctree folder of its own, as Sphinx itself demands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.gettext import MessageCatalogBuilder

from . import catalogues, extraction, translation
from .builder import SourceCatalogBuilder
from .documents import OwnDocument

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def _without_needs_json(app: Sphinx) -> None:
    """Let sphinx-needs write no ``needs.json`` for the gettext builder (``builder-inited``).

    sphinx-needs 9.1 hands the environment to a second builder, which cannot share gettext's.
    """
    if isinstance(app.builder, MessageCatalogBuilder):
        app.config.needs_build_json = False


def _page_read(app: Sphinx, document: nodes.document) -> None:
    """Extract from or translate the items of one page (``doctree-read``)."""
    fields = app.config.needs_gettext_fields
    if isinstance(app.builder, MessageCatalogBuilder):
        extraction.add_messages(app.env, document, fields)
    else:
        translation.translate(app.env, document, fields)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_needs")
    app.add_config_value("needs_gettext_fields", [], "env", list)
    app.add_config_value("needs_gettext_vocabulary", "", "env", str)
    app.add_transform(OwnDocument)
    app.add_builder(SourceCatalogBuilder, override=True)
    app.connect("builder-inited", _without_needs_json)
    app.connect("builder-inited", catalogues.drop_unreadable)
    app.connect("env-before-read-docs", catalogues.keep_times)
    # After sphinx-needs has told each need where it stands (500).
    app.connect("doctree-read", _page_read, priority=600)
    return {"version": "0.1.0", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
