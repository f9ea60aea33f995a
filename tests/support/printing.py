"""Builds the real PDF editions as ``make pdf-<language>`` does, and keeps what they must hold.

Run as a program (``python -m support.printing LANGUAGE SOURCE FOLDER DOCTREES``), because a build
takes a gigabyte that the tests' own process should not keep.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from .factory import REPOSITORY

_UNSEEN = (nodes.comment, nodes.raw, nodes.substitution_definition)


def build(language: str, folder: Path, doctrees: Path) -> tuple[int, str]:
    """Build in a process of its own, warnings being errors; give its exit code and what it printed.

    :param doctrees: what is there already is not read again.
    """
    command = [sys.executable, "-m", "support.printing", language]
    command += [str(REPOSITORY), str(folder), str(doctrees)]
    paths = [str(REPOSITORY / "tests"), str(REPOSITORY / "ext")]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    return done.returncode, done.stderr


def texts(folder: Path) -> dict[str, list[str]]:
    """Give the texts of each resolved document of a build."""
    found: dict[str, list[str]] = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    return found


def _main(language: str, source: str, folder: str, doctrees: str) -> int:
    kept: dict[str, list[str]] = {}

    def keep(_app: Sphinx, document: nodes.document, docname: str) -> None:
        kept[docname] = [
            text.astext() for text in document.findall(nodes.Text) if not isinstance(text.parent, _UNSEEN)
        ]

    app = Sphinx(
        Path(source, "docs"),
        source,
        Path(folder),
        Path(doctrees),
        "typstpdf",
        confoverrides={"language": language},
        status=None,
        warningiserror=True,
    )
    app.connect("doctree-resolved", keep, priority=990)
    app.build()
    Path(folder, "texts.json").write_text(json.dumps(kept), encoding="utf-8")
    return app.statuscode


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
