"""References in the language of the edition, for sphinxcontrib-bibtex.

A bibliography is data: Sphinx extracts none of its words, and pybtex writes its dates in
English.  With the style ``edition`` (``bibtex_default_style``), in the list and in the
tooltips of citations alike,

- names of corporate authors, notes, and titles in square brackets, which the editors
  supplied themselves, are translated;
- dates, in EDTF, are written in words by Babel;
- all other titles stay in the language in which they were published and are marked with
  it (the field ``language``, or ``langid`` where the work was read in another one), on
  screen and on paper.

``reports/r11.bib`` beside a page ``reports/r11`` is translated in the catalogue of that
page, so that both come and go together; all other files in the catalogue of the page that
``reference_list_page`` names.

The modules, in the order of the phases:

- :mod:`.files`: which page a bibliography file belongs to;
- :mod:`.extraction`: with the ``gettext`` builder, what is translated goes into the
  catalogue of that page, with the line of the bibliography file;
- :mod:`.style`: an entry → its parts in the edition's language;
- :mod:`.titles`: after sphinxcontrib-bibtex has written the list, titles get their language;
- :mod:`.freshness`: pages that cite an entry are written again when it reads differently.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pybtex.plugin import register_plugin
from sphinx.builders.gettext import MessageCatalogBuilder

from progress_matrix.api import Words

from . import extraction, freshness
from .files import files, page_of
from .style import EditionStyle
from .titles import MarkTitles

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def _register_style(app: Sphinx) -> None:
    """Register the style in the language of this build (``builder-inited``)."""
    config = app.config
    pages = {page_of(path, config, app.srcdir) for path in files(config, app.confdir)}
    catalogues = [
        Path(app.srcdir, folder, config.language, "LC_MESSAGES", f"{page}.po")
        for folder in config.locale_dirs
        for page in sorted(pages)
    ]
    style = type("Style", (EditionStyle,), {"words": Words(config.language, catalogues)})
    register_plugin("pybtex.style.formatting", "edition", style, force=True)


def _page_read(app: Sphinx, document: nodes.document) -> None:
    """Extract the messages of the lists on one page (``doctree-read``)."""
    if isinstance(app.builder, MessageCatalogBuilder):
        extraction.add_messages(app.env, document)


def setup(app: Sphinx) -> None:
    """Register this part with Sphinx."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_config_value("reference_list_page", "bibliography", "env", str)
    app.add_post_transform(MarkTitles)
    app.connect("builder-inited", _register_style)
    app.connect("doctree-read", _page_read)
    app.connect("env-get-updated", freshness.outdated)
