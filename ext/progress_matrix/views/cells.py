"""How a status is shown: heads, cells, tallies, strips of periods, and the keys and notes beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from docutils import nodes

from ..collect import text
from ..model.dates import Span
from ..model.matrix import Cell, Count, Item, Period
from ..model.statuses import Coded, FollowUp, Status, Strength
from .page import Page, Part, Row, bullets, css, inline, joined, leading, paragraph, sign, table, unseen
from .registry import Options, View, choice


def period_head(page: Page, period: Period) -> nodes.container:
    """Make a column header: the period's name, its months and how much was read.

    On paper, where it stands on each page, its years alone: see :func:`period_rows`.
    """
    told: dict[str, Part] = {"name": page.link(period.id, page.short(period.id))}
    if page.html:
        told |= {"span": short_span(page, period), "coverage": page.read(period.coverage)}
    elif period.span.bounded:
        years = dict.fromkeys((str(period.span.first.year), str(period.span.last.year)))
        told["span"] = "–".join(years)
    lines = (paragraph(part, classes=[f"period-{name}"]) for name, part in told.items() if part)
    return nodes.container("", *lines, classes=["period-head", f"coverage-{period.coverage.value}"])


def period_rows(page: Page, columns: Sequence[Period | str]) -> list[Row]:
    """Make the rows that say once, on paper, the months of each period and how much was read."""
    if page.html:
        return []
    told: list[tuple[str, Callable[[Period], str]]] = [
        (page.words("Period"), lambda period: short_span(page, period)),
        (page.label(page.settings.fields.coverage), lambda period: page.read(period.coverage)),
    ]
    rows = [[label, *("" if isinstance(one, str) else tell(one) for one in columns)] for label, tell in told]
    return [row for row in rows if any(row[1:])]


def short_span(page: Page, period: Period, last: Period | None = None) -> str:
    """Write the months of a period, or from one to the last, shortly, to be broken between the two only."""
    told = page.words.short_months(Span(period.span.first, (last or period).span.last))
    return told.replace(" ", "\N{NO-BREAK SPACE}")


def span_and_coverage(page: Page, period: Period) -> str:
    """Tell the months of a period, if it has bounds, and how much of it was read."""
    return ", ".join(filter(None, (short_span(page, period), page.read(period.coverage))))


def cell_node(page: Page, cell: Cell) -> nodes.Element:
    """One cell: mark and word, a link where there is evidence; the mark alone where nothing is known."""
    status = cell.status
    if not cell.evidence:
        word = page.words(status.short) if status.counted else unseen(page.words(status.label))
        return page.mark(status, word)
    label: list[Part] = [sign(status), f"\N{NO-BREAK SPACE}{page.words(status.short)}"]
    label += [inline("†", classes=["dagger"])] * cell.by_construction
    classes = ["term", css(status), *["by-construction"] * cell.by_construction]
    return inline(page.anchor_link(*page.place(cell), label), classes=classes)


def count_text(page: Page, count: Count) -> str:
    """Write a figure with its denominator."""
    return page.words("{value} of {total}", value=count.value, total=count.of)


def item_link(page: Page, item: Item) -> nodes.Element:
    """Link to an item's page by its title and number; on paper, where numbers are looked up, they lead."""
    number = inline(item.id, classes=["item-id"])
    if page.html:
        return page.anchor_link(item.docname, item.id, f"{item.title} ", number)
    return page.anchor_link(item.docname, item.id, number, f" {item.title}")


def rest(page: Page, cells: Sequence[Cell]) -> str:
    """Say in a line what no cell of a list says: which periods have no source, or do not apply."""
    told: dict[Status, list[str]] = {}
    for run in runs(cells):
        status = run[0].status
        if not (run[0].evidence or status.counted):
            told.setdefault(status, []).append(names(page, run)[0])
    return ". ".join(f"{page.words(status.label)}: {', '.join(runs)}" for status, runs in told.items())


