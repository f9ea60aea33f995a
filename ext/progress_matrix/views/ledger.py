"""The ledger of announcements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..collect import text
from ..domain import LEDGER
from ..model.statuses import FollowUp
from . import columns
from .page import Page, paragraph, table, wide
from .registry import GROUP, ITEM, PERIOD, TEXT, View
from .table import IDS, Column, Table

if TYPE_CHECKING:
    from ..collect import Tracker
    from ..model.ledger import Entry
    from ..words import Words
    from .registry import Options


def view(page: Page, caption: str, *, period: str = "", group: str = "", item: str = "") -> list[nodes.Node]:
    """Render the ledger as a table, of all or of one period, area or item."""
    words = page.words
    evidence = page.tracker.matrix.evidence
    chosen = [
        entry
        for entry in page.tracker.ledger.values()
        if (not period or entry.announcement.period == period)
        and (not group or evidence[entry.announcement.id].group == group)
        and (not item or item in evidence[entry.announcement.id].links)
    ]
    if not chosen:
        return [paragraph(words("No announcement found."))]
    head = [
        words(name) for name in ("Announcement", "Due", "Certainty", "State", "Followed up by", "Evidence")
    ]
    body = [_row(page, entry) for entry in chosen]
    made = table(caption, head, body, widths=[8, 3, 3, 4, 6, 6], classes=["ledger"])
    return [wide(made)]


def _row(page: Page, entry: Entry) -> list[nodes.Node | str]:
    announcement = entry.announcement
    followed = nodes.inline()
    for index, need_id in enumerate(entry.follow_ups):
        if index:
            followed += nodes.Text("; ")
        followed += page.titled(need_id)
    if entry.state is FollowUp.RE_ANNOUNCED:
        followed += nodes.Text(f" ({page.words('repeated {number} times', number=entry.repeated)})")
    if entry.state is FollowUp.NOT_ASSESSABLE:
        need = page.tracker.needs[announcement.id]
        followed += nodes.Text(text(need, page.tracker.settings.fields.not_assessable))
    due = page.words.date(announcement.due) if announcement.due else page.words("undated")
    evidence = page.tracker.matrix.evidence[announcement.id]
    return [
        page.titled(announcement.id),
        due,
        page.words(announcement.certainty),
        page.mark(entry.state),
        followed,
        page.citation(evidence.sentences) if evidence.sentences else page.link(announcement.period),
    ]


def data(tracker: Tracker, words: Words) -> list[Table]:
    """Make the rows of all announcements, with codes and ids."""
    made = (
        Column("announcement", "string", "id of the announcement", required=True),
        Column("title", "string", "what is announced", required=True),
        columns.period(tracker.settings, "id of the period in which it is announced"),
        Column("due", "string", "due date (EDTF), empty when undated"),
        Column("certainty", "string", "how firmly it is announced"),
        Column("state", "string", "code of what became of it", columns.codes(FollowUp), required=True),
        Column("label", "string", "the state in words, in the language of the edition", required=True),
        Column(
            "follow_up", "string", "ids of the items that follow it up, separated by spaces", separator=IDS
        ),
        Column("repeated", "integer", "how often it was announced again", required=True),
        Column(
            f"{columns.noun(tracker.settings, 'item')}s",
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
    return [Table("announcements", title, made, tuple(rows), (made[0].name,))]


def _show(page: Page, options: Options, level: int) -> list[nodes.Node]:
    chosen = {name: options.get(name, "") for name in ("period", "group", "item")}
    return view(page, page.caption(options, "Announcements by due date"), **chosen)


VIEW = View(
    "ledger",
    _show,
    options={"caption": TEXT, "period": PERIOD, "group": GROUP, "item": ITEM},
    shows=LEDGER,
    stem=lambda tracker, options: "announcements",
    data=data,
)
