"""The ledger of announcements: when each fell due, what was announced, and what became of it."""

from __future__ import annotations

from docutils import nodes

from ..collect import Tracker, text
from ..domain import ANNOUNCED
from ..model.matrix import Evidence
from ..model.statuses import FollowUp
from ..words import Words
from .entries import items, outcome, sentence, source
from .page import Page, Row, joined, paragraph, table, wide
from .registry import TEXT, Options, View
from .tables import IDS, Column, Table, codes, ids_column, noun, part_column


def ledger(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Render the ledger as a table, of all or of one period, area or item."""
    words, evidence = page.words, page.model.evidence
    period, group, item = (options.get(name, "") for name in ("period", "group", "item"))
    chosen = [
        (evidence[key], entry.announcement.due)
        for key, entry in page.tracker.ledger.items()
        if (not period or evidence[key].period == period)
        and (not group or evidence[key].group == group)
        and (not item or item in evidence[key].links)
    ]
    if not chosen:
        return [paragraph(words("No announcement found."))]
    head = [words(name) for name in ("Due", "Announcement", "What became of it")]
    body = [_row(page, piece, due, item) for piece, due in chosen]
    caption = page.caption(options, "Announcements by due date")
    return [wide(table(caption, head, body, widths=[4, 14, 12], classes=["ledger"]))]


def _row(page: Page, piece: Evidence, due: str, item: str) -> Row:
    due = page.words.date(due) if due else page.words("undated")
    certainty = page.words(page.fact(piece.id, "certainty"))
    facts = [certainty, source(page, piece), items(page, piece, item)]
    told = [
        paragraph(page.link(piece.id, piece.title), classes=["entry-title"]),
        paragraph(sentence(page, piece), classes=["entry-line"]),
        paragraph(joined(filter(None, facts), " · "), classes=["entry-source"]),
    ]
    became = paragraph(outcome(page, piece), classes=["entry-outcome"])
    return [due[:1].upper() + due[1:], nodes.container("", *told), became]


def data(tracker: Tracker, words: Words) -> list[Table]:
    """Make the rows of all announcements, with codes and ids."""
    made = (
        Column("announcement", "string", "id of the announcement", required=True),
        Column("title", "string", "what is announced", required=True),
        part_column(tracker.settings, "period", "id of the period in which it is announced"),
        Column("due", "string", "due date (EDTF), empty when undated"),
        Column("certainty", "string", "how firmly it is announced"),
        Column("state", "string", "code of what became of it", codes(FollowUp), required=True),
        Column("label", "string", "the state in words, in the language of the edition", required=True),
        ids_column("followed_up_by", "ids of the items that follow it up, separated by spaces"),
        Column("repeated", "integer", "how often it was announced again", required=True),
        ids_column(noun(tracker.settings, "item", 2), "ids of the items concerned, separated by spaces"),
        ids_column("sentences", "ids of the sentences, separated by spaces"),
    )
    rows = tuple(
        (
            key,
            one.title,
            one.period,
            entry.announcement.due,
            text(tracker.needs[key], tracker.settings.fields.certainty),
            entry.state.code,
            words(entry.state.label),
            IDS.join(entry.follow_ups),
            entry.repeated,
            IDS.join(one.links),
            IDS.join(one.sentences),
        )
        for key, entry in tracker.ledger.items()
        for one in (tracker.matrix.evidence[key],)
    )
    title = "Announcements and what became of them"
    return [Table("announcements", title, made, rows, (made[0].name,))]


VIEW = View(
    "ledger",
    ledger,
    options={"caption": TEXT, "period": TEXT, "group": TEXT, "item": TEXT},
    shows=ANNOUNCED,
    stem="announcements",
    data=data,
)
