"""Pictures of the cells, drawn at build time: all items by period, and the items of an area counted.

The overview has one column an item, one row a period; each area is one link, large enough to be
hit.  The units are one square an item, with the words beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from docutils import nodes

from ..model.matrix import Cell, Group, Item, Period
from ..model.statuses import Coverage, Status
from ..words import by_period
from . import drawing
from .cells import BY_CONSTRUCTION, dagger, short_span, span_and_coverage
from .page import Page, Part, bullets, inline, joined, paragraph
from .registry import TEXT, Options, View


def picture(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Draw all items in all periods; without HTML, say where the same is found."""
    caption = page.caption(options, by_period(page.words, page.settings, "item"))
    cells = page.model.cells.values()
    shown = [(group, items) for group in page.model.groups if (items := page.model.select(group=group.id))]
    if drawing.is_printed(page):
        return [drawing.overview(page, caption, _explained(page), shown), drawing.printed_key(page, cells)]
    if not page.html:
        text = page.words("The figure “{caption}” is part of the HTML edition.", caption=caption)
        return [paragraph(text, " ", page.words("The matrices say the same, cell by cell."))]
    rows = "".join(_row(page, number, period) for number, period in enumerate(page.model.periods, 1))
    areas = "".join(_area(page, group, items) for group, items in shown)
    parts = [
        drawing.definitions(page),
        '<figure class="progress-picture">',
        f"<figcaption><strong>{escape(caption)}.</strong> {escape(_explained(page))}</figcaption>",
        drawing.key(page, cells),
        f'<div class="picture-box"><ol class="picture-rows">{rows}</ol>',
        f'<ul class="picture-areas">{areas}</ul></div>',
        f'<p class="picture-note">{_note(page, cells, options.get("table", ""))}</p></figure>',
    ]
    return [nodes.raw("", "\n".join(parts), format="html", classes=["progress-picture"])]


def _explained(page: Page) -> str:
    """Say what the figure shows, and what a dot means where not all was read."""
    nouns = {name: page.nouns(name, 1) for name in ("item", "period")}
    told = page.words("One column per {item}, one row per {period}.", **nouns)
    if all(period.coverage is Coverage.FULL for period in page.model.periods):
        return told
    return f"{told} {page.words('A dot means that no source is at hand, not that nothing was done.')}"


def _note(page: Page, cells: Iterable[Cell], table: str) -> str:
    parts = [escape(page.words(page.settings.caveat))]
    if any(cell.by_construction for cell in cells):
        parts.insert(0, f"† {escape(page.words(BY_CONSTRUCTION))}")
    uri = page.document(table)
    if uri:
        label = page.words("The same as a table, with its evidence")
        parts.append(f'<a href="{escape(uri)}">{escape(label)}</a>')
    return " ".join(parts)


def _row(page: Page, number: int, period: Period) -> str:
    """Name a row: its period, its months and how much of it was read."""
    return (
        f'<li class="coverage-{period.coverage.value}"><span><span class="row-name">{number}</span>'
        f'\N{NO-BREAK SPACE}<span class="row-span">{escape(short_span(page, period))}</span> '
        f'<span class="row-read">{escape(page.read(period.coverage))}</span></span></li>'
    )


def _area(page: Page, group: Group, items: Sequence[Item]) -> str:
    """Draw one area as one link: its name, how many items it has, and their columns."""
    width, height = len(items) * drawing.ACROSS, len(page.model.periods) * drawing.DOWN
    columns = "".join(_column(page, item, number * drawing.ACROSS) for number, item in enumerate(items))
    numbers = "".join(f"<span>{number}</span>" for number, _ in enumerate(page.model.periods, 1))
    best = page.words(page.model.statuses.best.label)
    told = f"{best}: {'; '.join(drawing.counts(page, items)) or 0}"
    count = f"{len(items)} {page.nouns('item', len(items))}".replace(" ", "\N{NO-BREAK SPACE}")
    inner = (
        f'<span class="area-name">{escape(page.short(group.id))}</span>'
        f'<span class="area-count">{escape(count)}</span>'
        f'<span class="area-picture"><span class="area-numbers" aria-hidden="true">{numbers}</span>'
        f'<svg width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(told)}">{columns}</svg></span>'
    )
    address = page.uri(group.docname, group.id) if group.docname else None
    linked = f'<a href="{escape(address)}">{inner}</a>' if address else f"<span>{inner}</span>"
    return f"<li>{linked}</li>"


