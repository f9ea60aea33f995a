"""sphinx-needs' file of all items, written whole and only by a build that succeeded.

sphinx-needs writes it into its place, also after a failure, and through the slow encoder
of :mod:`json`.  What the file holds, and whether it is written, stays sphinx-needs' own.

Its page ``permalink.html`` is not made: it finds an item by a script and a server, is written
into its place too, and each item has an address of its own without it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

# Not in sphinx_needs.api, which offers no way to write the file.
from sphinx_needs.builder import NeedsBuilder, build_needs_json
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.environment import install_permalink_file
from sphinx_needs.filter_common import filter_needs_view
from sphinx_needs.needsfile import NeedsList

from .files import write_if_changed
from .pages import output_error

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def take_over(app: Sphinx) -> None:
    """Put :func:`write` in the place of sphinx-needs' own handler, and leave out ``permalink.html``."""
    for listener in list(app.events.listeners.get("build-finished", ())):
        if listener.handler is build_needs_json:
            app.disconnect(listener.id)
            app.connect("build-finished", write, priority=listener.priority)
    for listener in list(app.events.listeners.get("env-updated", ())):
        if listener.handler is install_permalink_file:
            app.disconnect(listener.id)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the file (``build-finished``).

    :raises OutputError: when it cannot be written; the old one stays whole.
    """
    config = NeedsSphinxConfig(app.config)
    if exception is not None or not config.build_json or isinstance(app.builder, NeedsBuilder):
        return
    path = Path(app.outdir, "needs.json")
    try:
        write_if_changed(path, _content(app, config).encode())
    except OSError as error:
        raise output_error(error, path) from error


def _content(app: Sphinx, config: NeedsSphinxConfig) -> str:
    """Make what sphinx-needs' builder would write."""
    made = NeedsList(app.env, app.outdir, app.srcdir)
    if config.file:
        made.load_json(config.file)
    version = app.config.version
    made.wipe_version(version)
    view = SphinxNeedsData(app.env).get_needs_view()
    for need in filter_needs_view(
        view, config, config.builder_filter, append_warning="(from need_builder_filter)"
    ):
        made.add_need(version, need)
    return made.dump_json()
