"""Filters: by keyboard, in the address, and counted as the exported data count."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from selenium.webdriver.common.keys import Keys

from support.browser import PHONE, WIDE
from support.inquiry import ITEMS, inquiry

if TYPE_CHECKING:
    from pathlib import Path

    from support.browser import Browser

Row = dict[str, Any]

SHOWN = """
return [...document.querySelectorAll("tr[data-id]")].filter((row) => !row.hidden).map((row) => row.dataset.id)
"""
COUNTS = """
return Object.fromEntries([...document.querySelectorAll("tr[data-count]")].map((row) =>
  [row.dataset.count, [...row.cells].slice(1).filter((cell) => !cell.hidden).map((cell) => {
    const part = cell.querySelector(".tally-count.status-reported");
    const total = cell.querySelector(".tally-total")?.textContent ?? "of 0";
    return `${part ? part.querySelector(".tally-number").textContent : 0} ${total}`;
  })]))
"""
BANDS = """
const rows = [...document.querySelectorAll("tr[data-band]")];
return rows.filter((row) => !row.hidden).map((row) => row.dataset.band);
"""
NOTICE = "return document.querySelector('.progress-filter [role=status]').textContent"
VIEWS: tuple[dict[str, str], ...] = (
    {},
    {"area": "AREA-CYB"},
    {"set": "2017", "basis": "reconstructed"},
    {"status": "reported"},
    {"status": "area_only", "report": "R03"},
    {"status": "reported", "strength": "inferred", "report": "R04"},
    {"strength": "matched"},
    {"report": "R01"},
    {"text": "CYBER defence"},
    {"text": "p17-hyb", "status": "no_mention"},
    {"area": "AREA-POL", "set": "2016"},
)


def cells(english: Path) -> list[Row]:
    """Read the cells that the matrix shows from the exported data."""
    found: list[Row] = json.loads((english / "data/matrix-proposals-reports.json").read_text("utf-8"))["rows"]
    return found


def expected(rows: list[Row], view: dict[str, str]) -> tuple[list[str], dict[str, list[str]]]:
    """Recount a view, slowly: the items shown, and the counts of each report."""
    wanted = {key: value for key, value in view.items() if key in ("status", "strength")}
    plain = {"area": "area", "set": "series", "basis": "basis"}
    words = view.get("text", "").lower().split()
    shown = []
    for one in dict.fromkeys(row["proposal"] for row in rows):
        mine = [row for row in rows if row["proposal"] == one]
        inside = [row for row in mine if view.get("report") in (None, row["report"])]
        fits = any(all(row[key] == value for key, value in wanted.items()) for row in inside)
        named = all(mine[0][plain[key]] == value for key, value in view.items() if key in plain)
        text = f"{one} {mine[0]['title']}".lower()
        if (fits or not wanted) and named and all(word in text for word in words):
            shown.append(one)
    counts: dict[str, list[str]] = {}
    for name, chosen in (("all", lambda row: True), ("independent", lambda row: row["independent"])):
        counts[name] = []
        for report in dict.fromkeys(row["report"] for row in rows):
            if view.get("report") in (None, report):
                column = [r for r in rows if r["report"] == report and r["proposal"] in shown and chosen(r)]
                total = [row for row in column if row["counted"]]
                reported = [row for row in column if row["status"] == "reported"]
                counts[name].append(f"{len(reported)} of {len(total)}")
    return shown, counts


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: urlencode(view) or "all")
def test_a_shared_address_shows_what_the_data_say(
    english: Path, browser: Browser, view: dict[str, str]
) -> None:
    rows = cells(english)
    browser.open(english, "matrices/proposals", urlencode(view))
    shown, counts = expected(rows, view)
    assert browser.run(SHOWN) == shown
    if shown:  # without rows there is no table, and the notice says so
        assert browser.run(COUNTS) == counts
    areas = dict.fromkeys(row["area"] for row in rows if row["proposal"] in shown)
    assert browser.run(BANDS) == list(areas)
    total = len({row["proposal"] for row in rows})
    told = f"{len(shown)} of {total} proposals" if shown else f"None of the {total} proposals fits."
    assert browser.run(NOTICE).startswith(told)
    controls = "return Object.fromEntries(new FormData(document.querySelector('.progress-filter')))"
    assert {name: value for name, value in browser.run(controls).items() if value} == view


def test_the_built_counts_are_the_counted_ones(english: Path, browser: Browser) -> None:
    browser.allow_scripts(allowed=False)
    browser.open(english, "matrices/proposals")
    shown, counts = expected(cells(english), {})
    assert browser.run(SHOWN) == shown
    assert browser.run(COUNTS) == counts


def test_by_keyboard_into_a_view_and_back(english: Path, browser: Browser) -> None:
    browser.open(english, "matrices/proposals")
    everything = browser.run(SHOWN)
    counts = browser.run(COUNTS)
    browser.run("document.querySelector('.progress-filter select[name=area]').focus()")
    browser.keys("Cyber")
    assert "area=AREA-CYB" in browser.driver.current_url
    assert {one[4:7] for one in browser.run(SHOWN)} == {"CYB"}
    browser.find(".progress-filter [name=text]").send_keys("training")
    assert "text=training" in browser.driver.current_url
    narrowed = browser.run(SHOWN)
    assert 0 < len(narrowed) < len(everything)
    shared = browser.driver.current_url

    while browser.focus("return document.activeElement.type") != "reset":
        browser.keys(Keys.TAB)
    browser.keys(Keys.ENTER)
    browser.later("setTimeout(arguments[0], 50)")
    assert browser.run(SHOWN) == everything
    assert browser.run(COUNTS) == counts
    assert "?" not in browser.driver.current_url

    browser.driver.get(shared)
    assert browser.run(SHOWN) == narrowed


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_control_is_reached_by_tab(english: Path, browser: Browser, width: int) -> None:
    """On a phone the choices stand behind a button, which comes first."""
    browser.width(width)
    browser.open(english, "matrices/proposals")
    if width == PHONE:
        assert not browser.find(".progress-filter [name=text]").is_displayed()
        browser.find(".filter-toggle").click()
    names = browser.run("""
      const every = [...document.querySelector(".progress-filter").elements];
      const shown = every.filter((one) => one.checkVisibility());
      shown[0].focus();
      return shown.map((control) => control.name);
    """)
    assert len(names) == (9 if width == PHONE else 8)
    reached = []
    for _ in names:
        reached.append(browser.focus("return document.activeElement.name"))
        browser.keys(Keys.TAB)
    assert reached == names


def test_one_form_filters_all_tables_of_a_page(english: Path, browser: Browser) -> None:
    browser.open(english, "matrices/proposals", "area=AREA-CYB")
    visible = browser.run(
        "return [...document.querySelectorAll('.items-periods')]"
        ".filter((table) => table.checkVisibility()).length"
    )
    assert visible == 1
    assert {one[4:7] for one in browser.run(SHOWN)} == {"CYB"}


@pytest.mark.parametrize("query", ["area=NONE", "status=%22%3E%3Cscript%3E", "report=R99", "other=1&area="])
def test_a_mistyped_address_filters_nothing(english: Path, browser: Browser, query: str) -> None:
    browser.open(english, "matrices/proposals", query)
    assert browser.run(SHOWN) == expected(cells(english), {})[0]


def test_what_others_put_into_the_address_stays(english: Path, browser: Browser) -> None:
    browser.open(english, "matrices/proposals#matrix-table-1", "highlight=cyber")
    browser.find(".progress-filter [name=text]").send_keys("cyber")
    assert browser.driver.current_url.endswith("?highlight=cyber&text=cyber#matrix-table-1")


def test_the_download_gives_the_rows_that_are_shown(english: Path, browser: Browser) -> None:
    browser.open(english, "matrices/proposals", "area=AREA-CYB")
    # The page's policy lets nobody fetch what the link holds, so it is looked at when it is made.
    browser.run("const make = URL.createObjectURL; URL.createObjectURL = (made) => make(window.made = made);")
    browser.find(".progress-filter [name=text]").send_keys("training")
    shown = browser.run(SHOWN)
    link = browser.find(".downloads a[download]")
    assert link.text == f"these {len(shown)} rows (CSV)"
    rows = list(csv.reader(str(browser.later("window.made.text().then(arguments[0])")).splitlines()))
    assert [row[0].rpartition(" ")[2] for row in rows[1:]] == shown
    browser.find(".progress-filter button[type=reset]").click()
    browser.later("setTimeout(arguments[0], 50)")
    assert browser.run("return document.querySelectorAll('.downloads a[download]').length") == 0


def test_the_switch_of_language_keeps_place_and_filter(english: Path, browser: Browser) -> None:
    browser.open(english, "matrices/proposals#matrix-table-1", "area=AREA-CYB")
    address = browser.run("""
      const link = document.querySelector(".language-switch a");
      link.addEventListener("click", (event) => event.preventDefault());
      link.click();
      return link.href;
    """)
    assert str(address).endswith("fr/matrices/proposals.html?area=AREA-CYB#matrix-table-1")


def test_accents_and_case_do_not_matter(english: Path, browser: Browser) -> None:
    browser.open(english, "matrices/proposals", urlencode({"text": "CYBÉR"}))
    assert browser.run(SHOWN) == expected(cells(english), {"text": "cyber"})[0]


def test_the_register_is_filtered_too(english: Path, browser: Browser) -> None:
    browser.open(english, "proposals/index", "set=2017&basis=unidentified")
    rows = {row["proposal"]: row for row in cells(english)}
    wanted = [key for key, row in rows.items() if (row["series"], row["basis"]) == ("2017", "unidentified")]
    assert browser.run(SHOWN) == wanted


def test_a_cell_opens_its_evidence(english: Path, browser: Browser) -> None:
    browser.open(english, "matrices/proposals")
    browser.find("tr[data-id='P16-CYB-01'] a[href$='-R04']").click()
    place = ("P16-CYB-01", "R04")
    evidence = next(row["evidence"] for row in cells(english) if (row["proposal"], row["report"]) == place)
    assert evidence
    links = browser.run(
        "return [...document.querySelectorAll(':target .entry-title a')].map((one) => one.hash)"
    )
    assert set(str(evidence).split()) <= {str(link).removeprefix("#") for link in links}
    # From there to the sentence, and back to what rests on it.
    browser.find(":target .entry-source a[href*='passages']").click()
    sentence = browser.find(":target")
    assert any(one in sentence.text for one in str(evidence).split())


def test_counts_of_statuses_that_borrow_colours_are_kept(tmp_path: Path, browser: Browser) -> None:
    more = "".join(
        f":::{{advice}} Advice {number}\n:id: A-{number}\n:chapter: C-1\n:since: 2023\n:::\n\n"
        for number in range(6, 14)
    )
    root = inquiry(tmp_path, items__md=ITEMS + more)
    given = 'where = { decision = "in part" }\n'
    root.swap("tracker.toml", given, f'{given}like = "reported"\n')
    built = root.build()
    assert built.warnings == []
    browser.open(built.outdir, "views", "status=partly_accepted")
    counts = """
    const parts = document.querySelectorAll("tr[data-count=all] td:nth-child(2) .tally-count");
    return [...parts].filter((part) => !part.hidden).map((part) => part.textContent);
    """
    assert browser.run(counts) == ["◧\N{NO-BREAK SPACE}1 Accepted in part"]
