"""How high columns stand, so that the last page of them ends with even ones.

Typst fills one column after the other, and balances none. But a block of a given height goes
on over pages, and its columns are as high on each as the block is. So the height follows from
where the columns came to stand without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typst_edition.compile import Position
    from typst_edition.fit import Room

# What the second column may be shorter, and what is added for what does not break.
_UNEVEN, _SLACK = 90.0, 32.0
_ROUNDING = 1.0


def start_of(name: str) -> str:
    """Give the label at the start of the columns *name*."""
    return f"columns:{name}:start"


def end_of(name: str) -> str:
    """Give the label at the end of the columns *name*."""
    return f"columns:{name}:end"


def heights(
    at: Mapping[str, Position], count: int, before: Mapping[str, float], page: Room, *, settle: bool
) -> dict[str, float]:
    """Give the height of each of *count* columns, from where all stand, at the heights *before* if any.

    If one changes, those below move with it. To *settle*, only such as overflow change.
    """
    found: dict[str, float] = {}
    shift = 0.0
    for name in map(str, range(count)):
        start, end = at[start_of(name)], at[end_of(name)]
        left = page.height - (start.y - page.top)
        same = start.page == end.page
        full = 0.0 if same else left + page.height * (end.page - start.page - 1)
        room = left if same else page.height
        if name in before:
            room = min(room, before[name] - full)
        depth = end.y - (start.y if same else page.top)
        second = end.x > page.middle
        is_even = name in before and second and room - _UNEVEN <= depth
        # What has no room is set over the last lines, and ends at the very foot.
        overflows = name in before and depth > room - _ROUNDING
        height = before.get(name, full + (room if second else depth))
        if overflows or not (settle or (is_even and abs(shift) < _ROUNDING)):
            total = 2 * full + depth + (room if second else 0.0)
            found[name] = _height(total, (left - shift) % page.height, page.height)
        else:
            found[name] = height
        shift += found[name] - height
    return found


def _height(total: float, first: float, page: float) -> float:
    """Give the height for columns of *total* height in all, of which the *first* page has less room."""
    if total <= 2 * first:
        return min(first, total / 2 + _SLACK)
    pages, rest = divmod(total - 2 * first, 2 * page)
    return first + pages * page + min(page, rest / 2 + _SLACK)
