"""The sentences of a report at hand: shown where the hash agrees, refused where it does not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tools.intake.normalise import digest
from tools.with_sources import files, paragraphs

from source_texts import Texts
from support import reports
from support.factory import CONF, Root
from support.tracker import METAMODEL, PAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.fast

SENTENCES = ("Staffs met in autumn.", "They will meet again.", "This paragraph is about meetings.")
READ: dict[str, object] = {
    "id": "R04-CYB-01",
    "sha256": digest(" ".join(SENTENCES)),
    "sentences": list(SENTENCES),
}


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """The tiny tracker, one paragraph of which has the hash of a text."""
    conf = CONF.replace('"progress_matrix"', '"progress_matrix", "source_texts"', 1)
    made = Root(tmp_path, METAMODEL, conf, dict(PAGES))
    page = "reports/passages.md"
    made.put(page, made.get(page).replace("0" * 64, str(READ["sha256"]), 1))
    return made


def told(root: Root, *read: dict[str, object]) -> dict[str, object]:
    path = root.folder / "texts.json"
    path.write_text(json.dumps({"R04": {"fr": [], "en": list(read)}}), encoding="utf-8")
    return {"source_texts": str(path)}


def test_each_sentence_stands_beside_what_rests_on_it(root: Root) -> None:
    build = root.build(config=told(root, READ))
    assert build.warnings == []
    passages = build.html("reports/passages")
    assert all(sentence in passages for sentence in SENTENCES)
    assert passages.count("text checked") == 1
    card = build.html("areas/cyber/r04")
    assert f"{SENTENCES[0]} (R04-CYB-01.1)" in card
    assert f"{SENTENCES[1]} (R04-CYB-01.2)" in card


def test_one_changed_word_and_the_paragraph_is_refused_by_name(root: Root) -> None:
    changed = " ".join(SENTENCES).replace("autumn", "winter")
    other = {**READ, "sha256": digest(changed), "sentences": [changed]}
    build = root.build(config=told(root, other))
    passages = build.html("reports/passages")
    assert "R04-CYB-01: The text at hand does not agree" in passages
    assert "text checked" not in passages
    assert not any("winter" in content.decode("utf-8", "ignore") for content in build.files().values())


@pytest.mark.parametrize("content", [None, "{"])
def test_a_file_that_cannot_be_read_ends_the_build_with_one_line(root: Root, content: str | None) -> None:
    root.put("conf.py", root.get("conf.py") + 'source_texts = "texts.json"\n')
    if content is not None:
        root.put("texts.json", content)
    code, build = root.run()
    assert code == 2
    assert len(build.warnings) == 1
    assert "conf.py:1: ERROR: source_texts: " in build.log
    assert "texts.json" in build.log


@pytest.mark.parametrize(("suffix", "write"), [("pdf", reports.pdf), ("html", reports.page)])
def test_a_file_is_read_checked_and_read_again_when_it_changed(
    root: Root, tmp_path: Path, suffix: str, write: Callable[[reports.Marked, Path], None]
) -> None:
    text, held = " ".join(SENTENCES), root.folder / "texts.json"

    def passages(said: str) -> str:
        file = tmp_path / f"R04.{suffix}"
        write(
            reports.Marked((("=", "Report"), ("#", "Cyber security and cyber defence"), ("", said)), {}), file
        )
        held.write_text(json.dumps({"R04": paragraphs(file, "R04")}), encoding="utf-8")
        return root.build(config={"source_texts": str(held)}).html("reports/passages")

    page = passages(text)
    assert all(sentence in page for sentence in SENTENCES)
    assert "text checked" in page
    page = passages(f"{text} What a page break joined to it is another paragraph.")
    assert "text checked" in page
    assert "page break" not in page
    # The copy of before lies there still: what it showed must not stay.
    page = passages(text.replace("autumn", "winter"))
    assert not any(sentence in page for sentence in SENTENCES)
    assert "text checked" not in page
    assert "R04-CYB-01: The text at hand does not agree" in page


def test_without_the_setting_there_is_no_text(root: Root) -> None:
    for name, content in root.build().files().items():
        assert not any(sentence.encode() in content for sentence in SENTENCES), name


def test_the_language_that_agrees_is_taken() -> None:
    texts = Texts(
        {"R04": {"en": [{**READ, "sha256": "1"}], "fr": [READ]}}, {"R04-CYB-01": str(READ["sha256"])}
    )
    assert texts.sentence("R04-CYB-01.2") == SENTENCES[1]
    assert (texts.sentence("R04-CYB-01.4"), texts.sentence("R05-CYB-01.1")) == ("", "")
    assert texts.differing == []


def test_files_are_known_by_the_number_of_their_report(tmp_path: Path) -> None:
    for name in ("R04.txt", "r05-final.PDF", "notes.txt", "R06.odt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    assert {key: path.name for key, path in files(tmp_path).items()} == {
        "R04": "R04.txt",
        "R05": "r05-final.PDF",
    }
    assert files(tmp_path / "absent") == {}
