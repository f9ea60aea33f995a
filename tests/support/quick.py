"""What hundreds of builds need not do again, though each build alone must.

Two fifths of a tiny build's time: templates are compiled once, the installed packages looked
through once, settings collected once, the thousand messages for debugging that nobody asked for
are not made, and Python's collector walks the many objects that stay as seldom as for a real build.
"""

from __future__ import annotations

import atexit
import gc
import logging
import os
import shutil
import tempfile
from copy import copy
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

import pybtex.plugin
import sphinx.registry
import sphinx.theming
import sphinxcontrib.bibtex.plugin
from docutils.frontend import get_default_settings
from jinja2 import FileSystemBytecodeCache
from myst_parser.mdit_to_docutils import base
from sphinx.builders import html
from sphinx.jinja2glue import BuiltinTemplateLoader

from progress_matrix.open_data.xlsx import Workbooks

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDER = "TEST_TEMPLATES"
"""The variable that names the folder of compiled templates, for the processes forked for builds too."""
WITHOUT_WORKBOOKS = "TEST_WITHOUT_WORKBOOKS"
"""The variable that leaves workbooks empty, in forked processes too."""


def begin() -> None:
    """Let all builds of this process share these."""
    if _FOLDER not in os.environ:
        os.environ[_FOLDER] = tempfile.mkdtemp(prefix="templates-")
        atexit.register(shutil.rmtree, os.environ[_FOLDER], ignore_errors=True)
    # Jinja itself compiles a template anew whose source is another.
    compiled, init = FileSystemBytecodeCache(os.environ[_FOLDER]), BuiltinTemplateLoader.init

    def with_cache(loader: BuiltinTemplateLoader, *arguments: object, **named: object) -> None:
        init(loader, *arguments, **named)  # type: ignore[arg-type]  # whatever Sphinx gives it
        loader.environment.bytecode_cache = compiled

    BuiltinTemplateLoader.init = with_cache  # type: ignore[assignment, method-assign]
    once = cache(metadata.entry_points)
    for module in (pybtex.plugin, sphinx.registry, sphinx.theming, sphinxcontrib.bibtex.plugin):
        assert hasattr(module, "entry_points")
        module.entry_points = once  # type: ignore[union-attr]
    # What Sphinx keeps by the resolved path of an asset, which it resolves for each page.
    assert hasattr(html, "_file_checksum")
    html._file_checksum = cache(html._file_checksum)
    # MyST makes a document for each page that it throws away, as its reader has one.
    settings = cache(get_default_settings)
    assert hasattr(base, "get_default_settings")
    base.get_default_settings = lambda *components: copy(settings(*components))
    for name in ("single", "all_in_one"):
        setattr(Workbooks, name, _unless_left_empty(getattr(Workbooks, name)))
    logging.disable(logging.DEBUG)
    # As conf.py sets them.
    gc.set_threshold(50_000, 200, 1_000)


def _unless_left_empty(made: Callable[..., bytes]) -> Callable[..., bytes]:
    return lambda *given: b"" if WITHOUT_WORKBOOKS in os.environ else made(*given)
