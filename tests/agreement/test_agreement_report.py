"""One command reproduces the figures and the page; settlements hold in the items."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tools.agreement import __main__ as command
from tools.agreement.measure import NO_LINK, Agreement
from tools.agreement.page import messages, parts
from tools.agreement.report import report
from tools.agreement.settlements import disagreements, read_settlements
from tools.agreement.text import NBSP, alpha, number, share

from support.factory import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tools.agreement.measure import Comparison

pytestmark = pytest.mark.fast

SETTLEMENTS = "coding/r04-settlements.csv"


def test_the_committed_page_and_data_are_what_the_tool_writes() -> None:
    for path, text in report(REPOSITORY).files.items():
        assert path.read_text(encoding="utf-8") == text, path


def test_writing_restores_what_was_changed_and_check_notices(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs" / "agreement.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("Krippendorff's alpha\n", "alpha\n"), encoding="utf-8")
    assert command.main(["--root", str(project), "--check"]) == 1
    assert "agreement.md: out of date" in capsys.readouterr().err
    assert command.main(["--root", str(project)]) == 0
    assert page.read_text(encoding="utf-8") == before
    assert command.main(["--root", str(project), "--check"]) == 0


def test_the_data_hold_every_figure_of_the_comparison(comparison: Comparison) -> None:
    data = json.loads((REPOSITORY / "coding" / "agreement.json").read_text(encoding="utf-8"))
    first, second = comparison.cells
    assert data["status"]["same"] == sum(first[key] is second[key] for key in first)
    pairs = {(passage, item.id) for passage in comparison.frame.passages for item in comparison.frame.items}
    mine, other = (set(linked) for linked in comparison.linked)
    assert data["links"]["compared"] == len(pairs) == 83 * 74
    assert data["links"]["different"] == len(mine ^ other)
    assert data["strength"]["compared"] == len(mine | other)
    assert len(data["disagreements"]) == data["status"]["different"] + data["strength"]["different"]


def test_each_disagreement_is_settled_and_told_on_the_page(comparison: Comparison) -> None:
    settled = read_settlements(REPOSITORY / SETTLEMENTS, comparison)
    page = (REPOSITORY / "docs" / "agreement.md").read_text(encoding="utf-8")
    assert [(entry.passage, entry.proposal) for entry in settled] == list(disagreements(comparison))
    for entry in settled:
        names = [name for name in (entry.passage, entry.proposal) if name]
        row = "* - " + ", ".join(f"{{need}}`{name}`" for name in names) + "\n"
        assert page.count(row) == 1
        assert f"  - {entry.reason.en}\n" in page[page.index(row) :]


def _without(lines: list[str]) -> list[str]:
    return lines[:-1]


def _twice(lines: list[str]) -> list[str]:
    return [*lines, lines[-1]]


def _strange(lines: list[str]) -> list[str]:
    return [*lines, "R04-HYB-02,P16-HYB-01,matched,a,b"]


def _unknown(lines: list[str]) -> list[str]:
    return [*lines[:-1], "R04-POL-06,P17-DCB-02,sure,a,b"]


def _one_language(lines: list[str]) -> list[str]:
    return [*lines[:-1], "R04-POL-06,P17-DCB-02,inferred,a,"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_without, "not settled: R04-POL-06 P17-DCB-02"),
        (_twice, "settled twice"),
        (_strange, "R04-HYB-02 P16-HYB-01: the coders do not differ here"),
        (_unknown, "'sure' is not one of explicit, matched, inferred, none"),
        (_one_language, "in English and in French"),
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
    assert "figures, outcome, cells, links" in capsys.readouterr().err


def test_a_sentence_left_out_of_a_coding_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "coding" / "r04-second.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "R04-CON-01.1" not in line]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert command.main(["--root", str(project)]) == 1
    assert "r04-second.csv: sentences not accounted for: R04-CON-01.1" in capsys.readouterr().err


def _linked_in_items() -> dict[tuple[str, str], str]:
    """Read, from the pages of the fourth report, the strongest link of each pair."""
    order = ["explicit", "matched", "inferred"]
    found: dict[tuple[str, str], str] = {}
    for page in (REPOSITORY / "docs" / "areas").glob("*/r04.md"):
        for block in re.split(r"^:::\{", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            options = dict(re.findall(r"^:(\w+): (.+)$", block, flags=re.MULTILINE))
            for strength in reversed(order):
                for proposal in filter(None, options.get(strength, "").split(", ")):
                    for sentence in options["evidence"].split(", "):
                        pair = (sentence.partition(".")[0], proposal)
                        found[pair] = min(found.get(pair, strength), strength, key=order.index)
    return found


def test_what_was_settled_stands_in_the_items(comparison: Comparison) -> None:
    linked = _linked_in_items()
    for entry in read_settlements(REPOSITORY / SETTLEMENTS, comparison):
        if entry.passage:
            pair = (entry.passage, entry.proposal)
            assert linked.get(pair, NO_LINK) == entry.settled, pair


def test_every_message_has_one_french(comparison: Comparison) -> None:
    made = parts(comparison, read_settlements(REPOSITORY / SETTLEMENTS, comparison))
    all_texts = [text for blocks in made.values() for block in blocks for text in block.messages()]
    assert len({text.en for text in all_texts}) == len(set(all_texts))
    assert all(messages(made)[text.en] == text.fr for text in all_texts)


def test_the_french_of_the_tables_is_written_on_demand(project: Path) -> None:
    target = project / "french.json"
    assert command.main(["--root", str(project), "--french", str(target)]) == 0
    french = json.loads(target.read_text(encoding="utf-8"))
    assert french["Krippendorff's alpha"] == "Alpha de Krippendorff"
    assert not [text for text in french.values() if re.search(r" [:;!?%»]|« ", text)]


def test_figures_are_written_in_the_manner_of_each_language() -> None:
    agreement = Agreement(6142, 6108, 0.888)
    assert share(agreement) == ("6,108 of 6,142 (99.4%)", f"6{NBSP}108 sur 6{NBSP}142 (99,4{NBSP}%)")
    assert alpha(agreement) == ("0.89", "0,89")
    assert number(74) == ("74", "74")
    assert alpha(Agreement(3, 3, None)).en.startswith("undefined")
    assert share(Agreement(0, 0, None)).en == "nothing to compare"
