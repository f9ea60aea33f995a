"""The floor: plain Sphinx with the text that this project rendered, and no items.

An extension of one untimed build of ours (:func:`setup`) writes the pages.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from progress_matrix.views.page import Page

from . import project
from .plain import page
from .tracker import write_tracker
from .world import REPOSITORY, World

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_MORE = """
import sys
sys.path.insert(0, {repository!r})
extensions.append("benchmarks.floor")
benchmark_floor = {folder!r}
"""


def write_floor(world: World, folder: Path, scratch: Path) -> None:
    """Build ours once in ``scratch``, and write the plain project into ``folder``."""
    write_tracker(world, scratch / "source", _MORE.format(repository=str(REPOSITORY), folder=str(folder)))
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(scratch / "doctrees")]
    subprocess.run([*command, str(scratch / "source"), str(scratch / "out")], check=True)
    project.conf(
        folder,
        ["myst_parser"],
        'myst_enable_extensions = ["colon_fence", "fieldlist"]\nmyst_all_links_external = True\n',
    )


def _write(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write one page, with the tree of contents that its source has (``doctree-resolved``)."""
    below = app.env.toctree_includes.get(docname, [])
    text = page(doctree) + (f"\n{project.toctree(f'/{name}' for name in below)}" if below else "")
    project.write(Path(app.config.benchmark_floor, f"{docname}.md"), text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.add_config_value("benchmark_floor", "", "env", str)
    # Rows that pages share hold their text alone.
    Page.apart = False  # type: ignore[assignment]  # as on a page that shares none
    app.connect("doctree-resolved", _write, priority=990)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
