"""Hyphens at line ends: which belong to their word."""

from __future__ import annotations

import pytest
from tools.intake.hyphens import Words, join

pytestmark = pytest.mark.fast

WORDS = Words(
    ["They co-ordinated the StratCom teams, short and long."],
    ["It was to coordinate the enterprise, to enter, pris and all. A wide range."],
    {"headway", "head", "way", "threat", "hunting", "chaired", "north", "wood"},
    firsts={"co"},
    seconds={"term"},
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
        ("head", "way", False),
        ("threat", "hunting", True),
        ("co", "chaired", True),
        ("North", "wood", False),
        ("str", "chaired", False),
    ],
)
def test_which_hyphens_stay(before: str, after: str, *, kept: bool) -> None:
    assert WORDS.keeps(before, after) is kept


def test_what_the_text_does_not_decide_is_named() -> None:
    words = Words(["A frame and a work."], ["A framework, a network."], {"net", "work"})
    assert [
        join(f"The {one}-", f"{two} holds.", words) for one, two in [("net", "work"), ("Mid", "ord")]
    ] == [
        "The network holds.",
        "The Midord holds.",
    ]
    assert words.unsure == ["network", "Midord"]


def test_a_capital_that_begins_a_sentence_begins_no_name() -> None:
    assert join("They met. Threat-", "hunting began.", WORDS) == "They met. Threat-hunting began."
