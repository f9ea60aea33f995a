"""A comparison from end to end, at a size that only shows that it works."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks.measure import BuildFailedError, BuildStoppedError, run
from benchmarks.mlx import write_mlx
from benchmarks.record import Record
from benchmarks.results import text
from benchmarks.scenarios import EDITED, FULL, SCENARIOS, builders, compare
from benchmarks.world import Size, World

if TYPE_CHECKING:
    from pathlib import Path

TINY = Size("tiny", 8, 2, 32)
COLUMNS = 5
"""As many columns have the tables of an index."""


def test_a_comparison_from_end_to_end(tmp_path: Path) -> None:
    ours = [way for way in builders(sys.executable) if way.name == "matrix"]
    measured = compare(TINY, ours, tmp_path, 1, 900)
    for scenario in SCENARIOS:
        assert measured.cpu("matrix", scenario) > 0
        assert measured.peak("matrix", scenario) > 0
    assert measured.differing == []
    shown = text(Record({"small": measured}))
    assert "8 × 2 × 32 (items × periods × evidence), 1 run\n" in shown
    assert f"{measured.cpu('matrix', EDITED) / measured.cpu('matrix', FULL):.1%}" in shown


@pytest.mark.exhaustive
def test_each_way_builds_and_what_was_not_asked_for_is_not_measured(tmp_path: Path) -> None:
    # The peer that needs an environment of its own is left out.
    ways = [way for way in builders(sys.executable) if way.name in ("floor", "stock", "whole")]
    measured = compare(TINY, ways, tmp_path, 1, 900, [FULL])
    assert {name: [*found] for name, found in measured.usages.items()} == {way.name: [FULL] for way in ways}
    shown = text(Record({"small": measured}))
    assert f"| {EDITED} | not measured |" in shown
    assert "differ from a fresh build" not in shown
    # The floor holds the words that readers of ours see, and no item.
    floor = (tmp_path / "floor" / "source" / "index.md").read_text(encoding="utf-8")
    assert "Activity reported" in floor
    assert "progress-matrix" not in floor
    actors = (tmp_path / "floor" / "source" / "indices" / "actors.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|.*\|$", actors, re.MULTILINE)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {COLUMNS + 1}
    assert (tmp_path / "whole" / "one" / "html" / "data").is_dir()


def test_a_build_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(BuildFailedError, match="exit code 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_a_build_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(BuildStoppedError, match="not finished after"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, limit=0.5)


def test_the_peers_project_holds_every_item(tmp_path: Path) -> None:
    world = World(TINY)
    write_mlx(world, tmp_path)
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.rst"))
    for entry in (*world.items, *world.evidence):
        assert f".. item:: {entry.id} " in written
