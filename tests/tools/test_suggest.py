"""Drafts of items: what they propose, where they stand, and that they decide nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tools.checking.run import written
from tools.new_report.__main__ import main as new_report
from tools.suggest.__main__ import main
from tools.suggest.arrange import arranged
from tools.suggest.corpus import read_project
from tools.suggest.found import activity_of, dates, forms, hints, names
from tools.suggest.ranking import Ranking, Terms

from support.trees import TEXTS, arguments, files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def eleventh(tree: Path) -> Path:
    assert new_report(arguments(tree)) == 0
    return tree


def draft(root: Path, *options: str) -> int:
    return main(["r11", "--root", str(root), "--text", str(TEXTS / "invented-en.txt"), *options])


def test_each_open_sentence_has_a_draft_and_none_is_an_item(
    eleventh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {item.id for item in written(eleventh)[1]}
    assert draft(eleventh) == 0
    assert "docs/areas/cyber/r11.md: 4 drafts" in capsys.readouterr().out
    page = (eleventh / "docs" / "areas" / "cyber" / "r11.md").read_text(encoding="utf-8")
    first = page[page.index("% draft of R11-CYB-01.1") :].partition("% end of draft")[0]
    for line in (
        "% :id: A11-CYB-001\n",
        "% :area: AREA-CYB\n",
        "% :when: 2026-03\n",
        "% :kind: information exchange\n",
        "% :theme: ? Incident response and technical matters, ",
        "% :evidence: R11-CYB-01.1\n",
        "% :matched: ? P1",
    ):
        assert line in first, line
    assert first.count("\n% P1") == 5
    assert {item.id for item in written(eleventh)[1]} == before
    assert written(eleventh)[0] == []
    report = (eleventh / "docs" / "reports" / "r11.md").read_text(encoding="utf-8")
    assert report.index("% draft of R11-CON-01.1") < report.index("## Announcements")


def test_no_sentence_of_the_report_stands_in_a_draft(eleventh: Path) -> None:
    assert draft(eleventh) == 0
    new = b"\n".join(text for name, text in files(eleventh).items() if "r11" in name)
    for part in (b"table-top", b"closer", b"malware on", b"long-term process"):
        assert part not in new


def test_drafts_are_made_anew_and_go_when_settled(eleventh: Path) -> None:
    assert draft(eleventh) == 0
    once = files(eleventh)
    assert draft(eleventh) == 0
    assert files(eleventh) == once
    page = eleventh / "docs" / "areas" / "cyber" / "r11.md"
    text = page.read_text(encoding="utf-8")
    start = text.index("% :::{activity} ?")
    end = text.index("% end of draft", start)
    item = text[start:end].replace("% ", "").replace("%\n", "\n")
    for old, new in (
        (r"} \?", "} Talks"),
        (r"(matched): \? .*", r"\1: P16-CYB-01"),
        (r"(theme): \? ([^,\n]*).*", r"\1: \2"),
        (r"\n\?\n", "\nThe staffs met.\n"),
    ):
        item, count = re.subn(old, new, item)
        assert count == 1, old
    page.write_text(text[:start] + item + text[end:], encoding="utf-8")
    assert written(eleventh)[0] == []
    page.write_text(f"{text}\n{item}", encoding="utf-8")
    assert draft(eleventh) == 0
    after = page.read_text(encoding="utf-8")
    assert "% draft of R11-CYB-01.1" not in after
    assert "% :id: A11-CYB-002\n" in after
    assert after.count(item) == 1
    assert after.index("\n## Incident response and technical matters\n\n" + item) > 0


def test_items_go_under_their_theme_in_the_order_of_the_report() -> None:
    def item(kind: str, sentence: str, theme: str = "") -> str:
        named = f":theme: {theme}\n" if theme else ""
        return f":::{{{kind}}} {sentence}\n{named}:evidence: R11-CYB-{sentence}\n\nText.\n:::\n"

    first, second, third = (
        item("activity", "01.2", "B"),
        item("activity", "02.1", "B"),
        item("activity", "10.1", "A"),
    )
    said, due = item("statement", "N1.1"), item("announcement", "03.1")
    mixed = f"# Page\n\nAbout.\n\n{due}\n## B\n\n{second}\n{third}\n## Own\n\nText.\n\n{said}\n{first}"
    ordered = (
        f"# Page\n\nAbout.\n\n## Own\n\nText.\n\n## The area as a whole\n\n{said}\n## A\n\n{third}\n"
        f"## B\n\n{first}\n{second}\n## Announcements\n\n{due}"
    )
    assert arranged(mixed, ["A", "B"]) == ordered
    assert arranged(ordered, ["A", "B"]) == ordered
    assert arranged(mixed, []) == mixed


def test_an_open_question_is_a_mistake(eleventh: Path) -> None:
    assert draft(eleventh) == 0
    page = eleventh / "docs" / "areas" / "cyber" / "r11.md"
    text = page.read_text(encoding="utf-8")
    start, end = text.index("% :::{activity} ?"), text.index("% end of draft")
    page.write_text(text[:start] + text[start:end].replace("% ", "") + text[end:], encoding="utf-8")
    found = [str(one) for one in written(eleventh)[0]]
    assert len(found) == 1
    assert "left by a tool" in found[0]


def test_the_text_is_found_in_sources(eleventh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["11", "--root", str(eleventh)]) == 2
    assert "sources: no file there holds the passages" in capsys.readouterr().err
    folder = eleventh / "sources"
    folder.mkdir()
    (folder / "another.txt").write_text("Quite another text. It is short.\n", encoding="utf-8")
    text = (TEXTS / "invented-en.txt").read_text(encoding="utf-8")
    (folder / "some-name.txt").write_text(text, encoding="utf-8")
    assert main(["11", "--root", str(eleventh)]) == 0
    assert main(["44", "--root", str(eleventh)]) == 2
    assert "is no report" in capsys.readouterr().err


def test_measuring_writes_nothing(eleventh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(eleventh)
    assert draft(eleventh, "--measure") == 0
    assert files(eleventh) == before
    assert "proposal" not in capsys.readouterr().out  # nothing is coded, so nothing is compared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 5 December 2025 and in March.", ["2025-12-05", "2026-03"]),
        ("Le 1er juin 2025, puis en octobre.", ["2025-06-01", "2025-10"]),
        ("It lasted from 2 to 20 November 2025.", ["2025-11-02/2025-11-20"]),
        ("Du 1er au 3 mars 2026.", ["2026-03-01/2026-03-03"]),
        ("It was agreed in 2016.", ["2016"]),
        ("The year 2016 is not named so.", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert dates(text, "2026-05") == expected


def test_names_in_both_languages(tree: Path) -> None:
    corpus = read_project(tree, "fr")
    found = names(corpus, "actors").find("L'AED et l'Agence européenne de défense; the EDA; défense")
    assert found == ["European Defence Agency (EDA)"]
    assert names(corpus, "partners").find("en Géorgie et au Kosovo*") == ["Georgia", "Kosovo*"]
    assert forms("Cyber Coalition 2018") == {"Cyber Coalition 2018", "Cyber Coalition 18"}
    assert names(corpus, "actors").find("EU staff and NATO staff") == []


def test_neither_who_was_told_nor_what_was_spoken_of_acts_there(tree: Path) -> None:
    corpus = read_project(tree, "fr")
    actors, partners = names(corpus, "actors"), names(corpus, "partners")
    for text in (
        "The EDA briefed the North Atlantic Council.",
        "L'AED a informé le Conseil de l'Atlantique Nord.",
    ):
        assert actors.find(text) == ["European Defence Agency (EDA)"], text
    for text in ("Talks in Georgia dealt with Iraq.", "En Géorgie, les échanges ont porté sur l'Iraq."):
        assert partners.find(text) == ["Georgia"], text


def test_kinds_and_hints() -> None:
    assert activity_of("A seminar was held.") == "workshop"
    assert activity_of("Ils se sont vus.") == "?"
    assert hints("Une réunion est prévue, lorsque les circonstances le permettront.") == [
        "an announcement",
        "a limitation",
    ]


def test_the_likest_text_comes_first() -> None:
    ranking = Ranking(["ships at sea", "medical care", "ships and medicine"], Terms("english"))
    scores = ranking.scores("medical ships at sea")
    assert max(scores) == scores[0] == 1
    assert {"ship", "at sea"} <= set(ranking.shared("a ship at sea", 0))
    assert ranking.scores("nothing known") == [0.0, 0.0, 0.0]
