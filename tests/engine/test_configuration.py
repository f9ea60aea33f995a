"""Every mistake in the settings is one line that names the key, the value and what is allowed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import ConfigError

from progress_matrix.settings import load
from support.audit import audit
from support.inquiry import inquiry

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"colour": "red"}, "progress_matrix: unknown key 'colour'; allowed are bases, caveat,"),
        ({"types": "goal"}, "progress_matrix.types: 'goal' is not a table of evidence, group"),
        ({"types": {"item": 3}}, "progress_matrix.types.item: 3 is not a text"),
        ({"types": {"item": ""}}, "progress_matrix.types.item: '' is not a name"),
        ({"types": {"thing": "goal"}}, "progress_matrix.types: unknown key 'thing'; allowed are"),
        ({"types": {"evidence": {"deed": "x"}}}, "progress_matrix.types.evidence: unknown key 'deed'"),
        ({"links": {"strengths": {"sure": "x"}}}, "progress_matrix.links.strengths: unknown key 'sure'"),
        ({"links": {"strengths": {"explicit": ["x"]}}}, "strengths.explicit: ['x'] is not a text"),
        ({"fields": {"since": ["x"]}}, "progress_matrix.fields.since: ['x'] is not a text"),
        ({"bases": "official"}, "progress_matrix.bases: 'official' is not a list of texts"),
        ({"independent": "official"}, "progress_matrix.independent: 'official' is not a list of texts"),
        ({"dates": [1]}, "progress_matrix.dates: [1] is not a list of texts"),
        ({"facts": {"step": "when"}}, "progress_matrix.facts.step: 'when' is not a list of texts"),
        ({"facts": ["step"]}, "progress_matrix.facts: ['step'] is not a table"),
        ({"nouns": {"item": ["goal"]}}, "progress_matrix.nouns.item: ['goal'] is not a list of two texts"),
        ({"nouns": {"itme": ["goal", "goals"]}}, "progress_matrix.nouns: unknown key 'itme'; allowed are"),
        ({"labels": {"when": 1}}, "progress_matrix.labels.when: 1 is not a text"),
        ({"caveat": ["x"]}, "progress_matrix.caveat: ['x'] is not a text"),
        ({"package": {"name": 1}}, "progress_matrix.package.name: 1 is not a text"),
        ({"statuses": {"code": "x"}}, "progress_matrix.statuses: {'code': 'x'} is not a list of tables"),
        ({"statuses": [{"code": "Ä"}]}, "progress_matrix.statuses: code: 'Ä' is not a code"),
        ({"statuses": [{"code": "done"}]}, "progress_matrix.statuses.done: needs the key 'label'"),
        ({"statuses": [{"code": "done", "colour": 1}]}, "progress_matrix.statuses: unknown key 'colour'"),
        ({"statuses": [{"code": "no_mention", "counted": "no"}]}, "'no' is not true or false"),
        ({"statuses": [{"code": "no_mention", "given_by": "x"}]}, "no evidence gives this status"),
        ({"statuses": [{"code": "no_mention", "like": "red"}]}, "no_mention.like: 'red' is not one of"),
        ({"statuses": [{"code": "no_mention"}] * 2}, "'no_mention' is declared twice"),
        (
            {"statuses": [{"code": "reported", "mark": "×"}]},
            "reported.mark: '×' is that of not_applicable",  # whose sign the key shows too
        ),
        (
            {"statuses": [{"code": code, "mark": "●"} for code in ("reported", "no_mention")]},
            "reported.mark: '●' is that of no_mention; each needs one of its own, and taken are ×, …, ●, ·",
        ),
        (
            {"statuses": [{"code": "no_mention", "label": "Not applicable "}]},
            "no_mention.label: 'Not applicable' is that of not_applicable; each needs one of its own",
        ),
        (
            {"statuses": [{"code": "no_mention", "short": "Announced"}]},
            "no_mention.short: 'Announced' is that of announced",
        ),
        ({"statuses": [{"code": "no_mention", "mark": " "}]}, "no_mention.mark: ' ' is not a sign"),
        ({"statuses": [{"code": "no_mention", "mark": "SILENT"}]}, "no_mention.mark: 'SILENT' is not a sign"),
        (
            {"statuses": [{"code": "no_mention", "label": " "}]},
            "no_mention.label: is empty; allowed are words",
        ),
        (
            {"statuses": [{"code": "no_mention", "definition": "The {report} is silent."}]},
            "no_mention.definition: {report} is no place of it; allowed are words, {period} and {group}",
        ),
        (
            {"statuses": [{"code": "no_mention", "definition": "The {period is silent."}]},
            "no_mention.definition: expected '}' before end of string is no place of it",
        ),
        (
            {
                "statuses": [
                    {"code": code, "label": code, "mark": code[0], "definition": code, "given_by": "activity"}
                    for code in ("done", "seen")
                ]
            },
            "statuses.seen.where: done stands before it and takes all that it would",
        ),
        ({"dates": ["when", "when"]}, "['when', 'when'] is not a list of texts, none of them empty or twice"),
        (
            {"designations": {"": "Note."}},
            "designations: {'': 'Note.'} is not a table of names",
        ),
        ({"nouns": {"item": ["", ""]}}, "progress_matrix.nouns.item: ['', ''] is not a list of two texts"),
        ({"words": ["Silence"]}, "progress_matrix.words: ['Silence'] is not a table"),
    ],
)
def test_a_key_or_value_of_the_wrong_kind_is_refused(table: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)) as refused:
        load(table)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'activity = "measure"',
            'activity = "measures"',
            "types.evidence.activity: 'measures' is not a need type",
        ),
        ('item = "recommendation"', "", "types.item: 'item' is not a need type; allowed are"),
        ('explicit = "names"', 'explicit = "nams"', "links.strengths.explicit: 'nams' is not a link"),
        ('period = "in_review"', 'period = "in_revue"', "links.period: 'in_revue' is not a link"),
        (
            'period = "review"',
            'period = "recommendation"',
            "types.period: 'recommendation' is that of types.item",
        ),
        (
            'explicit = "names"',
            'explicit = "in_review"',
            "'in_review' is that of links.period; each needs one",
        ),
        ('since = "issued"', 'since = "isued"', "fields.since: 'isued' is not a field; allowed are issued"),
        ("plan = [", "plann = [", "facts: 'plann' is not a need type; allowed are"),
        ('"follow_up", "links", "reads"]', '"links", "raeds"]', "facts.plan: 'raeds' is not a field or link"),
        (
            "[progress_matrix.facts]",
            "[progress_matrix.labels]\nx = 'X'\n[progress_matrix.facts]",
            "labels: 'x'",
        ),
        (
            "[progress_matrix.facts]",
            "[progress_matrix.unsaid]\nx = 'X'\n[progress_matrix.facts]",
            "unsaid: 'x'",
        ),
        (
            "[progress_matrix.facts]",
            "[progress_matrix.words]\nSilence = 'x'\n[progress_matrix.facts]",
            "words: 'Silence' is not a word of the extension; allowed are",
        ),
        (
            "[progress_matrix.facts]",
            "[progress_matrix.words]\n'of {total}' = 'of {all}'\n[progress_matrix.facts]",
            "words.of {total}: '{all}' is not a place of that text; allowed are {total}",
        ),
        (
            "[progress_matrix]",
            "[progress_matrix]\ntrust = 'viwes'",
            "'viwes' is not a document; near it are views",
        ),
        (
            "[progress_matrix]",
            "[progress_matrix]\ncorrections = 'errors at example'",
            "corrections: 'errors at example' is no address; allowed is one that begins with https://, or an",
        ),
        (
            "[progress_matrix]",
            "[progress_matrix]\npackage = { history = '../frozen' }",
            "package.history: '../frozen' is no folder of the project",
        ),
        (
            "[progress_matrix]",
            "[progress_matrix]\npackage = { tag = 'tracker' }",
            "package.tag: 'tracker' is no tag, such as tag:example.org,2026:",
        ),
    ],
)
def test_a_name_that_is_not_there_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = audit(tmp_path)
    text = root.get("tracker.toml")
    head, mark, rest = text.partition("[progress_matrix]")
    assert old in mark + rest
    root.put("tracker.toml", head + (mark + rest).replace(old, new, 1))
    assert re.fullmatch(rf"tracker\.toml:\d+: ERROR: .*{re.escape(said)}.*", root.refusal())


def test_a_language_without_dates_is_refused(tmp_path: Path) -> None:
    said = audit(tmp_path).refusal(config={"language": "xx"})
    assert said.startswith("conf.py:1: ERROR: language: 'xx' is not a language that Babel knows")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"progress_matrix_from_toml": 7}, "progress_matrix: 7 is neither a table nor a name of a file"),
        (
            {"progress_matrix_from_toml": "", "progress_matrix": ["x"]},
            "progress_matrix: ['x'] is neither a table nor",
        ),
        ({"html_baseurl": "example.org"}, "html_baseurl: 'example.org' is no address; allowed is one that"),
    ],
)
def test_a_value_of_conf_of_another_kind_is_refused(
    tmp_path: Path, config: dict[str, object], said: str
) -> None:
    assert audit(tmp_path).refusal(config=config).startswith(f"conf.py:1: ERROR: {said}")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('where = { decision = "in part" }', 'where = { decison = "in part" }', 'code = "partly_accepted"'),
        ("[progress_matrix]\n", "[progress_matrix]\ntypo = 1\n", "[progress_matrix]"),
        ('strengths = { explicit = "to" }', 'strengths = { explicit = "too" }', "strengths = "),
    ],
)
def test_the_line_of_a_table_or_status_is_told(tmp_path: Path, old: str, new: str, at: str) -> None:
    root = inquiry(tmp_path)
    root.swap("tracker.toml", old, new)
    lines = root.get("tracker.toml").splitlines()
    (number,) = [number for number, line in enumerate(lines, 1) if line.startswith(at)]
    assert root.refusal().startswith(f"tracker.toml:{number}: ERROR: progress_matrix")


def test_the_line_of_a_name_is_told(tmp_path: Path) -> None:
    root = audit(tmp_path)
    root.swap("tracker.toml", 'since = "issued"', 'since = "isued"')
    lines = root.get("tracker.toml").splitlines()
    number = lines.index('since = "isued"') + 1
    assert root.refusal().startswith(f"tracker.toml:{number}: ERROR: progress_matrix.fields.since: 'isued'")


def test_a_file_without_the_table_is_refused(tmp_path: Path) -> None:
    root = audit(tmp_path)
    root.put("other.toml", "[tool]\n")
    said = root.refusal(config={"progress_matrix_from_toml": "other.toml"})
    assert "other.toml: has no table [progress_matrix]" in said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_catalogue_that_is_not_there_is_refused(tmp_path: Path, language: str) -> None:
    root = audit(tmp_path)
    root.swap("tracker.toml", "[progress_matrix]\n", '[progress_matrix]\nvocabularies = ["terms"]\n')
    if language == "en":
        root.build()  # nothing is translated yet
        root.put("locales/fr/LC_MESSAGES/words.po", "")
    said = root.refusal(out="again", config={"language": language})
    assert f"'terms' is not a catalogue of the language '{language}' in" in said


def test_two_places_for_the_settings_are_refused(tmp_path: Path) -> None:
    assert "are both set" in audit(tmp_path).refusal(config={"progress_matrix": {"caveat": "x"}})


def test_words_of_a_project_s_own_take_the_place_of_ours(tmp_path: Path) -> None:
    root = audit(tmp_path)
    root.swap(
        "tracker.toml",
        "[progress_matrix.facts]",
        '[progress_matrix.words]\n"Area level only" = "Department as a whole"\n[progress_matrix.facts]',
    )
    html = root.build().html("views")
    assert "Department as a whole" in html
    assert "Area level only" not in html
