"""What is still open in a report: a made-up eleventh one on a copy of the real tree."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

import pytest
from sphinx.util.docutils import docutils_namespace
from tools.code_book_check.__main__ import main as code_book_check
from tools.code_book_check.number import report_number
from tools.new_report.__main__ import main

from support.factory import REPOSITORY
from support.trees import PASSAGE, arguments, copy_of_tree, framed, uncommented

if TYPE_CHECKING:
    from pathlib import Path


def check(root: Path, report: str) -> subprocess.CompletedProcess[str]:
    arguments = [report, "--all", "--root", str(root)]
    # Sphinx warns of nodes that an earlier build of the same process registered.
    with (
        docutils_namespace(),
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as errors,
    ):
        code = code_book_check(arguments)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), errors.getvalue())


@pytest.fixture(scope="module")
def eleventh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of_tree(tmp_path_factory.mktemp("coding") / "tree")
    assert main(arguments(root)) == 0
    return root


def test_a_new_report_and_one_worked_example(eleventh: Path) -> None:
    page = eleventh / "docs" / "areas" / "cyber" / "r11.md"
    page.write_text(uncommented(page), encoding="utf-8")
    done = check(eleventh, "R11")
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    sentences = [line for line in lines if "no item cites the sentence" in line]
    register = (eleventh / "docs" / "reports" / "r11-passages.md").read_text(encoding="utf-8")
    every = sum(int(count) for _, count in PASSAGE.findall(register))
    assert len(sentences) == every - 1
    assert not [line for line in sentences if "R11-CYB-01.1:" in line]
    place = next(
        number for number, text in enumerate(register.splitlines(), 1) if text.endswith("defence, note 1")
    )
    expected = f"docs/reports/r11-passages.md:{place}: R11-CYB-N1.1: no item cites the sentence"
    assert [line for line in sentences if line.startswith(expected)]
    assert "R11: areas with proposals to decide: 8" in lines
    area = "docs/areas/hybrid-threats/index.md:3: AREA-HYB"
    assert f"{area}: 20 proposals await the coding of their sections" in lines
    assert "R11: section CYB: 1 of 4 sentences accounted for, open" in lines
    assert "R11: next: code section INT; make code REPORT=R11 drafts its sentences" in lines
    assert lines[-1] == f"R11: {every - 1 + 8} open"


def test_an_item_without_proposal_or_reason_and_a_finished_section(eleventh: Path) -> None:
    page = eleventh / "docs" / "areas" / "capabilities" / "r11.md"
    before = page.read_text(encoding="utf-8")
    register = eleventh / "docs" / "reports" / "r11-passages.md"
    text = register.read_text(encoding="utf-8")
    page.write_text(re.sub(r":matched: .*\n", "", uncommented(page)), encoding="utf-8")
    register.write_text(
        re.sub(r"(:id: R11-EXE-01\n(?:.*\n)*?:role: body\n)", r"\1:context: 1 frame, 2 frame\n", text),
        encoding="utf-8",
    )
    try:
        done = check(eleventh, "R11")
    finally:
        page.write_text(before, encoding="utf-8")
        register.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    found = [
        line for line in done.stdout.splitlines() if "no proposal, and no reason in :no_proposal:" in line
    ]
    assert len(found) == 1
    assert re.match(r"docs/areas/capabilities/r11\.md:\d+: A11-CAP-001: ", found[0])
    assert "section EXE is finished; add it to :coded:" in done.stdout
    assert "section HYB is finished" not in done.stdout
    assert "docs/areas/capabilities/r11.md" in done.stderr


def test_a_finished_report_has_nothing_open(eleventh: Path) -> None:
    register = eleventh / "docs" / "reports" / "r11-passages.md"
    page = eleventh / "docs" / "reports" / "r11.md"
    area = eleventh / "docs" / "areas" / "cyber" / "r11.md"
    before = {path: path.read_text(encoding="utf-8") for path in (register, page, area)}

    register.write_text(framed(before[register]), encoding="utf-8")
    page.write_text(
        before[page].replace(":coverage: full\n", ":coverage: full\n:coded: INT, HYB, CYB, EXE, CON\n"),
        encoding="utf-8",
    )
    area.write_text(re.sub(r":::\{activity\}(?:.*\n)*?:::\n", "", before[area]), encoding="utf-8")
    try:
        done = check(eleventh, "R11")
    finally:
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "R11: nothing is open"), done.stdout


def test_a_report_that_does_not_exist_is_named(eleventh: Path) -> None:
    command = [sys.executable, "-m", "tools.code_book_check", "R44", "--root", str(eleventh)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "'R44' is not a report; did you mean “R04”?" in done.stderr


@pytest.mark.parametrize("typed", ["R11", "r11", "11", " r11 "])
def test_a_report_is_named_as_one_types_it(typed: str) -> None:
    assert report_number(typed) == "R11"
