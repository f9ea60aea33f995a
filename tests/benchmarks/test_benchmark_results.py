"""What was measured is written down as it was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.measure import Usage
from benchmarks.record import Record
from benchmarks.results import BEGIN, END, into, text
from benchmarks.scenarios import EDITED, FULL, RETITLED, Measured
from benchmarks.world import SIZES

if TYPE_CHECKING:
    from pathlib import Path


def test_figures_are_medians_and_ratios_to_the_floor() -> None:
    measured = Measured(SIZES["small"])
    for cpu in (9.0, 2.0, 4.0):
        measured.note("floor", FULL, Usage(cpu, cpu, 100))
    for cpu in (7.0, 6.0, 5.0):
        measured.note("matrix", FULL, Usage(cpu, cpu, 250))
    measured.note("matrix", EDITED, Usage(0.6, 1, 200))
    measured.note("matrix", RETITLED, Usage(1.5, 2, 200))
    shown = text(Record({"small": measured}))
    assert "| full build | 4.0 s (1.00), 100 MB | 6.0 s (1.50), 250 MB |" in shown
    assert "its text takes 10.0%; " in shown
    assert "its title takes 25.0%.\n" in shown


def test_a_stopped_builder_is_named_so_and_gets_no_figure() -> None:
    measured = Measured(SIZES["small"], stopped={"stock": 1800})
    measured.note("floor", FULL, Usage(1, 1, 1))
    shown = text(Record({"small": measured}))
    assert "| stopped after 30 min |" in shown


def test_growth_is_the_ratio_of_each_stage_and_of_all() -> None:
    shown = text(Record(stages={"model": (0.5, 2.0, 5.0), "gaps": (1.5, 2.0, 3.0)}))
    assert "| model | 0.50 s | 2.00 s | 5.00 s | 10.0 | 2.5 |" in shown
    assert "| all | 2.00 s | 4.00 s | 8.00 s | 4.0 | 2.0 |" in shown


def test_a_size_that_was_not_measured_is_named_so() -> None:
    shown = text(Record({"small": Measured(SIZES["small"])}))
    assert f"## {SIZES['large']} (items × periods × evidence)\n\nNot measured yet" in shown
    assert f"## {SIZES['small']} (items × periods × evidence)\n\nNot measured yet" not in shown


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


def test_the_record_comes_back_from_its_file(tmp_path: Path) -> None:
    measured = Measured(SIZES["small"], stopped={"mlx": 60.0}, differing=["index.html"])
    measured.note("matrix", FULL, Usage(1.5, 2.0, 30.0))
    record = Record({"small": measured}, {"model": (0.5, 5.0)}, {"html": [Usage(1, 2, 3)]}, {"real": "x 1"})
    record.save(tmp_path / "measured.json")
    assert Record.load(tmp_path / "measured.json") == record
    assert Record.load(tmp_path / "none.json") == Record()


@pytest.mark.parametrize("content", ["{}", "[]", "not JSON", '{"compared": 3}'])
def test_what_is_no_record_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "measured.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"measured\.json|Expecting value"):
        Record.load(path)
