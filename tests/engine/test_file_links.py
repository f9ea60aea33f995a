"""Links to files beside the pages: their sizes, and what stands for one that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.factory import Root

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast

CONF = """
project = "Leaflet"
extensions = ["myst_parser", "file_links"]
html_theme = "basic"
suppress_warnings = ["toc.not_included"]
"""
PAGES = {
    "index.md": "# Home\n\n{doc}`deep/page`\n\nTake {file-link}`Sums & more <sums.txt>`.\n",
    "deep/page.md": "# Page\n\nTake {file-link}`the sums <sums.txt>`.\n",
}


def test_a_link_follows_its_file_from_build_to_build(tmp_path: Path) -> None:
    root = Root(tmp_path, "", CONF, PAGES)
    absent = root.build()
    assert absent.warnings == []
    assert "<span>Sums &amp; more</span> (not in this copy)" in absent.html()
    (absent.outdir / "sums.txt").write_bytes(b"1" * 2_940_000)
    there = root.build()
    assert '<a href="sums.txt">Sums &amp; more</a>, 2.9\N{NO-BREAK SPACE}MB</span>' in there.html()
    assert '<a href="../sums.txt">the sums</a>, 2.9\N{NO-BREAK SPACE}MB</span>' in there.html("deep/page")
    (absent.outdir / "sums.txt").unlink()
    assert root.build().html() == absent.html()


@pytest.mark.parametrize(("builder", "name"), [("text", "index.txt"), ("latex", "leaflet.tex")])
def test_where_there_is_no_page_the_title_stands_alone(tmp_path: Path, builder: str, name: str) -> None:
    build = Root(tmp_path, "", CONF, PAGES).build(builder=builder)
    assert build.warnings == []
    text = (build.outdir / name).read_text(encoding="utf-8")
    assert "sums.txt" not in text
    assert "more" in text
