"""What other projects do that ours does not: builders, dates, filters, the same view twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
