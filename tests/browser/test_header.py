"""The header: one line from the widest window down to the phone."""

from __future__ import annotations

import pytest

from support.browser import PHONE, WIDE, Browser, Site

_PLACES = """
const header = document.querySelector(".bd-header");
const shown = [...header.querySelectorAll("a, button")].filter((one) => one.checkVisibility());
const boxes = shown.map((one) => one.getBoundingClientRect());
const middle = ({top, height}) => Math.round(top + height / 2);
return {
  height: header.offsetHeight,
  middles: boxes.map(middle),
  gaps: boxes.slice(1).map(({left}, index) => left - boxes[index].right),
  end: header.clientWidth - boxes.at(-1).right,
};
"""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", ["index", "reports/r04"])
def test_one_line_and_nothing_overlaps(site: Site, browser: Browser, language: str, page: str) -> None:
    browser.open(site(language), page)
    heights = set()
    # The theme changes its header at 960 and 1200 pixels, header.css at 1400.
    for width in (WIDE, WIDE - 1, 1200, 1199, 960, 959, PHONE):
        browser.width(width)
        places = browser.run(_PLACES)
        heights.add(places["height"])
        assert max(places["middles"]) - min(places["middles"]) <= 2, width
        assert min(*places["gaps"], places["end"]) >= 0, width
    assert len(heights) == 1
