"""The extension follows an auditor's recommendations as well: no name of the project is built in."""

from __future__ import annotations

import csv
import io
import re

import pytest

from support.audit import MATRIX, audit, need
from support.factory import Build, differing


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


def test_cells_with_evidence_link_to_it_and_no_others_do(built: Build) -> None:
    html = built.html("views")
    for item, cells in MATRIX.items():
        for period, status in cells.items():
            linked = f"#{item}-{period}" in html
            assert linked is (status in {"reported", "announced", "area_only"}), (item, period)


def test_the_history_tells_status_evidence_and_obstacle(built: Build) -> None:
    html = built.html("views")
    assert 'id="REC-2-Y2021"' in html
    for text in ("Roofs were repaired", "The roof leaks still", "True by construction"):
        assert text in html


def test_the_plan_was_carried_out(built: Build) -> None:
    (row,) = rows(built, "announcements.csv")
    assert (row["announcement"], row["state"], row["follow_up"]) == ("PL-1", "reported_done", "M-2")


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
