"""What needs no build: strings, configuration, order of documents, widths, orientation."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
import typst
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.errors import ConfigError

from support.pdfs import letters
from typst_edition import assemble, escape, layout
from typst_edition.config import (
    Edition,
    contrast,
    edition_date,
    editions_from,
    in_language,
)
from typst_edition.fit import column_widths
from typst_edition.words import primary, region, typeset, words

pytestmark = pytest.mark.fast

# -- strings


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from('"\\\n\t#$[]`'), max_size=80))
@settings(max_examples=60)
def test_typst_reads_back_any_string(text: str) -> None:
    assert json.loads(typst.eval(b"", escape.exact_string(text))) == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('say "x"', '"say \\"x\\""'),
        ("a\\b", '"a\\\\b"'),
        ("#let x = 1", '"#let x = 1"'),
        ("a\n  b\tc", '"a b c"'),
        ("no\u00a0break", '"no\u00a0break"'),
        ("bell\x07", '"bell\ufffd"'),
        ("half\ud800", '"half\ufffd"'),
        ("", '""'),
    ],
)
def test_running_text(text: str, source: str) -> None:
    assert escape.string(text) == source


def test_exact_string_keeps_blanks_and_unifies_line_ends() -> None:
    assert escape.exact_string("a\r\n  b\rc\t") == '"a\\n  b\\nc\\t"'


def test_markup_text_ends_its_expression() -> None:
    assert escape.markup_text("x") == '#"x";'


def test_array_of_one_is_an_array() -> None:
    assert json.loads(typst.eval(b"", escape.array(['"a"']))) == ["a"]
    assert json.loads(typst.eval(b"", escape.array([]))) == []


# -- configuration


def test_the_shortest_edition() -> None:
    (edition,) = editions_from([{"name": "full", "title": "T"}], "en")
    assert edition.file == "full.pdf"
    assert edition.documents == ("*",)


def test_the_language_in_the_file_name() -> None:
    (edition,) = editions_from([{"name": "full", "title": "T", "filename": "x-{language}"}], "fr")
    assert edition.file == "x-fr.pdf"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("full", "a dictionary is needed"),
        ({"name": "full"}, "title missing"),
        ({"title": "T"}, "name missing"),
        ({"name": "full", "title": "T", "doc": []}, "unknown doc"),
        ({"name": "../full", "title": "T"}, "not a plain file name"),
        ({"name": "full", "title": "T", "documents": "index"}, "documents: 'index' is not a list"),
        ({"name": "full", "title": 3}, "title: 3 is not a string"),
        ({"name": "full", "title": {}}, "title missing"),
        ({"name": "full", "title": "T", "toc_depth": 7}, "toc_depth: 7 is not a number from 0"),
        ({"name": "full", "title": "T", "identification": 1}, "identification: 1 is not a string"),
        ({"name": "full", "title": "T", "cover_lines": [1]}, "cover_lines: 1 is not a string"),
        ({"name": "full", "title": "T", "paper": "a3"}, "paper: 'a3' is not one of a4, a5, us-letter"),
        ({"name": "full", "title": "T", "margins": {"left": "2cm"}}, "margins: 'left' is not one of inside"),
        ({"name": "full", "title": "T", "margins": {"top": "2"}}, "margins: top: '2' is not a length"),
        (
            {"name": "full", "title": "T", "margins": {"top": "9in"}},
            "margins: top: '9in' is not from 15mm to a third of the paper, 198pt",
        ),
        ({"name": "full", "title": "T", "margins": {"inside": "6mm"}}, "inside: '6mm' is not from 7mm to a"),
        ({"name": "full", "title": "T", "text_size": "3pt"}, "text_size: '3pt' is not a size from 6pt"),
        ({"name": "full", "title": "T", "fonts": {"body": "X"}}, "fonts: 'body' is not one of text"),
        ({"name": "full", "title": "T", "cover": "no"}, "cover: 'no' is not True or False"),
        (
            {"name": "full", "title": "T", "styles": {"a": "#ffffff"}},
            "styles: a: '#ffffff' is not a dictionary",
        ),
        (
            {"name": "full", "title": "T", "companions": ["x"]},
            "companions: 'x' is not there: there is no other",
        ),
        ({"name": "full", "title": "T", "companions": ["full"]}, "companions: 'full' is not there"),
        ({"name": "full", "title": "T", "margins": {"top": "-2cm"}}, "margins: top: '-2cm' is not a length"),
        ({"name": "full", "title": "T", "margins": "2cm"}, "margins: '2cm' is not a dictionary"),
        ({"name": "full", "title": "T", "table_size": 8}, "table_size: 8 is not a string"),
        ({"name": "full", "title": "T", "toc_depth": True}, "toc_depth: True is not a whole number"),
        ({"name": "full", "title": "T", "toc_depth": -1}, "toc_depth: -1 is not a number from 0"),
        ({"name": "full", "title": "T", "titles_only": None}, "titles_only: None is not a list"),
        ({"name": "full", "title": "T", "documents": [1]}, "documents: 1 is not a string"),
        ({"name": "full", "title": "T", "filename": "{lang}"}, "filename: '{lang}' is not a plain file name"),
        ({"name": "full", "title": "T", "language": "english"}, "language: 'english' is not the code of a"),
        ({"name": "full", "title": "T", "region": "France"}, "region: 'France' is not the code of a region"),
        ({"name": 3, "title": "T"}, "name: 3 is not a string"),
    ],
)
def test_an_edition_that_cannot_be_right(entry: object, message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)) as refused:
        editions_from([entry], "en")
    named = isinstance(entry, dict) and isinstance(entry.get("name"), str)
    where = f"typst_editions: edition {entry['name']!r}: " if named else "typst_editions[0]: "  # type: ignore[index]  # named
    assert str(refused.value).startswith(where)
    assert "\n" not in str(refused.value)


def test_a_companion_is_one_of_the_others() -> None:
    entries = [{"name": name, "title": "T", "companions": ["c"]} for name in "ab"]
    with pytest.raises(ConfigError, match="edition 'a': companions: 'c' is not one of b"):
        editions_from(entries, "en")


def test_two_editions_for_one_file() -> None:
    with pytest.raises(ConfigError, match=r"'a' and 'A' both write a\.pdf"):
        editions_from([{"name": "a", "title": "T"}, {"name": "A", "title": "T"}], "en")


def test_two_editions_of_one_name() -> None:
    with pytest.raises(ConfigError, match="two editions have the name 'a'"):
        editions_from([{"name": "a", "title": "T"}, {"name": "a", "title": "T", "filename": "b"}], "en")


def test_editions_are_a_list() -> None:
    with pytest.raises(ConfigError, match="is not a list of dictionaries"):
        editions_from({"name": "full"}, "en")


def test_text_in_a_language() -> None:
    texts = {"en": "Matrices", "fr": "Tableaux"}
    assert in_language(texts, "fr") == in_language(texts, "fr_CA") == "Tableaux"
    assert in_language(texts, "de") == "Matrices"
    assert in_language("Same", "fr") == "Same"


def test_the_date_is_configured_or_of_the_environment() -> None:
    assert edition_date("2026-03-01", {"SOURCE_DATE_EPOCH": "0"}) == date(2026, 3, 1)
    assert edition_date("", {"SOURCE_DATE_EPOCH": "86400"}) == date(1970, 1, 2)


@pytest.mark.parametrize(("value", "environ"), [("March", {}), ("", {"SOURCE_DATE_EPOCH": "soon"})])
def test_no_date(value: str, environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="is not a"):
        edition_date(value, environ)


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ({"fill": "red"}, "fill: 'red' is not a colour"),
        ({"fill": "#12345"}, "fill: '#12345' is not a colour"),
        ({"fill": "#203040"}, "text in #000000 on #203040 is hard to read: its contrast is 1.56, and 4.5"),
        ({"ink": "#cccccc"}, "text in #cccccc on #ffffff is hard to read"),
        ({"colour": "#ffffff"}, "'colour' is not one of fill, ink, edge"),
    ],
)
def test_a_style_must_be_readable(style: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=f"styles: status-x: {message}"):
        editions_from([{"name": "full", "title": "T", "styles": {"status-x": style}}], "en")


def test_what_editions_share_stands_once() -> None:
    shared = {"paper": "a5", "author": "The editors"}
    one, other = editions_from(
        [{"name": "a", "title": "T"}, {"name": "b", "title": "T", "paper": "a4"}], "en", shared
    )
    assert (one.paper, one.author) == ("a5", "The editors")
    assert (other.paper, other.author) == ("a4", "The editors")
    with pytest.raises(ConfigError, match="typst_edition_defaults: unknown papper"):
        editions_from([{"name": "a", "title": "T"}], "en", {"papper": "a5"})


@given(st.text("d' \"alx.", max_size=40))
@settings(max_examples=60)
def test_typesetting_leaves_no_straight_mark_and_loses_nothing(text: str) -> None:
    for language in ("en", "fr"):
        done = typeset(text, language)
        assert not {"'", '"'} & set(done)
        assert letters(done) == letters(text)


@pytest.mark.parametrize(
    ("text", "language", "done"),
    [
        ("l'UE et \"l'OTAN\"", "fr", "l’UE et «l’OTAN»"),
        ("d'", "fr", "d’"),
        ("\"At\" the 'start'", "en", "“At” the ‘start’"),
        ("the reports' \"frame\" isn't 'new'", "en", "the reports’ “frame” isn’t ‘new’"),
        ("17 June 2019, 6 Mayors", "en", "17\u00a0June\u00a02019, 6\u00a0Mayors"),
        ("le 17 juin 2019", "fr", "le 17\u00a0juin\u00a02019"),
        ("BLUE LINE 18 or NORTH-ML 9", "en", "BLUE\u00a0LINE\u00a018 or NORTH-ML\u00a09"),
        ("from 2019 to 2022: 3 in all; found: 3", "en", "from 2019 to\u00a02022: 3 in all; found:\u00a03"),
        ("Steady Watch 2018, Round II 2018", "en", "Steady Watch\u00a02018, Round II\u00a02018"),
        ("au printemps 2020, puis en nov. 2020", "fr", "au printemps\u00a02020, puis en nov.\u00a02020"),
        (
            "spring 2020, a 12, I-01 Watch, 27 Members",
            "en",
            "spring\u00a02020, a 12, I-01 Watch, 27\u00a0Members",
        ),
        ("7 of 74", "en", "7\u00a0of\u00a074"),
        ("on 5 July 2020, verses 1, 4, 7–8", "en", "on 5\u00a0July\u00a02020, verses 1,\u00a04,\u00a07–8"),
        (
            "in 2017 these 42 measures, no. 8 and Art. 5",
            "en",
            "in 2017 these 42\u00a0measures, no.\u00a08 and Art.\u00a05",
        ),
        ("en 2017 ces 42 mesures, n° 8", "fr", "en 2017 ces 42\u00a0mesures, n°\u00a08"),
        ("7 sur 74", "fr", "7\u00a0sur\u00a074"),
    ],
)
def test_typesetting(text: str, language: str, done: str) -> None:
    assert typeset(text, language) == done


def test_an_id_and_a_name_of_capitals_do_not_break() -> None:
    told = list(escape.parts("well-known A-1, UN-REDD, B-1", {"A-1"}))
    assert [part for part, whole in told if whole] == ["A-1", "UN-REDD"]
    assert "".join(part for part, _ in told) == "well-known A-1, UN-REDD, B-1"


def test_contrast() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#1f4e7a", "#1f4e7a") == pytest.approx(1)


def test_words_fall_back_to_english() -> None:
    assert words("fr-CA").contents == "Table des matières"
    assert words("de").contents == "Contents"
    assert (primary("pt_BR"), region("pt_BR"), region("fr")) == ("pt", "BR", None)


# -- order of documents

INCLUDES = {"index": ["a", "b"], "a": ["a/1", "a/2"], "b": ["a/2", "b/1"], "b/1": ["index"]}
ORDER = ["index", "a", "a/1", "a/2", "b", "b/1"]


def _select(patterns: list[str], exclude: list[str] | None = None) -> tuple[list[str], list[str]]:
    missed: list[str] = []
    order = assemble.toctree_order(INCLUDES, "index")
    chosen = assemble.select(order, [*ORDER, "orphan"], patterns, exclude or [], missed.append)
    return chosen, missed


def test_toctree_order_takes_the_first_mention_and_survives_circles() -> None:
    above = assemble.toctree_order(INCLUDES, "index")
    assert list(above) == ORDER
    assert above["a/2"] == ["index", "a"]


def test_selection() -> None:
    assert _select(["*"]) == (ORDER, [])
    assert _select(["b*", "a/*"]) == (["b", "b/1", "a/1", "a/2"], [])
    assert _select(["*"], ["a*"]) == (["index", "b", "b/1"], [])
    assert _select(["orphan", "a"]) == (["orphan", "a"], [])
    assert _select(["c/*", "a"]) == (["a"], ["c/*"])


def test_nesting_leaves_out_the_root_and_what_is_not_there() -> None:
    above = assemble.toctree_order(INCLUDES, "index")

    def depths(documents: list[str]) -> list[int]:
        return [place.depth for place in assemble.nest(documents, above, "index")]

    assert depths(ORDER) == [0, 0, 1, 1, 0, 1]
    assert depths(["a/1", "b/1"]) == [0, 0]
    assert depths(["a", "b", "a/1"]) == [0, 0, 0]  # a is closed when b begins


def test_a_start_document_nests_what_it_includes() -> None:
    places = assemble.nest(["a", "a/1"], assemble.toctree_order(INCLUDES, "a"), "index")
    assert [place.depth for place in places] == [0, 1]


# -- widths


def test_widths_grow_with_the_longest_word_and_the_text() -> None:
    short, word, long = column_widths([["a", "interoperability", "a b c d " * 40]], 3)
    assert short < word < long


def test_widths_of_an_empty_table() -> None:
    assert column_widths([], 2) == column_widths([["", ""]], 2)


# -- orientation and language


def _document(*children: nodes.Node) -> nodes.document:
    document = nodes.document("", "")  # type: ignore[arg-type]
    document.extend(children)
    return document


def test_a_landscape_element_takes_its_headings_along() -> None:
    title, inner_title, before = nodes.title(), nodes.title(), nodes.rubric()
    turned = nodes.table(classes=["landscape"])
    after = nodes.rubric()
    inner = nodes.section("", inner_title, nodes.comment(), turned)
    document = _document(nodes.section("", title, inner, after))
    layout.prepare(document, landscape=False)
    turns = [node[layout.ORIENTATION] for node in (title, inner_title, turned, after)]
    assert turns == [True, True, True, False]
    inner.insert(1, before)
    layout.prepare(document, landscape=False)
    turns = [node[layout.ORIENTATION] for node in (title, inner_title, before, turned)]
    assert turns == [False, False, False, True]


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ({"classes": ["lang-fr"]}, "fr"),
        ({"classes": ["lang-pt-br"]}, "pt-br"),
        ({"lang": "en"}, "en"),
        ({"classes": ["lang-python"]}, None),
        ({}, None),
    ],
)
def test_the_language_an_element_states(attributes: dict[str, Any], language: str | None) -> None:
    assert layout.language_of(nodes.inline("", **attributes)) == language


def test_an_edition_is_frozen() -> None:
    edition = Edition(name="a", title="T")
    with pytest.raises(AttributeError):
        edition.name = "b"  # type: ignore[misc]
