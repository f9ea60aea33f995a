"""The frozen codings: what they give, and refused when they hold what they must not."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tools.agreement.codings import Coding, CodingError, General, Link, read_coding, rows

from progress_matrix.model.statuses import Role, Scope, Status, Strength

from .conftest import CODING

if TYPE_CHECKING:
    from pathlib import Path

    from tools.agreement.codings import Frame
    from tools.agreement.measure import Comparison

HEAD = "passage,proposal,sentence,kind,strength,supplied,from,reason\n"


def _link(sentence: str, proposal: str, role: Role, strength: Strength) -> Link:
    return Link(sentence, proposal, role, strength)


def test_the_frame_holds_the_whole_report(frame: Frame) -> None:
    assert len(frame.items) == 74
    assert len(frame.passages) == 83
    assert sum(frame.passages.values()) == 225
    assert frame.has("R04-POL-02.5")
    assert not any(map(frame.has, ("R04-POL-02.6", "R04-POL-02.0", "R04-POL-02", "R04-XYZ-01.1")))


@pytest.mark.parametrize("coder", [0, 1])
def test_statuses_are_those_of_the_codebook(coder: int, comparison: Comparison) -> None:
    # Told here by the codebook's words, apart from the model that the tool uses.
    coding = comparison.codings[coder]
    for item in comparison.frame.items:
        roles = {link.role for link in coding.links.values() if link.proposal == item.id}
        general = any(
            statement.area == item.group or item.id in statement.concerns for statement in coding.statements
        )
        if Role.ACTIVITY in roles:
            expected = Status.REPORTED
        elif Role.ANNOUNCEMENT in roles:
            expected = Status.ANNOUNCED
        elif roles:
            expected = Status.OBSTACLE_ONLY
        else:
            expected = Status.AREA_ONLY if general else Status.NO_MENTION
        assert comparison.cells[coder][item.id] is expected, item.id


def test_a_pair_has_its_strongest_strength() -> None:
    links = [
        _link("P-1.1", "X", Role.ACTIVITY, Strength.INFERRED),
        _link("P-1.2", "X", Role.ANNOUNCEMENT, Strength.MATCHED),
        _link("P-2.1", "X", Role.LIMITATION, Strength.INFERRED),
    ]
    coding = Coding({link.key: link for link in links}, (General("P-2.2", Scope.GROUP, concerns=("Y",)),))
    assert coding.strengths() == {("P-1", "X"): Strength.MATCHED, ("P-2", "X"): Strength.INFERRED}


@pytest.mark.parametrize("coder", ["first", "second"])
def test_near_misses_are_written_down_and_are_no_links(coder: str, frame: Frame) -> None:
    path = CODING / f"r04-links-{coder}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        refused = [row for row in csv.DictReader(file) if row["strength"] == "none"]
    links = read_coding(path, frame).links
    assert refused
    assert all((row["passage"], row["proposal"], row["kind"]) not in links for row in refused)
    assert all(row["reason"] for row in refused)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "R04-HYB-01,P16-HYB-01,R04-HYB-01.9,activity,matched,,,r",
            r"bad\.csv:2: R04-HYB-01 P16-HYB-01: ",
        ),
        ("R04-HYB-01,P16-HYB-01,R04-HYB-02.1,activity,matched,,,r", "no sentence of this passage"),
        (
            "R04-HYB-01,P16-HYB-01,R04-HYB-01.1,event,matched,,,r",
            "kind 'event' is not allowed; ",
        ),
        ("R04-HYB-01,P16-HYB-01,R04-HYB-01.1,activity,sure,,,r", "strength 'sure' is not allowed; "),
        (
            "R04-HYB-01,P16-HYB-99,R04-HYB-01.1,activity,matched,,,r",
            "proposal 'P16-HYB-99' is not allowed; did you mean",
        ),
        (
            "R04-HYB-01,P16-DCB-06,R04-HYB-01.1,activity,matched,,,r",
            "proposal 'P16-DCB-06' is not allowed; did you mean",
        ),
        (
            "R04-HYB-01,P16-HYB-01,R04-HYB-01.1,activity,inferred,,heading,r",
            "supplied '' is not allowed; allowed: act",
        ),
        ("R04-HYB-01,P16-HYB-01,R04-HYB-01.1,activity,inferred,act,,r", "from '' is no sentence, heading or"),
        ("R04-HYB-01,P16-HYB-01,R04-HYB-01.1,activity,matched,act,heading,r", "only an inferred link has"),
        ("R04-HYB-01,AREA-XYZ,R04-HYB-01.1,area,,,,r", "area 'AREA-XYZ' is not allowed; did you mean"),
        (
            "R04-HYB-01,P16-HYB-01 P16-HYB-99,R04-HYB-01.1,group,,,,r",
            "proposal 'P16-HYB-99' is not allowed; did you mean",
        ),
        (
            "R04-HYB-01,P16-HYB-01,R04-HYB-01.1,activity,matched,,,r\n" * 2,
            r"bad\.csv:3: R04-HYB-01 P16-HYB-01: stands twice as activity",
        ),
    ],
)
def test_a_wrong_coding_is_refused_by_file_line_and_pair(
    row: str, message: str, tmp_path: Path, frame: Frame
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(f"{HEAD}{row}\n", encoding="utf-8")
    with pytest.raises(CodingError, match=message):
        read_coding(path, frame)


@pytest.mark.parametrize(
    ("separator", "encoding", "message"),
    [(";", "utf-8", "no column 'passage'"), (",", "cp1252", "not UTF-8")],
)
def test_a_table_saved_otherwise_by_a_spreadsheet_is_named(
    separator: str, encoding: str, message: str, tmp_path: Path, frame: Frame
) -> None:
    path = tmp_path / "bad.csv"
    head = "passage,proposal,sentence,kind,strength,supplied,from,reason"
    path.write_text(f"{head}\n,,,,,,,déjà\n".replace(",", separator), encoding=encoding)
    with pytest.raises(CodingError, match=rf"bad\.csv:\d: save it as CSV UTF-8.*{message}"):
        read_coding(path, frame)


def test_a_mark_of_the_encoding_is_read_over(tmp_path: Path) -> None:
    path = tmp_path / "good.csv"
    path.write_text("passage,proposal\nR04-HYB-01,P16-HYB-01\n", encoding="utf-8-sig")
    assert list(rows(path)) == [("good.csv:2", {"passage": "R04-HYB-01", "proposal": "P16-HYB-01"})]


def test_a_row_cut_short_and_a_lost_column_are_named(tmp_path: Path, frame: Frame) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(f"{HEAD}\n,,\nR04-HYB-01\n", encoding="utf-8")
    with pytest.raises(CodingError, match=r"bad\.csv:4: R04-HYB-01 : '' is no sentence of this passage"):
        read_coding(path, frame)
    path.write_text(HEAD.replace(",reason", ""), encoding="utf-8")
    with pytest.raises(CodingError, match=r"bad\.csv:1: .*no column 'reason'"):
        read_coding(path, frame)
    with pytest.raises(CodingError, match=r"none\.csv:1: the file is not there"):
        read_coding(tmp_path / "none.csv", frame)
