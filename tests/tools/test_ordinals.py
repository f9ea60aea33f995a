from __future__ import annotations

import pytest
from tools.new_report.ordinals import GREATEST, english, french, french_numeral, numeral

pytestmark = pytest.mark.fast

EXPECTED = {
    1: ("first", "premier"),
    2: ("second", "deuxième"),
    4: ("fourth", "quatrième"),
    5: ("fifth", "cinquième"),
    9: ("ninth", "neuvième"),
    10: ("tenth", "dixième"),
    11: ("eleventh", "onzième"),
    12: ("twelfth", "douzième"),
    13: ("thirteenth", "treizième"),
    14: ("fourteenth", "quatorzième"),
    15: ("fifteenth", "quinzième"),
    16: ("sixteenth", "seizième"),
    17: ("seventeenth", "dix-septième"),
    18: ("eighteenth", "dix-huitième"),
    19: ("nineteenth", "dix-neuvième"),
    20: ("twentieth", "vingtième"),
    21: ("twenty-first", "vingt et unième"),
    22: ("twenty-second", "vingt-deuxième"),
    30: ("thirtieth", "trentième"),
    71: ("seventy-first", "soixante et onzième"),
    80: ("eightieth", "quatre-vingtième"),
    81: ("eighty-first", "quatre-vingt-unième"),
    99: ("ninety-ninth", "quatre-vingt-dix-neuvième"),
}


@pytest.mark.parametrize("number", EXPECTED)
def test_ordinals(number: int) -> None:
    assert (english(number), french(number)) == EXPECTED[number]


def test_no_two_numbers_share_a_word() -> None:
    numbers = range(1, GREATEST + 1)
    assert (
        len({english(number) for number in numbers})
        == len({french(number) for number in numbers})
        == GREATEST
    )


@pytest.mark.parametrize("number", [0, GREATEST + 1, -1])
def test_a_number_outside_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"{number} is not a number from 1 to {GREATEST}"):
        english(number)
    with pytest.raises(ValueError, match=f"{number} is not a number from 1 to {GREATEST}"):
        french(number)


@pytest.mark.parametrize(
    ("number", "in_english", "in_french"),
    [(1, "1st", "1er"), (2, "2nd", "2e"), (3, "3rd", "3e"), (11, "11th", "11e"), (13, "13th", "13e")],
)
def test_numerals(number: int, in_english: str, in_french: str) -> None:
    assert numeral(number) == in_english
    assert french_numeral(number) == in_french


def test_numerals_end_as_their_last_digit_says_from_twenty_on() -> None:
    assert [numeral(number) for number in (21, 22, 23, 24)] == ["21st", "22nd", "23rd", "24th"]
