"""Ordinal numbers in words, first to ninety-ninth, as the titles of reports write them.

French follows the rectified spelling only where both spellings agree on the hyphens that
the traditional one has: "vingt et unième", "soixante et onzième", "quatre-vingt-unième".
"""

from __future__ import annotations

GREATEST = 99

_EN = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_FR = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_FR_TENS = (
    "", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante",
    "quatre-vingt", "quatre-vingt",
)  # fmt: skip


def english(number: int) -> str:
    """Write an ordinal in English: ``eleventh``.

    :raises ValueError: for a number outside 1 to 99.
    """
    _check(number)
    if number < len(_EN):
        return _EN[number]
    tens, unit = divmod(number, 10)
    return f"{_EN_TENS[tens]}-{_EN[unit]}" if unit else f"{_EN_TENS[tens].removesuffix('y')}ieth"


def french(number: int) -> str:
    """Write a masculine ordinal in French: ``onzième``.

    :raises ValueError: for a number outside 1 to 99.
    """
    _check(number)
    if number == 1:
        return "premier"
    cardinal = _cardinal(number)
    if cardinal.endswith("cinq"):
        return f"{cardinal}uième"
    if cardinal.endswith("neuf"):
        return f"{cardinal.removesuffix('f')}vième"
    return f"{cardinal.removesuffix('e')}ième"


def numeral(number: int) -> str:
    """Write an ordinal in English with digits: ``11th``.

    :raises ValueError: for a number outside 1 to 99.
    """
    _check(number)
    ending = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def french_numeral(number: int) -> str:
    """Write a masculine ordinal in French with digits: ``11e``.

    :raises ValueError: for a number outside 1 to 99.
    """
    _check(number)
    return f"{number}er" if number == 1 else f"{number}e"


def _cardinal(number: int) -> str:
    if number < len(_FR):
        return _FR[number]
    tens, unit = divmod(number, 10)
    # Soixante-dix and quatre-vingt-dix go on counting from sixty and eighty.
    rest = unit + 10 * (tens in (7, 9))
    if not rest:
        return _FR_TENS[tens]
    joint = " et " if rest in (1, 11) and _FR_TENS[tens] != "quatre-vingt" else "-"
    return f"{_FR_TENS[tens]}{joint}{_FR[rest]}"


def _check(number: int) -> None:
    if not 0 < number <= GREATEST:
        raise ValueError(f"{number} is not a number from 1 to {GREATEST}")
