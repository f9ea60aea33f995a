"""What a translation may change, and what not."""

from __future__ import annotations

import pytest
from tools.translations.consistency import differences

pytestmark = pytest.mark.fast

SAME = [
    ("Home", "Accueil"),
    ("{value} of {total}", "{value} sur {total}"),
    ("see {doc}`the page </index>`", "voir {doc}`la page </index>`"),
    ("{cite:p}`b2016,a2016`", "{cite:p}`a2016,b2016`"),
    ("{abbr}`EU (European Union)`", "{abbr}`UE (Union européenne)`"),
    ("[the site](https://example.org/a)", "[le site](https://example.org/a)"),
    ("1,950 links, 0.97 of them in `x`", "1\u00a0950 liens, dont 0,97 dans `x`"),
    ("On 1 June 2019", "Le 1er\u00a0juin 2019"),
    ("{progress-figure}`status=reported` proposals", "{progress-figure}`status=reported` propositions"),
]

OTHER = [
    ("{value} of {total}", "{value} sur 42", "placeholders: the translation lacks {total}"),
    ("see {doc}`the page </index>`", "voir {doc}`la page </home>`", "roles: "),
    ("see {doc}`the page </index>`", "voir la page", "roles: the translation lacks {doc} /index"),
    ("{cite:p}`a2016,b2016`", "{cite:p}`a2016`", "citation keys: the translation lacks b2016"),
    ("{need}`P16-CYB-01`", "{need}`P16-CYB-02`", "roles: "),
    ("[the site](https://example.org/a)", "[le site](https://example.org/b)", "links: "),
    ("Only `x`", "Seulement `y`", "literals: the translation lacks x and has y too many"),
    ("42 of 2016", "32 de 2016", "numbers: the translation lacks 42 and has 32 too many"),
    ("paragraph 8", "paragraphe", "numbers: the translation lacks 8"),
    ("five of 5", "5 sur 5", "numbers: the translation has 5 too many"),
]


@pytest.mark.parametrize(("original", "translation"), SAME)
def test_language_may_differ(original: str, translation: str) -> None:
    assert list(differences(original, translation)) == []


@pytest.mark.parametrize(("original", "translation", "told"), OTHER)
def test_all_else_may_not(original: str, translation: str, told: str) -> None:
    assert any(line.startswith(told) for line in differences(original, translation))
