"""The overview picture, the citation and hostile titles, as a browser reads them."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from support.browser import Browser
    from support.factory import Root

HOSTILE = """Staffs' "talks" <script>alert(1)</script> & more"""


@pytest.fixture
def hostile(tiny: Root) -> Root:
    """The tiny tracker, with a title that is markup in disguise, and a picture."""
    page = "proposals/p16-cyb-01.md"
    tiny.put(page, tiny.get(page).replace("Subject of P16-CYB-01", HOSTILE))
    tiny.put("picture.md", "# Picture\n\n:::{progress-picture}\n:caption: All <of> them & more\n:::\n")
    return tiny


def test_titles_arrive_as_text(hostile: Root) -> None:
    # The title stands unbent by typography in the citation, which an author and a version make.
    build = hostile.build(config={"author": "A & B", "version": "1"})
    for page in ("picture", "views", "proposals/p16-cyb-01"):
        text = build.html(page)
        assert "<script>alert" not in text
        assert HOSTILE in unescape(text)
    assert "All &lt;of&gt; them &amp; more" in build.html("picture")


def test_other_builders_are_told_where_the_same_stands(hostile: Root) -> None:
    text = (hostile.build(builder="text").outdir / "picture.txt").read_text("utf-8")
    assert "The figure “All <of> them & more” is part of the HTML edition." in text
    assert "cell by cell" in text


def test_bibtex_is_escaped_and_dated_by_the_data(hostile: Root) -> None:
    settings = {"version": "2026-11-23", "author": "A & B", "html_baseurl": "https://example.org/en/"}
    build = hostile.build(config=settings)
    (entry,) = re.findall(r"<pre>(@misc.*?)</pre>", build.html("proposals/p16-cyb-01"), re.DOTALL)
    lines = unescape(entry).splitlines()
    assert lines[0] == "@misc{P16-CYB-01,"
    assert r"  author = {{A \& B}}," in lines
    assert "  year = {2026}," in lines
    assert "  url = {https://example.org/en/proposals/p16-cyb-01.html#P16-CYB-01}" in lines
    assert sum(line.count("{") - line.count("}") for line in lines) == 0


def test_without_a_dated_version_there_is_no_year(tiny: Root) -> None:
    text = tiny.build(config={"author": "A & B", "version": "draft"}).html("proposals/p16-cyb-01")
    assert "note = {Data version draft}" in text
    assert "year =" not in text


def test_each_cell_of_the_picture_is_the_matrix_s(english: Path, browser: Browser) -> None:
    rows = json.loads((english / "data/matrix-proposals-reports.json").read_text("utf-8"))["rows"]
    browser.open(english, "index")
    drawn = browser.run("""
      return [...document.querySelectorAll(".picture-areas use")].map((use) => use.getAttribute("href"));
    """)
    shapes = ("inferred" if row["by_construction"] else row["status"] for row in rows)
    assert sorted(drawn) == sorted(f"#cell-{shape.replace('_', '-')}" for shape in shapes)


def test_each_area_of_the_picture_is_one_large_link_with_its_counts(english: Path, browser: Browser) -> None:
    browser.open(english, "index")
    areas = browser.run("""
      return [...document.querySelectorAll(".picture-areas a")].map((link) => [
        link.getAttribute("href"), link.querySelector("svg").getAttribute("aria-label"),
        link.getBoundingClientRect().height,
      ]);
    """)
    assert len(areas) == 8
    assert all("#AREA-" in href and "4th report" in told and height > 100 for href, told, height in areas)
    browser.find(".picture-areas a").click()
    assert "/areas/" in browser.driver.current_url


def test_the_timeline_draws_what_it_lists(english: Path, browser: Browser) -> None:
    browser.open(english, "indices/timeline")
    drawn, listed = browser.run("""
      const bars = [...document.querySelectorAll(".progress-timeline a")];
      const rows = [...document.querySelectorAll(".index-entry tbody tr td:nth-child(2) p:first-child a")];
      return [bars.map((link) => "#" + link.href.baseVal.split("#")[1]), rows.map((link) => link.hash)];
    """)
    assert sorted(drawn) == sorted(listed)
    assert drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_drawn_in_colours_that_can_be_told_apart(
    english: Path, browser: Browser, scheme: str
) -> None:
    browser.media(prefers_color_scheme=scheme)
    browser.open(english, "index")
    shades = browser.run("""
      const luminance = (text) => {
        const part = text.match(/[\\d.]+/g).slice(0, 3).map((value) => {
          const share = value / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
      };
      const boxes = [...document.querySelectorAll(".pm-cell:has(rect)")];
      return boxes.map((cell) => {
        const mark = getComputedStyle(cell.querySelector(":is(circle, path, text)"));
        const ground = getComputedStyle(cell.querySelector("rect")).fill;
        return [ground, mark.fill === "none" ? mark.stroke : mark.fill].map(luminance);
      });
    """)
    assert len(shades) >= 5
    for pair in shades:
        low, high = sorted(pair)
        assert (high + 0.05) / (low + 0.05) >= 3  # what WCAG asks of graphics
