"""A tracker of another kind: its own kinds of evidence, its own statuses, half-years as periods."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from support.inquiry import ANSWERS, ITEMS, PERIODS, VIEWS, answer, inquiry

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Build

pytestmark = pytest.mark.fast


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return inquiry(tmp_path_factory.mktemp("inquiry")).build()


def rows(built: Build, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(built.data(name), newline="")))


def text_of(html: str) -> str:
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_it_builds_without_a_warning(built: Build) -> None:
    assert built.warnings == []


def test_each_cell_has_the_status_that_its_evidence_gives(built: Build) -> None:
    cells = {
        (row["recommendation"], row["half_year"]): (row["status"], row["counted"])
        for row in rows(built, "matrix-recommendations-half-years.csv")
    }
    assert cells == {
        ("A-1", "H-1"): ("accepted", "true"),  # and rejected: the first in the order decides
        ("A-2", "H-1"): ("partly_accepted", "true"),
        ("A-3", "H-1"): ("rejected", "true"),
        ("A-4", "H-1"): ("stuck", "false"),
        ("A-5", "H-1"): ("no_mention", "true"),
        ("A-1", "H-2"): ("no_mention", "true"),
        ("A-2", "H-2"): ("rejected", "true"),
        ("A-3", "H-2"): ("no_mention", "true"),
        ("A-4", "H-2"): ("no_mention", "true"),
        ("A-5", "H-2"): ("no_mention", "true"),
    }


def test_all_evidence_of_a_cell_is_shown_by_its_kind(built: Build) -> None:
    (first,) = [
        row
        for row in rows(built, "matrix-recommendations-half-years.csv")
        if (row["recommendation"], row["half_year"]) == ("A-1", "H-1")
    ]
    assert first["evidence"].split() == ["R-1", "R-3"]
    assert "Answers" in text_of(built.html("views"))


def test_the_views_speak_the_statuses_of_the_project_and_none_of_ours(built: Build) -> None:
    told = text_of(built.html("views"))
    for word in ("Accepted in full", "Accepted in part", "Rejected", "Stands still", "Not answered", "_"):
        assert word in told
    for word in ("Activity reported", "Announced only", "Area level only", "Obstacle only", "No mention"):
        assert word not in told
    assert "Accepted: 1 of 4; answers: 3 of 4." in told
    assert "The half-year says nothing." in told


def test_a_status_takes_the_colours_of_one_of_ours_and_keeps_its_mark(built: Build) -> None:
    html = built.html("views")
    (cell,) = re.findall(r'<td class="([^"]*)"[^>]*><a [^>]*><span[^>]*>■</span>', html)
    assert "status-reported" in cell.split()
    (shape,) = re.findall(r'<g id="cell-accepted" class="pm-cell pm-reported">.*?</g>', html)
    assert ">■</text>" in shape
    (silent,) = re.findall(r'<g id="cell-no-mention" class="pm-cell pm-no-mention">.*?</g>', html)
    assert ">_</text>" in silent


def test_gaps_are_all_that_is_not_of_the_first_status(built: Build) -> None:
    found = {(row["recommendation"], row["half_year"]) for row in rows(built, "gaps.csv")}
    assert ("A-2", "H-1") in found
    assert ("A-1", "H-1") not in found
    assert ("A-4", "H-1") not in found  # it does not count


def test_the_schema_of_the_data_names_the_codes_of_the_project(built: Build) -> None:
    assert '"accepted"' in built.data("datapackage.json")
    assert '"reported"' not in built.data("datapackage.json")


@pytest.mark.parametrize("outside", [False, True])
def test_the_key_holds_what_cells_can_have(tmp_path: Path, outside: bool) -> None:  # noqa: FBT001
    root = inquiry(tmp_path)
    if outside:
        root.swap("tracker.toml", "[progress_matrix]\n", '[progress_matrix]\noutside = ["press"]\n')
    assert ("Known from another source only" in text_of(root.build().html("views"))) is outside
    root.swap("tracker.toml", 'mark = "▲"', 'mark = "◇"')
    if outside:
        assert "stuck.mark: '◇' is that of other_source" in root.refusal(out="again")
    else:
        assert root.build("again").warnings == []


def test_half_years_and_quarters_are_periods(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    assert "January to June 2024" in text_of(root.build().html("views"))
    root.swap("halves.md", ":period_start: 2024-H2", ":period_start: 2024-Q3")
    root.swap("halves.md", ":period_end: 2024-H2", ":period_end: 2024-Q5")
    assert root.build("again").refuses("halves.md", "H-2", "'2024-Q5' is not a date", "YYYY-Q1 to Q4")


def test_evidence_that_gives_no_status_is_refused(tmp_path: Path) -> None:
    root = inquiry(tmp_path, answers__md=ANSWERS + answer(9, 2, "perhaps", 5))
    allowed = "allowed are :decision: accepted; :decision: in part; :decision: rejected"
    assert root.build().refuses("answers.md", "R-9: gives no status", allowed)
    # Nor is it given the status of an empty field.
    root.swap("tracker.toml", 'where = { decision = "rejected" }', 'where = { decision = "" }')
    cells = rows(root.build("again"), "matrix-recommendations-half-years.csv")
    (cell,) = [cell for cell in cells if (cell["recommendation"], cell["half_year"]) == ("A-5", "H-2")]
    assert cell["status"] == "no_mention"


@pytest.mark.parametrize(
    ("page", "old", "new", "said"),
    [
        (
            "items.md",
            ":chapter: C-1\n:since: 2023\n:priority: high",
            ":chapter: C-1, C-2",
            ":chapter: names C-1 and",
        ),
        ("answers.md", ":half: H-2", ":half: H-2, H-1", ":half: names H-1 and H-2, but one is allowed"),
    ],
)
def test_what_cannot_be_expressed_is_refused(
    tmp_path: Path, page: str, old: str, new: str, said: str
) -> None:
    root = inquiry(tmp_path)
    root.put("items.md", root.get("items.md") + ":::{chapter} Time\n:id: C-2\n:::\n")
    root.put(page, root.get(page).replace(old, new, 1))
    assert root.build().refuses(page, said)


def test_a_filter_and_columns_make_a_matrix_of_their_own(tmp_path: Path) -> None:
    view = "# Few\n\n```{progress-matrix}\n:filter: priority == 'high'\n:columns: priority, H-2\n```\n"
    built = inquiry(tmp_path, few__md=view).build()
    assert built.warnings == []
    (table,) = re.findall(r"<table[^>]*items-periods.*?</table>", built.html("few"), re.DOTALL)
    told = text_of(table)
    assert "A-1" in told
    assert "A-3" not in told
    assert "Half-year 2" in told
    assert "Half-year 1" not in told
    assert told.index("Priority") < told.index("Half-year 2")
    assert "high" in told


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (":columns: H-9", "columns: H-9: allowed are the fields of the items and the periods H-1, H-2"),
        (":filter: priority == 'none'", "shows no item"),
        (":filter: priority ==", "priority =="),
        (":coverage: much", "'much' is not a percentage; allowed are 0% to 100%"),
        (":coverage: 80%", "coverage: 3 of 5 items have evidence, which is less than the 80% asked for"),
    ],
)
def test_an_option_that_cannot_be_kept_is_one_warning(tmp_path: Path, option: str, said: str) -> None:
    views = VIEWS + f"\n```{{progress-matrix}}\n{option}\n```\n"
    assert inquiry(tmp_path, views__md=views).build().refuses("views.md", said)


def test_a_coverage_that_is_reached_is_told(tmp_path: Path) -> None:
    views = VIEWS + "\n```{progress-matrix}\n:coverage: 60%\n```\n"
    built = inquiry(tmp_path, views__md=views).build()
    assert built.warnings == []
    assert "With evidence: 3 of 5; asked for: at least 60%." in text_of(built.html("views"))


def test_a_coverage_that_is_missed_is_told_by_every_build(tmp_path: Path) -> None:
    root = inquiry(tmp_path, views__md=VIEWS + "\n```{progress-matrix}\n:coverage: 80%\n```\n")
    told = root.build().warnings
    assert len(told) == 1
    assert root.build().warnings == told


def test_a_kind_that_gives_a_status_needs_its_need_type(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    root.swap("tracker.toml", 'barrier = "hurdle"\n', "")
    assert "types.evidence.barrier: 'barrier' is not a need type" in root.refusal()


def test_periods_of_quarters_stand_in_their_order(tmp_path: Path) -> None:
    halves = PERIODS.replace("2024-H1", "2024-Q4").replace("2024-H2", "2024-Q3")
    built = inquiry(tmp_path, halves__md=halves).build()
    order = [row["half_year"] for row in rows(built, "matrix-recommendations-half-years.csv")]
    assert order[:2] == ["H-2", "H-1"]


def test_the_words_of_the_extension_are_french_in_a_french_edition(tmp_path: Path) -> None:
    built = inquiry(tmp_path).build(config={"language": "fr"})
    assert built.warnings == []
    told = text_of(built.html("views"))
    for words in (" Tous ", "5 sur 5", "lu en entier", "janv. 2024"):
        assert words in told
    for words in (" All ", " of 10", "No announcement"):
        assert words not in told


def test_items_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    root.put("items.md", root.get("items.md").replace("A-2\n", "A-10\n"))
    root.put("answers.md", root.get("answers.md").replace("A-2\n", "A-10\n"))
    found = [row["recommendation"] for row in rows(root.build(), "matrix-recommendations-half-years.csv")]
    assert list(dict.fromkeys(found)) == ["A-1", "A-3", "A-4", "A-5", "A-10"]


def test_a_project_without_groups_has_a_matrix(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    root.put("items.md", re.sub(r":::\{chapter\}.*?:::\n|:chapter: C-1\n", "", ITEMS, flags=re.DOTALL))
    root.put("tracker.toml", root.get("tracker.toml").replace('group = "chapter"\n', ""))
    root.swap("tracker.toml", "chapter = []\n", "")
    built = root.build()
    assert built.warnings == []
    assert len(rows(built, "matrix-recommendations-half-years.csv")) == 10
    (table,) = re.findall(r"<table[^>]*items-periods.*?</table>", built.html("views"), re.DOTALL)
    assert "A-5" in table


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_periods_without_bounds_have_no_months_and_the_order_of_their_numbers(
    tmp_path: Path, builder: str
) -> None:
    bounds = re.compile(r"^(:?)(period_start|period_end|coverage|coded)\b.*\n", re.MULTILINE)
    views = VIEWS + "\n```{progress-timeline}\n```\n\n```{progress-contents}\n:of: periods\n```\n"
    root = inquiry(
        tmp_path,
        views__md=views.replace("H-1", "H-10"),
        answers__md=re.sub("H-1\n", "H-10\n", ANSWERS),
        halves__md=bounds.sub("", PERIODS).replace("H-1\n", "H-10\n"),
    )
    root.put("tracker.toml", bounds.sub("", root.get("tracker.toml")).replace('["period_start"]', "[]"))
    built = root.build(builder=builder)
    assert built.warnings == []
    if builder == "html":
        heads = re.findall(r'class="period-head.*?href="[^"]*#(H-\d+)', built.html("views"), re.DOTALL)
        assert heads[:2] == ["H-2", "H-10"]
        assert 'class="period-span"' not in built.html("views")
        assert "9999" not in built.html("views") + built.data("datapackage.json")
        cells = rows(built, "matrix-recommendations-half-years.csv")
        assert cells[0]["half_year"] == "H-2"
        assert next(row["status"] for row in cells if row["half_year"] == "H-10") == "accepted"
