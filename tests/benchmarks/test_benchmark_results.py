"""What was measured is written down as it was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.measure import Usage
from benchmarks.results import BEGIN, END, Results, into
from benchmarks.scenarios import EDITED, FULL, RETITLED, Measured
from benchmarks.world import SIZES

if TYPE_CHECKING:
    from pathlib import Path


def test_figures_are_medians_and_ratios_to_the_floor() -> None:
    measured = Measured(SIZES["small"])
    for cpu in (9.0, 2.0, 4.0):
        measured.note("floor", FULL, Usage(cpu, cpu, 100))
    for cpu in (7.0, 6.0, 5.0):
        measured.note("ours", FULL, Usage(cpu, cpu, 250))
    measured.note("ours", EDITED, Usage(0.6, 1, 200))
    measured.note("ours", RETITLED, Usage(1.5, 2, 200))
    text = Results([measured]).text()
    assert "| full build | 4.0 s (1.00), 100 MB | 6.0 s (1.50), 250 MB |" in text
    assert "its text takes 10.0%; " in text
    assert "its title takes 25.0%. " in text


def test_a_stopped_builder_is_named_so_and_gets_no_figure() -> None:
    measured = Measured(SIZES["small"], stopped={"stock": 1800})
    measured.note("floor", FULL, Usage(1, 1, 1))
    text = Results([measured]).text()
    assert "| stopped after 30 min |" in text


def test_growth_is_the_ratio_of_each_stage_and_of_all() -> None:
    text = Results(stages={"model": (0.5, 5.0), "gaps": (1.5, 3.0)}).text()
    assert "| model | 0.50 s | 5.00 s | 10.0 |" in text
    assert "| all | 2.00 s | 8.00 s | 4.0 |" in text


def test_the_table_goes_between_its_markers(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    into(readme, "new\n")
    assert readme.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_a_page_without_markers_is_refused_and_kept(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        into(readme, "new\n")
    assert readme.read_text(encoding="utf-8") == f"before\n{BEGIN}\nold\n"
