"""Names that would meet are refused; cells lead to a place that is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support.tracker import tracker

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast


def test_nouns_in_another_script_name_files_of_their_own(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    root.swap("tracker.toml", 'item = ["proposal", "proposals"]', 'item = ["σύσταση", "συστάσεις"]')
    root.swap("tracker.toml", 'period = ["report", "reports"]', 'period = ["έκθεση", "εκθέσεις"]')
    built = root.build()
    assert built.warnings == []
    assert (built.outdir / "data" / "matrix-συστάσεις-εκθέσεις.csv").is_file()


def test_two_tables_of_one_name_are_refused(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    text = root.get("tracker.toml")
    root.put("tracker.toml", text.replace("pattern = '^[A-Z]{3}$'", "pattern = '^.+$'"))
    for page, old, new in (("cyber", "CYB", "C+"), ("operations", "OPS", "C-")):
        root.swap(f"areas/{page}/index.md", f":code: {old}", f":code: {new}")
    found = [line for line in root.build().warnings if "would both be" in line]
    assert len(found) == 1
    assert "c.csv" in found[0]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    root.swap("tracker.toml", 'period = ["report", "reports"]', 'period = ["status", "statuses"]')
    assert any("two columns bear the name 'status'" in line for line in root.build().warnings)


def test_a_cell_leads_to_the_history_or_else_to_the_item(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    history = ":::{progress-history}\n:item: P16-CYB-02\n:::\n"
    root.swap("proposals/p16-cyb-02.md", history, "")
    assert 'href="proposals/p16-cyb-02.html#P16-CYB-02"' in root.build().html("views")
    root.put("elsewhere.md", f"# Elsewhere\n\n{history}")
    root.swap("index.md", "views\n", "views\nelsewhere\n")
    html = root.build().html("views")
    assert 'href="elsewhere.html#P16-CYB-02-R04"' in html
    assert not re.search(r'href="proposals/p16-cyb-02.html#P16-CYB-02-R04"', html)
