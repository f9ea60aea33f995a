"""The editors' guide, followed to the letter on a copy of the real tree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tools.new_report.__main__ import main

from support import editions
from support.factory import REPOSITORY
from support.trees import arguments, build_pages, copy_of_tree, files, rows, shown

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_VERSION = re.compile(r'^version = release = "(.*)"$', re.MULTILINE)


def example() -> str:
    """Give the page that the guide says a replaced subject may have."""
    guide = (REPOSITORY / "docs" / "editors-guide.md").read_text(encoding="utf-8")
    found = re.search(r"^   ```md\n(?P<page>(?:   .*\n|\n)+?)   ```\n", guide, re.MULTILINE)
    assert found is not None
    return re.sub(r"^   ", "", found["page"], flags=re.MULTILINE)


def test_replacing_a_reconstructed_subject(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = copy_of_tree(tmp_path / "tree")
    # What was published before.
    (root / "out").symlink_to(editions.pages(tmp_path_factory, "en"))
    name, pages = "P17-CYB-01", ("proposals/2017/p17-cyb-01", "proposals/index", "matrices/bases", "changes")
    page = root / "docs" / "proposals" / "2017" / "p17-cyb-01.md"
    assert ":basis: reconstructed\n" in page.read_text(encoding="utf-8")
    before = {
        row["proposal"]: row for row in rows(root, "matrix-proposals-reports") if row["report"] == "R04"
    }
    counts = sum(row["independent"] == "true" for row in before.values())
    assert before[name]["by_construction"] == "true"
    frozen = subprocess.run(
        [sys.executable, "-m", "progress_matrix.open_data", "--freeze", "data-history", "out"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": "ext"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert frozen.returncode == 0, frozen.stderr
    (root / "out").unlink()

    with (root / "docs" / "references.bib").open("a", encoding="utf-8") as stream:
        stream.write("\n@misc{annex2017, title = {An invented annex}, year = {2017}}\n")
    page.write_text(example(), encoding="utf-8")
    conf = (root / "conf.py").read_text(encoding="utf-8")
    (root / "conf.py").write_text(_VERSION.sub('version = release = "2027-01-31"', conf), encoding="utf-8")
    build_pages(root, *pages)

    after = {row["proposal"]: row for row in rows(root, "matrix-proposals-reports") if row["report"] == "R04"}
    assert after.keys() == before.keys()
    assert after[name]["basis"] == "official"
    assert after[name]["independent"] == "true"
    assert after[name]["by_construction"] == "false"
    assert after[name]["status"] == before[name]["status"]
    assert sum(row["independent"] == "true" for row in after.values()) == counts + 1
    text = shown(root, pages[0])
    assert "The subject is known from the official text." in text
    assert "The subject is inferred." not in text
    assert 'id="P17-CYB-01"' in (root / "out" / f"{pages[0]}.html").read_text(encoding="utf-8")
    assert "Shared handling of cyber incidents in a crisis" in shown(root, "proposals/index")
    changed = rf"Shared handling [a-z ]+ \({name}\) Inferred from the reports Official text"
    assert re.search(changed, shown(root, "changes"))


def test_the_undoing_of_a_new_report(tmp_path: Path) -> None:
    root = copy_of_tree(tmp_path / "tree")
    git = ["git", "-c", "user.name=test", "-c", "user.email=test@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "before"]):
        subprocess.run([*git, *command], cwd=root, check=True)
    before = files(root)
    assert main(arguments(root)) == 0
    assert files(root) != before
    guide = (REPOSITORY / "docs" / "editors-guide.md").read_text(encoding="utf-8")
    undo = re.search(r"```sh\n(git clean .*\n)```", guide)
    assert undo is not None
    subprocess.run(["sh", "-c", undo[1]], cwd=root, check=True, capture_output=True)
    assert files(root) == before
    status = subprocess.run([*git, "status", "--short"], cwd=root, check=True, capture_output=True, text=True)
    assert status.stdout == ""
