"""What is known of an item and how far to trust what its cells say, in plain sentences.

The project's sentences stand in its values: ``told.<field>.<value>`` for each field that
the settings list in ``told``; the first sentence of the first one leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..model.statuses import Coverage
from .legend import BY_CONSTRUCTION, coded
from .page import Page, bullets, paragraph

if TYPE_CHECKING:
    from ..collect import Need
    from ..model.matrix import Item
    from .entries import Part


def box(page: Page, need: Need, item: Item, level: int) -> nodes.container:
    """Make the box of an item."""
    head = nodes.rubric("", page.words("What is known, and how far to trust it"), classes=["trust-head"])
    head["heading-level"] = level
    entries = {
        "trust-subject": _subject(page, need, item),
        "trust-bound": _bound(page, item),
        # The same for all items: an edition that prints them one after the other leaves it out.
        "trust-general": _read(page),
    }
    lines: list[list[nodes.Node]] = [
        [paragraph(*entry, classes=[name])] for name, entry in entries.items() if entry
    ]
    lines += [
        [paragraph(*line.children, classes=["trust-general"])]
        for line in coded(page)
        if isinstance(line, nodes.paragraph)
    ]
    return nodes.container("", head, bullets(lines), classes=["trust"])


def _subject(page: Page, need: Need, item: Item) -> list[Part]:
    """Say how the subject is known."""
    line: list[Part] = []
    for name in page.tracker.settings.told:
        value = need.get(name)
        code = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
        told = page.told(f"{name}.{code}")
        if told and not line:
            first, stop, rest = told.partition(". ")
            line += [nodes.strong("", first + stop.strip()), f" {rest}" if rest else ""]
        elif told:
            line.append(f" {told}")
    if item.rests_on:
        line.append(f" {page.words('It rests on:')} ")
        line += _passages(page, item)
    return line


def _passages(page: Page, item: Item) -> list[Part]:
    line: list[Part] = []
    for passage in sorted(item.rests_on):
        line += ["; "] * bool(line)
        known = page.tracker.passages.get(passage)
        line.append(page.link(passage, f"{page.short(known.period)}, {known.title}" if known else ""))
    return [*line, "."] if line else []


def _bound(page: Page, item: Item) -> list[Part]:
    """Say of which periods no other result was possible."""
    periods = page.tracker.matrix.periods
    names = [page.short(p.id) for p in periods if page.tracker.matrix.cell(item.id, p.id).by_construction]
    if not names:
        return []
    told = page.words("So what it shows for the {periods} proves little.", periods=", ".join(names))
    return [nodes.strong("", told), f" {page.words(BY_CONSTRUCTION)} (†)"]


def _read(page: Page) -> list[Part]:
    """Say how much was read of the periods."""
    periods = page.tracker.matrix.periods
    whole = [page.short(period.id) for period in periods if period.coverage is Coverage.FULL]
    if len(whole) == len(periods):
        return []
    words, noun = page.words, page.nouns("period", 1)
    if not whole:
        told = words("No {period} was read in full.", period=noun)
    elif len(whole) == 1:
        told = words("Only the {periods} was read in full.", periods=whole[0])
    else:
        told = words("Only these were read in full: {periods}.", periods=", ".join(whole))
    return [nodes.strong("", told), " " + words("If nothing was seen in another one, that proves nothing.")]
