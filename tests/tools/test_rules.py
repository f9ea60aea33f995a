"""The rules across fields, as ``make check`` tells them: each fault in one line, with file, line and item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tools.checking.run import findings

from support.trees import copy_of_tree

if TYPE_CHECKING:
    from pathlib import Path

CYBER = "docs/areas/cyber/r04.md"
HYBRID = "docs/areas/hybrid-threats/r04.md"
INDUSTRY = "docs/areas/industry-research/r10.md"

# Item → page, what it has (a pattern), what it gets instead, what must be told.
FAULTS = {
    "S04-HYB-001": (
        HYBRID,
        ":scope: area",
        ":scope: group",
        ":scope: is group, but :concerns: names no proposals",
    ),
    "A04-CYB-001": (CYBER, "supplied, from general", "supplied somehow, general", "and from where"),
    "A04-CYB-003": (
        CYBER,
        ":no_proposal:",
        ":matched: P16-IND-03\n:editor_note:",
        "proposal whose subject is not established",
    ),
    "A04-CYB-005": (
        CYBER,
        ":no_proposal: .*\n",
        "",
        "a stated reason for none in :no_proposal:",
    ),
    "S10-IND-001": (INDUSTRY, "Source: {cite:p}`report10`.\n", "\n", "cites its source in the text"),
    "A04-CYB-006": (CYBER, ":when: 2018-12", ":when: 2017-12", "lies outside the period of R04"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    root = copy_of_tree(tmp_path_factory.mktemp("rules") / "tree")
    for item, (file, old, new, _) in FAULTS.items():
        _spoil(root / file, item, old, new)
    return [str(one) for one in findings(root)[0]]


def _spoil(page: Path, item: str, old: str, new: str) -> None:
    before, found, after = page.read_text(encoding="utf-8").partition(f":id: {item}\n")
    assert found
    spoilt, number = re.subn(old, new, after, count=1)
    assert number == 1
    page.write_text(before + found + spoilt, encoding="utf-8")


@pytest.mark.parametrize("item", FAULTS)
def test_each_fault_is_told_with_file_line_and_item(told: list[str], item: str) -> None:
    file, _, _, message = FAULTS[item]
    lines = [line for line in told if f": {item}: " in line]
    assert len(lines) == 1, told
    place, number, _ = lines[0].split(":", 2)
    assert place == file
    assert number.isdigit()
    assert message in lines[0]
