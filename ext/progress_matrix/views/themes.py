"""What was done in an area, theme by theme: the activities of all periods, briefly.

The area names its themes in their order, each activity its own; what has none stands at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..collect import listed, text
from ..domain import TITLES
from ..model.statuses import Role
from .entries import entry, moment
from .page import Page, bullets, counted_head, paragraph
from .registry import GROUP, View

if TYPE_CHECKING:
    from ..model.matrix import Evidence


def view(page: Page, group: str, level: int) -> list[nodes.Node]:
    """List the activities of an area by theme, those with a date first."""
    pieces = [
        piece
        for piece in page.tracker.matrix.evidence.values()
        if piece.role is Role.ACTIVITY and piece.group == group
    ]
    if not pieces:
        return [paragraph(page.words("No entry."))]
    names = listed(page.tracker.needs[group], "themes")
    found: dict[str, list[Evidence]] = {name: [] for name in names}
    for piece in sorted(pieces, key=lambda piece: moment(page, piece)):
        found.setdefault(text(page.tracker.needs[piece.id], "theme"), []).append(piece)
    found[""] = found.pop("", [])
    blocks = [_theme(page, name, mine, level) for name, mine in found.items() if mine]
    return [nodes.container("", *blocks, classes=["themes"])]


def _theme(page: Page, name: str, pieces: list[Evidence], level: int) -> nodes.container:
    box = nodes.container(classes=["theme"])
    if name:
        box += counted_head(page, page.words(name), len(pieces), level)
    box += bullets([entry(page, piece, brief=True) for piece in pieces], ["evidence"])
    return box


VIEW = View(
    "themes",
    lambda page, options, level: view(page, options["group"], level),
    options={"group": GROUP},
    required=("group",),
    shows=TITLES,
)
