"""Pages as they are delivered: width, weight, steadiness, network, policy, print."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pikepdf
import pytest

from support.audit import audit
from support.browser import PAGES, PHONE, WIDE, Browser

if TYPE_CHECKING:
    from pathlib import Path

    from support.browser import Site

LIMIT = 300_000
"""Bytes of HTML that a matrix page may have."""


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_moves_or_comes_from_elsewhere(english: Path, browser: Browser, page: str) -> None:
    # 700 pixels are what a reader has who magnifies a wide window to 200 per cent.
    widths = (WIDE, WIDE // 2, PHONE)
    # Each in a window of its own: whether a page moves is waited for in all at once.
    for number, width in enumerate(widths, 1):
        browser.window(number)
        browser.width(width)
        browser.open(english, page)
        _asked_for_nothing_but_files(browser, page)
    for number, width in enumerate(widths, 1):
        browser.window(number)
        assert browser.overflow() <= 0, width
        if page != "search":  # it puts the focus into its field
            assert sum(browser.shifts()) == pytest.approx(0, abs=0.001), width
    # As wide as a page must be read without scrolling sideways (WCAG 1.4.10).
    browser.width(320)
    assert browser.overflow() <= 0


@pytest.mark.parametrize("page", ["index", "reports/r04", "reports/r04-passages", "indices/timeline"])
def test_a_place_is_kept_for_what_comes_later(english: Path, browser: Browser, page: str) -> None:
    """The text stands where it will stand, also before what follows it has arrived.

    Not every browser waits with its first picture for the end of the page.
    """
    place = "const {x, width} = document.querySelector('.bd-article-container').getBoundingClientRect();"
    browser.open(english, page)
    whole = browser.run(f"{place} return [x, width];")
    early = browser.run(
        "document.querySelector('#pst-secondary-sidebar')?.remove();"
        " document.querySelector('article section').replaceChildren();"
        f"{place} return [x, width];"
    )
    assert early == whole


@pytest.mark.parametrize("page", PAGES)
def test_a_french_page_asks_for_nothing_but_files(site: Site, browser: Browser, page: str) -> None:
    browser.open(site("fr"), page)
    _asked_for_nothing_but_files(browser, page)


def _asked_for_nothing_but_files(browser: Browser, page: str) -> None:
    asked, messages = browser.drain()
    assert any(address.endswith(f"{page}.html") for address in asked)
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    # A part that the policy refuses, or a file that is missing, is told there.
    assert [text for text in messages if "[PST]" not in text] == []


@pytest.mark.parametrize("page", ["index", "matrices/index", "matrices/proposals"])
def test_a_matrix_page_is_light(english: Path, page: str) -> None:
    assert (english / f"{page}.html").stat().st_size < LIMIT


def test_the_head_of_a_matrix_stays_in_sight(english: Path, browser: Browser) -> None:
    browser.open(english, "matrices/proposals")
    tops = browser.run("""
      const head = document.querySelector(".items-periods thead th");
      return [1500, 3000].map((place) => {
        scrollTo({top: place, behavior: "instant"});
        return head.getBoundingClientRect().top;
      });
    """)
    assert tops[0] == pytest.approx(tops[1], abs=1)
    assert 0 < tops[0] < 100


@pytest.mark.parametrize(
    "page", ["index", "matrices/proposals", "matrices/areas", "indices/partners", "data"]
)
def test_no_part_of_a_page_scrolls_inside_it(english: Path, browser: Browser, page: str) -> None:
    for width in (WIDE, PHONE):
        browser.width(width)
        browser.open(english, page)
        boxes = browser.run("""
          return [...document.querySelectorAll("article *")]
            .filter((one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
            .filter((one) => one.scrollWidth > one.clientWidth + 1)
            .map((one) => one.className);
        """)
        assert boxes == [], width


def test_on_a_phone_the_matrix_is_a_list(english: Path, browser: Browser) -> None:
    browser.width(PHONE)
    browser.open(english, "matrices/proposals")
    shown = browser.run("""
      const row = document.querySelector("tr[data-id='P16-HYB-03']");
      const cells = [...row.querySelectorAll("td")].filter((cell) => cell.checkVisibility());
      return [cells.length, cells.every((cell) => cell.dataset.l), getComputedStyle(row, "::after").content];
    """)
    assert 0 < shown[0] < 10
    assert shown[1] is True
    assert "Source not available" in shown[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_matrix_prints_on_three_landscape_pages_light(
    english: Path, browser: Browser, tmp_path: Path, scheme: str
) -> None:
    browser.media(prefers_color_scheme=scheme)
    browser.open(english, "matrices/proposals")
    printed = browser.driver.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True}
    )
    path = tmp_path / "matrix.pdf"
    path.write_bytes(base64.b64decode(printed["data"]))
    with pikepdf.open(path) as pdf:
        boxes = [[float(number) for number in page.mediabox] for page in pdf.pages]
    assert len(boxes) <= 3
    assert all(box[2] > box[3] for box in boxes)
    browser.media("print", prefers_color_scheme=scheme)
    colours = browser.run("""
      const style = (one) => getComputedStyle(document.querySelector(one));
      return [style("body").backgroundColor, style(".items-periods td").backgroundColor,
        style(".filter-fields").display];
    """)
    assert colours[0] in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert "none" in (
        colours[2],
        browser.run("return getComputedStyle(document.querySelector('.progress-filter')).display"),
    )


def test_without_scripts_a_page_holds_all_its_text(english: Path, browser: Browser) -> None:
    texts = []
    for allowed in (True, False):
        browser.allow_scripts(allowed=allowed)
        browser.open(english, "matrices/proposals")
        tables = "return [...document.querySelectorAll('article table')].map((one) => one.innerText)"
        texts.append(browser.run(tables))
    assert texts[0] == texts[1]
    assert texts[0]


def test_a_previous_and_a_next_proposal(english: Path, browser: Browser) -> None:
    browser.open(english, "proposals/2016/p16-cyb-02")
    browser.find(".prev-next-area a.right-next").click()
    assert browser.driver.current_url.endswith("p16-cyb-03.html")
    browser.find(".prev-next-area a.left-prev").click()
    assert browser.driver.current_url.endswith("p16-cyb-02.html")


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("A04-CYB-015", "areas/cyber/r04.html"),
        ("P16-CYB-03", "proposals/2016/p16-cyb-03.html"),
        ("malware", "areas/cyber/r04.html"),
        ("Vyškov", "areas/"),
        ("ARGUS", "indices/actors.html"),
    ],
)
def test_search_from_a_folder(english: Path, browser: Browser, words: str, page: str) -> None:
    browser.open(english, "search", f"q={words}")
    links = browser.later("""
      const done = arguments[0];
      const look = (left) => {
        const found = [...document.querySelectorAll("#search-results li a")].map((link) => link.href);
        if (left && !document.querySelector("#search-results .search-summary")?.textContent.match(/\\d/))
          setTimeout(look, 100, left - 1);
        else done(found);
      };
      look(50);
    """)
    assert any(page in link for link in links), links


def test_the_tables_of_another_project_print_dark_on_white(browser: Browser, tmp_path: Path) -> None:
    built = audit(tmp_path).build(config={"html_theme": "pydata_sphinx_theme"})
    browser.media("print", prefers_color_scheme="dark")
    browser.open(built.outdir, "views")
    assert browser.run("return document.documentElement.dataset.theme") == "dark"
    colours = browser.run("""
      const cells = document.querySelectorAll(".matrix-table :is(caption, th, td code)");
      return [...new Set([...cells].map((one) => getComputedStyle(one).color))];
    """)
    assert {*colours} == {"rgb(0, 0, 0)", "rgb(68, 68, 68)"}