def runs(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Put cells side by side together that say the same and lead nowhere; each other cell stands alone."""
    alike = [at if cell.evidence or cell.status.counted else cell.status for at, cell in enumerate(cells)]
    return [[cells[at] for at in run] for _, run in groupby(range(len(cells)), alike.__getitem__)]


def tally(page: Page, items: Iterable[Item], period: Period, *, words_too: bool = False) -> nodes.inline:
    """Count the statuses of some items in a period, each with its mark, out of those that could be decided.

    :param words_too: whether, in HTML, the short word stands before each number.
    """
    counts = page.model.tally(period.id, items)
    total = sum(number for status, number in counts.items() if status.counted)
    found = {status: n for status, n in counts.items() if n and (status.counted or status.has_evidence)}
    if not found:
        # What was in force, but not read, says more than what was not in force.
        order = list(page.model.statuses)
        nothing = max((status for status, n in counts.items() if n), key=order.index, default=order[0])
        return inline(sign(nothing), " ", unseen(page.words(nothing.label)), classes=["tally-none"])
    counted: list[nodes.inline] = []
    beside: list[nodes.inline] = []
    for status, number in found.items():
        value = inline(str(number), classes=["tally-number"])
        told: list[Part] = [value, unseen(f" {page.words(status.label)}")]
        if words_too and page.html:
            # A word before the number agrees with any; paper has no room for it, and a key above the table.
            told = [f"{page.words(status.short)}:\N{NO-BREAK SPACE}", value]
        # The filter counts by the last of them.
        own = f"status-{status.code.replace('_', '-')}"
        classes = ["tally-count", *dict.fromkeys((css(status), own))]
        part = inline(sign(status), "\N{NO-BREAK SPACE}", told, classes=classes)
        (counted if status.counted else beside).append(part)
    # What is not among those that could be decided stands behind their number.
    out_of = inline(page.words("of {total}", total=total), classes=["tally-total"])
    line: list[Part] = []
    for part in [*counted, *[out_of] * bool(total), *beside]:
        # Beside a number, a mark such as a dash reads as part of it.
        line += [" " if page.html or part is out_of else ", ", part]
    return inline(line[1:], classes=["tally-cell"])


def strip(page: Page, item: Item) -> nodes.bullet_list:
    """Show what each period says of the item."""
    made = bullets([], ["strip"])
    for run in runs(page.model.row(item.id)):
        cell = run[0]
        classes = [css(cell.status), f"wide{len(run)}", *["by-construction"] * cell.by_construction]
        name, span = names(page, run)
        word = page.words(cell.status.label) + "\N{NO-BREAK SPACE}†" * cell.by_construction
        status = page.anchor_link(*page.place(cell), word) if cell.evidence else inline(word)
        named = inline(name, classes=["strip-name"])
        months = inline(span, classes=["strip-span"])
        told = inline(sign(cell.status), " ", status, classes=["strip-status"])
        made += nodes.list_item("", paragraph(named, " ", months, " ", told), classes=classes)
    return made


def names(page: Page, run: Sequence[Cell]) -> tuple[str, str]:
    """Give the names of the periods of a run, and the months from its first to its last."""
    first, last = (page.model.period(cell.period) for cell in (run[0], run[-1]))
    name = page.short(last.id)
    if first is not last:
        begin, end = page.short(first.id).split(), name.split()
        # What both names end with is told once: 5th–10th report.
        while len(begin) > 1 and begin[-1:] == end[-1:]:
            begin, end = begin[:-1], end[:-1]
        name = f"{' '.join(begin)}–{name}"
    return name, short_span(page, first, last)


def key(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Render the key: each term with its mark, its short word and what it means."""
    words, outside = page.words, page.settings.outside
    # Without sources from elsewhere, no cell can have their status.
    statuses = [one for one in page.model.statuses if outside or one != Status.OTHER_SOURCE]
    vocabularies: dict[str, tuple[str, Iterable[Coded]]] = {
        "status": (words("Key to the reporting statuses"), statuses),
        "follow-up": (words("Key to the follow-up of announcements"), FollowUp),
        "strength": (words("Key to the strength of links"), Strength),
    }
    caption, vocabulary = vocabularies[options.get("vocabulary", "status")]
    nouns = {name: page.nouns(name, 1) for name in ("period", "group")}
    body: list[Row] = []
    for term in vocabulary:
        counted = words("yes" if term.counted else "no") if isinstance(term, Status) else ""
        # On paper there are no data beside it.
        code = nodes.literal("", term.code) if page.html else ""
        body.append([page.mark(term), words(term.definition, **nouns), counted, code])
    head = [words(name) for name in ("Term", "Meaning", "Counted", "Code")]
    return [table(caption, head, body, widths=[4, 10, 3, 4], sparse=True, classes=["key"])]


BY_CONSTRUCTION = (
    "The subject was inferred from the very paragraph that is now the evidence: no other result was possible."
)


def caveat(page: Page) -> list[nodes.Node]:
    """Give the sentence that stands beside every matrix."""
    told = page.settings.caveat
    return [paragraph(page.words(told), classes=["caveat"])] if told else []


def dagger(page: Page, cells: Iterable[Cell]) -> list[nodes.Node]:
    """Say once on a page what the dagger means, if one of these cells has it."""
    if any(cell.by_construction for cell in cells) and page.first("dagger"):
        return [paragraph("† ", page.words(BY_CONSTRUCTION), classes=["caveat"])]
    return []


def coded(page: Page) -> list[nodes.paragraph]:
    """Say who coded, before anything that rests on it, and where to read how far to trust it.

    The sentences are the project's: the labels ``coded.…`` of the values of ``coded_by``.
    """
    made: list[nodes.paragraph] = []
    for code in dict.fromkeys(text(page.needs[period.id], "coded_by") for period in page.model.periods):
        told = page.value(code, "coded")
        if told != page.words(code):
            line = leading(told)
            uri = page.document(page.settings.trust)
            if uri:
                # Its own title, which a reader with paper in hand finds there.
                label = page.builder.env.titles[page.settings.trust].astext()
                line += [" ", nodes.reference("", label, refuri=uri, internal=True)]
            made.append(paragraph(*line, classes=["coded"]))
    return made


def legend(
    page: Page, items: Iterable[Item], *, cells: bool = True, counted: bool = False
) -> list[nodes.Node]:
    """Tell what the marks in the cells of these items mean, in one line.

    :param cells: whether single cells are shown, which may bear the dagger.
    :param counted: whether they are counted: what the second number means is told.
    """
    shown = [cell for item in items for cell in page.model.row(item.id)]
    used = {cell.status for cell in shown}
    # What was found comes first.
    order = page.model.statuses.found_first
    entries: list[Part] = [page.mark(status) for status in order if status in used]
    if cells and any(cell.by_construction for cell in shown):
        told = page.words("subject inferred from the same report")
        entries.append(inline(inline("†", classes=["term-mark"]), f" {told}"))
    if counted:
        entries.append(inline(page.words("of …: number of answers possible")))
    if page.html:
        return [bullets([[paragraph(entry)] for entry in entries], ["legend"])]
    return [paragraph(joined(entries), classes=["legend"])]


KEY = View("key", key, options={"vocabulary": choice("status", "follow-up", "strength")})
CODED = View("coded", lambda page, options, level: [*coded(page)])
