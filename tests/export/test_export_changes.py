"""What changed between versions: computed, shown, fed, kept."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from progress_matrix.open_data.__main__ import main
from progress_matrix.open_data.versions import (
    Difference,
    Summary,
    SummaryError,
    compare,
    freeze,
    history,
    merge,
    steps,
)
from support.html_tables import tables_of
from support.nasty import CHANGES, dated
from support.tracker import activity, tracker

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Build, Root

OLD = Summary(
    "2026-01-01",
    "2026-01-01",
    ("en",),
    {
        "P1": {"type": "proposal", "title": "One", "basis": "reconstructed"},
        "P2": {"type": "proposal", "title": "Two", "basis": "official"},
        "A1": {"type": "activity", "title": "Gone"},
    },
    {"P1": {"R1": "no_mention", "R2": "not_coded"}, "P2": {"R1": "reported"}},
    {},
    ("text", "title"),
)
NEW = replace(
    OLD,
    version="2026-02-01",
    date="2026-02-01",
    items={
        "P1": {"type": "proposal", "title": "One, renamed", "basis": "official", "text": "Now read."},
        "P2": {"type": "proposal", "title": "Two", "basis": "official"},
        "A2": {"type": "activity", "title": "Come"},
    },
    cells={"P1": {"R1": "reported", "R2": "not_coded", "R3": "reported"}, "P2": {"R1": "reported"}},
)


def test_every_difference_is_found_and_nothing_else() -> None:
    found = compare(OLD, NEW)
    assert found.added == {"A2": "activity"}
    assert found.removed == {"A1": "activity"}
    assert found.fields == (
        Difference("P1", "basis", "reconstructed", "official"),
        Difference("P1", "text", "", "Now read."),
        Difference("P1", "title", "One", "One, renamed"),
    )
    assert found.cells == (Difference("P1", "R1", "no_mention", "reported"),)


def test_a_version_does_not_differ_from_itself() -> None:
    assert not compare(OLD, OLD)
    assert compare(OLD, NEW)


def test_editions_are_merged_and_compared_each_in_its_language() -> None:
    french = replace(OLD, languages=("fr",), items={**OLD.items, "P1": {**OLD.items["P1"], "title": "Un"}})
    merged = merge([OLD, french])
    assert merged.languages == ("en", "fr")
    assert merged.translations == {"fr": {"P1": {"title": "Un"}}}
    assert not compare(merged, french, "fr")
    corrected = replace(french, items={**french.items, "P1": {**french.items["P1"], "title": "Une"}})
    assert compare(merged, corrected, "fr").fields == (Difference("P1", "title", "Un", "Une"),)
    # Of a language that was not kept, codes are compared and texts are not.
    assert not compare(OLD, corrected, "fr")
    assert compare(OLD, replace(NEW, languages=("fr",)), "fr").fields == (
        Difference("P1", "basis", "reconstructed", "official"),
    )


def test_editions_of_other_data_are_not_merged() -> None:
    with pytest.raises(SummaryError, match="en and fr do not hold the same data"):
        merge([OLD, replace(NEW, version=OLD.version, languages=("fr",))])


def test_a_frozen_version_is_never_written_over(tmp_path: Path) -> None:
    path = freeze(tmp_path, [OLD])
    assert Summary.load(path) == OLD
    assert freeze(tmp_path, [OLD]) == path
    with pytest.raises(SummaryError, match=r"01\.json: version 2026-01-01 was frozen with other data"):
        freeze(tmp_path, [replace(NEW, version=OLD.version)])
    assert Summary.load(path) == OLD


def test_versions_come_in_the_order_of_their_dates(tmp_path: Path) -> None:
    for summary in (NEW, OLD):
        freeze(tmp_path, [summary])
    frozen, wrong = history(tmp_path)
    assert [one.version for one in frozen] == ["2026-01-01", "2026-02-01"]
    assert wrong == []
    assert steps(frozen, NEW) == [(OLD, NEW), (None, OLD)]
    later = replace(NEW, version="2026-03-01", date="2026-03-01")
    assert steps(frozen, later) == [(NEW, later), (OLD, NEW), (None, OLD)]
    assert steps([], NEW) == [(None, NEW)]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 9}', '{"format": 1, "items": 3}'])
def test_a_file_that_is_no_summary_is_named_and_left_out(tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.json").write_text(content, encoding="utf-8")
    frozen, (message,) = history(tmp_path)
    assert frozen == []
    assert "odd.json" in message


def test_the_command_compares_two_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, summary in (("old", OLD), ("new", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "summary.json").write_bytes(summary.dump())
    assert main([str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "A2 added (activity)",
        "A1 removed (activity)",
        "P1, basis: “reconstructed” became “official”",
        "P1, text: “” became “Now read.”",
        "P1, title: “One” became “One, renamed”",
        "P1 in R1: no_mention became reported",
    ]
    assert main([str(tmp_path / "old"), str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([str(tmp_path / "old")])


def warned(build: Build, message: str) -> bool:
    return any(message in line for line in build.log.splitlines())


def released(folder: Path) -> Root:
    """Build a first version, freeze it, and change the data towards a second one."""
    root = dated(tracker(folder, changes=CHANGES))
    first = root.build()
    assert "no earlier one to compare it with" in first.html("changes")
    assert main([str(first.outdir), "--freeze", str(root.source / "data-history")]) == 0
    return root


def changed(root: Root) -> None:
    root.swap("conf.py", "2026-01-02", "2026-02-03")
    root.swap("proposals/p16-cyb-02.md", ":basis: reconstructed", ":basis: official")
    root.swap("proposals/p16-cyb-02.md", ":rests_on: R04-CYB-01\n", "")
    page = "# Cyber in report 4\n\n" + activity("A04-CYB-003", title="<Added> & new")
    root.put("areas/cyber/r04.md", page + activity("A04-CYB-002", title="Renamed", matched="P16-CYB-02"))


def test_the_page_tells_what_the_second_version_changed(tmp_path: Path) -> None:
    root = released(tmp_path)
    changed(root)
    build = root.build()
    assert not warned(build, "progress_matrix.open_data")
    html = build.html("changes")
    (bases,) = tables_of(html, "changes")
    assert bases == [["Subject of P16-CYB-02 (P16-CYB-02)", "Inferred from the reports", "Official text"]]
    assert "Added: 1" in html
    assert "Removed: 1" in html
    assert "&lt;Added&gt; &amp; new" in html
    assert "A04-CYB-001" in html
    assert html.index("Version 2026-02-03") < html.index("Version 2026-01-02")


def test_the_feed_has_an_entry_a_version_with_ids_that_last(tmp_path: Path) -> None:
    root = released(tmp_path)
    before = (tmp_path / "out" / "html" / "changes.atom").read_bytes()
    changed(root)
    feed = ET.fromstring((root.build().outdir / "changes.atom").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}updated") for entry in entries] == [
        "2026-02-03T00:00:00Z",
        "2026-01-02T00:00:00Z",
    ]
    old = ET.fromstring(before).find(f"{atom}entry/{atom}id")
    assert old is not None
    assert entries[1].findtext(f"{atom}id") == old.text
    told = (entries[0].findtext(f"{atom}content") or "").splitlines()
    assert "A04-CYB-003 added (activity)" in told
    assert "P16-CYB-02, basis: “reconstructed” became “official”" in told


def test_data_that_differ_from_their_own_published_version_are_reported(tmp_path: Path) -> None:
    root = released(tmp_path)
    assert not warned(root.build(), "state a new version")
    root.swap("areas/operations/r04.md", ":due: 2019-10", ":due: 2019-11")
    assert warned(root.build(), "differ from those that were released as version 2026-01-02")


def test_a_frozen_version_that_appears_or_goes_makes_the_page_new(tmp_path: Path) -> None:
    root = released(tmp_path)
    changed(root)
    root.build()
    root.drop("data-history/2026-01-02.json")
    assert "Compared with" not in root.build().html("changes")


def test_an_unreadable_frozen_version_is_reported_and_left_out(tmp_path: Path) -> None:
    root = released(tmp_path)
    data = json.loads(root.get("data-history/2026-01-02.json"))
    root.put("data-history/2025-12-31.json", json.dumps({**data, "format": 7}))
    build = root.build()
    assert warned(build, "2025-12-31.json: not format 1")
    assert "2025-12-31" not in build.html("changes")


def test_a_statuses_change_is_shown_in_words(tmp_path: Path) -> None:
    root = released(tmp_path)
    root.swap("conf.py", "2026-01-02", "2026-02-03")
    root.swap("reports/r05.md", ":coded: CYB", ":coded: CYB, OPS")
    (cells,) = tables_of(root.build().html("changes"), "changes")
    found = {(row[0].split()[-1], row[1]): (row[2], row[3]) for row in cells}
    assert found["(P16-OPS-01)", "Report 5"] == ("… Not yet coded", "– No mention found")
