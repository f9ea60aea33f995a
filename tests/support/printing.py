"""Builds the real PDF editions as ``make pdf-<language>`` does, and keeps what they must hold.

Run as a program (``python -m support.printing LANGUAGE SOURCE FOLDER``), because a build
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


def build(language: str, folder: Path) -> str:
    """Build in a process of its own, warnings being errors; give what it printed."""
    command = [sys.executable, "-m", "support.printing", language, str(REPOSITORY), str(folder)]
    paths = [str(REPOSITORY / "tests"), str(REPOSITORY / "ext")]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    return done.stderr if done.returncode == 0 else f"exit code {done.returncode}\n{done.stderr}"


def texts(folder: Path) -> dict[str, list[str]]:
    """Give the texts of each resolved document of a build."""
    found: dict[str, list[str]] = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    return found


def _main(language: str, source: str, folder: str) -> int:
    kept: dict[str, list[str]] = {}

    def keep(_app: Sphinx, document: nodes.document, docname: str) -> None:
        kept[docname] = [
            text.astext() for text in document.findall(nodes.Text) if not isinstance(text.parent, _UNSEEN)
        ]

    app = Sphinx(
        Path(source, "docs"),
        source,
        Path(folder),
        Path(folder, "doctrees"),
        "typstpdf",
        confoverrides={"language": language},
        status=None,
        freshenv=True,
        warningiserror=True,
    )
    app.connect("doctree-resolved", keep, priority=990)
    app.build()
    Path(folder, "texts.json").write_text(json.dumps(kept), encoding="utf-8")
    return app.statuscode


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
