"""The real tree's items and matrix: what they must hold, and every cell worked out anew."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from project.conftest import Site

# What changes whenever a report is coded; nothing else here does.
FROZEN = tomllib.loads(Path(__file__).with_name("frozen.toml").read_text(encoding="utf-8"))

CODES = [
    "not_applicable",
    "not_coded",
    "reported",
    "announced",
    "obstacle_only",
    "area_only",
    "no_mention",
    "other_source",
    "source_unavailable",
]


def test_it_builds_with_warnings_as_errors(site: Site) -> None:
    assert site.log == ""
    assert site.code == 0


def test_the_register_is_whole(site: Site) -> None:
    proposals = site.of_type("proposal")
    assert Counter(str(one["set"]) for one in proposals) == FROZEN["proposals"]["set"]
    assert Counter(one["basis"] for one in proposals) == FROZEN["proposals"]["basis"]
    assert len(site.of_type("area")) == FROZEN["areas"]


def test_nothing_of_any_report_is_lost(site: Site) -> None:
    held: dict[str, Counter[str]] = {one["id"]: Counter() for one in site.of_type("report")}
    for one in site.needs.values():
        for report in one.get("report") or []:
            held[report][one["type"]] += 1
    for one in site.of_type("passage"):
        held[one["report"][0]]["sentence"] += int(one["sentences"])
    assert held == FROZEN["reports"]


def test_a_subject_that_is_known_names_its_matter_and_its_act(site: Site) -> None:
    for one in site.of_type("proposal"):
        known = one["basis"] != "unidentified"
        assert bool(one.get("matter")) is known, one["id"]
        assert bool(one.get("act")) is known, one["id"]
        if known:
            page = site.page(f"{one['docname']}.html")
            assert one["matter"] in page.text
            assert one["act"] in page.text


def test_every_sentence_of_a_passage_has_its_part(site: Site) -> None:
    passages = site.of_type("passage")
    assert passages
    assert all(len(one["parts"]) == int(one["sentences"]) for one in passages)


def test_each_page_of_a_proposal_says_what_is_not_known(site: Site) -> None:
    for one in site.of_type("proposal"):
        page = site.page(f"{one['docname']}.html")
        assert one["id"] in page.ids
        if one["basis"] == "unidentified":
            assert "The subject is unknown." in page.text
            assert not one.get("advances_back")


# ---------------------------------------------------------------- every cell, worked out anew


def month_end(month: str) -> str:
    """A text that comes after every day of a month."""
    return f"{month}-99"


def status(site: Site, proposal: dict[str, Any], report: dict[str, Any]) -> str:
    """Follow section 3 of the codebook, from the exported items alone."""
    end = min(report.get("published") or "9999", month_end(report["period_end"]))
    if proposal["endorsed"] >= end:
        return "not_applicable"
    if proposal.get("ended") and proposal["ended"] < report["period_start"]:
        return "not_applicable"
    mine = [
        one
        for one in site.needs.values()
        if one.get("report") == [report["id"]]
        and (proposal["id"] in (one.get("advances") or []) or one["type"] == "statement")
    ]
    outside = [one for one in mine if one["type"] == "activity" and one["origin"] == "other_source"]
    mine = [one for one in mine if one["origin"] != "other_source"]
    activities = [one for one in mine if one["type"] == "activity"]
    obstacles = [one for one in mine if one["type"] == "limitation"]
    announcements = [one for one in mine if one["type"] == "announcement"]
    general = [
        one
        for one in mine
        if one["type"] == "statement"
        and (
            (one["scope"] == "area" and one.get("area") == proposal["area"])
            or (one["scope"] == "group" and proposal["id"] in (one.get("concerns") or []))
        )
    ]
    kinds = {
        "reported": activities,
        "announced": announcements,
        "obstacle_only": obstacles,
        "area_only": general,
    }
    found = next((code for code, evidence in kinds.items() if evidence), "")
    if report["coverage"] != "full":
        return found or ("other_source" if outside else "source_unavailable")
    sections = {one["section"] for one in site.of_type("passage") if one["report"] == [report["id"]]}
    coded = set(report.get("coded") or [])
    area = site.needs[proposal["area"][0]]["code"]
    if area in sections - coded or not coded:
        return "not_coded"
    return found or ("no_mention" if sections <= coded else "not_coded")


def test_every_cell_is_what_the_codebook_gives(site: Site) -> None:
    rows = site.rows("matrix-proposals-reports")
    proposals, reports = ([one["id"] for one in site.of_type(kind)] for kind in ("proposal", "report"))
    assert sorted((row["proposal"], row["report"]) for row in rows) == sorted(product(proposals, reports))
    wrong = {}
    for row in rows:
        expected = status(site, site.needs[row["proposal"]], site.needs[row["report"]])
        if row["status"] != expected:
            wrong[row["proposal"], row["report"]] = (row["status"], expected)
    assert wrong == {}
    assert {row["status"] for row in rows} <= set(CODES)


def test_a_cell_has_evidence_exactly_when_its_status_says_so(site: Site) -> None:
    for row in site.rows("matrix-proposals-reports"):
        assert bool(row["evidence"]) is (
            row["status"] in {"reported", "announced", "obstacle_only", "area_only", "other_source"}
        )
        for one in row["evidence"].split():
            assert site.needs[one]["report"] == [row["report"]]


def test_a_subject_is_independent_when_it_was_read(site: Site) -> None:
    for row in site.rows("matrix-proposals-reports"):
        basis = site.needs[row["proposal"]]["basis"]
        assert row["independent"] == ("true" if basis in {"official", "secondary"} else "false")


def test_the_second_set_does_not_apply_to_the_first_reports(site: Site) -> None:
    second = FROZEN["proposals"]["set"]["2017"]
    early = [
        row["status"]
        for row in site.rows("matrix-proposals-reports")
        if row["report"] in {"R01", "R02"} and row["proposal"].startswith("P17-")
    ]
    assert early == ["not_applicable"] * 2 * second


def test_what_was_not_read_whole_never_says_no_mention(site: Site) -> None:
    full = {one["id"] for one in site.of_type("report") if one["coverage"] == "full"}
    assert full
    silent = {row["report"] for row in site.rows("matrix-proposals-reports") if row["status"] == "no_mention"}
    assert silent <= full


def test_the_matrices_of_areas_and_sets_are_parts_of_the_whole(site: Site) -> None:
    whole = site.rows("matrix-proposals-reports")
    for area in site.of_type("area"):
        part = site.rows(f"matrix-proposals-reports-{area['code'].lower()}")
        assert part == [row for row in whole if site.needs[row["proposal"]]["area"] == [area["id"]]]


def test_the_counts_by_area_are_counts_of_cells(site: Site) -> None:
    cells = Counter(
        (site.needs[row["proposal"]]["area"][0], row["report"], row["status"])
        for row in site.rows("matrix-proposals-reports")
    )
    for row in site.rows("matrix-areas-reports"):
        assert int(row["count"]) == cells[row["area"], row["report"], row["status"]]


def test_every_sentence_is_accounted_for(site: Site) -> None:
    cited = {sentence for one in site.needs.values() for sentence in one.get("evidence") or []}
    left = []
    for passage in site.of_type("passage"):
        context = {entry.split()[0]: entry.split()[1] for entry in passage.get("context") or []}
        for number in range(1, int(passage["sentences"]) + 1):
            sentence = f"{passage['id']}.{number}"
            if (sentence in cited) == (str(number) in context):
                left.append(sentence)
        assert bool(context) is bool(passage.get("context_note")), passage["id"]
    assert left == []


@pytest.mark.parametrize("kind", ["activity", "announcement", "limitation", "statement"])
def test_what_a_report_says_is_cited_by_sentence(site: Site, kind: str) -> None:
    """A report has passages when it was coded sentence by sentence."""
    divided = [one["report"] for one in site.of_type("passage")]
    read = [one for one in site.of_type(kind) if one["report"] in divided]
    assert read
    for one in read:
        assert one["evidence"], one["id"]
        assert all("." in sentence for sentence in one["evidence"]), one["id"]


def test_follow_ups_point_backwards_in_time(site: Site) -> None:
    for one in site.needs.values():
        for link in ("fulfils", "continues", "alters", "repeats"):
            for target in one.get(link) or []:
                assert site.needs[target]["report"][0] < one["report"][0]


def test_themes_are_those_of_the_area(site: Site) -> None:
    areas = {one["id"]: one for one in site.of_type("area")}
    assert all(3 <= len(one["themes"]) <= 6 and one["short"] for one in areas.values())
    for one in site.of_type("activity"):
        if one["report"] == ["R04"] or one.get("theme"):
            assert one["theme"] in areas[one["area"][0]]["themes"], one["id"]
    used = {one["theme"] for one in site.of_type("activity")}
    assert {theme for one in areas.values() for theme in one["themes"]} <= used


def test_withdrawn_numbers_are_not_used_again(site: Site) -> None:
    listed = site.page("corrections.html").text.partition("Withdrawn numbers")[2]
    withdrawn = re.findall(r"\b([AFLS]\d{2}-[A-Z]{3}-\d{3}) : now told in", listed)
    assert len(withdrawn) == FROZEN["withdrawn"]
    assert not set(withdrawn) & set(site.needs)
