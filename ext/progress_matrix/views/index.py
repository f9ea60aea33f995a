"""Indices of the evidence: by a field (actor, partner, exercise), and an area's activities by theme.

Each entry is a row.  The area names its themes in their order, each activity its own; what has
none stands at the end, under a heading that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from docutils import nodes

from ..collect import listed, text
from ..domain import TITLES
from ..model.matrix import Evidence
from ..model.statuses import Role
from ..nodes import SharedCells, table_row
from .cells import coded
from .entries import dated, entry, items, kind_of, moment, outcome, sentence, source
from .page import Page, Row, bullets, counted, inline, paragraph, row_of, rubric, table, wide
from .registry import TEXT, Options, View

LONG = 40
"""Entries beyond which a list gives titles alone."""


def index(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """Every value of a field in the order of the language, with the entries that hold it."""
    name = options["field"]
    found: dict[str, list[Evidence]] = {}
    for piece in sorted(page.model.evidence.values(), key=lambda piece: moment(page, piece)):
        for value in listed(page.needs[piece.id], name):
            found.setdefault(value, []).append(piece)
    if not found:
        return [paragraph(page.words("No entry."))]
    values = sorted(found, key=lambda value: page.words.sort_key(page.words(value)))
    jumps = [(page.tracker.anchor(name, value), page.words(value), len(found[value])) for value in values]
    blocks: list[nodes.Node] = [*coded(page), *_jumps(page, jumps)]
    for (anchor, label, _), value in zip(jumps, values, strict=True):
        blocks.append(block(page, anchor, label, found[value], level))
    return blocks


def wrong(page: Page, options: Options) -> str:
    """Tell of a field that no evidence has."""
    name, pieces = options["field"], page.model.evidence
    known = {field for key in pieces for field in page.needs[key]}
    if name in known or not pieces:
        return ""
    near = ", ".join(get_close_matches(name, known, cutoff=0.3)) or "none"
    return f"field {name!r} is not a field of the evidence; near it are {near}"


def _jumps(page: Page, places: Sequence[tuple[str, str, int]]) -> list[nodes.Node]:
    """List the places of the page, each with its number of entries; for pages that can be scrolled."""
    if not page.html:
        return []
    links = [(page.anchor_link(page.docname, anchor, label), str(number)) for anchor, label, number in places]
    lines = bullets([counted(link, number)] for link, number in links)
    return [nodes.container("", lines, classes=["index-jump"])]


def block(page: Page, anchor: str, label: str, pieces: Sequence[Evidence], level: int) -> nodes.container:
    """List entries under a heading that can be linked to."""
    box = nodes.container(ids=[anchor], classes=["index-entry"])
    box += _heading(page, label, pieces, level)
    if len(pieces) > 1:
        box += paragraph(summary(page, pieces), classes=["entry-note"])
    box += _table(page, label, pieces)
    return box


def _heading(page: Page, label: str, pieces: Sequence[Evidence], level: int) -> nodes.rubric:
    # A style sheet sets the number apart; on paper, brackets do.
    number = str(len(pieces)) if page.html else f"({len(pieces)})"
    return rubric(level, f"{label}\N{NO-BREAK SPACE}", inline(number, classes=["number"]))


def summary(page: Page, pieces: Sequence[Evidence]) -> str:
    """Say how many entries of each kind there are, and in which periods."""
    kinds = Counter(piece.kind for piece in pieces)
    periods = Counter(piece.period for piece in pieces)
    told = "; ".join(f"{page.nouns(kind, number)}: {number}" for kind, number in kinds.most_common())
    told = told[:1].upper() + told[1:]
    where = "; ".join(f"{page.short(key)}: {periods[key]}" for key in sorted(periods) if key)
    return f"{told}. {where}." if where else f"{told}."


def _table(page: Page, caption: str, pieces: Sequence[Evidence]) -> nodes.container:
    head = [page.words(name) for name in ("Date", "What", "Kind", "Source")]
    head.append(page.nouns("item", 2).capitalize())
    body = [_row(page, piece, brief=len(pieces) > LONG) for piece in pieces]
    return wide(table(caption, head, body, widths=[4, 13, 4, 7, 4], classes=["entries"]))


def _row(page: Page, piece: Evidence, *, brief: bool) -> Row | table_row:
    """Make the row of an entry, which most indices have: those of a folder share it."""
    if not page.apart:
        return _cells(page, piece, brief=brief)
    key, kept = (_row, page.docname.rpartition("/")[0], piece.id, brief), page.tracker.kept
    if key not in kept:
        kept[key] = SharedCells(row_of(_cells(page, piece, brief=brief)).children)
    shared = kept[key]
    assert isinstance(shared, SharedCells)
    return shared.row()


def _cells(page: Page, piece: Evidence, *, brief: bool) -> Row:
    what = [paragraph(page.link(piece.id, piece.title), classes=["entry-title"])]
    if not brief:
        what.append(paragraph(sentence(page, piece), classes=["entry-line"]))
    became = outcome(page, piece)
    if became:
        what.append(paragraph("→ ", became, classes=["entry-outcome"]))
    return [
        dated(page, piece),
        nodes.container("", *what),
        inline(kind_of(page, piece), classes=["entry-kind"]),
        paragraph(source(page, piece), classes=["entry-source"]),
        paragraph(items(page, piece), classes=["entry-items"]),
    ]


def themes(page: Page, options: Options, level: int) -> list[nodes.Node]:
    """List the activities of an area by theme, those with a date first."""
    group = options["group"]
    held = (piece for piece in page.model.evidence.values() if piece.group == group)
    pieces = [piece for piece in held if piece.role is Role.ACTIVITY]
    if not pieces:
        return [paragraph(page.words("No entry."))]
    names = listed(page.needs[group], "themes")
    found: dict[str, list[Evidence]] = {name: [] for name in names}
    for piece in sorted(pieces, key=lambda piece: moment(page, piece)):
        found.setdefault(text(page.needs[piece.id], "theme"), []).append(piece)
    found[""] = found.pop("", [])
    made = nodes.container(classes=["themes"])
    for name, mine in found.items():
        if mine:
            label = page.words(name) if name else page.words("Without a theme")
            head = [_heading(page, label, mine, level)] if len(found) > 1 else []
            listed_pieces = bullets([entry(page, piece, brief=True) for piece in mine], ["evidence"])
            made += nodes.container("", *head, listed_pieces, classes=["theme"])
    return [made]


VIEW = View(
    "index", index, options={"field": TEXT}, required=("field",), shows=TITLES, page="{field}", wrong=wrong
)
THEMES = View("themes", themes, options={"group": TEXT}, required=("group",), shows=TITLES)
