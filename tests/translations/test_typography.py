"""French typography: each rule with what it finds and what it leaves alone."""

from __future__ import annotations

import pytest
from tools.translations.typography import findings, mended

pytestmark = pytest.mark.fast

WRONG = [
    ("Le mot « ordre » est cité.", "space inside guillemets"),
    ("Le mot «\u00a0ordre» est cité.", "space inside guillemets"),
    ("Une liste : trois noms.", "space before : ; ! ?"),
    ("Pourquoi\u00a0?", "space before : ; ! ?"),
    ("Il part\u202f; elle reste.", "space before : ; ! ?"),
    ("Soit 5 % du total.", "no no-break space before %"),
    ("Soit 5% du total.", "no no-break space before %"),
    ("Les 74 propositions communes.", "no no-break space between number and noun"),
    ("Les 1\u00a0950 liens.", "no no-break space between number and noun"),
    ("Le 5 décembre 2017.", "no no-break space between day and month"),
    ("Les Etats membres.", "capital without its accent"),
    ("Ecole de l'OTAN.", "capital without its accent"),
    ("Etat-major de l'UE.", "capital without its accent"),
    ("Fini. A Bruxelles, on parle.", "capital without its accent"),
    ("A la fin de 2018.", "capital without its accent"),
    ("Le 1\u00a0juin 2019.", "ordinal"),
    ("La 2ème réunion.", "ordinal"),
    ("La 1ère réunion.", "ordinal"),
    ("Le mot “ordre”.", "quotation marks other than «»"),
    ('Le mot "ordre".', "quotation marks other than «»"),
]

RIGHT = [
    "Le mot «ordre» est cité: oui!",
    "Soit 5\u00a0% du total; pourquoi?",
    "Les 74\u00a0propositions, dont 42 de 2016 et 32 de 2017.",
    "En 2018 et en 2019, le paragraphe 8 des notes et la phrase 2 citent Trident Juncture 18 pour mémoire.",
    "Le 1er\u00a0juin 2019 et le 5\u00a0décembre 2017, en juin 2018 encore.",
    "À Bruxelles, l'État, l'École et l'Équipe. Ensemble, elles entrent en Estonie. Elle est Européenne.",
    "La 1re réunion et la 2e.",
    "Voir {doc}`la page : ici </a>`, `x : y` et https://example.org/a:b?c.",
    "De 10:30 à 12:00, en {number} jours.",
    "31 sur 42.",
]


@pytest.mark.parametrize(("text", "rule"), WRONG)
def test_a_broken_rule_is_found_and_no_other(text: str, rule: str) -> None:
    assert {found for found, _ in findings(text)} == {rule}


@pytest.mark.parametrize("text", RIGHT)
def test_right_french_is_left_alone(text: str) -> None:
    assert list(findings(text)) == []


def test_the_place_is_shown_with_its_surroundings() -> None:
    assert ("space before : ; ! ?", "Une liste : trois noms.") in list(findings("Une liste : trois noms."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le mot « ordre » : cité.", "Le mot «ordre»: cité."),
        ("Soit 5 % du total, ou 5% .", "Soit 5\u00a0% du total, ou 5\u00a0% ."),
        ("Les 74 propositions du 5 décembre 2017.", "Les 74\u00a0propositions du 5\u00a0décembre 2017."),
        ("Paragraphe 8 du rapport, en 2018 et après.", "Paragraphe 8 du rapport, en 2018 et après."),
        ("Voir {doc}`a : b <c>` : `x : 5 y`.", "Voir {doc}`a : b <c>`: `x : 5 y`."),
        ("Les 42\u00a0propositions à 10:30.", "Les 42\u00a0propositions à 10:30."),
    ],
)
def test_blanks_are_mended(text: str, expected: str) -> None:
    assert mended(text) == expected
