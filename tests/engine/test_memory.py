"""Pages give their memory back when they are written, without the garbage collector."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from progress_matrix import resolve
from progress_matrix.nodes import release, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.factory import Root


@pytest.fixture
def _without_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_without_collector")
def test_a_released_tree_is_freed_at_once() -> None:
    section = nodes.section("", nodes.title("", "Title"), nodes.paragraph("", "text"))
    kept = weakref.ref(section)
    box = nodes.container("", section)
    release(box)
    del section, box
    assert kept() is None


@pytest.mark.usefixtures("_without_collector")
def test_what_others_hold_keeps_what_is_in_it() -> None:
    # sphinx-needs holds the nodes of all items, and shows them on other pages.
    item = nodes.container("", nodes.paragraph("", "text"))
    box = nodes.container("", item)
    release(box)
    assert item.astext() == "text"


@pytest.mark.usefixtures("_without_collector")
def test_no_written_page_stays_in_memory(tiny: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[weakref.ref[nodes.Node]] = []
    alive: list[int] = []

    def noted(doctree: nodes.document) -> None:
        # Facts of items and rows of tables are made for the page alone.
        alive.append(sum(node() is not None for node in written))
        made = (node for node in walk(doctree) if isinstance(node, (nodes.field, nodes.row)))
        written.extend(weakref.ref(node) for node in made)
        release(doctree)

    monkeypatch.setattr(resolve, "release", noted)
    tiny.build()
    assert written
    assert max(alive) == 0
