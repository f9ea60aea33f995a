"""Tiny Sphinx projects built into PDF editions, and a reader of the result.

This folder has the name of the package it tests, so the classes below are imported for
types only (``typst_edition.conftest`` to mypy); at run time they come as fixtures.
"""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

import typst_edition.builder  # noqa: F401 - there before the first test, which might change it
from support.pdfs import Pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONF = """
project = "Tiny"
author = "The editors"
release = "1.0"
extensions = [{extensions}"typst_edition"]
typst_date = "2026-03-01"
typst_editions = [{{"name": "tiny", "title": "A tiny edition"}}]
"""

NEEDS_CONF = """
needs_types = [
    {"directive": "item", "title": "Item", "prefix": "I-", "color": "#fff", "style": "node"},
    {"directive": "act", "title": "Activity", "prefix": "A-", "color": "#fff", "style": "node"},
]
needs_id_regex = "^[A-Z0-9-]+$"
"""

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Built:
    """A finished build: its editions, warnings and resolved documents."""

    outdir: Path
    log: str
    texts: list[str]
    """The text of each text node of the resolved documents."""
    status: int = 0

    @property
    def warnings(self) -> list[str]:
        return [line for line in _COLOURS.sub("", self.log).splitlines() if line.strip()]

    def __getitem__(self, name: str) -> Pdf:
        return Pdf(self.outdir / f"{name}.pdf")

    @property
    def pdf(self) -> Pdf:
        return self["tiny"]


@dataclass
class Root:
    """A Sphinx project in a folder; :meth:`write` adds files, :meth:`build` builds it."""

    folder: Path
    extensions: tuple[str, ...] = ()
    log: io.StringIO = field(default_factory=io.StringIO)
    texts: list[str] = field(default_factory=list)

    def write(self, files: dict[str, str], conf: str = "") -> Root:
        names = "".join(f'"{name}", ' for name in self.extensions)
        needs = NEEDS_CONF if "sphinx_needs" in self.extensions else ""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "conf.py").write_text(CONF.format(extensions=names) + needs + conf, encoding="utf-8")
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self

    def build(self, *, strict: bool = False, builder: str = "typstpdf", **overrides: Any) -> Built:
        """Build anew; raises what the build raises. *strict* is ``-W``."""
        self.log = io.StringIO()
        self.texts = []
        outdir = self.folder / "_out"
        with patch_docutils(self.folder), docutils_namespace():
            app = Sphinx(
                self.folder,
                self.folder,
                outdir,
                self.folder / "_doctrees",
                builder,
                confoverrides=overrides,
                status=None,
                warning=self.log,
                freshenv=True,
                warningiserror=strict,
            )
            app.connect("doctree-resolved", self._keep_text, priority=990)
            app.build()
            assert not strict or app.statuscode == 0
        return Built(outdir, self.log.getvalue(), self.texts, app.statuscode)

    def _keep_text(self, _app: Sphinx, document: nodes.document, _docname: str) -> None:
        unseen = (nodes.comment, nodes.raw, nodes.substitution_definition)
        for text in document.findall(nodes.Text):
            parent = text.parent
            if not isinstance(parent, unseen):
                self.texts.append(text.astext())


def _code() -> dict[str, object]:
    return {
        f"{name}.{part}": value
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] == "typst_edition"
        for part, value in vars(module).items()
        if callable(value)
    }


@pytest.fixture(autouse=True)
def _the_code_stays() -> Iterator[None]:
    """Fail a test that leaves the code changed for those after it, as a conf.py can."""
    before = _code()
    yield
    after = _code()
    assert [name for name, value in before.items() if after.get(name) is not value] == []


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A project without other extensions."""
    return Root(tmp_path / "root")


@pytest.fixture
def myst_root(tmp_path: Path) -> Root:
    """A project in Markdown."""
    return Root(tmp_path / "root", ("myst_parser",))


@pytest.fixture
def needs_root(tmp_path: Path) -> Root:
    """A project with sphinx-needs."""
    return Root(tmp_path / "root", ("sphinx_needs",))
