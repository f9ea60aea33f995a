"""PDF editions with Typst: a Sphinx builder for accessible, archivable, reproducible PDF.

``sphinx-build -b typstpdf`` writes each edition of ``typst_editions`` as one file that
is PDF/UA-1 and PDF/A-2a at once. It needs the wheels ``typst`` and ``pikepdf``, and no
TeX, no font and no program of the system.

The way of a document: ``needs`` replaces the nodes of sphinx-needs; ``builder``
resolves every document once; ``assemble`` chooses and nests the documents of an
edition; ``layout`` and ``links`` look ahead at what they hold; ``translator`` (the
visitors are in ``nodes_*``) writes Typst source; ``source`` gathers it in a folder;
``compile`` asks the compiler, a process of its own (``worker``); ``postprocess`` finishes the PDF.
What each step leaves for the next ones is a ``draft``.

Configuration: ``typst_editions`` (see :class:`~typst_edition.config.Edition`) and
``typst_edition_defaults`` with what they share, ``typst_date``, ``typst_html_baseurl``,
``typst_need_fields``, ``typst_other_edition``, ``typst_keep_sources``. Warnings: see
:class:`~typst_edition.diagnostics.Subtype`.
"""

from __future__ import annotations

import os
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata

from typst_edition.builder import TypstPdfBuilder
from typst_edition.config import check
from typst_edition.diagnostics import LOGGER
from typst_edition.facts import EditionFact, FactRole, fill_facts
from typst_edition.needs import PRIORITY, replace_needs

__version__ = "1.0.0"


def check_config(_app: Sphinx, config: Config) -> None:
    """End the build at the start, whatever the builder, for values that cannot be right.

    With a line and not an exception, of which Sphinx prints a trace.
    """
    try:
        check(config, os.environ)
    except ConfigError as error:
        LOGGER.error("conf.py: %s", error)
        raise SystemExit(2) from None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register builder, nodes, configuration and the event that replaces needs."""
    values: list[tuple[str, Any, frozenset[type]]] = [
        ("typst_editions", [], frozenset({list, tuple})),
        ("typst_date", "", frozenset({str})),
        ("typst_html_baseurl", "", frozenset({str, dict})),
        ("typst_edition_defaults", {}, frozenset({dict})),
        ("typst_need_fields", None, frozenset({dict, type(None)})),
        # Pages of other builders print these.
        ("typst_other_edition", {}, frozenset({dict})),
        ("typst_keep_sources", False, frozenset({bool})),
    ]
    for name, default, types in values:
        # Editions are always written anew, and no page depends on these values.
        app.add_config_value(name, default, "", types)
    app.add_node(EditionFact)
    app.add_role("edition", FactRole())
    app.add_builder(TypstPdfBuilder)
    app.connect("config-inited", check_config, priority=900)
    app.connect("doctree-resolved", replace_needs, priority=PRIORITY)
    app.connect("doctree-resolved", fill_facts)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
