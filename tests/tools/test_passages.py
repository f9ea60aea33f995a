"""A passage divided and joined again: numbers, hashes and evidence move along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tools.checking.run import written
from tools.new_report.__main__ import main as new_report
from tools.passages.__main__ import main

from support.trees import TEXTS, arguments, files, uncommented

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def eleventh(tree: Path) -> Path:
    """A copy of the tree with a report whose first cyber sentence is evidence, and one of context."""
    assert new_report(arguments(tree)) == 0
    page = tree / "docs" / "areas" / "cyber" / "r11.md"
    page.write_text(uncommented(page).replace("R11-CYB-01.1", "R11-HYB-01.2, R11-HYB-01.5"), encoding="utf-8")
    register = tree / "docs" / "reports" / "r11-passages.md"
    text = register.read_text(encoding="utf-8")
    head, mark, rest = text.partition(":id: R11-HYB-01\n")
    rest = rest.replace("\n\n", "\n:context: 4 frame\n:context_note: So it is.\n\n", 1)
    register.write_text(head + mark + rest, encoding="utf-8")
    return tree


def run(root: Path, *options: str) -> int:
    given = ["--text", str(TEXTS / "invented-en.txt"), "--language", "en", "--root", str(root)]
    return main([*options, *given])


def test_dividing_and_joining_gives_what_was_there(eleventh: Path) -> None:
    before = files(eleventh)
    assert run(eleventh, "R11-HYB-01", "--after", "3") == 0
    register = (eleventh / "docs" / "reports" / "r11-passages.md").read_text(encoding="utf-8")
    assert ":id: R11-HYB-02\n" in register
    second = register[register.index(":id: R11-HYB-02\n") :].partition(":::\n")[0]
    assert ":sentences: 2\n" in second
    assert ":context: 1 frame\n" in second
    page = (eleventh / "docs" / "areas" / "cyber" / "r11.md").read_text(encoding="utf-8")
    assert ":evidence: R11-HYB-01.2, R11-HYB-02.2\n" in page
    mistakes = [str(one) for one in written(eleventh)[0] if "r11-passages" in one.file]
    assert mistakes == []
    assert run(eleventh, "R11-HYB-01") == 0
    assert files(eleventh) == before


def test_passages_behind_are_numbered_anew(eleventh: Path) -> None:
    page = eleventh / "docs" / "areas" / "cyber" / "r11.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("R11-HYB-01.2, ", "R11-INT-03.1, R11-INT-05.1, "), encoding="utf-8")
    assert run(eleventh, "R11-INT-01", "--after", "1") == 0
    assert "R11-INT-04.1, R11-INT-06.1" in page.read_text(encoding="utf-8")
    register = (eleventh / "docs" / "reports" / "r11-passages.md").read_text(encoding="utf-8")
    assert [f":id: R11-INT-{number:02d}\n" in register for number in range(1, 8)] == [True] * 6 + [False]
    assert "paragraph 6\n" in register


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["R11-HYB-01", "--after", "5"], "divide after 1 to 4"),
        (["R11-HYB-09"], "there is no R11-HYB-09"),
        (["R11-HYB-01"], "is the last passage of its section"),
        (["R11-HYB-N1"], "is no passage"),
        (["R12-HYB-01"], "there is no such page"),
    ],
)
def test_what_cannot_be_done_is_said(
    eleventh: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(eleventh)
    assert run(eleventh, *options) == 2
    assert message in capsys.readouterr().err
    assert files(eleventh) == before
