"""What hundreds of builds in one process need not do again, though each build alone must.

A third of a tiny build's time: templates are compiled once, the installed packages looked
through once, and Python's collector walks the many objects that stay as seldom as for a real build.
"""

from __future__ import annotations

import gc
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

import pybtex.plugin
import sphinx.registry
from jinja2 import BytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class _Compiled(BytecodeCache):
    """Keeps compiled templates; Jinja itself compiles one anew whose source is another."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is kept."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


def begin() -> None:
    """Let the builds of this process, but not those in others, share these."""
    compiled, init = _Compiled(), BuiltinTemplateLoader.init

    def with_cache(loader: BuiltinTemplateLoader, *arguments: object, **named: object) -> None:
        init(loader, *arguments, **named)  # type: ignore[arg-type]  # whatever Sphinx gives it
        loader.environment.bytecode_cache = compiled

    BuiltinTemplateLoader.init = with_cache  # type: ignore[assignment, method-assign]
    once = cache(metadata.entry_points)
    pybtex.plugin.entry_points = once
    sphinx.registry.entry_points = once  # type: ignore[assignment, attr-defined]
    # As conf.py sets them.
    gc.set_threshold(50_000, 200, 1_000)
