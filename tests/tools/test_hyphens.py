"""Hyphens at line ends: which belong to their word."""

from __future__ import annotations

import pytest
from tools.intake.hyphens import Words, join
from tools.intake.languages import LANGUAGES

pytestmark = pytest.mark.fast

# How often the language has a word.
COMMON = """head way headway threat hunting chaired north wood hand over today day reports range wide term
led parting signed par tant porte parole elle même porte-parole co book"""
LISTED = dict.fromkeys(COMMON.split(), 5000) | {
    "handover": 900,
    "handbook": 90,
    "cosigned": 200,
    "partant": 9,
}
# The first and the last word of a line may be halves of words.
LINES = ["- They co-ordinated the StratCom teams, short and long. -", "- in par-", "ting -"]
WORDS = Words(LINES, ["It was to coordinate the enterprise, to enter, pris and all. A wide range."], LISTED)


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
        ("mid", "2018", True),
        ("head", "way", False),
        ("re", "ports", False),
        ("threat", "hunting", True),
        ("co", "chaired", True),
        ("co", "signed", True),
        ("day-to", "day", True),
        ("North", "wood", False),
        ("North", "led", True),
        ("str", "chaired", False),
    ],
)
def test_which_hyphens_stay(before: str, after: str, *, kept: bool) -> None:
    assert WORDS.keeps(before, after) is kept


def test_a_text_that_writes_seldom_words_apart_does_so_at_line_ends() -> None:
    assert not WORDS.keeps("hand", "over")
    assert Words([*LINES, "- a hand-book for all -"], (), LISTED).keeps("hand", "over")


def test_what_the_text_does_not_decide_is_named() -> None:
    words = Words(LINES, (), LISTED | dict.fromkeys(["net", "work", "lo", "ord"], 9))
    assert [join(f"The {one}-", f"{two} holds.", words) for one, two in [("net", "work"), ("Lo", "ord")]] == [
        "The net-work holds.",
        "The Loord holds.",
    ]
    assert words.unsure == ["net-work", "Loord"]


def test_lines_that_divide_no_words_keep_their_hyphens() -> None:
    lines = ["- threat-", "hunting - a hand-", "over -", "- wide-", "range -"]
    assert Words(lines * 3, (), LISTED).keeps("hand", "over")
    assert not Words([*lines * 3, *LINES, *LINES], (), LISTED).keeps("hand", "over")


def test_a_file_may_mark_what_divides_words() -> None:
    words = Words(["- They met in par\u2010", "ting and hand-", "over -", "- a wide-range -"], (), LISTED)
    assert join("in par\u2010", "ting", words) == "in parting"
    assert join("the hand-", "over", words) == "the hand-over"


def test_french_words_make_no_new_ones() -> None:
    words = Words(LINES, (), LISTED, LANGUAGES["fr"])
    halves = [("porte", "parole"), ("elle", "même"), ("par", "elle"), ("par", "tant"), ("tant", "par")]
    assert [words.keeps(*pair) for pair in halves] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "line", "joined"),
    [
        ("They met. Threat-", "hunting began.", "They met. Threat-hunting began."),
        ("at https://example.org/a.v", "2.pdf and", "at https://example.org/a.v2.pdf and"),
        ("at https://example.org/a.pd", "f and", "at https://example.org/a.pdf and"),
        ("at https://example.org/a.pdf", "and so on", "at https://example.org/a.pdf and so on"),
        ("a multi-", "-annual plan", "a multi-annual plan"),
    ],
)
def test_joined_lines(text: str, line: str, joined: str) -> None:
    assert join(text, line, WORDS) == joined
