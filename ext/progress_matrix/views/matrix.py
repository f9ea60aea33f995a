"""The matrix: items × periods, as a grid on the page and one row a cell in the data; and areas × periods."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from ..collect import Tracker, listed, slug, text
from ..model.matrix import Cell, Count, Item, Period
from ..model.statuses import Strength
from ..words import Words, by_period
from . import cells, tables
from .page import Page, Part, Row, paragraph, row_of, table, wide
from .registry import OF_ITEMS, TEXT, Options, View, percentage
from .tables import IDS, Column, Grid, GridCell, Table


def matrix(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Items × periods, area by area, with the counts of each, of all and of those known independently."""
    items, (shown_columns, _) = page.items(options), chosen_columns(page, options)
    model, words = page.model, page.words
    every_column = shown_columns or model.periods
    periods = [one for one in every_column if not isinstance(one, str)]
    head: list[Part] = [page.heading("item")]
    head += [
        page.label(one) if isinstance(one, str) else cells.period_head(page, one) for one in every_column
    ]

    def counts(chosen: Sequence[Item]) -> Row:
        return ["" if isinstance(one, str) else cells.tally(page, chosen, one) for one in every_column]

    independent = tuple(item for item in items if item.independent)
    every = words("All {number} {items}", number=len(items), items=page.nouns("item", len(items)))
    known = words("Subject known independently: {number}", number=len(independent))
    rows = [row_of(row) for row in cells.period_rows(page, every_column)]
    rows.append(row_of([every, *counts(items)], data={"count": "all"}))
    if page.settings.independent:
        rows.append(row_of([known, *counts(independent)], data={"count": "independent"}))
    shown = [(group, [item for item in items if item.group == group.id]) for group in model.groups]
    shown = [(group, mine) for group, mine in shown if mine]
    for group, mine in shown:
        if len(shown) > 1:
            whole = words("{number} in all", number=len(mine))
            named: Part = [page.link(group.id, group.title), f", {whole}"]
            rows.append(row_of([named, *counts(mine)], data={"band": group.id}))
        for item in mine:
            row = (_told(page, item, one) for one in every_column)
            found = [model.cell(item.id, period.id) for period in periods]
            rows.append(row_of([cells.item_link(page, item), *row], data=_row_data(page, item, found)))
    widths = [11, *[3] * len(every_column)]
    caption = page.caption(options, by_period(words, page.settings, "item"))
    made = table(caption, head, rows, widths=widths, classes=["items-periods", "filterable"])
    notes = cells.caveat(page) + cells.dagger(page, (model.cell(i.id, p.id) for i in items for p in periods))
    if "coverage" in options:
        told = words(
            "With evidence: {count}; asked for: at least {percentage}%.",
            count=cells.count_text(page, covered(page, options)[0]),
            percentage=options["coverage"],
        )
        notes.append(paragraph(told, classes=["caveat"]))
    return [*cells.coded(page), *cells.legend(page, items, counted=True), wide(made), *notes]


def _told(page: Page, item: Item, column: Period | str) -> Part:
    """Tell what a period says of an item, or a field of it, or where a link of it leads."""
    if not isinstance(column, str):
        return cells.cell_node(page, page.model.cell(item.id, column.id))
    return "; ".join(page.value(one, column) for one in listed(page.needs[item.id], column))


def chosen_columns(page: Page, options: Options) -> tuple[list[Period | str], list[str]]:
    """Read the option ``columns``: the periods and fields that it names, and the names that are neither."""
    named = dict.fromkeys(name.strip() for name in options.get("columns", "").split(",") if name.strip())
    periods = {period.id: period for period in page.model.periods}
    needs = page.needs
    known = {*periods, *(name for item in page.model.items for name in needs[item.id])}
    found = [periods.get(name, name) for name in named if name in known]
    return found, [name for name in named if name not in known]


