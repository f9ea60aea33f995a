"""The heaviest matrix there can be: 74 items, 10 periods, evidence in every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.factory import CONF, Root
from support.tracker import METAMODEL, SOURCES, activity, item, passage, proposal, report

if TYPE_CHECKING:
    from pathlib import Path

ITEMS, PERIODS, LIMIT = 74, 10, 300_000
TOML = METAMODEL.replace("build_json = true", "build_json = false")


# The project's own matrices are weighed every day.
@pytest.mark.exhaustive
def test_a_full_matrix_stays_light(tmp_path: Path) -> None:
    ids = [f"P16-CYB-{number:02}" for number in range(1, ITEMS + 1)]
    conf = CONF.replace('html_theme = "basic"', 'html_theme = "pydata_sphinx_theme"')
    root = Root(tmp_path, TOML, conf)
    root.put("sources.bib", SOURCES)
    pages = []
    for one in ids:
        pages.append(f"proposals/2016/{one.lower()}")
        text = proposal(one, "AREA-CYB")
        root.put(f"{pages[-1]}.md", text.replace("Subject of", "A subject of many words, as titles are:"))
    area = item("area", "Cyber", id="AREA-CYB", code="CYB", order="1")
    evidence = ""
    for number in range(1, PERIODS + 1):
        start, end = f"{2015 + number}-06", f"{2016 + number}-05"
        name = f"R{number:02}"
        text = report(number, start, end, "full", "CYB") + passage(name, "CYB", 1, 1)
        root.put(f"reports/r{number:02}.md", text)
        evidence += activity(
            f"A{number:02}-CYB-001", report=name, evidence=f"{name}-CYB-01.1", matched=", ".join(ids)
        )
        pages.append(f"reports/r{number:02}")
    root.put("area.md", f"# Area\n\n{area}{evidence}")
    tree = "\n".join(["area", *pages])
    root.put("index.md", f"# Matrix\n\n:::{{progress-matrix}}\n:::\n\n```{{toctree}}\n{tree}\n```\n")
    html = root.build().html()
    assert html.count('class="status-reported') >= ITEMS * PERIODS - ITEMS
    assert len(html.encode()) < LIMIT
