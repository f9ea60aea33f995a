"""One item's history, period by period, and the gaps of all items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..collect import listed, text
from ..model.statuses import Role, Status
from ..words import ends_with_date
from .legend import BY_CONSTRUCTION, caveat
from .page import Page, bullets, paragraph, table, wide
from .registry import ITEM, TEXT, View

if TYPE_CHECKING:
    from ..model.matrix import Cell, Evidence, Item, Matrix


def history(page: Page, item: Item, *, level: int) -> list[nodes.Node]:
    """Render the reports in order: status, then each piece of evidence with its passage."""
    blocks: list[nodes.Node] = []
    for period in page.tracker.matrix.periods:
        cell = page.tracker.matrix.cell(item.id, period.id)
        box = nodes.container(ids=[f"{item.id}-{period.id}"], classes=["history-period"])
        span = page.words.date(f"{period.span.first:%Y-%m}/{period.span.last:%Y-%m}")
        heading = nodes.rubric("", "", page.link(period.id, period.title), nodes.Text(f" ({span})"))
        heading["heading-level"] = level
        box += heading
        box += paragraph(page.mark(cell.status))
        box += _found(page, item, cell)
        blocks.append(box)
    return [*blocks, *caveat(page)]


def _found(page: Page, item: Item, cell: Cell) -> list[nodes.Node]:
    model = page.tracker.matrix
    evidence = [model.evidence[key] for key in cell.evidence]
    outside = [model.evidence[key] for key in cell.outside]
    limits = [model.evidence[key] for key in cell.limitations]
    found: list[nodes.Node] = []
    for label, pieces in (
        ("Activities", [p for p in evidence if p.role is Role.ACTIVITY and not p.outside]),
        ("Announcements", [p for p in evidence if p.role is Role.ANNOUNCEMENT]),
        ("Area level", [p for p in evidence if p.role is Role.STATEMENT]),
        ("Limitations", limits),
        ("From another source", outside),
    ):
        if pieces:
            found.append(paragraph(nodes.strong("", page.words(label))))
            found.append(bullets([[_entry(page, piece, item.id)] for piece in pieces], ["evidence"]))
    if cell.by_construction:
        found.append(paragraph("† ", page.words(BY_CONSTRUCTION), classes=["caveat"]))
    return found


def dated(page: Page, piece: Evidence) -> nodes.paragraph:
    """One piece of evidence: id, title, date, unless the title ends with the date."""
    need = page.tracker.needs[piece.id]
    line = paragraph(page.titled(piece.id))
    stated = text(need, page.tracker.settings.fields.when) or text(need, page.tracker.settings.fields.due)
    when = page.date(stated) if stated else ""
    if when and not ends_with_date(str(need["title"]), when):
        line += nodes.Text(f" ({when})")
    return line


def _entry(page: Page, piece: Evidence, item: str) -> nodes.paragraph:
    """One piece of evidence on an item: its strength and citable source too."""
    line = dated(page, piece)
    if item in piece.links and piece.role is not Role.STATEMENT:
        line += nodes.Text(" · ")
        line += page.mark(piece.links[item])
        if len(piece.links) > 1:
            line += nodes.Text(f" · {page.words('shared by {number}', number=len(piece.links))}")
    line += _source(page, piece)
    return line


def _source(page: Page, piece: Evidence) -> list[nodes.Node]:
    if piece.sentences:
        return [nodes.Text(" — "), page.citation(piece.sentences)]
    cited = listed(page.tracker.needs[piece.id], page.tracker.settings.fields.citations)
    if cited:
        return [nodes.Text(f" — {page.words('source cited there')}")]
    return []


def gaps(page: Page, caption: str) -> list[nodes.Node]:
    """Items in force in a fully coded report that report no activity on them."""
    model = page.tracker.matrix
    words = page.words
    head = [page.heading("item"), words("Subject"), page.heading("period"), words("Status")]
    body: list[list[nodes.Node | str]] = []
    ids = []
    for cell in gap_cells(model):
        item = model.item(cell.item)
        body.append(
            [
                page.titled(item.id),
                page.value(item.basis),
                page.link(cell.period),
                _status(page, cell, item),
            ]
        )
        ids.append(f"gap-{cell.item}-{cell.period}")
    if not body:
        return [paragraph(words("No gap: every item in force has reported activity."))]
    made = table(caption, head, body, widths=[9, 3, 2, 4], classes=["gaps"], row_ids=ids)
    return [*caveat(page), wide(made)]


def _status(page: Page, cell: Cell, item: Item) -> nodes.inline:
    label = page.words(cell.status.label)
    return page.marked(cell.status, page.anchor_link(item.docname, f"{cell.item}-{cell.period}", label))


def gap_cells(matrix: Matrix) -> list[Cell]:
    """Give the gaps, period by period: in force, fully coded, nothing reported."""
    return [
        cell
        for period in matrix.periods
        if period.fully_coded
        for item in matrix.items
        if (cell := matrix.cell(item.id, period.id)).status.counted and cell.status is not Status.REPORTED
    ]


VIEW = View(
    "history",
    lambda page, options, level: history(page, page.tracker.matrix.item(options["item"]), level=level),
    options={"item": ITEM},
    required=("item",),
    subject="item",
)
GAPS = View(
    "gaps",
    lambda page, options, level: gaps(
        page, page.caption(options, "In force, fully coded, no activity reported")
    ),
    options={"caption": TEXT},
    stem=lambda tracker, options: "gaps",
)
