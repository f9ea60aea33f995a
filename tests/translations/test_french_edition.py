"""A tiny tracker built in French: everything that readers and data users see is French."""

from __future__ import annotations

import json
import os
import pickle
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from progress_matrix.words import Words
from support import bilingual as projects
from support.bilingual import CATALOGUE, FRENCH, catalogue
from support.factory import differing

if TYPE_CHECKING:
    from support.factory import Build, Root


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = projects.bilingual(tmp_path_factory.mktemp("french"))
    return root.build("fr", config={"language": "fr"})


def need(build: Build, need_id: str) -> dict[str, object]:
    data = json.loads((build.outdir / "needs.json").read_text(encoding="utf-8"))
    found: dict[str, object] = data["versions"][data["current_version"]]["needs"][need_id]
    return found


def test_titles_fields_and_text_of_items_are_translated_in_the_data(french: Build) -> None:
    item = need(french, "A04-CYB-001")
    assert item["title"] == "Enquête sur les pirates"
    assert item["editor_note"] == "Le rapport le dit deux fois."
    assert item["type_name"] == "Activité"
    assert item["content"] == (
        "L'enquête des services s'est achevée.\n\n- Elle a été longue.\n- Elle n'a *rien* trouvé.\n\n"
        "Source: {cite:p}`source2016`."
    )
    assert item["sources"] == ["source2016"]


def test_what_has_no_translation_stays_as_it_is(french: Build) -> None:
    item = need(french, "A04-CYB-002")
    assert (item["title"], item["content"]) == ("Second meeting", "It was held.")


def test_translated_nodes_name_their_page_and_keep_no_other_document(french: Build) -> None:
    stored = french.outdir.parent / "doctrees" / "areas" / "cyber" / "r04.doctree"
    page = pickle.loads(stored.read_bytes())  # noqa: S301 - our own build wrote it
    texts = [node for node in page.findall(nodes.Text) if "services s'est achevée" in node]
    assert len(texts) == 1
    assert {id(node.document) for node in page.findall()} == {id(page)}


def test_the_english_edition_stays_english(bilingual: Root) -> None:
    item = need(bilingual.build("en"), "A04-CYB-001")
    assert item["title"] == "Inquiry into pirates"
    assert str(item["content"]).startswith("The inquiry of the staffs ended.\n\n- It was long.")


def test_titles_reach_the_pages_that_link_to_the_item(french: Build) -> None:
    assert "Enquête sur les pirates" in french.html("proposals/p16-cyb-01")
    assert "Inquiry into pirates" not in french.html("proposals/p16-cyb-01")


def test_captions_labels_values_types_statuses_and_dates(french: Build) -> None:
    assert "Toutes les propositions par rapport" in french.html("views")
    page = french.html("areas/cyber/r04")
    for word in ("Acteurs", "services de l&#39;UE", "Activité"):
        assert word in page or word.replace("&#39;", "'") in page
    history = french.html("proposals/p16-cyb-01")
    assert "Activité rapportée" in history
    assert "Source non disponible" in history
    assert "du 1er\u00a0juin 2018 à avril 2019" in history.replace("&#160;", "\u00a0")


@pytest.mark.parametrize(
    ("language", "span", "told"),
    [
        ("fr", "2022-11-14/2022-11-18", "du 14 au 18\u00a0novembre 2022"),
        ("fr", "2023-12-01/2024-12-05", "du 1er\u00a0décembre 2023 au 5\u00a0décembre 2024"),
        ("fr", "2022-08/2022-10", "d'août à octobre 2022"),
        ("en", "2022-11-02/2022-11-12", "from 2 to 12 November 2022"),
        ("en", "2022-11-28/2023-01-02", "from 28 November 2022 to 2 January 2023"),
        ("en", "2017/2018", "from 2017 to 2018"),
    ],
)
def test_what_both_ends_of_a_span_share_is_told_once(language: str, span: str, told: str) -> None:
    assert Words(language).date(span) == told


def test_sentences_of_a_passage_keep_their_anchors(french: Build) -> None:
    page = french.html("reports/passages")
    assert 'id="R04-CYB-01.1"' in page
    assert "Phrase\u00a01" in page.replace("&#160;", "\u00a0")


def test_page_and_edition_say_their_language(french: Build) -> None:
    assert '<html lang="fr"' in french.html()
    assert "Petit suivi" in french.html()


def test_a_changed_translation_reaches_every_page_in_an_incremental_build(bilingual: Root) -> None:
    # In processes of their own: Python keeps a catalogue that it has once loaded.
    bilingual.run("-D", "language=fr")
    messages = FRENCH["areas/cyber/r04"] | {"Inquiry into pirates": "Recherche sur les pirates"}
    bilingual.put(f"{CATALOGUE}/areas/cyber/r04.po", catalogue(messages))
    status, again = bilingual.run("-D", "language=fr")
    assert status == 0
    assert "Recherche sur les pirates" in again.html("proposals/p16-cyb-01")
    assert "Enquête sur les pirates" not in again.html("proposals/p16-cyb-01")


def test_a_translation_that_comes_back_with_an_older_time(bilingual: Root) -> None:
    french = ("-D", "language=fr")
    bilingual.run(*french)
    path = f"{CATALOGUE}/areas/cyber/r04.po"
    bilingual.put(path, bilingual.get(path).replace("Enquête sur les pirates", "Enquête sur la piraterie"))
    os.utime(bilingual.source / path, (10**9, 10**9))
    _, build = bilingual.run(*french)
    assert "Enquête sur la piraterie" in build.html("areas/cyber/r04")
    assert differing(build, bilingual.run(*french, out="fresh")[1]) == []


def test_a_changed_word_of_the_vocabulary_reaches_every_page_in_an_incremental_build(bilingual: Root) -> None:
    bilingual.build("fr", config={"language": "fr"})
    words = FRENCH["vocabulary"] | {"EU staff": "personnel de l'UE"}
    bilingual.put(f"{CATALOGUE}/vocabulary.po", catalogue(words))
    again = bilingual.build("fr", config={"language": "fr"})
    assert "personnel de l" in again.html("areas/cyber/r04")


def test_a_french_build_without_a_change_writes_nothing(bilingual: Root) -> None:
    before = bilingual.run("-D", "language=fr")[1].times()
    assert bilingual.run("-D", "language=fr")[1].times() == before
