"""What an item names and its cited sentences do not."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from tools.checking.markup import Item, Option
from tools.source_check.__main__ import FIELDS, findings, main
from tools.source_check.names import FILE, Names, plain

from source_texts import Texts
from support.factory import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast

FRENCH = (
    "Des membres du personnel de l’UE ont assisté à Bucarest à Cyber Europe 2018.",
    "Le Comité militaire de l’OTAN s'est réuni.",
)
TEXTS = Texts(
    {"R04": {"fr": [{"id": "R04-CYB-01", "sha256": "1", "sentences": list(FRENCH)}]}},
    {"R04-CYB-01": "1", "R04-CYB-02": "2"},
)


def item(evidence: str, **fields: str) -> Item:
    written = {"id": "A04-CYB-001", "evidence": evidence, **fields}
    options = [Option(name, value, line) for line, (name, value) in enumerate(written.items(), 2)]
    return Item("docs/areas/cyber/r04.md", 1, "activity", "A title", options)


def told(one: Item) -> list[str]:
    return [str(found) for found in findings([one], TEXTS, Names(REPOSITORY)) if found]


def test_what_the_sentence_names_is_found_by_its_french_name_or_another_wording() -> None:
    one = item("R04-CYB-01.1", actors="EU staff", where="Bucharest", exercises="Cyber Europe 2018")
    assert told(one) == []


def test_what_only_another_sentence_names_is_listed_with_file_line_and_remedy() -> None:
    one = item("R04-CYB-01.1", actors="EU staff, NATO Military Committee", where="Vienna")
    assert told(one) == [
        "docs/areas/cyber/r04.md:4: A04-CYB-001: :actors: “NATO Military Committee” is not named in "
        "R04-CYB-01.1: cite the sentence that names it, take it out, or add the wording to "
        "tools/source_check/aliases.toml",
        "docs/areas/cyber/r04.md:5: A04-CYB-001: :where: “Vienna” is not named in R04-CYB-01.1: cite the "
        "sentence that names it, take it out, or add the wording to tools/source_check/aliases.toml",
    ]
    assert told(item("R04-CYB-01.1, R04-CYB-01.2", actors="EU staff, NATO Military Committee")) == []


def test_a_part_of_a_word_is_no_name() -> None:
    names = Names(REPOSITORY)
    assert not names.found("where", "Tunis", "des députés tunisiens")
    assert names.found("where", "Tunis", "un séminaire à Tunis")


def test_a_representative_is_no_staff() -> None:
    names = Names(REPOSITORY)
    sentence = "Les représentants de l'OTAN ont aussi participé aux deux réunions."
    assert not names.found("actors", "NATO staff", sentence)
    assert names.found("actors", "North Atlantic Treaty Organization (NATO)", sentence)


def test_items_whose_sentences_are_not_at_hand_are_passed_over() -> None:
    assert list(findings([item("R04-CYB-02.1", actors="EU staff")], TEXTS, Names(REPOSITORY))) == []


def test_accents_and_apostrophes_do_not_count() -> None:
    assert plain("d’état  général") == "d'etat general"


def test_each_wording_is_of_a_value_that_there_is_and_can_be_read() -> None:
    wordings = tomllib.loads((REPOSITORY / FILE).read_text(encoding="utf-8"))
    fields = tomllib.loads((REPOSITORY / "ubproject.toml").read_text(encoding="utf-8"))["needs"]["fields"]
    assert set(wordings) <= set(FIELDS)
    for field, values in wordings.items():
        assert set(values) <= set(fields[field]["schema"]["items"]["enum"])
        for one in (one for several in values.values() for one in several):
            assert re.compile(plain(one))
            assert not re.search(one, "")


def test_without_a_report_it_says_where_to_put_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--sources", str(tmp_path)]) == 1
    assert capsys.readouterr().out == (
        f"{tmp_path}: no report is there; put its file there under its number, as R04.pdf\n"
    )


def test_a_text_that_is_not_the_one_coded_is_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Cyber security and cyber defence\n\nAnother report speaks here of another thing.\n"
    (tmp_path / "R04.txt").write_text(text, encoding="utf-8")
    assert main(["--sources", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "R04-CYB-01: differs from its hash, not compared" in lines
    assert lines[-1] == "R04: 0 values looked for, 0 not found"
