"""A fresh read of the sources: the same model that an edition is made from.

Nothing is parsed here: Sphinx reads the pages with the project's own configuration, and the
extension builds and checks its model as it does in every build.  One page is written, by the
builder that writes nothing, because the model is built when writing starts.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.console import strip_colors

from progress_matrix.domain import of

if TYPE_CHECKING:
    from progress_matrix.collect import Need, Tracker


class ReadError(Exception):
    """The sources cannot be read into a model; the message holds what Sphinx reported."""


@dataclass(frozen=True)
class Reading:
    """The model, where each need stands, and what was reported while reading."""

    tracker: Tracker
    root: Path
    files: dict[str, Path]
    warnings: tuple[str, ...]

    def place(self, need: Need) -> str:
        """Give a need's file and line, as ``docs/reports/r11.md:3``."""
        path = self.files[str(need["docname"])].relative_to(self.root.resolve())
        return f"{path}:{need['lineno'] or 1}"


def read(root: Path) -> Reading:
    """Read the sources of the project in a folder.

    :raises ReadError: when there is no model, because a period cannot be read.
    """
    log = io.StringIO()
    with tempfile.TemporaryDirectory() as scratch:
        app = Sphinx(
            root / "docs",
            root,
            Path(scratch, "out"),
            Path(scratch, "doctrees"),
            "dummy",
            status=None,
            warning=log,
            freshenv=True,
        )
        app.build(filenames=[root / "docs" / f"{app.config.root_doc}.md"])
        tracker = of(app.env).tracker
        files = {name: Path(app.env.doc2path(name)) for name in app.env.found_docs}
    lines = tuple(line for line in strip_colors(log.getvalue()).splitlines() if line.strip())
    if tracker is None:
        raise ReadError("\n".join(lines) or "the sources hold no readable report")
    return Reading(tracker, root, files, lines)
