"""Ids of items in running text, which must not break at their hyphens.

A reader who copies or searches an id would miss the part after the break, and readers of
PDF take the hyphen at the end of a line for one that the line's break has put there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typst_edition import escape

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

NON_BREAKING = "\N{NON-BREAKING HYPHEN}"
_HYPHENED = re.compile(r"\w+(?:-\w+)+(?:\.\w+)?")


def parts(text: str, items: Container[str]) -> Iterator[tuple[str, bool]]:
    """Give *text* in pieces, each with whether it is the id of an item, or of a part of one.

    *items* are the ids of items.
    """
    done = 0
    for found in _HYPHENED.finditer(text):
        word = found.group()
        if word not in items:
            word = word.partition(".")[0]
        if word not in items:
            continue
        if before := text[done : found.start()]:
            yield before, False
        yield found.group(), True
        done = found.end()
    if rest := text[done:]:
        yield rest, False


def markup(text: str, items: Container[str]) -> str:
    """Give running *text* for use in Typst markup, with the ids of *items* in it unbreakable."""
    return "".join(
        f"#whole({escape.string(part)});" if is_id else escape.markup_text(part)
        for part, is_id in parts(text, items)
    )


def unbreakable(text: str, items: Container[str]) -> str:
    """Give *text* for measuring its words: an id is one."""
    return "".join(part.replace("-", NON_BREAKING) if is_id else part for part, is_id in parts(text, items))
