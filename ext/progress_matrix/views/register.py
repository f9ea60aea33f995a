"""The register: all items by area and series, and how their subjects are known."""

from __future__ import annotations

from html import escape

from docutils import nodes

from ..collect import Tracker
from ..model.matrix import Count, Item
from ..words import Words
from . import drawing, tables
from .cells import count_text, item_link, legend
from .page import Page, Row, inline, row_of, table, wide
from .registry import OF_ITEMS, TEXT, Options, View
from .tables import Column, Table, items_stem


def register(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """All items with area, series, basis, and what each period says, in a strip of marks."""
    words = page.words
    groups = {group.id: group.title for group in page.model.groups}
    series_label = page.label(page.settings.fields.series)
    periods = page.settings.noun("period").capitalize()
    head = [page.heading("item"), page.heading("group"), series_label, words("Subject"), words(periods)]
    items = page.items(options)
    rows = []
    for item in items:
        told: Row = [
            item_link(page, item),
            page.link(item.group, groups[item.group]),
            page.series(item.series),
            inline(page.value(item.basis), classes=[f"basis-{item.basis}"]),
            _strip(page, item),
        ]
        data = {"id": item.id, "area": item.group, "set": item.series, "basis": item.basis}
        rows.append(row_of(told, data=data))
    classes, caption = ["register", "filterable"], page.caption(options, "Register")
    made = wide(table(caption, head, rows, widths=[9, 5, 2, 3, 5], sparse=True, classes=classes))
    shapes = nodes.raw("", drawing.definitions(page), format="html")
    if drawing.is_printed(page):
        cells = (cell for item in items for cell in page.model.row(item.id))
        return [drawing.printed_key(page, cells), made]
    return [*legend(page, items), *([shapes] if shapes.astext() else []), made]


def _strip(page: Page, item: Item) -> nodes.Node:
    """Show the marks of an item's cells in a row; they are told in words to who does not see them."""
    cells = page.model.row(item.id)
    told = "; ".join(f"{page.short(c.period)}: {page.words(c.status.label)}" for c in cells)
    shapes = [drawing.shape_of(cell) for cell in cells]
    if drawing.is_printed(page):
        return drawing.printed_row(page, shapes, told)
    if not page.html:
        return nodes.Text("\N{NO-BREAK SPACE}".join(cell.status.mark for cell in cells))
    return nodes.raw("", drawing.row(shapes, f'role="img" aria-label="{escape(told)}"'), format="html")


def bases(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """How many subjects are known, and how, by area and series."""
    used = {item.basis for item in page.model.items}
    order = [basis for basis in page.settings.bases if basis in used]
    head = [page.heading("group"), *(page.value(basis) for basis in order), page.words("All")]
    body: list[Row] = []
    for series in sorted({item.series for item in page.model.items}):
        for group in page.model.groups:
            chosen = page.model.select(group=group.id, series=series)
            if chosen:
                told = f",\N{NO-BREAK SPACE}{page.series(series)}" if series else ""
                body.append([[page.link(group.id, group.title), told], *_counts(page, chosen, order)])
        if series:
            chosen = page.model.select(series=series)
            every = page.words("All of {series}", series=page.series(series))
            body.append([every, *_counts(page, chosen, order)])
    body.append([page.words("All"), *_counts(page, page.model.items, order)])
    caption, widths = page.caption(options, "How subjects are known"), [6, *[3] * (len(order) + 1)]
    return [wide(table(caption, head, body, widths=widths, classes=["bases"]))]


def _counts(page: Page, items: tuple[Item, ...], order: list[str]) -> list[str]:
    found = [count_text(page, Count(sum(i.basis == basis for i in items), len(items))) for basis in order]
    return [*found, str(len(items))]


def bases_data(tracker: Tracker, words: Words) -> list[Table]:
    """Make one row an item, which the page shows as counts."""
    settings = tracker.settings
    made = (
        tables.part_column(settings, "item"),
        tables.ITEM_TITLE,
        tables.part_column(settings, "group"),
        tables.SERIES_COLUMN,
        tables.basis_column(settings),
        Column("label", "string", "the basis in words, in the language of the edition"),
        tables.INDEPENDENT,
    )
    used = {item.basis for item in tracker.matrix.items}
    told = {basis: words(settings.values.get(basis, basis)) for basis in used}
    rows = tuple(
        (one.id, one.title, one.group, one.series, one.basis, told[one.basis], one.independent)
        for one in tracker.matrix.items
    )
    return [Table("bases", "How the subject of each item is known", made, rows, (made[0].name,))]


VIEW = View(
    "register",
    register,
    options=OF_ITEMS,
    stem=lambda tracker, options: items_stem(tracker.settings, tracker.settings.types.item),
)
BASES = View("bases", bases, options={"caption": TEXT}, stem="bases", data=bases_data)
