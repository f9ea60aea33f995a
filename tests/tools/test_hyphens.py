"""Hyphens at line ends: which belong to their word."""

from __future__ import annotations

import pytest
from tools.intake.hyphens import Words

pytestmark = pytest.mark.fast

WORDS = Words(
    ["They co-ordinated the StratCom teams, short and long."],
    ["It was to coordinate the enterprise, to enter, pris and all. A wide range."],
    {"term"},
)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("STEAD", "FAST", False),
        ("HEX", "ML", True),
        ("Strat", "Com", False),
        ("co", "ordinate", True),
        ("enter", "pris", False),
        ("wide", "range", True),
        ("long", "term", True),
        ("pro", "Kremlin", True),
    ],
)
def test_which_hyphens_stay(before: str, after: str, *, kept: bool) -> None:
    assert WORDS.keeps(before, after) is kept
