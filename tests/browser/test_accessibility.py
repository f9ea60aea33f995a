"""Accessibility, measured by axe-core in a real browser (WCAG 2.2 AA and its best practices)."""

from __future__ import annotations

from itertools import combinations, product, starmap
from typing import TYPE_CHECKING, NamedTuple

import pytest

from support.accessibility import colour_violations, violations, violations_by_kind
from support.browser import PAGES, PHONE, WIDE, Browser, Site

if TYPE_CHECKING:
    from collections.abc import Callable


class View(NamedTuple):
    """How a reader meets a page."""

    language: str
    scripts: bool
    width: int
    scheme: str


VIEWS = [*starmap(View, product(("en", "fr"), (True, False), (WIDE, PHONE), ("light", "dark")))]
# Each page in two views that have nothing in common: so it meets every language, width and
# colour scheme, with scripts and without, and all pages together meet every view.
COVERING = [
    (page, VIEWS[place]) for number, page in enumerate(PAGES) for place in (number % 8, 15 - number % 8)
]


def test_every_pair_of_conditions_is_looked_at() -> None:
    wanted = {pair for page in PAGES for view in VIEWS for pair in combinations((page, *view), 2)}
    assert {pair for page, view in COVERING for pair in combinations((page, *view), 2)} == wanted


@pytest.mark.parametrize(("page", "view"), COVERING)
def test_no_violation(site: Site, browser: Browser, axe: str, page: str, view: View) -> None:
    """All that readers have: width, colours, scripts, language."""
    browser.allow_scripts(allowed=view.scripts)
    browser.width(view.width)
    browser.open(site(view.language), page)
    _scheme(browser, view.scheme)
    assert violations_by_kind(browser, axe) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scripts", [True, False])
def test_no_violation_in_any_view(
    site: Site, browser: Browser, axe: str, page: str, language: str, *, scripts: bool
) -> None:
    browser.allow_scripts(allowed=scripts)
    browser.open(site(language), page)
    found = {}
    for width in (WIDE, PHONE):
        browser.width(width)
        _scheme(browser, "light")
        found[width, "light"] = violations_by_kind(browser, axe)
        # Night falls: nothing changes but colours, and without scripts not even they.
        _scheme(browser, "dark")
        found[width, "dark"] = colour_violations(browser, axe)
    assert {place: told for place, told in found.items() if told} == {}


def _scheme(browser: Browser, scheme: str) -> None:
    """Change what the reader's system prefers, and wait until the page has followed."""
    browser.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    if browser.scripts:
        browser.later("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))")
    theme = browser.run("return document.documentElement.dataset.theme")
    assert theme == (scheme if browser.scripts else None)


@pytest.mark.parametrize("look", [violations, violations_by_kind])
def test_axe_finds_what_is_wrong(
    site: Site, browser: Browser, axe: str, look: Callable[[Browser, str], list[str]]
) -> None:
    browser.open(site("en"), "guide")
    browser.run("""
      const pale = document.createElement("p");
      pale.textContent = "pale";
      pale.style.color = "#ccc";
      document.querySelector("main").append(pale, document.createElement("button"));
    """)
    # Looking at one text of each kind finds what looking at all of them finds.
    assert {told.partition(":")[0] for told in look(browser, axe)} == {"button-name", "color-contrast"}


@pytest.mark.parametrize("forced", ["active", "none"])
def test_statuses_differ_by_more_than_colour(site: Site, browser: Browser, forced: str) -> None:
    browser.media(forced_colors=forced)
    browser.open(site("en"), "matrices/proposals")
    shown = browser.run("""
      const names = ["reported", "announced", "area-only", "no-mention", "source-unavailable",
        "not-applicable"];
      return names.map((name) => document.querySelector(`tr[data-id] td.status-${name}`)).map((cell) => [
        cell.querySelector(".term-mark").innerText, cell.textContent.trim(),
      ]);
    """)
    marks, words = zip(*shown, strict=True)
    assert len(set(marks)) == len(set(words)) == 6
    assert all(len(word) > 3 for word in words)


def test_focus_is_visible_on_a_cell(site: Site, browser: Browser) -> None:
    browser.open(site("en"), "matrices/proposals")
    browser.run("document.querySelector('tr[data-id] td a').focus({focusVisible: true})")
    style = browser.run(
        "const style = getComputedStyle(document.activeElement);"
        " return [style.outlineStyle, parseFloat(style.outlineWidth)]"
    )
    assert style[0] != "none"
    assert style[1] >= 2


def test_the_first_tab_stop_skips_to_the_content(site: Site, browser: Browser) -> None:
    browser.open(site("en"), "index")
    browser.keys("\ue004")
    assert browser.focus("return document.activeElement.getAttribute('href')") == "#main-content"
