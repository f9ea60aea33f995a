"""Items that go and names that change: numbers stay known, and all that named them follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tools.checking.run import written
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
