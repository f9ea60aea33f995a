"""The model as plain tables: named columns and rows of strings, numbers and truth values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.sentences import by_sentence, sentences
from ..model.statuses import FollowUp, Status, Strength, Term
from ..views import matrix
from ..views.columns import items_stem, noun
from ..views.history import gap_cells
from ..vocabulary import by_period
from .table import IDS, Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..collect import Tracker
    from ..model.matrix import Item
    from ..settings import Settings
    from ..words import Words


def _codes(vocabulary: type[Term]) -> tuple[str, ...]:
    return tuple(str(term.value) for term in vocabulary)


def tables(tracker: Tracker, words: Words) -> list[Table]:
    """Make every table of the model.

    Labels are in the language of the edition; codes, ids and column names are the same
    in all editions.
    """
    model = tracker.matrix
    made = [
        _matrix(
            tracker, words, matrix.stem(tracker), model.items, by_period(words, tracker.settings, "item")
        ),
        _groups(tracker, words, matrix.groups_stem(tracker)),
        _gaps(tracker, words, "gaps"),
        _announcements(tracker, words, "announcements"),
        _sentences(tracker, "evidence-coverage"),
        _bases(tracker, words, "bases"),
    ]
    for group in model.groups:
        items = model.select(group=group.id)
        made.append(_part(tracker, words, matrix.stem(tracker, group.id), items, group.title))
    for series in sorted({item.series for item in model.items if item.series}):
        items = model.select(series=series)
        made.append(_part(tracker, words, matrix.stem(tracker, series), items, series))
    return [_localised(table, words) for table in made]


def _localised(table: Table, words: Words) -> Table:
    columns = tuple(replace(column, description=words(column.description)) for column in table.columns)
    return replace(table, title=words(table.title), columns=columns)


_STATUS = Column("status", "string", "code of the reporting status", _codes(Status), required=True)
_STATUS_LABEL = Column(
    "label", "string", "the status in words, in the language of the edition", required=True
)
_ITEM_TITLE = Column("title", "string", "title of the item", required=True)
_SERIES = Column("series", "string", "set or series of the item")
_INDEPENDENT = Column(
    "independent", "boolean", "whether the item's subject is known independently", required=True
)


def _item(settings: Settings) -> Column:
    stem = items_stem(settings, settings.types.item)
    return Column(noun(settings, "item"), "string", "id of the item", required=True, references=stem)


def _period(settings: Settings, about: str = "id of the period") -> Column:
    stem = items_stem(settings, settings.types.period)
    return Column(noun(settings, "period"), "string", about, required=True, references=stem)


def _group(settings: Settings) -> Column:
    stem = items_stem(settings, settings.types.group)
    return Column(noun(settings, "group"), "string", "id of the group", references=stem)


def _basis(settings: Settings) -> Column:
    return Column("basis", "string", "how the subject is known", settings.bases)


def _matrix(tracker: Tracker, words: Words, stem: str, items: Sequence[Item], title: str) -> Table:
    settings = tracker.settings
    columns = (
        _item(settings),
        _period(settings),
        _STATUS,
        _STATUS_LABEL,
        Column("evidence", "string", "ids of the evidence, separated by spaces", separator=IDS),
        _INDEPENDENT,
        Column("strength", "string", "strongest link, empty without one", _codes(Strength)),
        Column(
            "by_construction", "boolean", "whether subject and evidence are the same passage", required=True
        ),
        Column("counted", "boolean", "whether the cell belongs to the denominator", required=True),
        Column(
            "other_sources",
            "string",
            "ids of activities that only another source tells of, separated by spaces",
            separator=IDS,
        ),
        _ITEM_TITLE,
        _group(settings),
        _SERIES,
        _basis(settings),
    )
    rows = []
    for one in items:
        for column in tracker.matrix.periods:
            cell = tracker.matrix.cell(one.id, column.id)
            rows.append(
                (
                    one.id,
                    column.id,
                    str(cell.status.value),
                    words(cell.status.label),
                    IDS.join(cell.evidence),
                    one.independent,
                    str(cell.strength.value) if cell.strength else "",
                    cell.by_construction,
                    cell.status.counted,
                    IDS.join(cell.outside),
                    one.title,
                    one.group,
                    one.series,
                    one.basis,
                )
            )
    key = (columns[0].name, columns[1].name)
    return Table(stem, title, columns, tuple(rows), key)


def _part(tracker: Tracker, words: Words, stem: str, items: Sequence[Item], part: str) -> Table:
    """Make the rows of one area or series a table of their own."""
    title = f"{by_period(words, tracker.settings, 'item')}: {words(part)}"
    return _matrix(tracker, words, stem, items, title)


def _groups(tracker: Tracker, words: Words, stem: str) -> Table:
    columns = (
        _group(tracker.settings),
        _period(tracker.settings),
        _STATUS,
        _STATUS_LABEL,
        Column("count", "integer", "items with this status", required=True),
        Column("count_independent", "integer", "of these, items known independently", required=True),
        Column("denominator", "integer", "items whose cells belong to the denominator", required=True),
        Column("denominator_independent", "integer", "of these, items known independently", required=True),
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
                (
                    one.id,
                    column.id,
                    str(status.value),
                    words(status.label),
                    counts[status],
                    surely[status],
                    total,
                    surely_total,
                )
                for status in Status
            ]
    key = tuple(column.name for column in columns[:3])
    title = words("{matrix}: a count for each status", matrix=by_period(words, tracker.settings, "group"))
    return Table(stem, title, columns, tuple(rows), key)


def _gaps(tracker: Tracker, words: Words, stem: str) -> Table:
    settings = tracker.settings
    item, period = _item(settings), _period(settings)
    columns = (item, _ITEM_TITLE, _basis(settings), period, _STATUS, _STATUS_LABEL)
    rows = tuple(
        (cell.item, one.title, one.basis, cell.period, str(cell.status.value), words(cell.status.label))
        for cell in gap_cells(tracker.matrix)
        for one in (tracker.matrix.item(cell.item),)
    )
    key = (item.name, period.name)
    return Table(stem, "In force, fully coded, no activity reported", columns, rows, key)


def _announcements(tracker: Tracker, words: Words, stem: str) -> Table:
    columns = (
        Column("announcement", "string", "id of the announcement", required=True),
        Column("title", "string", "what is announced", required=True),
        _period(tracker.settings, "id of the period in which it is announced"),
        Column("due", "string", "due date (EDTF), empty when undated"),
        Column("certainty", "string", "how firmly it is announced"),
        Column("state", "string", "code of what became of it", _codes(FollowUp), required=True),
        Column("label", "string", "the state in words, in the language of the edition", required=True),
        Column(
            "followed_up_by",
            "string",
            "ids of the items that follow it up, separated by spaces",
            separator=IDS,
        ),
        Column("repeated", "integer", "how often it was announced again", required=True),
        Column(
            f"{noun(tracker.settings, 'item')}s",
            "string",
            "ids of the items concerned, separated by spaces",
            separator=IDS,
        ),
        Column("sentences", "string", "ids of the sentences, separated by spaces", separator=IDS),
    )
    rows = []
    for entry in tracker.ledger.values():
        one = entry.announcement
        evidence = tracker.matrix.evidence[one.id]
        rows.append(
            (
                one.id,
                one.title,
                one.period,
                one.due,
                one.certainty,
                str(entry.state.value),
                words(entry.state.label),
                IDS.join(entry.follow_ups),
                entry.repeated,
                IDS.join(evidence.links),
                IDS.join(evidence.sentences),
            )
        )
    title = "Announcements and what became of them"
    return Table(stem, title, columns, tuple(rows), (columns[0].name,))


def _sentences(tracker: Tracker, stem: str) -> Table:
    columns = (
        Column("sentence", "string", "id of the sentence", required=True),
        Column(
            "passage",
            "string",
            "id of the passage",
            required=True,
            references=items_stem(tracker.settings, tracker.settings.types.passage),
        ),
        _period(tracker.settings),
        Column("evidence", "string", "ids of the items that cite it, separated by spaces", separator=IDS),
        Column("context", "string", "why it carries no item, empty otherwise"),
        Column("accounted", "boolean", "whether it is evidence or listed as context", required=True),
    )
    cited = by_sentence(tracker.matrix.evidence.values())
    rows = tuple(
        (
            line.id,
            passage.id,
            passage.period,
            IDS.join(line.evidence),
            "" if line.evidence else line.context,
            line.accounted,
        )
        for passage in tracker.passages.values()
        for line in sentences(passage, cited)
    )
    title = "Every sentence of the source: linked, context or unlinked"
    return Table(stem, title, columns, rows, (columns[0].name,))


def _bases(tracker: Tracker, words: Words, stem: str) -> Table:
    settings = tracker.settings
    columns = (
        _item(settings),
        _ITEM_TITLE,
        _group(settings),
        _SERIES,
        _basis(settings),
        Column("label", "string", "the basis in words, in the language of the edition"),
        _INDEPENDENT,
    )
    rows = tuple(
        (
            one.id,
            one.title,
            one.group,
            one.series,
            one.basis,
            words(settings.values.get(one.basis, one.basis)),
            one.independent,
        )
        for one in tracker.matrix.items
    )
    return Table(stem, "How the subject of each item is known", columns, rows, (columns[0].name,))
