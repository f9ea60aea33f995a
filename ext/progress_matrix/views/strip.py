"""The periods of an item in one strip, from left to right; those that say nothing side by side as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..nodes import term_mark
from .cells import runs, short_span
from .page import Page, bullets, css, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.matrix import Cell, Item


def strip(page: Page, item: Item) -> nodes.bullet_list:
    """Show what each period says of the item."""
    model = page.tracker.matrix
    made = bullets([], ["strip"])
    for run in runs([model.cell(item.id, period.id) for period in model.periods]):
        cell = run[0]
        classes = [css(cell.status), f"wide{len(run)}", *["by-construction"] * cell.by_construction]
        name, span = names(page, run)
        mark = term_mark("", cell.status.mark, classes=["term-mark"])
        word = page.words(cell.status.label) + " †" * cell.by_construction
        status = page.anchor_link(*page.place(cell), word) if cell.evidence else nodes.inline("", word)
        line = paragraph(
            nodes.inline("", name, classes=["strip-name"]),
            " ",
            nodes.inline("", span, classes=["strip-span"]),
            " ",
            nodes.inline("", "", mark, nodes.Text(" "), status, classes=["strip-status"]),
        )
        made += nodes.list_item("", line, classes=classes)
    return made


def names(page: Page, run: Sequence[Cell]) -> tuple[str, str]:
    """Give the names of the periods of a run, and the months from its first to its last."""
    periods = {period.id: period for period in page.tracker.matrix.periods}
    first, last = periods[run[0].period], periods[run[-1].period]
    name = "–".join(dict.fromkeys((page.short(first.id), page.short(last.id))))
    if first is last:
        return name, short_span(page, first)
    words = page.words
    span = f"{words.short_month(first.span.first)}–{words.short_month(last.span.last)}"
    return name, span.replace(" ", "\N{NO-BREAK SPACE}")
