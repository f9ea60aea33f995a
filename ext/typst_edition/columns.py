"""How high columns stand, so that the last page of them ends with even ones.

Typst fills one column after the other, and balances none. But a block of a given height goes
on over pages, and its columns are as high on each as the block is. So the height follows from
where the columns came to stand without it.
"""

from __future__ import annotations

from collections.abc import Mapping

from typst_edition.compile import Position
from typst_edition.fit import Room

# What the second column may be shorter, and what is added for what does not break.
_UNEVEN, _SLACK = 110.0, 42.0
_ROUNDING = 1.0


def heights(
    at: Mapping[str, Position], count: int, before: Mapping[str, float], page: Room, *, settle: bool
) -> dict[str, float]:
    """Give the height of each of *count* columns, from where all stand, at the heights *before* if any.

    Their ends are labelled ``columns:0:start`` and ``columns:0:end``, and so on. To *settle*,
    only such change as overflow, or reach a page that they do not need.
    """
    found: dict[str, float] = {}
    for name in map(str, range(count)):
        start, end = at[f"columns:{name}:start"], at[f"columns:{name}:end"]
        first = page.height - (start.y - page.top)
        same = start.page == end.page
        above = 0.0 if same else first + page.height * (end.page - start.page - 1)
        most = first if same else page.height
        room = min(most, before.get(name, above + most) - above)
        depth = end.y - (start.y if same else page.top)
        second = end.x > page.middle
        # What has no room is set over the last lines, and ends at the very foot.
        overflows = name in before and depth > room - _ROUNDING
        reaches = before.get(name, 0.0) - above > most + _ROUNDING
        is_even = second and depth >= room - _UNEVEN
        if name in before and not overflows and not reaches and (settle or is_even):
            found[name] = before[name]
            continue
        total = 2 * above + depth + (room if second else 0.0)
        height = total / 2 + _SLACK * (1 + overflows)
        # Nothing of them needs a page that they only just reach, nor does an empty end of theirs.
        beyond = (height - first) % page.height
        found[name] = height - beyond - _ROUNDING if height > first and beyond < _SLACK else height
    return found
