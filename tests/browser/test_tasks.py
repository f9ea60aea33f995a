"""What readers come for, done as they would: from the home page in at most two steps, or by one search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from browser.test_search import FIRST
from support.browser import PHONE, WIDE

if TYPE_CHECKING:
    from support.browser import Browser, Site

VIEWS = [(language, width) for language in ("en", "fr") for width in (WIDE, PHONE)]


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def reader(request: pytest.FixtureRequest, site: Site, browser: Browser) -> tuple[Browser, Site, str]:
    """A reader on the home page of an edition, at a desk or with a phone, in light or dark."""
    language, width = request.param
    browser.width(width)
    browser.media(prefers_color_scheme="dark" if width == PHONE else "light")
    browser.open(site(language), "index")
    return browser, site, language


def follow(browser: Browser, selector: str) -> None:
    """Follow a link that can be seen."""
    link = browser.find(selector)
    assert link.is_displayed()
    browser.run("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()


def seen(browser: Browser, selector: str) -> str:
    """Give the text of what can be seen."""
    found = browser.find(selector)
    assert found.is_displayed()
    return found.text


def search(browser: Browser, site: Site, language: str, typed: str, wanted: str) -> None:
    """Search from the home page, and follow the first result that leads to what is wanted."""
    browser.find(".find-form input").send_keys(typed, Keys.ENTER)
    wait = WebDriverWait(browser.driver, 20, poll_frequency=0.05)
    wait.until(lambda driver: urlencode({"q": typed}) in driver.current_url)
    found = browser.later(FIRST, 3)
    assert any(wanted in address for address in found), found
    follow(browser, f"#search-results a[href*='{wanted}']")


def test_cyber_report_by_report(reader: tuple[Browser, Site, str]) -> None:
    browser, _, _ = reader
    follow(browser, ".counted a[href*='areas/cyber']")
    lines = browser.driver.find_elements("css selector", ".units > li")
    assert len(lines) == 10
    assert all(line.is_displayed() and line.text for line in lines)


def test_gaps_of_the_fourth_report(reader: tuple[Browser, Site, str]) -> None:
    browser, _, _ = reader
    follow(browser, "a[href='matrices/gaps.html']")
    assert "P16-OPS-02" in seen(browser, "table.gaps")


def test_all_on_a_country(reader: tuple[Browser, Site, str]) -> None:
    browser, _, _ = reader
    follow(browser, "a[href='indices/partners.html']")
    for name in ("tunisia", "bosnia-and-herzegovina", "ukraine"):
        follow(browser, f".index-jump a[href='#partners-{name}']")
        assert browser.driver.find_elements("css selector", f"#partners-{name} tbody tr"), name


def test_was_the_second_refuelling_conference_held(reader: tuple[Browser, Site, str]) -> None:
    browser, _, _ = reader
    follow(browser, "a[href='matrices/announcements.html']")
    row = browser.find("table.ledger tbody tr:has(a[href*='F04-CAP-002'])")
    assert row.find_elements("css selector", "a[href*='A05-CAP-003']")


def test_the_matrix_in_a_spreadsheet(reader: tuple[Browser, Site, str]) -> None:
    browser, site, language = reader
    link = browser.find(".file-link a[href$='.xlsx']")
    assert link.is_displayed()
    assert (site(language) / str(link.get_dom_attribute("href"))).is_file()


def test_may_one_trust_a_proposal(reader: tuple[Browser, Site, str]) -> None:
    browser, site, language = reader
    search(browser, site, language, "P16-HYB-05", "proposals/2016/p16-hyb-05.html")
    text = seen(browser, ".trust")
    assert {"en": "The subject is inferred.", "fr": "L'objet est déduit."}[language] in text
    assert {"en": "not checked by a person", "fr": "non vérifié par une personne"}[language] in text


def test_cite_a_cell(reader: tuple[Browser, Site, str]) -> None:
    browser, site, language = reader
    search(browser, site, language, "P16-CAP-04", "proposals/2016/p16-cap-04.html")
    assert "P16-CAP-04" in seen(browser, ".cite dl")
    assert browser.driver.find_elements("css selector", ".cite pre")


def test_areas_and_periods_at_a_glance(reader: tuple[Browser, Site, str]) -> None:
    browser, _, _ = reader
    assert len(browser.driver.find_elements("css selector", ".picture-areas svg")) == 8
    assert browser.find(".picture-areas").is_displayed()
    follow(browser, ".picture-note a")
    assert browser.driver.find_elements("css selector", ".items-periods")


def test_the_first_screen_says_what_it_is_and_who_coded(reader: tuple[Browser, Site, str]) -> None:
    browser, _, language = reader
    assert {"en": "common proposals", "fr": "propositions communes"}[language] in seen(browser, ".lead")
    assert {"en": "machine", "fr": "machine"}[language] in seen(browser, ".coded")
    figures = seen(browser, ".figures")
    bound = {"en": "no other result was possible", "fr": "aucun autre résultat n'était possible"}
    assert bound[language] in figures
