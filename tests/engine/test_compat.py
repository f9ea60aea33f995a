"""What :mod:`progress_matrix._compat` leans on is still where it was; one test a reach."""

from __future__ import annotations

import importlib
import inspect
import re
from importlib.metadata import version

import pytest
from docutils import nodes
from sphinx.builders import Builder, html
from sphinx.search import IndexBuilder
from sphinx_needs.data import SphinxNeedsData

from progress_matrix import _compat

pytestmark = pytest.mark.fast

SEEN = {"sphinx": "9.0.4", "sphinx-needs": "9.1.0", "sphinxcontrib-bibtex": "2.7.0", "myst-parser": "5.2.0"}


@pytest.mark.parametrize("package", SEEN)
def test_the_versions_are_those_that_were_looked_at(package: str) -> None:
    assert version(package) == SEEN[package], "look at each reach, then state the version here and there"


@pytest.mark.parametrize(
    ("node", "module", "made"),
    [
        (_compat.NeedNode, "sphinx_needs.api.need", "Need("),
        (_compat.NeedPartNode, "sphinx_needs.roles.need_part", "NeedPart("),
        (_compat.NeedReference, "sphinx_needs.needs", "nodeclass=NeedRef"),
    ],
)
def test_nodes_of_items_are_those_that_sphinx_needs_makes(
    node: type[nodes.Element], module: str, made: str
) -> None:
    loaded = importlib.import_module(module)
    assert re.search(rf"\W{re.escape(made)}", inspect.getsource(loaded))
    assert getattr(loaded, node.__name__) is node


@pytest.mark.parametrize("name", _compat.LOGGERS)
def test_each_logger_is_one_that_its_module_uses(name: str) -> None:
    source = inspect.getsource(importlib.import_module(name.partition(".")[2]))
    assert re.search(r"getLogger\(__name__\)|get_logger\(__name__\)", source)


def test_sphinx_only_warns_of_a_page_that_it_cannot_write() -> None:
    source = inspect.getsource(html.StandaloneHTMLBuilder)
    assert "logger.warning(__('error writing file %s: %s'), output_path, err)" in source
    assert _compat.is_unwritten_page("WARNING: error writing file /a/b.html: No space left on device")
    assert not _compat.is_unwritten_page("WARNING: document isn't included in any toctree")


def test_sphinx_prepares_through_one_method_after_write_started_and_before_it_writes() -> None:
    source = inspect.getsource(Builder.write)
    steps = (
        "emit('write-started', self)",
        "self.prepare_writing(docnames)",
        "self.write_documents(docnames)",
    )
    places = [source.index(step) for step in steps]
    assert places == sorted(places)


def test_sphinx_forgets_the_index_entries_of_pages_that_are_not_written() -> None:
    assert "_index_entries" not in inspect.getsource(IndexBuilder.load)
    assert "_index_entries[docname] = " in inspect.getsource(IndexBuilder.feed)


def test_sphinx_asks_for_the_pages_above_after_write_started() -> None:
    source = inspect.getsource(Builder.write)
    asked = "for toc_docname in env.files_to_rebuild.get(docname, ())"
    assert source.index("self.events.emit('write-started', self)") < source.index(asked)


def test_the_needs_that_are_read_can_be_changed() -> None:
    source = inspect.getsource(SphinxNeedsData.get_needs_mutable)
    assert "-> NeedsMutable" in source


def test_the_domain_of_citations_holds_what_is_read() -> None:
    domain = importlib.import_module("sphinxcontrib.bibtex.domain").BibtexDomain
    assert set(domain.initial_data) >= {"citations", "citation_refs"}
