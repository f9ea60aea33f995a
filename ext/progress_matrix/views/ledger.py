"""The ledger of announcements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..collect import text
from ..domain import LEDGER
from ..model.statuses import FollowUp
from .page import Page, paragraph, table, wide
from .registry import GROUP, ITEM, PERIOD, TEXT, View

if TYPE_CHECKING:
    from ..model.ledger import Entry
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


def _show(page: Page, options: Options, level: int) -> list[nodes.Node]:
    chosen = {name: options.get(name, "") for name in ("period", "group", "item")}
    return view(page, page.caption(options, "Announcements by due date"), **chosen)


VIEW = View(
    "ledger",
    _show,
    options={"caption": TEXT, "period": PERIOD, "group": GROUP, "item": ITEM},
    shows=LEDGER,
    stem=lambda tracker, options: "announcements",
)
