"""What other projects do that ours does not: builders, dates, filters, the same view twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from support.inquiry import ANSWERS, PERIODS, VIEWS, inquiry

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast

TWICE = "# Twice\n\n" + "\n".join([*VIEWS.partition("\n")[2].split("Accepted:")[:1]] * 2)


def test_a_view_that_stands_twice_on_a_page_has_its_anchors_once(tmp_path: Path) -> None:
    built = inquiry(tmp_path, twice__md=TWICE).build()
    assert built.warnings == []
    ids = re.findall(r'(?<![-\w])id="([^"]+)"', built.html("twice"))
    assert "A-1-H-1" in ids
    assert [name for name in set(ids) if ids.count(name) > 1] == []


def test_links_of_a_picture_lead_to_anchors_of_a_single_page(tmp_path: Path) -> None:
    built = inquiry(tmp_path).build(builder="singlehtml")
    html = built.html()
    anchors = set(re.findall(r'href="#([^"]+)"', html))
    assert {"C-1", "A-1"} <= anchors
    assert [name for name in anchors if f'id="{name}"' not in html] == []


def test_years_of_three_digits_are_years(tmp_path: Path) -> None:
    periods = PERIODS.replace("2024-H1", "0900-H1").replace("2024-H2", "0901-H2")
    root = inquiry(tmp_path, halves__md=periods)
    root.put("items.md", root.get("items.md").replace(":since: 2023", ":since: 0899-04-04"))
    assert root.build().warnings == []


def test_a_filter_that_is_no_expression_is_one_warning(tmp_path: Path) -> None:
    views = VIEWS + "\n```{progress-matrix}\n:filter: priority ==\n```\n"
    (told,) = inquiry(tmp_path, views__md=views).build().warnings
    assert "filter: 'priority ==' is not an expression" in told


def test_a_kind_that_has_no_evidence_yet_has_a_figure(tmp_path: Path) -> None:
    page = "# No answers\n"
    assert "R-1" in ANSWERS
    built = inquiry(tmp_path, answers__md=page).build()
    assert built.warnings == []
    assert "answers: 0 of 0." in re.sub(r"<[^>]+>", "", built.html("views"))


@pytest.mark.parametrize("base", ["https://example.org/a", "https://example.org/a/"])
def test_the_address_of_the_site_may_end_with_a_slash_or_not(tmp_path: Path, base: str) -> None:
    built = inquiry(tmp_path).build(config={"html_baseurl": base})
    assert '"contentUrl": "https://example.org/a/data/' in built.html().replace("\\/", "/")


def test_periods_are_read_in_full_where_no_field_says_how_much_was(tmp_path: Path) -> None:
    root = inquiry(tmp_path, halves__md=re.sub(r"^:(coverage|coded):.*\n", "", PERIODS, flags=re.MULTILINE))
    root.put("tracker.toml", re.sub(r"^(coverage|coded) = .*\n", "", root.toml, flags=re.MULTILINE))
    built = root.build()
    assert built.warnings == []
    assert "Accepted: 1 of 4" in re.sub(r"<[^>]+>", "", built.html("views"))


def test_an_index_takes_a_field_of_one_text_whole(tmp_path: Path) -> None:
    page = VIEWS + "\n```{progress-index}\n:field: decision\n```\n"
    built = inquiry(tmp_path, views__md=page).build()
    assert built.warnings == []
    entries = re.findall(r'<div class="index-entry[^"]*" id="decision-([^"]+)"', built.html("views"))
    assert entries == ["accepted", "in-part", "rejected"]


def test_an_index_of_a_field_that_no_evidence_has_is_one_warning(tmp_path: Path) -> None:
    page = VIEWS + "\n```{progress-index}\n:field: decison\n```\n"
    assert inquiry(tmp_path, views__md=page).build().refuses("views.md", "'decison'", "decision")


def test_a_period_of_one_month_names_it_once(tmp_path: Path) -> None:
    periods = re.sub("2024-H(.)", r"2024-0\1", PERIODS)
    root = inquiry(tmp_path, halves__md=periods)
    root.put("views.md", VIEWS + "\nLasts: {progress-period}`span of=H-1`.\n")
    text = re.sub(r"<[^>]+>", "", root.build().html("views"))
    assert "Lasts: January 2024." in text
    assert "Jan\N{NO-BREAK SPACE}2024–" not in text


def test_every_page_of_an_epub_is_xhtml(tmp_path: Path) -> None:
    page = VIEWS + "\n```{progress-find}\n```\n"
    config = {"epub_exclude_files": ["permalink.html", "schema_violations.json"], "copyright": "2026"}
    built = inquiry(tmp_path, views__md=page).build(builder="epub", config=config)
    for path in built.outdir.glob("*.xhtml"):
        ET.parse(path)


def test_controls_count_an_item_once_however_often_it_stands_on_the_page(tmp_path: Path) -> None:
    # A matrix and a register of the same five.
    assert "5 of 5 recommendations<" in inquiry(tmp_path).build().html("views")