def covered(page: Page, options: Options) -> tuple[Count, list[str]]:
    """Count the shown items with evidence in a shown period, out of those that could be decided in one.

    :returns: the count, and the ids of those without.
    """
    chosen, _ = chosen_columns(page, options)
    periods = [one for one in chosen if not isinstance(one, str)] or page.model.periods
    without, total = [], 0
    for item in page.items(options):
        found = [page.model.cell(item.id, period.id).status for period in periods]
        found = [status for status in found if status.counted]
        total += bool(found)
        if found and not any(status.has_evidence for status in found):
            without.append(item.id)
    return Count(total - len(without), total), without


def wrong(page: Page, options: Options) -> str:
    """Tell what a matrix lacks: a column that is not there, an item at all, or evidence enough."""
    _, unknown = chosen_columns(page, options)
    if unknown:
        allowed = ", ".join(period.id for period in page.model.periods)
        return f"columns: {', '.join(unknown)}: allowed are the fields of the items and the periods {allowed}"
    if page.model.items and not page.items(options):
        return "shows no item: no one fits its group, series and filter"
    if "coverage" in options:
        count, without = covered(page, options)
        asked = int(options["coverage"])
        if 100 * count.value < asked * count.of:
            return (
                f"coverage: {count} items have evidence, which is less than the {asked}% asked for; "
                f"without evidence: {', '.join(without)}"
            )
    return ""


def _row_data(page: Page, item: Item, row: Sequence[Cell]) -> dict[str, str]:
    return {
        "id": item.id,
        "area": item.group,
        "set": item.series,
        "basis": item.basis,
        "independent": "yes" if item.independent else "no",
        "status": " ".join(f"{cell.period}:{cell.status.code}" for cell in row),
        "strength": " ".join(f"{c.period}:{c.strength.code}" for c in row if c.strength),
        "rest": cells.rest(page, row),
    }


def stem(tracker: Tracker, part: str = "", rows: str = "item") -> str:
    """Give the stem of the table of items × periods, of all or of one area or series; or of other rows."""
    settings = tracker.settings
    main = f"matrix-{slug(settings.noun(rows))}-{slug(settings.noun('period'))}"
    code = text(tracker.needs.get(part, {}), settings.fields.code) or part
    return f"{main}-{slug(code)}" if part else main


def data(tracker: Tracker, words: Words) -> list[Table]:
    """Make the table of all cells, then one of each area and of each series."""
    model, named = tracker.matrix, by_period(words, tracker.settings, "item")
    made = [_cells(tracker, words, "", model.items, named)]
    parts = [(group.id, group.title, model.select(group=group.id)) for group in model.groups if group.id]
    every = sorted({item.series for item in model.items if item.series})
    values = tracker.settings.values
    parts += [(series, values.get(series, series), model.select(series=series)) for series in every]
    made += [_cells(tracker, words, part, items, f"{named}: {words(title)}") for part, title, items in parts]
    return made


def _cells(tracker: Tracker, words: Words, part: str, items: Sequence[Item], title: str) -> Table:
    """Make one row a cell, which the page shows as a grid."""
    settings = tracker.settings
    made = (
        tables.part_column(settings, "item"),
        tables.part_column(settings, "period"),
        tables.status_column(settings),
        tables.STATUS_LABEL,
        tables.ids_column("evidence", "ids of the evidence, separated by spaces"),
        tables.INDEPENDENT,
        Column("strength", "string", "strongest link, empty without one", tables.codes(Strength)),
        Column(
            "by_construction", "boolean", "whether subject and evidence are the same passage", required=True
        ),
        Column("counted", "boolean", "whether the cell belongs to the denominator", required=True),
        tables.ids_column(
            "other_sources", "ids of activities that only another source tells of, separated by spaces"
        ),
        tables.ITEM_TITLE,
        tables.part_column(settings, "group"),
        tables.SERIES_COLUMN,
        tables.basis_column(settings),
    )
    rows = tuple(
        (
            one.id,
            cell.period,
            cell.status.code,
            words(cell.status.label),
            IDS.join(cell.evidence),
            one.independent,
            cell.strength.code if cell.strength else "",
            cell.by_construction,
            cell.status.counted,
            IDS.join(cell.outside),
            one.title,
            one.group,
            one.series,
            one.basis,
        )
        for one in items
        for cell in tracker.matrix.row(one.id)
    )
    key = (made[0].name, made[1].name)
    grid = _grid(tracker, words, items)
    return Table(stem(tracker, part), title, made, rows, key, part=bool(part), grid=grid)


