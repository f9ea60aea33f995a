"""The model as plain tables: named columns and rows of strings, numbers and truth values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..collect import Tracker
from ..ledger import ledger
from ..model import Item
from ..render.history import gap_cells
from ..statuses import FollowUp, Status, Strength, Term
from ..trace import by_sentence, sentences
from ..words import Words
from .names import known, slug

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its JSON type, what it holds, and the codes allowed in it."""

    name: str
    type: str
    description: str
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be written, in any format."""

    stem: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def _codes(vocabulary: type[Term]) -> tuple[str, ...]:
    return tuple(str(term.value) for term in vocabulary)


def tables(tracker: Tracker, words: Words) -> list[Table]:
    """Make every table of the model.

    Labels are in the language of the edition; codes, ids and column names are the same
    in all editions.
    """
    names = known(tracker)
    model = tracker.matrix
    made = [
        _matrix(tracker, words, names["matrix"], model.items, "All items by period"),
        _groups(tracker, words, names["groups"]),
        _gaps(tracker, words, names["gaps"]),
        _announcements(tracker, words, names["announcements"]),
        _sentences(tracker, words, names["sentences"]),
        _bases(tracker, words, names["bases"]),
    ]
    for group in model.groups:
        items = model.select(group=group.id)
        made.append(_matrix(tracker, words, names[f"matrix-{group.id}"], items, group.title))
    return made


def _noun(tracker: Tracker, name: str) -> str:
    return slug(tracker.settings.noun(name, 1)).replace("-", "_")


def _matrix(tracker: Tracker, words: Words, stem: str, items: Sequence[Item], title: str) -> Table:
    item, period, group = (_noun(tracker, name) for name in ("item", "period", "group"))
    columns = (
        Column(item, "string", "id of the item"),
        Column(period, "string", "id of the period"),
        Column("status", "string", "code of the reporting status", _codes(Status)),
        Column("label", "string", "the status in words, in the language of the edition"),
        Column("evidence", "string", "ids of the evidence, separated by spaces"),
        Column("independent", "boolean", "whether the item's subject is known independently"),
        Column("strength", "string", "strongest link, empty without one", ("", *_codes(Strength))),
        Column("by_construction", "boolean", "whether subject and evidence are the same passage"),
        Column("counted", "boolean", "whether the cell belongs to the denominator"),
        Column("title", "string", "title of the item"),
        Column(group, "string", "id of the area"),
        Column("series", "string", "set or series of the item"),
        Column("basis", "string", "how the subject is known"),
    )
    rows = []
    for one in items:
        for column in tracker.matrix.periods:
            cell = tracker.matrix.cell(one.id, column.id)
            rows.append((
                one.id, column.id, str(cell.status.value), words(cell.status.label),
                " ".join(cell.evidence), one.independent,
                str(cell.strength.value) if cell.strength else "", cell.by_construction,
                cell.status.counted, one.title, one.group, one.series, one.basis,
            ))
    return Table(stem, title, columns, tuple(rows))


def _groups(tracker: Tracker, words: Words, stem: str) -> Table:
    period, group = _noun(tracker, "period"), _noun(tracker, "group")
    columns = (
        Column(group, "string", "id of the area"),
        Column(period, "string", "id of the period"),
        Column("status", "string", "code of the reporting status", _codes(Status)),
        Column("label", "string", "the status in words, in the language of the edition"),
        Column("count", "integer", "items with this status"),
        Column("count_independent", "integer", "of these, items known independently"),
        Column("denominator", "integer", "items whose cells belong to the denominator"),
        Column("denominator_independent", "integer", "of these, items known independently"),
    )
    model = tracker.matrix
    rows = []
    for one in model.groups:
        every = model.select(group=one.id)
        sure = model.select(group=one.id, independent=True)
        for column in model.periods:
            counts, surely = model.tally(column.id, every), model.tally(column.id, sure)
            total = sum(number for status, number in counts.items() if status.counted)
            surely_total = sum(number for status, number in surely.items() if status.counted)
            rows += [
                (one.id, column.id, str(status.value), words(status.label),
                 counts[status], surely[status], total, surely_total)
                for status in Status
            ]
    return Table(stem, "Areas by period: a count for each status", columns, tuple(rows))


def _gaps(tracker: Tracker, words: Words, stem: str) -> Table:
    item, period = _noun(tracker, "item"), _noun(tracker, "period")
    columns = (
        Column(item, "string", "id of the item"),
        Column("title", "string", "title of the item"),
        Column("basis", "string", "how the subject is known"),
        Column(period, "string", "id of the period"),
        Column("status", "string", "code of the reporting status", _codes(Status)),
        Column("label", "string", "the status in words, in the language of the edition"),
    )
    rows = tuple(
        (cell.item, one.title, one.basis, cell.period, str(cell.status.value), words(cell.status.label))
        for cell in gap_cells(tracker.matrix)
        for one in (tracker.matrix.item(cell.item),)
    )
    return Table(stem, "In force, fully coded, no activity reported", columns, rows)


def _announcements(tracker: Tracker, words: Words, stem: str) -> Table:
    item, period = _noun(tracker, "item"), _noun(tracker, "period")
    columns = (
        Column("announcement", "string", "id of the announcement"),
        Column("title", "string", "what is announced"),
        Column(period, "string", "id of the period whose report announces it"),
        Column("due", "string", "due date (EDTF), empty when undated"),
        Column("certainty", "string", "how firmly it is announced"),
        Column("state", "string", "code of what became of it", _codes(FollowUp)),
        Column("label", "string", "the state in words, in the language of the edition"),
        Column("follow_up", "string", "ids of the items that follow it up, separated by spaces"),
        Column("repeated", "integer", "how often it was announced again"),
        Column(f"{item}s", "string", "ids of the items concerned, separated by spaces"),
        Column("sentences", "string", "ids of the sentences, separated by spaces"),
    )
    rows = []
    for entry in ledger(tracker.announcements, tracker.matrix.periods):
        one = entry.announcement
        evidence = tracker.matrix.evidence[one.id]
        rows.append((
            one.id, one.title, one.period, one.due, one.certainty, str(entry.state.value),
            words(entry.state.label), " ".join(entry.follow_ups), entry.repeated,
            " ".join(evidence.links), " ".join(evidence.sentences),
        ))
    return Table(stem, "Announcements and what became of them", columns, tuple(rows))


def _sentences(tracker: Tracker, words: Words, stem: str) -> Table:
    columns = (
        Column("sentence", "string", "id of the sentence"),
        Column("passage", "string", "id of the passage"),
        Column(_noun(tracker, "period"), "string", "id of the period"),
        Column("evidence", "string", "ids of the items that cite it, separated by spaces"),
        Column("context", "string", "why it carries no item, empty otherwise"),
        Column("accounted", "boolean", "whether it is evidence or listed as context"),
    )
    cited = by_sentence(tracker.matrix.evidence.values())
    rows = tuple(
        (line.id, passage.id, passage.period, " ".join(line.evidence),
         "" if line.evidence else line.context, line.accounted)
        for passage in tracker.passages.values()
        for line in sentences(passage, cited)
    )
    return Table(stem, "Every sentence of the source: linked, context or unlinked", columns, rows)


def _bases(tracker: Tracker, words: Words, stem: str) -> Table:
    columns = (
        Column(_noun(tracker, "item"), "string", "id of the item"),
        Column("title", "string", "title of the item"),
        Column(_noun(tracker, "group"), "string", "id of the area"),
        Column("series", "string", "set or series of the item"),
        Column("basis", "string", "how the subject is known"),
        Column("label", "string", "the basis in words, in the language of the edition"),
        Column("independent", "boolean", "whether the subject is known independently"),
    )
    rows = tuple(
        (one.id, one.title, one.group, one.series, one.basis, words(one.basis), one.independent)
        for one in tracker.matrix.items
    )
    return Table(stem, "How the subject of each item is known", columns, rows)
