"""Accessibility, measured by axe-core in a real browser (WCAG 2.2 AA and its best practices)."""

from __future__ import annotations

import pytest

from support.browser import PAGES, PHONE, WIDE, Browser, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Width, colours and scripts.  Without scripts there is one scheme of colours only.
READERS = {
    "en": ((WIDE, "light", True), (WIDE, "dark", True), (PHONE, "dark", True), (PHONE, "light", False)),
    "fr": ((WIDE, "light", True), (PHONE, "dark", True)),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", READERS)
def test_no_violation(site: Site, browser: Browser, axe: str, page: str, language: str) -> None:
    folder = site(language)
    found = {}
    for width, scheme, scripts in READERS[language]:
        browser.width(width)
        browser.media(prefers_color_scheme=scheme)
        browser.allow_scripts(allowed=scripts)
        browser.open(folder, page)
        if violations := browser.violations(axe):
            found[width, scheme, scripts] = violations
    assert not found


def test_axe_finds_what_is_wrong(site: Site, browser: Browser, axe: str) -> None:
    browser.open(site("en"), "guide")
    browser.run("document.querySelector('main').append(document.createElement('button'))")
    assert any(found.startswith("button-name:") for found in browser.violations(axe))


@pytest.mark.parametrize("forced", ["active", "none"])
def test_statuses_differ_by_more_than_colour(site: Site, browser: Browser, forced: str) -> None:
    browser.media(forced_colors=forced)
    browser.open(site("en"), "index")
    styles = browser.run(
        "return ['reported', 'area-only', 'no-mention'].map((name) =>"
        " getComputedStyle(document.querySelector(`td.status-${name}`)).borderInlineStart"
        ".split(' ').slice(0, 2).join())"
    )
    assert styles == ["4px,solid", "4px,dotted", "4px,double"]


def test_focus_is_visible_on_a_table(site: Site, browser: Browser) -> None:
    browser.open(site("en"), "matrices/gaps")
    browser.run("document.querySelector('[role=region]').focus({focusVisible: true})")
    style = browser.run(
        "const style = getComputedStyle(document.activeElement);"
        " return [style.outlineStyle, style.outlineWidth]"
    )
    assert style == ["solid", "3px"]


def test_the_first_tab_stop_skips_to_the_content(site: Site, browser: Browser) -> None:
    browser.open(site("en"), "index")
    browser.keys("\ue004")
    assert browser.focus("return document.activeElement.getAttribute('href')") == "#main-content"
