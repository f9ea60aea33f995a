"""One command reproduces the figures and the page; settlements hold in the items."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tools.agreement import __main__ as command
from tools.agreement.measure import Agreement
from tools.agreement.page import alpha, share
from tools.agreement.report import former_of, report
from tools.agreement.settlements import disagreements

from progress_matrix.model.statuses import Role, Status, Strength
from support.factory import REPOSITORY

from .conftest import CODING

if TYPE_CHECKING:
    from pathlib import Path

    from tools.agreement.codings import Coding
    from tools.agreement.measure import Comparison
    from tools.agreement.settlements import Settlement

SETTLEMENTS = "coding/r04-settlements.csv"

# The figures of the frozen codings, and of what was settled.  Nowhere else in the tests.
FIGURES = {"status": (74, 73, 0.9541), "links": (6142, 6133, 0.9658), "strength": (139, 120, 0.7395)}
FORMER = {"status": (74, 71, 0.8474), "links": (6142, 6108, 0.8889), "strength": (174, 108, 0.2989)}
STRENGTHS = {Strength.MATCHED: 68, Strength.INFERRED: 61}
STATUSES = {Status.REPORTED: 60, Status.AREA_ONLY: 5, Status.NO_MENTION: 9}


def test_the_committed_page_and_data_are_what_the_tool_writes() -> None:
    for path, text in report(REPOSITORY).items():
        assert path.read_text(encoding="utf-8") == text, path


def test_the_figures_are_those_of_the_frozen_codings() -> None:
    data = json.loads((CODING / "agreement.json").read_text(encoding="utf-8"))
    assert {key: (data[key]["compared"], data[key]["same"], data[key]["alpha"]) for key in FIGURES} == FIGURES
    former = former_of(CODING)
    assert {key: (each.compared, each.same, each.alpha) for key, each in former.items()} == FORMER


def test_the_coders_agree_as_far_as_the_codebook_asks(comparison: Comparison) -> None:
    assert (comparison.agreements()["strength"].alpha or 0) >= 0.7
    assert (comparison.agreements()["status"].alpha or 0) >= 0.9


def test_what_stands_gives_these_links_and_statuses(settled: Coding, comparison: Comparison) -> None:
    assert Counter(settled.strengths().values()) == STRENGTHS
    assert Counter(settled.statuses(comparison.frame).values()) == STATUSES


def test_writing_restores_what_was_changed_and_says_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs" / "agreement.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("Krippendorff's alpha\n", "alpha\n"), encoding="utf-8")
    assert command.main(["--root", str(project)]) == 0
    assert capsys.readouterr().out == f"wrote {page}\n"
    assert page.read_text(encoding="utf-8") == before
    assert command.main(["--root", str(project)]) == 0
    assert capsys.readouterr().out == ""


def test_the_data_hold_every_figure_of_the_comparison(comparison: Comparison) -> None:
    data = json.loads((CODING / "agreement.json").read_text(encoding="utf-8"))
    first, second = comparison.cells
    assert data["status"]["same"] == sum(first[key] is second[key] for key in first)
    mine, other = (set(linked) for linked in comparison.linked)
    assert data["links"]["compared"] == 83 * 74
    assert data["links"]["different"] == len(mine ^ other)
    assert data["strength"]["compared"] == len(mine | other)


def test_each_disagreement_is_settled_and_told_on_the_page(
    comparison: Comparison, settlements: tuple[Settlement, ...]
) -> None:
    page = (REPOSITORY / "docs" / "agreement.md").read_text(encoding="utf-8")
    told = [entry.key for entry in settlements]
    assert told[: len(disagreements(comparison))] == list(disagreements(comparison))
    for entry in settlements:
        names = ", ".join(f"{{need}}`{name}`" for name in (entry.passage, entry.proposal) if name)
        row = f"* - {names} ({entry.kind})\n" if entry.kind else f"* - {names}\n"
        assert page.count(row) == 1
        assert f"  - {entry.reason}\n" in page[page.index(row) :]


def test_what_both_have_alike_stands_unless_a_row_says_otherwise(
    comparison: Comparison, settlements: tuple[Settlement, ...], settled: Coding
) -> None:
    first, second = comparison.codings
    named = {entry.key for entry in settlements}
    alike = {key: link for key, link in first.links.items() if key in second.links and key not in named}
    assert {key: link for key, link in settled.links.items() if key not in named} == alike
    changed = {entry.key: entry.link for entry in settlements if entry.passage and entry.link}
    assert {key: link for key, link in settled.links.items() if key in named} == changed


def _without(lines: list[str]) -> list[str]:
    return lines[:-1]


def _twice(lines: list[str]) -> list[str]:
    return [*lines, lines[-1]]


LAST = "R04-POL-08,P17-POL-02,announcement"


def _strange(lines: list[str]) -> list[str]:
    return [*lines, "R04-HYB-02,P16-HYB-01,activity,matched,R04-HYB-02.2,,,a"]


def _unknown(lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{LAST},sure,R04-POL-08.4,,,a"]


def _elsewhere(lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{LAST},inferred,R04-POL-07.1,act,heading,a"]


def _unsaid(lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{LAST},inferred,R04-POL-08.4,,,a"]


def _no_reason(lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{LAST},inferred,R04-POL-08.4,act,R04-POL-08.3,"]


def _other_status(lines: list[str]) -> list[str]:
    return [line.replace("P16-HYB-10,,area_only", "P16-HYB-10,,reported") for line in lines]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_without, "not settled: R04-POL-08 P17-POL-02 announcement"),
        (_twice, "settled twice"),
        (_strange, "R04-HYB-02 P16-HYB-01 activity: the coders do not differ here"),
        (_unknown, "'sure' is not allowed; "),
        (_elsewhere, "'R04-POL-07.1' is no sentence of this passage"),
        (_unsaid, "supplied '' is not allowed; allowed: act, matter"),
        (_no_reason, "the column 'reason' must say why"),
        (_other_status, "P16-HYB-10: the links that stand give area_only, not reported"),
    ],
)
def test_wrong_settlements_are_refused(
    change: object, message: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / SETTLEMENTS
    lines = path.read_text(encoding="utf-8").splitlines()
    assert callable(change)
    path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")
    assert command.main(["--root", str(project)]) == 1
    assert message in capsys.readouterr().err


def test_a_page_without_the_marks_of_a_part_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs" / "agreement.md"
    page.write_text("# Agreement\n", encoding="utf-8")
    assert command.main(["--root", str(project)]) == 1
    assert "figures, settled, outcome, cells, links, history" in capsys.readouterr().err


def _items() -> list[dict[str, str]]:
    """Read the items from the pages of the fourth report, with their type."""
    found = []
    docs = REPOSITORY / "docs"
    for page in [*(docs / "areas").glob("*/r04.md"), docs / "reports" / "r04.md"]:
        for block in re.split(r"^:::\{", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            options = dict(re.findall(r"^:(\w+): (.+)$", block, flags=re.MULTILINE))
            if "id" in options:
                found.append({**options, "type": block.partition("}")[0]})
    return found


def _links_of(item: dict[str, str]) -> dict[str, Strength]:
    return {
        proposal: strength
        for strength in Strength
        for proposal in filter(None, item.get(str(strength.value), "").split(", "))
    }


def test_the_links_of_the_items_are_those_that_stand(settled: Coding) -> None:
    order = list(Strength)
    pairs = settled.strengths()
    backed: dict[tuple[str, str, str], Strength] = {}
    for item in _items():
        sentences = item.get("evidence", "").split(", ")
        for proposal, strength in _links_of(item).items():
            # An item may cite several passages: the surest of them gives what it may claim.
            claims = [pairs.get((sentence.partition(".")[0], proposal)) for sentence in sentences]
            surest = min((claim for claim in claims if claim), key=order.index, default=None)
            assert surest is not None, f"{item['id']}: {proposal} is not linked in what stands"
            assert order.index(strength) >= order.index(surest), f"{item['id']}: {proposal} claims more"
            for sentence in sentences:
                key = (sentence, proposal, item["type"])
                backed[key] = min(backed.get(key, strength), strength, key=order.index)
    for link in settled.links.values():
        told = backed.get((link.sentence, link.proposal, link.role.value))
        assert told is not None, f"{link.key}: no item cites {link.sentence} and links the proposal"
        assert order.index(told) <= order.index(link.strength), f"{link.key}: the items claim less"


def test_the_items_give_the_statuses_that_stand(settled: Coding, comparison: Comparison) -> None:
    roles: dict[str, set[str]] = {}
    areas = {item["area"] for item in _items() if item.get("scope") == "area"}
    for item in _items():
        for proposal in _links_of(item):
            roles.setdefault(proposal, set()).add(item["type"])
    for item_id, status in settled.statuses(comparison.frame).items():
        mine = roles.get(item_id, set())
        if Role.ACTIVITY.value in mine:
            expected = Status.REPORTED
        elif Role.ANNOUNCEMENT.value in mine:
            expected = Status.ANNOUNCED
        elif mine:
            expected = Status.OBSTACLE_ONLY
        else:
            area = f"AREA-{item_id.split('-')[1]}"
            expected = Status.AREA_ONLY if area in areas else Status.NO_MENTION
        assert status is expected, item_id


def test_a_general_statement_of_the_items_is_one_that_both_coders_name(settled: Coding) -> None:
    stand = {(f"AREA-{general.area}", general.sentence) for general in settled.statements if general.area}
    told = [item for item in _items() if item.get("scope") == "area"]
    assert {item["area"] for item in told} == {area for area, _ in stand}
    for item in told:
        assert any((item["area"], sentence) in stand for sentence in item["evidence"].split(", ")), item["id"]
    assert not any(item.get("scope") == "group" for item in _items())


def test_each_inferred_link_says_whether_matter_or_act_was_supplied() -> None:
    for item in _items():
        inferred = [proposal for proposal in item.get("inferred", "").split(", ") if proposal]
        told = item.get("inference", "")
        assert len(re.findall(r"(?:[Mm]atter|[Aa]ct) supplied", told)) == len(inferred), item["id"]
        assert all(proposal in told for proposal in inferred), item["id"]


def test_figures_are_written_as_readers_write_them() -> None:
    assert share(Agreement(6142, 6108, 0.888)) == "6,108 of 6,142 (99.4%)"
    assert alpha(Agreement(6142, 6108, 0.888)) == "0.89"
    assert alpha(Agreement(3, 3, None)).startswith("undefined")
    assert share(Agreement(0, 0, None)) == "nothing to compare"
