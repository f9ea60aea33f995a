from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from progress_matrix.model.snapshot import FORMAT, Snapshot, Trace, compare

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast

ITEMS = {
    "P1": Trace("item", "p1", "items", [], "p1 shape", "p1 title", "p1 text"),
    "P2": Trace("item", "p2", "items", [], "p2 shape", "p2 title", "p2 text"),
    "F1": Trace("announcement", "f1", "old", ["P1"], "f1 shape", "f1 title", "f1 text"),
    "A1": Trace("activity", "a1", "new", ["P1", "Q1", "F1"], "a1 shape", "a1 title", "a1 text"),
    "A2": Trace("activity", "a2", "new", ["P2"], "a2 shape", "a2 title", "a2 text"),
    "Q1": Trace("passage", "q1", "source", [], "q1 shape", "q1 title", "q1 text"),
}


def changed(**items: Trace | None) -> Snapshot:
    made = {**ITEMS, **{key: trace for key, trace in items.items() if trace}}
    return Snapshot({key: trace for key, trace in made.items() if items.get(key, trace)}, "frame", {})


BASE = Snapshot(ITEMS, "frame", {"items": "1", "new": "2"})


def test_nothing_changed() -> None:
    change = compare(BASE, changed(), {"announcement"})
    assert change.items == change.touched == frozenset()


@pytest.mark.parametrize(
    ("new", "items", "touched"),
    [
        (changed(A2=ITEMS["A2"]._replace(digest="x", told="x")), {"A2"}, {"A2", "P2"}),
        (changed(A2=ITEMS["A2"]._replace(digest="x", shape="x", links=["P1"])), {"A2"}, {"A2", "P1", "P2"}),
        (changed(A2=None), {"A2"}, {"A2", "P2"}),
        (changed(A3=ITEMS["A2"]._replace(digest="a3")), {"A3"}, {"A3", "P2"}),
        (changed(A2=ITEMS["A2"]._replace(docname="other")), {"A2"}, {"A2", "P2"}),
        (changed(P2=ITEMS["P2"]._replace(digest="x", shape="x")), {"P2"}, {"P2", "A2"}),
        # An announcement is shown at two steps' distance: with what follows it up.
        (changed(A1=ITEMS["A1"]._replace(digest="x", told="x")), {"A1"}, {"A1", "P1", "Q1", "F1"}),
        (changed(F1=ITEMS["F1"]._replace(digest="x", told="x")), {"F1"}, {"F1", "A1", "P1"}),
    ],
)
def test_what_shows_a_changed_item(new: Snapshot, items: set[str], touched: set[str]) -> None:
    change = compare(BASE, new, {"announcement"})
    assert change.items == items
    assert change.touched >= touched


def test_a_changed_text_touches_its_own_page_alone() -> None:
    change = compare(BASE, changed(A1=ITEMS["A1"]._replace(digest="x")))
    assert change.items == change.touched == {"A1"}
    assert change.reshaped == change.retold == frozenset()


def test_a_changed_paragraph_is_shown_in_the_histories_of_what_it_concerns() -> None:
    change = compare(BASE, changed(A1=ITEMS["A1"]._replace(digest="x", text="x")))
    assert change.items == change.touched == {"A1"}
    assert change.histories == {"P1", "Q1", "F1"}


def test_titles_and_shapes_are_told_apart() -> None:
    new = changed(
        A1=ITEMS["A1"]._replace(digest="x", told="x"),
        A2=ITEMS["A2"]._replace(digest="x", told="x", shape="x"),
        P2=None,
    )
    change = compare(BASE, new)
    assert change.retold == {"A1"}
    assert change.reshaped == {"A2", "P2"}


def test_a_snapshot_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    path.write_text(BASE.dump(), encoding="utf-8")
    assert Snapshot.load(path) == BASE


@pytest.mark.parametrize(
    "content",
    [
        None,
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"format": 0}',
        '[0, "", [], {}, {}]',
        f'[{FORMAT}, "", [], {{}}, {{"A": []}}]',
        f'[{FORMAT}, "", [], {{}}, []]',
        f'[{FORMAT}, "", [], {{}}, {{"A": 3}}]',
    ],
)
def test_a_snapshot_that_cannot_be_read_is_none(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "snapshot.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert Snapshot.load(path) is None


def test_a_snapshot_of_other_bytes_is_none(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert Snapshot.load(path) is None