def _grid(tracker: Tracker, words: Words, items: Sequence[Item]) -> Grid:
    """Make the same as a grid of words, as the page shows it, for those who open the data in a sheet."""
    settings, periods = tracker.settings, tracker.matrix.periods
    heads = [f"{one.title}\n{words.short_months(one.span)}".rstrip() for one in periods]
    rows = []
    for item in items:
        row = [GridCell(f"{item.id} {item.title}", item=item.id)]
        row.append(GridCell(words(settings.values.get(item.basis, item.basis))))
        for period in periods:
            cell = tracker.matrix.cell(item.id, period.id)
            dagger = "\N{NO-BREAK SPACE}†" if cell.by_construction else ""
            look = "inferred" if cell.by_construction else cell.status.look
            lead = item.id if cell.evidence else ""
            row.append(GridCell(f"{words(cell.status.short)}{dagger}", look, lead, period.id))
        rows.append(tuple(row))
    noun = words(settings.noun("item", 1).capitalize())
    return Grid((noun, words("Subject"), *heads), tuple(rows))


VIEW = View(
    "matrix",
    matrix,
    options={**OF_ITEMS, "columns": TEXT, "coverage": percentage},
    wrong=wrong,
    # The table of the area, else of the series, holds what is shown (and of both, more).
    stem=lambda tracker, options: stem(tracker, options.get("group") or options.get("series", "")),
    data=data,
)


def groups(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Areas × periods: for each cell the count of every status that occurs, never a mean."""
    head: Row = [page.heading("group"), *(cells.period_head(page, period) for period in page.model.periods)]
    body = cells.period_rows(page, page.model.periods)
    for group in page.model.groups:
        items = page.items({"group": group.id})
        told = [cells.tally(page, items, period, words_too=True) for period in page.model.periods]
        body.append([page.link(group.id, group.title), *told])
    items = page.items({})
    every = [cells.tally(page, items, period, words_too=True) for period in page.model.periods]
    body.append([page.words("All"), *every])
    caption = page.caption(options, by_period(page.words, page.settings, "group"))
    widths = [5, *[4] * len(page.model.periods)]
    made = table(caption, head, body, widths=widths, classes=["groups-periods"])
    return [
        *cells.coded(page),
        *cells.legend(page, items, cells=False, counted=True),
        wide(made),
        *cells.caveat(page),
    ]


def groups_data(tracker: Tracker, words: Words) -> list[Table]:
    """Make one row a status, which the page shows as a tally a cell."""
    made = (
        tables.part_column(tracker.settings, "group"),
        tables.part_column(tracker.settings, "period"),
        tables.status_column(tracker.settings),
        tables.STATUS_LABEL,
        Column("count", "integer", "items with this status", required=True),
        Column("count_independent", "integer", "of these, items known independently", required=True),
        Column("denominator", "integer", "items whose cells belong to the denominator", required=True),
        Column("denominator_independent", "integer", "of these, items known independently", required=True),
    )
    model = tracker.matrix
    rows = []
    for one in model.groups:
        items, sure = (model.select(group=one.id, independent=only) for only in (False, True))
        for period in model.periods:
            for status in model.statuses:
                every, known = (model.count(status, period.id, chosen) for chosen in (items, sure))
                counts = (every.value, known.value, every.of, known.of)
                rows.append((one.id, period.id, status.code, words(status.label), *counts))
    key = tuple(column.name for column in made[:3])
    title = words("{matrix}: a count for each status", matrix=by_period(words, tracker.settings, "group"))
    return [Table(stem(tracker, rows="group"), title, made, tuple(rows), key)]


GROUPS = View(
    "groups",
    groups,
    options={"filter": TEXT, "caption": TEXT},
    stem=lambda tracker, options: stem(tracker, rows="group"),
    data=groups_data,
)
