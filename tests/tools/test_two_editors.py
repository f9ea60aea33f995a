"""Two branches that each add items, an actor and translations merge, with the driver and without."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tools.checking import files
from tools.checking.run import written
from tools.keep_both import kept
from tools.translations.messages import read

from support.factory import REPOSITORY
from support.trees import copy_of_tree

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "docs/areas/cyber/r05.md"
CATALOGUE = "locales/fr/LC_MESSAGES/areas/cyber/r05.po"
METAMODEL = "ubproject.toml"


def git(root: Path, *arguments: str, fails: bool = False) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout


def item(number: int, title: str, actor: str) -> str:
    fields = f":id: A05-CYB-{number:03d}\n:report: R05\n:area: AREA-CYB\n:kind: meeting\n:actors: {actor}\n"
    reason = ":origin: other_source\n:no_proposal: What was read names no subject of its own.\n"
    text = f"The {title.lower()} took place.\n\nSource: {{cite:p}}`continentaldefence2019`.\n"
    return f"\n:::{{activity}} {title}\n{fields}{reason}\n{text}:::\n"


def work(root: Path, actor: str, before: str, numbers: tuple[int, int], name: str) -> None:
    """Do as an editor does: two items at the end of a page, an actor, four translations."""
    page = root / PAGE
    added = "".join(item(number, f"{name} meeting {number}", actor) for number in numbers)
    page.write_text(page.read_text(encoding="utf-8").rstrip() + "\n" + added, encoding="utf-8")
    model = root / METAMODEL
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace(f'  "{before}",\n', f'  "{actor}",\n  "{before}",\n', 1), encoding="utf-8")
    catalogue = root / CATALOGUE
    entries = "".join(
        f'\n#: {PAGE}\nmsgid "{name} meeting {number}"\nmsgstr "Réunion {name} {number}"\n'
        for number in numbers
    )
    # Both translate one sentence alike, and not at the same place.
    start, blank, rest = catalogue.read_text(encoding="utf-8").rstrip().partition("\n\n")
    same = f'#: {PAGE}\nmsgid "It took place."\nmsgstr "Elle a eu lieu."\n'
    start, rest = (f"{start}{blank}{same}", rest) if name == "One" else (start, f"{rest}\n\n{same}")
    catalogue.write_text(f"{start}{blank}{rest}\n{entries}", encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = copy_of_tree(tmp_path / "tree")
    for name in ("ext", "examples"):
        (root / name).unlink()
    (root / ".gitattributes").write_bytes((REPOSITORY / ".gitattributes").read_bytes())
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Start")
    for branch, actor, before, numbers in (
        ("one", "Alpha Council", "ARGUS Crisis Coordination Committee", (2, 3)),
        ("two", "Arctic Council", "ARGUS Crisis Coordination Committee", (4, 5)),
    ):
        git(root, "switch", "--quiet", "--create", branch, "main")
        work(root, actor, before, numbers, branch.capitalize())
        git(root, "commit", "--quiet", "--all", "--message", branch)
    git(root, "switch", "--quiet", "one")
    return root


def check(root: Path) -> None:
    assert list(files.findings(root)) == []
    found, items, _ = written(root)
    assert found == []
    assert {f"A05-CYB-{number:03d}" for number in range(1, 6)} <= {item.id for item in items}
    texts = {str(entry.id): entry.string for entry in read(root / CATALOGUE)}
    assert texts["One meeting 3"] == "Réunion One 3"
    assert texts["Two meeting 5"] == "Réunion Two 5"
    model = (root / METAMODEL).read_text(encoding="utf-8")
    assert '"Alpha Council"' in model
    assert '"Arctic Council"' in model


def test_with_the_driver_they_merge_without_a_conflict(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    driver = f"merge.keep-both.driver={sys.executable} -m tools.keep_both %O %A %B %P"
    git(project, "-c", driver, "merge", "--quiet", "--no-edit", "two")
    check(project)


def test_without_it_the_guide_settles_them(project: Path) -> None:
    git(project, "merge", "--quiet", "--no-edit", "two", fails=True)
    for name in git(project, "diff", "--name-only", "--diff-filter=U").split():
        git(project, "checkout", "--conflict=diff3", "--", name)
        done = subprocess.run(
            [sys.executable, "-m", "tools.keep_both", str(project / name)], cwd=REPOSITORY, check=False
        )
        assert done.returncode == 0
    check(project)


def test_a_number_taken_by_both_is_told_with_the_next_free_one(project: Path) -> None:
    page = project / PAGE
    text = page.read_text(encoding="utf-8")
    page.write_text(text + item(3, "Another meeting", "EU staff"), encoding="utf-8")
    (found,) = written(project)[0]
    assert "A05-CYB-003: is taken already in docs/areas/cyber/r05.md:" in str(found)
    assert "take the next free number, A05-CYB-004" in str(found)


def test_what_both_change_stays_a_conflict() -> None:
    conflict = "<<<<<<< a\nours\n||||||| base\nbefore\n=======\ntheirs\n>>>>>>> b\n"
    assert kept(conflict, ".md") == conflict
    assert kept(conflict.replace("before\n", ""), ".toml") == "ours\ntheirs\n"
    assert kept(conflict.replace("before\n", ""), ".md") == "ours\n\ntheirs\n"
    assert kept(conflict.replace("before\n", "").replace("theirs", "ours"), ".md") == "ours\n"
