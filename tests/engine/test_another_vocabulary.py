"""The extension follows an auditor's recommendations as well: no name of the project is built in."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError

from progress_matrix.settings import load
from support.audit import MATRIX, audit, need
from support.factory import Build, differing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return audit(tmp_path_factory.mktemp("audit")).build()


def rows(built: Build, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(built.data(name), newline="")))


def table(html: str, caption: str) -> str:
    """Give the table with a caption."""
    found = [part for part in re.findall(r"<table.*?</table>", html, re.DOTALL) if f">{caption}<" in part]
    assert len(found) == 1, re.findall(r"caption-text\">([^<]*)<", html)
    return str(found[0])


def test_it_builds_without_a_warning(built: Build) -> None:
    assert built.warnings == []


def test_every_cell_is_what_the_rules_give(built: Build) -> None:
    found: dict[str, dict[str, str]] = {}
    for row in rows(built, "matrix-recommendations-reviews.csv"):
        found.setdefault(row["recommendation"], {})[row["review"]] = row["status"]
    assert found == MATRIX


def test_departments_stand_in_their_stated_order(built: Build) -> None:
    order = list(dict.fromkeys(row["department"] for row in rows(built, "matrix-departments-reviews.csv")))
    assert order == ["D-HOU", "D-FIN"]


def test_each_department_has_a_matrix_of_its_own(built: Build) -> None:
    found = {row["recommendation"] for row in rows(built, "matrix-recommendations-reviews-h.csv")}
    assert found == {"REC-2", "REC-3"}
    housing = table(built.html("views"), "Housing alone")
    assert "REC-2" in housing
    assert "REC-1" not in housing


def test_a_figure_has_its_denominator(built: Build) -> None:
    assert "Done: 1 of 3." in built.html()


HAS_HISTORY = "REC-2"
"""The others have no page with their history: their cells lead to the items."""


def test_cells_with_evidence_link_to_it_and_no_others_do(built: Build) -> None:
    html = built.html("views")
    for item, cells in MATRIX.items():
        for period, status in cells.items():
            if item == HAS_HISTORY:
                linked = f"#{item}-{period}" in html
                assert linked is (status in {"reported", "announced", "area_only"}), (item, period)
            else:
                assert f"#{item}-{period}" not in html


def test_the_history_tells_status_evidence_and_obstacle(built: Build) -> None:
    html = built.html("views")
    assert 'id="REC-2-Y2021"' in html
    for text in ("Roofs were repaired", "The roof leaks still", "no other result was possible"):
        assert text in html


def test_the_plan_was_carried_out(built: Build) -> None:
    (row,) = rows(built, "announcements.csv")
    assert (row["announcement"], row["state"], row["followed_up_by"]) == ("PL-1", "reported_done", "M-2")


def test_the_gaps_are_what_was_in_force_and_not_reported(built: Build) -> None:
    found = [(row["recommendation"], row["review"]) for row in rows(built, "gaps.csv")]
    assert found == [("REC-3", "Y2021"), ("REC-1", "Y2021")]


def test_every_sentence_is_told(built: Build) -> None:
    found = {
        row["sentence"]: (row["evidence"], row["context"]) for row in rows(built, "evidence-coverage.csv")
    }
    assert found["Q21-F-1.1"] == ("PL-1", "")
    assert found["Q21-F-1.2"] == ("", "frame")
    assert found["Q21-H-1.1"][0].split() == ["M-1", "O-1"]
    assert "4 of 4 sentences accounted for" in built.html("views")


def test_the_index_the_timeline_and_the_key_are_there(built: Build) -> None:
    html = built.html("views")
    assert 'id="staff-builder"' in html
    assert html.index('id="timeline-2021"') < html.index('id="timeline-2022"')
    for code in ("not_applicable", "no_mention", "reported_done", "not_assessable"):
        assert f">{code}<" in html
    assert "Silence of a review" in html


def test_every_heading_is_the_project_s_own_noun(built: Build) -> None:
    html = built.html("defaults")
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for caption in ("Recommendations by review", "Departments by review", "In force, fully coded"):
        assert caption in text
    heads = {head.strip() for head in re.findall(r"<th[^>]*>\s*(?:<p>)?([^<]+)<", html)}
    assert {"Recommendation", "Department", "Review"} <= heads
    register = table(built.html("views"), "Register")
    assert re.search(r"<th[^>]*>\s*(?:<p>)?Audit<", register)
    assert "no later review that covers it was read whole" in built.html("views")


def test_no_view_has_a_noun_of_another_project(built: Build) -> None:
    """What the extension says by itself about periods, items and groups: no report, proposal or area.

    "Reported" is the extension's word for a status, and the two labels of the area level
    and of what was not checked are terms of its vocabularies.
    """
    for page in ("defaults", "views"):
        html = re.sub(r"<(script|style|head|nav)\b.*?</\1>", " ", built.html(page), flags=re.DOTALL)
        text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
        text = re.sub(r"Area (?:level|only)(?: only)?|Not checked: later reports not read", "", text)
        text = text.replace("Author name not set", "")  # Sphinx's own word
        assert re.findall(r"\b(?:proposals?|reports|areas?|sets?)\b", text, re.IGNORECASE) == [], page
        assert re.findall(r".{40}\bReport\b.{40}", text) == [], page


def test_the_periods_are_listed_and_told_of(built: Build) -> None:
    html = built.html("defaults")
    listed = table(html, "Reviews")
    for period, count in (("Y2020", "0 of 0"), ("Y2021", "1 of 3"), ("Y2022", "1 of 1")):
        assert re.search(rf"{period}.*?{count}", listed, re.DOTALL), period
    assert re.search(
        r'Told by <a[^>]*href="[^"]*#Y2021"[^>]*>Review of 2021</a> from January to December 2021', html
    )


def test_coverage_of_all_is_that_of_each_with_passages(built: Build) -> None:
    captions = re.findall(r'caption-text">([^<]*Evidence coverage)', built.html("defaults"))
    assert captions == ["Review of 2021: Evidence coverage", "Review of 2022: Evidence coverage"]
    assert "Review of 2020: no paragraph of it is at hand." in built.html("defaults")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("colour", "allowed are title, short, published, span"),
        ("title of=Y1999", "'Y1999' is not one of Y2020, Y2021"),
        ("title in=Y2021", "each with of="),
        ("published of=Y2020", "Y2020: 'published' is not known; the item must state it"),
    ],
)
def test_a_fact_of_a_period_that_cannot_be_told_is_named(tmp_path: Path, query: str, said: str) -> None:
    root = audit(tmp_path)
    root.put("more.rst", f"More\n====\n\nSaid :progress-period:`{query}`.\n")
    assert root.build().refuses("more.rst", "progress-period", said)


def test_a_part_that_is_left_out_is_played_by_the_type_of_its_name(tmp_path: Path) -> None:
    root = audit(tmp_path)
    root.swap("tracker.toml", 'limitation = "obstacle"\n', "")
    built = root.build()
    assert built.warnings == []
    assert "The roof leaks still" not in built.html("views")
    assert "Roofs were repaired" in built.html("views")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"activity": "plan"}, "activity and announcement: 'plan' is not a name"),
        ({"activity": ""}, "activity: '' is not a name"),
        ({"deed": "measure"}, "unknown key 'deed'; allowed are activity"),
        ("measure", "'measure' is not a table of activity"),
    ],
)
def test_parts_that_cannot_be_told_apart_are_refused(named: object, said: str) -> None:
    evidence = {"announcement": "plan"} | named if isinstance(named, dict) else named
    with pytest.raises(ConfigError, match=re.escape(f"progress_matrix.types.evidence: {said}")):
        load({"types": {"evidence": evidence}})


def test_mistakes_are_found_without_any_schema(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = audit(tmp_path_factory.mktemp("mistakes"))
    root.put(
        "more.rst",
        "More\n====\n\n"
        + "".join(
            [
                need(
                    "measure", "No review", id="M-11", in_department="D-FIN", reads="Q21-F-1.1", names="REC-1"
                ),
                need("measure", "Other type", id="M-12", in_review="D-FIN", reads="Q21-F-1.1", names="REC-1"),
                need(
                    "measure",
                    "No date",
                    id="M-13",
                    in_review="Y2021",
                    day="yesterday",
                    reads="Q21-F-1.1",
                    names="REC-1",
                ),
                need("measure", "Unknown", id="M-14", in_review="Y2021", reads="Q21-F-1.9", names="REC-99"),
                need("remark", "No scale", id="RM-11", in_review="Y2021", scale="huge", reads="Q21-F-1.1"),
                need("recommendation", "Homeless", id="REC-11", issued="2019-01-01"),
                need("recommendation", "Dateless", id="REC-12", issued="soon", in_department="D-FIN"),
                need("paragraph", "Countless", id="Q21-F-2", in_review="Y2021", chapter="F", lines="some"),
                need("review", "Unread", id="Y2023", from_month="2023-01", to_month="2023-12", read="maybe"),
            ]
        ),
    )
    mistaken = root.build()
    for named in (
        ("M-11", ":in_review:"),
        ("M-12", "type department"),
        ("M-13", "yesterday"),
        ("M-14", "REC-99"),
        ("M-14", "Q21-F-1.9"),
        ("RM-11", "huge"),
        ("REC-11", ":in_department:"),
        ("REC-12", "soon"),
        ("Q21-F-2", "some"),
        ("Y2023", "maybe"),
    ):
        assert mistaken.refuses("more.rst", *named), named
    kept = [row["recommendation"] for row in rows(mistaken, "matrix-recommendations-reviews.csv")]
    assert "REC-1" in kept
    assert "REC-11" not in kept


def test_it_stays_fresh_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = audit(tmp_path_factory.mktemp("fresh"))
    root.build()
    root.swap("found.rst", ":fits: REC-2\n\n   Roofs", ":fits: REC-2, REC-3\n\n   Roofs")
    assert differing(root.build(), root.build("fresh")) == []
