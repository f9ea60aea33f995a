"""The frozen codings: complete, and refused when they hold what they must not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tools.agreement.codings import CodingError, Unit, read_coding, unaccounted
from tools.agreement.measure import links, statuses

from progress_matrix.model.matrix import Evidence, Group, Item, build
from progress_matrix.model.statuses import Role, Scope, Status, Strength

if TYPE_CHECKING:
    from pathlib import Path

    from tools.agreement.codings import Frame

pytestmark = pytest.mark.fast

HEAD = "unit,type,scope,area,concerns,sentences,explicit,matched,inferred,label,reason\n"


@pytest.mark.parametrize("coder", ["first", "second"])
def test_every_sentence_of_the_report_is_accounted_for(
    coder: str, codings: dict[str, tuple[Unit, ...]], frame: Frame
) -> None:
    assert len(list(frame.sentences())) == 225
    assert unaccounted(codings[coder], frame) == []


@pytest.mark.parametrize("coder", ["first", "second"])
def test_statuses_are_those_of_the_codebook(
    coder: str, codings: dict[str, tuple[Unit, ...]], frame: Frame
) -> None:
    # Told here by the codebook's words, apart from the model that the tool uses.
    units = codings[coder]
    told = statuses(units, frame)
    assert len(told) == 74
    for item in frame.items:
        mine = [unit for unit in units if item.id in (unit.links or {}) or item.id in unit.concerns]
        general = any(unit.scope is Scope.AREA and unit.area == item.group for unit in units)
        if any(unit.role is Role.ACTIVITY for unit in mine):
            expected = Status.REPORTED
        elif any(unit.role is Role.ANNOUNCEMENT for unit in mine):
            expected = Status.ANNOUNCED
        elif general or any(unit.role is Role.STATEMENT for unit in mine):
            expected = Status.AREA_ONLY
        else:
            expected = Status.NO_MENTION
        assert told[item.id] is expected, item.id


def test_statuses_come_from_the_model_of_the_extension(
    codings: dict[str, tuple[Unit, ...]], frame: Frame
) -> None:
    evidence = [
        Evidence(unit.id, "", unit.role, frame.period.id, unit.area, unit.links or {}, unit.sentences)
        for unit in codings["second"]
        if unit.role is Role.ACTIVITY
    ]
    groups = [Group(group.id, group.title, group.order) for group in frame.groups]
    items = [Item(item.id, item.title, item.group, item.since) for item in frame.items]
    matrix = build(groups, items, [frame.period], evidence)
    reported = {
        key for key, status in statuses(codings["second"], frame).items() if status is Status.REPORTED
    }
    assert reported == {item for (item, _), cell in matrix.cells.items() if cell.status is Status.REPORTED}


def test_a_pair_has_its_strongest_strength() -> None:
    units = [
        Unit("a", Role.ACTIVITY, ("P-1.1",), links={"X": Strength.INFERRED}),
        Unit("b", Role.ANNOUNCEMENT, ("P-1.2", "P-2.1"), links={"X": Strength.MATCHED}),
        Unit("c", Role.LIMITATION, ("P-2.2",), links={"X": Strength.INFERRED, "Y": Strength.EXPLICIT}),
    ]
    assert links(units) == {
        ("P-1", "X"): Strength.MATCHED,
        ("P-2", "X"): Strength.MATCHED,
        ("P-2", "Y"): Strength.EXPLICIT,
    }


def test_a_statement_about_a_group_makes_no_link() -> None:
    unit = Unit("s", Role.STATEMENT, ("P-1.1",), scope=Scope.GROUP, concerns=("X",), links={})
    assert links([unit]) == {}


def test_no_unit_stands_in_both_codings(codings: dict[str, tuple[Unit, ...]]) -> None:
    ids = Counter(unit.id for units in codings.values() for unit in units)
    assert max(ids.values()) == 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("U1,event,,,,R04-HYB-01.1,,,,,", r"bad\.csv:2: U1: type 'event' is not one of context, activity"),
        ("U1,statement,all,HYB,,R04-HYB-01.1,,,,,", r"bad\.csv:2: U1: scope 'all' is not one of area"),
        ("U1,activity,,HYB,,R04-HYB-01.9,,,,,", r"bad\.csv:2: U1: R04-HYB-01\.9: only sentences"),
        ("U1,activity,,HYB,,R04-HYB-01.1,,P16-HYB-99,,,", "P16-HYB-99: only proposals"),
        ("U1,activity,,HYB,,R04-HYB-01.1,,P16-DCB-06,,,", "P16-DCB-06: only proposals"),
        ("U1,activity,,HYB,,R04-HYB-01.1,P16-HYB-01,P16-HYB-01,,,", "P16-HYB-01 is linked twice"),
        ("U1,context,,,,R04-HYB-01.1,,,,,\nU1,context,,,,R04-HYB-02.1,,,,,", r"bad\.csv:3: U1: the id"),
    ],
)
def test_a_wrong_coding_is_refused_by_file_line_and_unit(
    row: str, message: str, tmp_path: Path, frame: Frame
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(f"{HEAD}{row}\n", encoding="utf-8")
    with pytest.raises(CodingError, match=message):
        read_coding(path, frame)
