"""A new report, coded: every view has its column, and nothing outside the content changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tools.new_report.__main__ import main

from support.trees import PASSAGE, arguments, build_pages, copy_of_tree, framed, rows, shown, uncommented

if TYPE_CHECKING:
    from pathlib import Path

PAGES = (
    "index",
    "identification",
    "bibliography",
    "reports/index",
    "matrices/coverage",
    "matrices/proposals",
    "matrices/areas",
    "matrices/gaps",
    "areas/cyber/index",
    "areas/cyber/r11",
    "proposals/2016/p16-cyb-01",
    "reports/r11",
    "reports/r11-passages",
)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the report, code one activity by the worked example, call the rest context."""
    root = copy_of_tree(tmp_path_factory.mktemp("column") / "tree")
    assert main(arguments(root)) == 0
    area = root / "docs" / "areas" / "cyber" / "r11.md"
    area.write_text(uncommented(area), encoding="utf-8")
    register = root / "docs" / "reports" / "r11-passages.md"
    text = framed(register.read_text(encoding="utf-8"), "R11-CYB-01")
    register.write_text(
        text.replace(
            ":id: R11-CYB-01\n", ":id: R11-CYB-01\n:context: 2 frame, 3 frame\n:context_note: Frames.\n"
        ),
        encoding="utf-8",
    )
    report = root / "docs" / "reports" / "r11.md"
    coded_field = ":coverage: full\n:coded: INT, HYB, CYB, EXE, CON\n:coded_by: person\n:codings: 1\n"
    report.write_text(
        report.read_text(encoding="utf-8").replace(":coverage: full\n", coded_field), encoding="utf-8"
    )
    build_pages(root, *PAGES)
    return root


def test_the_exports_have_the_column(coded: Path) -> None:
    cells = {
        row["proposal"]: row for row in rows(coded, "matrix-proposals-reports") if row["report"] == "R11"
    }
    assert len(cells) == 74
    reported = {name: row["evidence"] for name, row in cells.items() if row["status"] == "reported"}
    assert reported == {"P16-CYB-01": "A11-CYB-001"}
    assert {row["status"] for name, row in cells.items() if name not in reported} == {"no_mention"}
    gaps = [row["proposal"] for row in rows(coded, "gaps") if row["report"] == "R11"]
    assert len(gaps) == 73
    areas = {
        row["area"]: row["count"]
        for row in rows(coded, "matrix-areas-reports")
        if row["report"] == "R11" and row["status"] == "reported"
    }
    assert areas["AREA-CYB"] == "1"
    assert sum(map(int, areas.values())) == 1


def test_the_pages_have_the_column(coded: Path) -> None:
    for page in ("matrices/proposals", "matrices/areas", "areas/cyber/index"):
        assert "11th report Jun 2025" in shown(coded, page), page
    assert "11th report" in shown(coded, "matrices/gaps")
    assert "Eleventh progress report" in shown(coded, "proposals/2016/p16-cyb-01")
    assert "R11-HYB-N1" in shown(coded, "reports/r11-passages")
    report = shown(coded, "reports/r11")
    assert "in its English version" in report
    register = (coded / "docs" / "reports" / "r11-passages.md").read_text(encoding="utf-8")
    sentences = sum(int(count) for _, count in PASSAGE.findall(register))
    assert f"{sentences} of {sentences}" in report
    assert "percent signs" not in shown(coded, "areas/cyber/r11")


def test_pages_about_all_reports_take_it_in(coded: Path) -> None:
    assert "the latest is the 11th report , from June 2025 to May 2026" in shown(coded, "index")
    whole = sum(row["coverage"] == "full" for row in rows(coded, "items-reports"))
    assert f"{whole} of 11 progress reports read in full" in shown(coded, "index")
    assert "Progress reports in all: 11" in shown(coded, "identification")
    assert "[Eleventh progress report on the implementation" in shown(coded, "bibliography")
    assert "Eleventh progress report from June 2025 to May 2026" in shown(coded, "reports/index")
    covered = shown(coded, "matrices/coverage")
    assert "Eleventh progress report: every paragraph" in covered
    assert covered.index("Fourth progress report: every") < covered.index("Eleventh progress report: every")


def test_the_french_edition_has_it_too(coded: Path) -> None:
    catalogue = coded / "locales" / "fr" / "LC_MESSAGES" / "areas" / "cyber" / "r11.po"
    with catalogue.open("a", encoding="utf-8") as stream:
        stream.write('\nmsgid "What was done, as a short plain title"\nmsgstr "Ce qui a été fait"\n')
    build_pages(coded, *PAGES, language="fr")
    for page in ("matrices/proposals", "matrices/areas", "areas/cyber/index"):
        assert "11e rapport juin 2025" in shown(coded, page), page
    assert "11e rapport" in shown(coded, "matrices/gaps")
    assert "Onzième rapport d'étape" in shown(coded, "proposals/2016/p16-cyb-01")
    assert "le dernier est le 11e rapport (de juin 2025 à mai 2026)" in shown(coded, "index").replace(
        "\u00a0", " "
    )
    assert "[Onzième rapport d'étape sur les suites données" in shown(coded, "bibliography")
    (activity,) = (row for row in rows(coded, "items-activities") if row["id"] == "A11-CYB-001")
    assert activity["title"] == "Ce qui a été fait"
    (report,) = (row for row in rows(coded, "items-reports") if row["id"] == "R11")
    assert report["title"] == "Onzième rapport d'étape"
    assert "Onzième rapport d'étape" in shown(coded, "reports/r11")
    assert "Cybersécurité et cyberdéfense: onzième rapport d'étape" in shown(coded, "areas/cyber/r11")
    assert "Lutte contre les menaces hybrides, note\u00a01" in (
        coded / "out" / "reports" / "r11-passages.html"
    ).read_text(encoding="utf-8").replace("&#160;", "\u00a0")
