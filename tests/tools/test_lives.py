"""Items that go and names that change: numbers stay known, and all that named them follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tools.checking.run import findings, written
from tools.lives import main
from tools.translations.messages import read

from support.trees import files

if TYPE_CHECKING:
    from pathlib import Path


def run(root: Path, *arguments: str) -> int:
    return main([*arguments, "--root", str(root)])


def test_a_retired_item_keeps_its_number_and_says_where_its_facts_are(tree: Path) -> None:
    reason = "It told the same meetings as another item."
    assert run(tree, "retire", "A04-CYB-005", "--reason", reason, "--now", "A04-CYB-001") == 0
    found, items, _ = written(tree)
    assert found == []
    gone = next(item for item in items if item.id == "A04-CYB-005")
    assert (gone.type, gone.file, gone.get("now")) == ("withdrawn", "docs/areas/cyber/r04.md", "A04-CYB-001")
    assert reason in [line for _, line in gone.body]
    page = tree / gone.file
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(":id: A04-CYB-006\n", ":id: A04-CYB-005\n"), encoding="utf-8")
    told = [str(one) for one in written(tree)[0]]
    assert [line for line in told if "A04-CYB-005: is taken already in" in line]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("retire", "A04-CYB-905", "--reason", "x"), "there is no such item"),
        (("retire", "A04-CYB-005", "--reason", "x", "--now", "P16-CYB-01"), "there is no such item"),
        (("rename", "actors", "Nobody", "Somebody"), "is no name of actors"),
        (("rename", "actors", "African Union", "United Nations"), "is a name of actors already"),
        (("rename", "kinds", "a", "b"), "has no list of names"),
    ],
)
def test_what_cannot_be_done_is_said(
    tree: Path, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(tree)
    assert run(tree, *arguments) == 2
    assert message in capsys.readouterr().err
    assert files(tree) == before


def test_an_announcement_that_was_followed_up_is_not_retired(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, items, _ = written(tree)
    followed = next(target for item in items for target in item.listed("fulfils"))
    assert run(tree, "retire", followed, "--reason", "x") == 2
    assert f":fulfils: leads to {followed}" in capsys.readouterr().err


def test_a_renamed_exercise_is_renamed_everywhere(tree: Path) -> None:
    old, new = "Trident Juncture 18", "Alpine Juncture 18"
    assert run(tree, "rename", "exercises", old, new) == 0
    assert written(tree)[0] == []
    model = (tree / "ubproject.toml").read_text(encoding="utf-8")
    assert f'enum = [\n  "{new}",\n  "Coalition Warrior' in model
    pages = b"\n".join(text for name, text in files(tree).items() if name.endswith(".md"))
    assert f":exercises: {new}".encode() in pages
    assert f":exercises: {old}".encode() not in pages
    catalogue = read(tree / "locales/fr/LC_MESSAGES/vocabulary.po")
    assert catalogue.get(new) is not None
    assert catalogue.get(old) is None


PAGE = "docs/areas/cyber/r04.md"


def edit(root: Path, page: str, *changes: tuple[str, str]) -> None:
    path = root / page
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def item(root: Path, number: str) -> str:
    """Give an item as it is written."""
    (found,) = re.findall(
        rf"^:::\{{\w+\}} .*\n:id: {number}\n(?:.*\n)*?:::\n", (root / PAGE).read_text("utf-8"), re.MULTILINE
    )
    return str(found)


def check(root: Path, gone: str, now: str) -> None:
    """Nothing is wrong, and the number that went says where its facts are told."""
    found, items, _ = written(root)
    assert found == []
    (left,) = (one for one in items if one.id == gone)
    assert (left.type, left.file, left.get("now")) == ("withdrawn", PAGE, now)


def test_an_item_is_split(tree: Path) -> None:
    """As the guide says: new ones with the next free numbers, then the old one is retired."""
    old = item(tree, "A04-CYB-008")
    two = [
        old.replace("A04-CYB-008", f"A04-CYB-9{number}0").replace(
            "{activity} ", f"{{activity}} Part {number}: "
        )
        for number in (1, 2)
    ]
    edit(tree, PAGE, (old, old + "\n" + "\n".join(two)))
    assert (
        run(
            tree, "retire", "A04-CYB-008", "--reason", "Two briefings.", "--now", "A04-CYB-910", "A04-CYB-920"
        )
        == 0
    )
    check(tree, "A04-CYB-008", "A04-CYB-910, A04-CYB-920")


def test_two_items_are_merged(tree: Path) -> None:
    edit(
        tree,
        PAGE,
        (":evidence: R04-CYB-01.1, R04-CYB-04.1", ":evidence: R04-CYB-01.1, R04-CYB-04.1, R04-CYB-02.3"),
    )
    assert run(tree, "retire", "A04-CYB-008", "--reason", "Told with another.", "--now", "A04-CYB-001") == 0
    check(tree, "A04-CYB-008", "A04-CYB-001")


def test_an_item_moves_to_another_area(tree: Path) -> None:
    moved = item(tree, "A04-CYB-008").replace("A04-CYB-008", "A04-HYB-908").replace("AREA-CYB", "AREA-HYB")
    moved = re.sub(":theme: .*", ":theme: The Helsinki centre", moved)
    edit(tree, "docs/areas/hybrid-threats/r04.md", ("\n:::{activity}", f"\n{moved}\n:::{{activity}}"))
    assert run(tree, "retire", "A04-CYB-008", "--reason", "It belongs there.", "--now", "A04-HYB-908") == 0
    check(tree, "A04-CYB-008", "A04-HYB-908")


def test_items_outside_the_changed_dates_of_a_report_are_named(tree: Path) -> None:
    edit(tree, "docs/reports/r04.md", (":period_start: 2018-06", ":period_start: 2018-10"))
    outside = [one for one in findings(tree)[0] if "lies outside the period of R04" in one.what]
    # Items of one date stand in one line.
    told = {name for one in outside for name in (one.item, *re.findall(r"A04-\w+-\d+", one.what))}
    assert told == {
        one.id
        for one in written(tree)[1]
        if one.type == "activity"
        and one.get("report") == "R04"
        and not one.get("editor_note")
        and "2018-01" < one.get("when") < "2018-10"
    }
    assert told
