"""One item's history, period by period: what was found, with its date, and where it was read."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from ..model.matrix import Cell, Item
from ..model.statuses import Role
from ..nodes import term_mark
from . import cite, ledger
from .cells import caveat, names, runs
from .entries import entry, moment
from .page import Page, Part, bullets, css, inline, paragraph, rubric
from .registry import TEXT, Options, View


def history(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Render the periods in order; those without a source, or without the item, are one line a run."""
    item = page.model.item(options["item"])
    found = runs(page.model.row(item.id))
    blocks: list[nodes.Node] = [_run(page, item, run, level=level) for run in found]
    if blocks:
        blocks[-1]["classes"].append("last")  # type: ignore[index]  # each is a container
    blocks += caveat(page)
    if page.html:
        blocks += _announced(page, item, level)
        blocks += cite.block(page, page.needs[item.id], level)
    return blocks


def _run(page: Page, item: Item, run: Sequence[Cell], *, level: int) -> nodes.container:
    cell, words = run[0], page.words
    body = _found(page, item, cell)
    ids = [f"{item.id}-{one.period}" for one in run]
    box = nodes.container(ids=ids, classes=["history-period", *["quiet"] * (not body)])
    name, span = names(page, run)
    told = str(page.needs[cell.period]["title"]) if len(run) == 1 else name
    # On paper the line is a heading, or as good as one, and leads nowhere.
    leads = len(run) == 1 and page.html
    link = page.link(cell.period, told) if leads else inline(told)
    word = words(cell.status.label) + "\N{NO-BREAK SPACE}†" * cell.by_construction
    mark = term_mark("", cell.status.mark, classes=["term-mark", css(cell.status)])
    months = inline(span, classes=["history-span"])
    status = inline(word, classes=["history-status", css(cell.status)])
    between = " " if page.html else " · "
    head: list[Part] = [mark, " ", link, between, months, between]
    if page.html or body:
        box += rubric(level, *head, status)
    else:
        # What leads to nothing is no heading.
        box += paragraph(*head, nodes.strong("", "", status) if cell.status.counted else status)
    box += body
    return box


def _found(page: Page, item: Item, cell: Cell) -> list[nodes.Node]:
    evidence, outside, limits = (
        [page.model.evidence[key] for key in keys] for keys in (cell.evidence, cell.outside, cell.limitations)
    )
    told = [piece for piece in evidence if piece.role is Role.ACTIVITY and not piece.outside]
    kinds = {kind: [piece for piece in told if piece.kind == kind] for kind in (one.kind for one in told)}
    found: list[nodes.Node] = []
    for label, pieces in (
        *((_kind(page, kind), pieces) for kind, pieces in kinds.items()),
        ("Announcements", [piece for piece in evidence if piece.role is Role.ANNOUNCEMENT]),
        ("Said of the area or of a group", [piece for piece in evidence if piece.role is Role.STATEMENT]),
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
    return "" if kind == Role.ACTIVITY.value else page.settings.noun(kind).capitalize()


def _announced(page: Page, item: Item, level: int) -> list[nodes.Node]:
    """Say what was announced on the item, and what became of it."""
    evidence = page.model.evidence
    if not any(item.id in evidence[key].links for key in page.tracker.ledger):
        return []
    caption = page.words("What was announced, and what became of it")
    shown = ledger.ledger(page, {"caption": caption, "item": item.id}, level)
    return [rubric(level - 1, caption, classes=["section-head"]), *shown]


VIEW = View(
    "history", history, options={"item": TEXT}, required=("item",), subject="item", page="history of {item}"
)
