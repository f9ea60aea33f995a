"""One item's history, period by period: what was found, with its date, and where it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..model.statuses import Role
from ..nodes import term_mark
from . import cite, ledger
from .cells import runs
from .entries import entry, moment
from .legend import caveat
from .page import Page, bullets, css, paragraph
from .registry import ITEM, View
from .strip import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model.matrix import Cell, Item


def history(page: Page, item: Item, *, level: int) -> list[nodes.Node]:
    """Render the periods in order; those without a source, or without the item, are one line a run."""
    model = page.tracker.matrix
    found = runs([model.cell(item.id, period.id) for period in model.periods])
    blocks: list[nodes.Node] = [_run(page, item, run, level=level) for run in found]
    if blocks:
        blocks[-1]["classes"].append("last")  # type: ignore[index]  # each is a container
    blocks += caveat(page)
    if page.builder.format == "html":
        blocks += _announced(page, item, level)
        blocks.append(cite.block(page, page.tracker.needs[item.id], level))
    return blocks


def _run(page: Page, item: Item, run: Sequence[Cell], *, level: int) -> nodes.container:
    cell, words = run[0], page.words
    body = _found(page, item, cell)
    ids = [f"{item.id}-{one.period}" for one in run]
    box = nodes.container(ids=ids, classes=["history-period", *["quiet"] * (not body)])
    name, span = names(page, run)
    if len(run) == 1:
        link = page.link(cell.period, str(page.tracker.needs[cell.period]["title"]))
    else:
        link = nodes.inline("", name)
    word = words(cell.status.label) + " †" * cell.by_construction
    # A style sheet sets these apart; on paper, a sign does, and what leads to nothing is no heading.
    printed = page.builder.format != "html"
    quiet, sign = printed and not body, " · " if printed else " "
    told: nodes.Element = nodes.inline("", word, classes=["history-status", css(cell.status)])
    line: list[nodes.Node] = [
        term_mark("", cell.status.mark, classes=["term-mark", css(cell.status)]),
        *(nodes.Text(" "), link, nodes.Text(sign)),
        *(nodes.inline("", span, classes=["history-span"]), nodes.Text(sign)),
        nodes.strong("", "", told) if quiet and cell.status.counted else told,
    ]
    heading = paragraph(*line) if quiet else nodes.rubric("", "", *line)
    if not quiet:
        heading["heading-level"] = level
    box += heading
    box += body
    return box


def _found(page: Page, item: Item, cell: Cell) -> list[nodes.Node]:
    model = page.tracker.matrix
    evidence = [model.evidence[key] for key in cell.evidence]
    outside = [model.evidence[key] for key in cell.outside]
    limits = [model.evidence[key] for key in cell.limitations]
    told = [p for p in evidence if p.role is Role.ACTIVITY and not p.outside]
    found: list[nodes.Node] = []
    for label, pieces in (
        *(
            (_kind(page, kind), [p for p in told if p.code == kind])
            for kind in dict.fromkeys(p.code for p in told)
        ),
        ("Announced", [p for p in evidence if p.role is Role.ANNOUNCEMENT]),
        ("Said of the area or of a group", [p for p in evidence if p.role is Role.STATEMENT]),
        ("Obstacles and conditions", limits),
        ("From another source, not from the report", outside),
    ):
        if pieces:
            found += [paragraph(nodes.strong("", page.words(label)))] if label else []
            ordered = sorted(pieces, key=lambda piece: moment(page, piece))
            found.append(bullets([entry(page, piece, item=item.id) for piece in ordered], ["evidence"]))
    return found


def _kind(page: Page, kind: str) -> str:
    """Name a kind of evidence of the project's own; our activities need no name."""
    return "" if kind == Role.ACTIVITY.value else page.tracker.settings.noun(kind).capitalize()


def _announced(page: Page, item: Item, level: int) -> list[nodes.Node]:
    """Say what was announced on the item, and what became of it."""
    chosen = [one for one in page.tracker.ledger.values() if item.id in _links(page, one.announcement.id)]
    if not chosen:
        return []
    caption = page.words("What was announced, and what became of it")
    head = nodes.rubric("", caption, classes=["section-head"])
    head["heading-level"] = level - 1
    return [head, *ledger.view(page, caption, item=item.id)]


def _links(page: Page, key: str) -> Iterable[str]:
    return page.tracker.matrix.evidence[key].links


VIEW = View(
    "history",
    lambda page, options, level: history(page, page.tracker.matrix.item(options["item"]), level=level),
    options={"item": ITEM},
    required=("item",),
    subject="item",
    page="history of {item}",
)
