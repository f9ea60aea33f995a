"""The items of an area, counted report by report: one square an item, with the words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..model.statuses import Status
from . import drawing, shapes
from .cells import short_span
from .legend import dagger
from .page import Page, bullets, paragraph
from .registry import FILTER, GROUP, View

if TYPE_CHECKING:
    from ..model.matrix import Cell, Item, Period
    from ..model.statuses import Statuses


def view(page: Page, items: tuple[Item, ...]) -> list[nodes.Node]:
    """Show how many items have which status in each period, as squares and in words."""
    entries, shown = [], []
    for period in page.tracker.matrix.periods:
        cells = [page.tracker.matrix.cell(item.id, period.id) for item in items]
        shown += cells
        entry: list[nodes.Node] = [_name(page, period)]
        if page.builder.format == "html":
            entry.append(nodes.raw("", _squares(cells, page.tracker.matrix.statuses), format="html"))
        entry.append(paragraph(*told(page, cells), classes=["unit-told"]))
        entries.append(entry)
    made: list[nodes.Node] = [bullets(entries, ["units"]), *dagger(page, shown)]
    if getattr(page.builder, "draws_svg", False):
        model = page.tracker.matrix
        rows = [
            (period, _sorted([model.cell(item.id, period.id) for item in items], model.statuses))
            for period in model.periods
        ]
        words = " ".join(f"{entry[0].astext()}: {entry[-1].astext()}." for entry in entries)
        made.insert(0, drawing.units(page, rows, words))
    if page.builder.format == "html":
        made.insert(0, nodes.raw("", shapes.definitions(page), format="html"))
    return made


def _name(page: Page, period: Period) -> nodes.paragraph:
    read = page.read(period.coverage)
    span = nodes.inline("", f"{short_span(page, period)}, {read}", classes=["unit-span"])
    return paragraph(page.link(period.id, period.title), " ", span)


def _squares(cells: list[Cell], statuses: Statuses) -> str:
    """Draw a square for each cell, what was found first."""
    names = _sorted(cells, statuses)
    width = shapes.WIDTH + 1
    drawn = "".join(shapes.use(shape, number * width) for number, shape in enumerate(names))
    wide, high = len(cells) * width, shapes.HEIGHT
    box = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    return f'<svg {box} aria-hidden="true">{drawn}</svg>'


def _sorted(cells: list[Cell], statuses: Statuses) -> list[str]:
    """Give the shapes of cells, what was found first."""
    order = {shape: number for number, shape in enumerate(_order(statuses))}
    return sorted((shapes.name(cell) for cell in cells), key=order.__getitem__)


def _order(statuses: Statuses) -> list[str]:
    found = [status.code for status in statuses.found_first]
    return [found[0], shapes.INFERRED, *found[1:]]


def told(page: Page, cells: list[Cell]) -> list[nodes.Node | str]:
    """Say the same in words: what is reported out of what could be decided, then the rest."""
    words, statuses = page.words, page.tracker.matrix.statuses
    counts = {status: sum(cell.status == status for cell in cells) for status in statuses}
    total = sum(number for status, number in counts.items() if status.counted)
    parts: list[str] = []
    line: list[nodes.Node | str] = []
    if total:
        value = words("{value} of {total}", value=counts[statuses.best], total=total)
        own = f"{value}: {words(statuses.best.label)}"
        ours = statuses.best == Status.REPORTED
        line.append(nodes.strong("", words("{count} reported", count=value) if ours else own))
        inferred = sum(cell.by_construction and cell.status == statuses.best for cell in cells)
        if inferred:
            parts.append(words("{number} of them †", number=inferred))
    rest = (status for status in statuses if status != statuses.best)
    parts += [f"{words(status.label).lower()}: {counts[status]}" for status in rest if counts[status]]
    if line and parts:
        line.append("; ")
    return [*line, "; ".join(parts)]


VIEW = View(
    "units",
    lambda page, options, level: view(page, page.items(group=options.get("group", ""))),
    options={"group": GROUP, "filter": FILTER},
)
