"""Rows that several indices share are the rows that each would have of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from progress_matrix.views import index
from progress_matrix.views.page import Page
from support.factory import differing

if TYPE_CHECKING:
    from progress_matrix.model.matrix import Evidence
    from support.factory import Root

INDICES = "\n:::{progress-index}\n:field: actors\n:::\n\n:::{progress-timeline}\n:::\n"

PAGES = 5
"""As many pages hold such rows: these four and one of the tracker's own."""


@pytest.mark.parametrize(("builder", "jobs"), [("html", 1), ("html", 2), ("dirhtml", 1)])
def test_rows_are_the_same_as_rows_of_their_own(
    tiny: Root, monkeypatch: pytest.MonkeyPatch, builder: str, jobs: int
) -> None:
    # In two folders, twice on a page, and where the entries themselves stand.
    tiny.put("more.md", f"# More\n{INDICES}{INDICES}")
    tiny.put("areas/more.md", f"# More of areas\n{INDICES}")
    for page in ("areas/cyber/r04.md", "areas/cyber/r05.md"):
        tiny.put(page, tiny.get(page) + INDICES)
    tiny.put("index.md", tiny.get("index.md") + "\n```{toctree}\nmore\nareas/more\n```\n")
    shared = tiny.build("shared", builder=builder, jobs=jobs)
    monkeypatch.setattr(Page, "apart", False)
    own = tiny.build("own", builder=builder, jobs=jobs)
    written = own.files()
    assert sum(b'class="index-entry' in content for content in written.values()) == PAGES
    assert differing(shared, own) == []
    assert (shared.outdir / "searchindex.js").read_bytes() == (own.outdir / "searchindex.js").read_bytes()


def test_a_row_is_made_and_written_once(tiny: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny.put("more.md", f"# More\n{INDICES}{INDICES}")
    tiny.put("index.md", tiny.get("index.md") + "\n```{toctree}\nmore\n```\n")
    made: list[str] = []

    def noted(page: Page, piece: Evidence, *, brief: bool) -> list[str]:
        made.append(piece.id)
        return ["x"] * 5

    monkeypatch.setattr(index, "_cells", noted)
    tiny.build()
    assert made
    assert len(made) == len(set(made))
