"""The real site in both languages: the same pages and items, and no language in the other."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tools.translations.typography import findings

from support import editions
from support.rendered import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    # The folder of each edition.
    Site = dict[str, Path]

# Function words that the other language does not have, and that no name holds by itself.
ENGLISH = frozenset(
    {
        "and",
        "been",
        "from",
        "has",
        "have",
        "into",
        "its",
        "than",
        "that",
        "the",
        "their",
        "this",
        "was",
        "were",
        "which",
        "with",
    }
)
FRENCH = frozenset(
    {
        "aux",
        "avec",
        "ces",
        "cette",
        "dans",
        "des",
        "du",
        "est",
        "le",
        "les",
        "leur",
        "pour",
        "que",
        "qui",
        "sont",
        "sur",
        "une",
        "été",
    }
)

# Names, of bodies and exercises that have no form in the other language, and quotations.
_SMALL = "and|of|the|for|in|on|de|du|des|la|le|les|et|pour|à|sur|aux|d'|l'"
_CAPITAL = r"[A-ZÀ-Ý(][\w'’&-]*"
_QUOTED = re.compile(rf"«[^»]*»|“[^”]*”|‘[^’]*’|\b{_CAPITAL}(?: (?:(?:{_SMALL})\s?)*{_CAPITAL})+")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The built site."""
    return {language: editions.pages(tmp_path_factory, language) for language in ("en", "fr")}


def pages(site: Site, language: str) -> list[Path]:
    """Give the pages of an edition that Sphinx wrote."""
    return sorted(path for path in site[language].rglob("*.html") if "_static" not in path.parts)


def names(site: Site, language: str) -> list[str]:
    return [str(path.relative_to(site[language])) for path in pages(site, language)]


def strangers(page: Path, words: Iterable[str]) -> list[str]:
    """Give the blocks of a page with function words of the other language outside names and quotations."""
    pattern = re.compile(rf"(?<![\w'’-])(?:{'|'.join(sorted(words))})(?![\w'’-])", re.IGNORECASE)
    return [block for block in blocks(page) if pattern.search(_QUOTED.sub(" ", block))]


def needs(site: Site, language: str) -> dict[str, dict[str, object]]:
    data = json.loads((site[language] / "needs.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, object]] = data["versions"][data["current_version"]]["needs"]
    return found


def test_every_page_exists_in_both_languages(site: Site) -> None:
    assert names(site, "en") == names(site, "fr") != []


def test_the_items_and_their_links_are_the_same(site: Site) -> None:
    english, french = needs(site, "en"), needs(site, "fr")
    assert english.keys() == french.keys()
    for link in ("evidence", "explicit", "matched", "inferred", "concerns", "fulfils", "area", "report"):
        assert {key: item.get(link) for key, item in english.items()} == {
            key: item.get(link) for key, item in french.items()
        }


@pytest.mark.parametrize(("language", "words"), [("fr", ENGLISH), ("en", FRENCH)])
def test_no_function_word_of_the_other_language(site: Site, language: str, words: frozenset[str]) -> None:
    found = {
        str(page.relative_to(site[language])): left
        for page in pages(site, language)
        if (left := strangers(page, words))
    }
    assert found == {}


def test_rendered_french_keeps_the_rules_of_typography(site: Site) -> None:
    found = [
        (str(page.relative_to(site["fr"])), rule, around)
        for page in pages(site, "fr")
        for block in blocks(page)
        for rule, around in findings(block)
    ]
    assert found == []


def test_every_page_says_its_language(site: Site) -> None:
    for language in ("en", "fr"):
        for page in pages(site, language):
            assert f'<html lang="{language}"' in page.read_text(encoding="utf-8")[:2000], page