def _column(page: Page, item: Item, left: float) -> str:
    cells = page.model.row(item.id)
    told = "; ".join(
        f"{page.short(cell.period)}: {page.words(cell.status.label)}{' †' * cell.by_construction}"
        for cell in cells
        if cell.evidence or cell.status.counted
    )
    shapes = enumerate(map(drawing.shape_of, cells))
    drawn = "".join(drawing.use(shape, left, row * drawing.DOWN) for row, shape in shapes)
    return f"<g><title>{escape(f'{item.id} {item.title}. {told}')}</title>{drawn}</g>"


def units(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Show how many items have which status in each period, as squares and in words."""
    model, html = page.model, page.html
    items = page.items(options)
    found = [status.code for status in model.statuses.found_first]
    # What was found stands first.
    order = [found[0], drawing.INFERRED, *found[1:]].index
    entries: list[list[nodes.Node]] = []
    rows, shown = [], []
    for period in model.periods:
        cells = [model.cell(item.id, period.id) for item in items]
        shown += cells
        rows.append((period, sorted((drawing.shape_of(cell) for cell in cells), key=order)))
        span = inline(span_and_coverage(page, period), classes=["unit-span"])
        entry: list[nodes.Node] = [paragraph(page.link(period.id, period.title), " ", span)]
        if html:
            entry.append(nodes.raw("", drawing.row(rows[-1][1], 'aria-hidden="true"'), format="html"))
        entry.append(paragraph(in_words(page, cells), classes=["unit-told"]))
        entries.append(entry)
    made: list[nodes.Node] = [bullets(entries, ["units"]), *dagger(page, shown)]
    if rows and drawing.is_printed(page):
        told = " ".join(f"{entry[0].astext()}: {entry[-1].astext()}." for entry in entries)
        made[:0] = [drawing.units(page, rows, told), drawing.printed_key(page, shown)]
    if html:
        made.insert(0, nodes.raw("", drawing.definitions(page), format="html"))
    return made


def in_words(page: Page, cells: list[Cell]) -> Part:
    """Say the same in words: what is reported out of what could be decided, then the rest."""
    words, statuses = page.words, page.model.statuses
    counts = {status: sum(cell.status == status for cell in cells) for status in statuses}
    total = sum(number for status, number in counts.items() if status.counted)
    parts: list[Part] = []
    if total:
        value = words("{value} of {total}", value=counts[statuses.best], total=total)
        own = f"{value}: {words(statuses.best.label)}"
        ours = statuses.best == Status.REPORTED
        parts.append(nodes.strong("", words("{count} reported", count=value) if ours else own))
        inferred = sum(cell.by_construction and cell.status == statuses.best for cell in cells)
        if inferred:
            parts.append(words("{number} of them\N{NO-BREAK SPACE}†", number=inferred))
    rest = (status for status in statuses if status != statuses.best)
    parts += [f"{words(status.label).lower()}: {counts[status]}" for status in rest if counts[status]]
    return joined(parts)


def wrong(page: Page, options: Options) -> str:
    """Tell of a table that stands on no page."""
    table = options.get("table", "")
    # The address may be empty: a builder that writes nothing gives none.
    if not table or page.document(table) is not None:
        return ""
    return f"table: {table!r} is not a document; allowed are paths from the source folder, without suffix"


VIEW = View("picture", picture, options={"caption": TEXT, "table": TEXT}, wrong=wrong)
UNITS = View("units", units, options={"group": TEXT, "filter": TEXT})
