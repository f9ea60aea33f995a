"""Builds the real PDF editions as ``make pdf-<language>`` does, and keeps what they must hold.

With them the two editions of the publishers' guide, from the lines that stand there.

Run as a program (``python -m support.printing LANGUAGE SOURCE FOLDER``), because a build
takes memory that the tests' own process should not keep.
"""

from __future__ import annotations

import json
import os
import re
import resource
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from typst_edition.config import FACTS, editions_of
from typst_edition.facts import EditionFact

from .factory import REPOSITORY

_UNSEEN = (nodes.comment, nodes.raw, nodes.substitution_definition)


def build(language: str, folder: Path, doctrees: Path, paper: str = "") -> tuple[int, str]:
    """Build in a process of its own, warnings being errors; give its exit code and what it printed.

    :param doctrees: what is there already is not read again.
    :param paper: that of all editions, if not their own.
    """
    command = [sys.executable, "-m", "support.printing", language]
    command += [str(REPOSITORY), str(folder), str(doctrees), *[paper] * bool(paper)]
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


def told(folder: Path) -> dict[str, Any]:
    """Give what a build kept: ``texts`` of documents, ``places`` and ``config`` of editions, ``memory``."""
    found: dict[str, Any] = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return found


def guide_blocks(source: Path) -> list[str]:
    """Give the editions that the publishers' guide shows, each as it stands there."""
    text = (source / "docs" / "publishers-guide.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def _editions(source: Path) -> list[dict[str, Any]]:
    """Give the editions of ``conf.py`` and those of the guide."""
    conf = runpy.run_path(str(source / "conf.py"))
    for block in guide_blocks(source):
        exec(block, conf)  # noqa: S102 - our own guide
    return [*conf["typst_editions"], conf["briefing"], conf["one_area"]]


def _names(text: nodes.Text) -> list[str]:
    """Give the classes and ids around *text*, what is a table's head or title, and the facts in its row."""
    found: list[str] = []
    node: nodes.Node | None = text.parent
    while isinstance(node, nodes.Element):
        found += [*node["classes"], *node["ids"]]
        is_title = isinstance(node, nodes.title) and isinstance(node.parent, nodes.table)
        if is_title or isinstance(node, nodes.thead):
            found.append("table-head")
        if isinstance(node, nodes.row):
            found += [f"fact:{one['fact']}" for one in node.findall(EditionFact)]
        node = node.parent
    return found


def _main(language: str, source: str, folder: str, doctrees: str, paper: str = "") -> int:
    kept: dict[str, list[tuple[str, list[str]]]] = {}

    def keep(_app: Sphinx, document: nodes.document, docname: str) -> None:
        kept[docname] = [
            (text.astext(), _names(text))
            for text in document.findall(nodes.Text)
            if not isinstance(text.parent, _UNSEEN)
        ]

    app = Sphinx(
        Path(source, "docs"),
        source,
        Path(folder),
        Path(doctrees),
        "typstpdf",
        confoverrides={
            "language": language,
            "typst_editions": [
                edition | ({"paper": paper} if paper else {}) for edition in _editions(Path(source))
            ],
        },
        status=None,
        warningiserror=True,
    )
    app.connect("doctree-resolved", keep, priority=990)
    app.build()
    editions = editions_of(app.config)
    places = {
        edition.name: [
            place.docname
            for place in app.builder._places(edition)  # type: ignore[attr-defined]
            if not (place.title_only or place.is_front)
        ]
        for edition in editions
    }
    config = {
        edition.name: {
            "file": edition.file,
            "leave_out": list(edition.leave_out),
            "run_in": list(edition.run_in),
            "unstated": [f"fact:{name}" for name in FACTS if not edition.fact(name)],
            "identification": edition.identification,
            "cover": edition.cover,
            "subtitle": edition.subtitle,
        }
        for edition in editions
    }
    # In kilobytes, of the build itself and of the largest compiler.
    memory = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {"texts": kept, "places": places, "config": config, "memory": memory}
    Path(folder, "told.json").write_text(json.dumps(told), encoding="utf-8")
    return app.statuscode


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
