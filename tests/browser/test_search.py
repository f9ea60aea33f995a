"""The search as a reader uses it: numbers, titles, names and topics, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from support.browser import Browser, Site

FIRST = """
const [number, done] = arguments;
const shown = () => [...document.querySelectorAll("#search-results ul.search li > a")];
const wait = (left) => {
  const found = shown();
  // The head tells of the results once all are shown, in the words of the page's language.
  const head = document.querySelector("#search-results h2")?.textContent;
  const finished = head && head !== Documentation.gettext("Searching");
  if (found.length >= number || finished || !left) {
    done(found.slice(0, number).map((link) => link.getAttribute("href")));
  } else setTimeout(() => wait(left - 1), 50);
};
wait(60);
"""

# What is typed, and where one of the first three results must lead.
SEARCHES = (
    ("en", "P16-CYB-04", "proposals/2016/p16-cyb-04.html"),
    ("en", "p17-hyb-10", "proposals/2017/p17-hyb-10.html"),
    ("en", "A04-CYB-015", "areas/cyber/r04.html#A04-CYB-015"),
    ("en", "F04-CAP-002", "#F04-CAP-002"),
    ("en", "R04-CYB-08.2", "reports/r04-passages.html#R04-CYB-08.2"),
    ("en", "R07", "reports/r07.html"),
    ("en", "AREA-EXE", "areas/exercises/index.html"),
    ("en", "Fourth progress report", "reports/r04.html"),
    ("en", "Political dialogue", "areas/political-dialogue/index.html"),
    ("en", "Countering hybrid threats", "areas/hybrid-threats/index.html"),
    ("en", "Gender indicators in early warning", "proposals/2017/p17-hyb-04.html"),
    ("en", "Tunisia", "indices/partners.html#partners-tunisia"),
    ("en", "Bosnia and Herzegovina", "indices/partners.html#partners-bosnia-and-herzegovina"),
    ("en", "ukraine", "indices/partners.html#partners-ukraine"),
    ("en", "Kosovo", "indices/partners.html#partners-kosovo"),
    ("en", "Cyber Coalition 2018", "indices/exercises.html#exercises-cyber-coalition-2018"),
    ("en", "European Defence Agency", "indices/actors.html#actors-european-defence-agency"),
    ("en", "Brussels", "indices/places.html#where-brussels"),
    ("en", "air-to-air refuelling", "proposals/2016/p16-cap-04.html"),
    ("en", "military mobility", "proposals/2017/p17-cap-01.html"),
    ("en", "reading guide", "guide.html"),
    ("en", "methodology", "methodology.html"),
    ("en", "R04-HYB-06", "reports/r04-passages.html#R04-HYB-06"),
    ("en", "L04-OPS-001", "#L04-OPS-001"),
    ("en", "NATO PACE 18", "indices/exercises.html#exercises-nato-pace-18"),
    ("en", "Helsinki", "indices/places.html#where-helsinki"),
    ("en", "cyber exercises", "proposals/2016/p16-cyb-04.html"),
    ("en", "second refuelling conference", "#F04-CAP-002"),
    ("en", "gaps", "matrices/gaps.html"),
    ("en", "announcements", "matrices/announcements.html"),
    ("en", "6th report", "reports/r06.html"),
    ("en", "cyber", "areas/cyber/index.html"),
    ("en", "P16HYB02", "proposals/2016/p16-hyb-02.html"),
    ("en", "proposals", "proposals/index.html"),
    ("fr", "conseil de l'atlantique nord", "indices/actors.html#actors-north-atlantic-council-nac"),
    ("fr", "agence europeenne de defense", "indices/actors.html#actors-european-defence-agency"),
    ("fr", "ravitaillement en vol", "proposals/2016/p16-cap-04.html"),
    ("fr", "quatrieme rapport", "reports/r04.html"),
    ("fr", "chronologie", "indices/timeline.html"),
    ("fr", "P16-CYB-04", "proposals/2016/p16-cyb-04.html"),
    ("fr", "A04-CYB-015", "areas/cyber/r04.html#A04-CYB-015"),
    ("fr", "Tunisie", "indices/partners.html#partners-tunisia"),
    ("fr", "bosnie-herzegovine", "indices/partners.html#partners-bosnia-and-herzegovina"),
    ("fr", "Bosnie-Herzégovine", "indices/partners.html#partners-bosnia-and-herzegovina"),
    ("fr", "Dialogue politique", "areas/political-dialogue/index.html"),
    ("fr", "mobilité militaire", "proposals/2017/p17-cap-01.html"),
    ("fr", "mobilite militaire", "proposals/2017/p17-cap-01.html"),
    ("fr", "methodologie", "methodology.html"),
    ("fr", "glossaire", "glossary.html"),
    ("fr", "6e rapport", "reports/r06.html"),
    ("fr", "menaces hybrides", "areas/hybrid-threats/index.html"),
    ("fr", "propositions", "proposals/index.html"),
)


@pytest.mark.parametrize(("language", "typed", "wanted"), SEARCHES, ids=lambda value: value)
def test_the_right_place_is_among_the_first_three(
    site: Site, browser: Browser, language: str, typed: str, wanted: str
) -> None:
    browser.open(site(language), "search", urlencode({"q": typed}))
    found = browser.later(FIRST, 3)
    assert any(wanted in address for address in found), found


@pytest.mark.parametrize("typed", ["P16-CAP-04", "A04-CYB-015", "Political dialogue", "Tunisia"])
def test_a_number_a_title_or_a_name_gives_its_place_first_and_says_what_it_is(
    english: Path, browser: Browser, typed: str
) -> None:
    browser.open(english, "search", urlencode({"q": typed}))
    browser.later(FIRST, 1)
    first = browser.find("#search-results ul.search li").text
    assert typed.lower() in first.lower()
    kinds = ("Common proposal", "Activity", "Area of cooperation", "Partners", "Place")
    assert any(f"({kind}" in first for kind in kinds), first


def test_names_are_shown_as_they_are_written(site: Site, browser: Browser) -> None:
    """Sphinx escapes an apostrophe in its index, and once more when it shows it."""
    browser.open(site("fr"), "search", urlencode({"q": "Conseil de l'Atlantique Nord"}))
    browser.later(FIRST, 1)
    assert browser.find("#search-results ul.search li").text.startswith("Conseil de l'Atlantique Nord")
