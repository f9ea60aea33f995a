"""Python values as Typst source.

Text reaches Typst only as string literals, so that no character of it can be markup.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# No-break spaces are meant where they stand; only these fold into one blank.
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNPRINTABLE = frozenset({"Cc", "Cs"})


def _character(char: str) -> str:
    escaped = _ESCAPES.get(char)
    if escaped is not None:
        return escaped
    # A control character or lone surrogate has no glyph and would end the build
    # with a riddle; the replacement character shows where it stands.
    return _REPLACEMENT if unicodedata.category(char) in _UNPRINTABLE else char


def exact_string(text: str) -> str:
    """Give *text* as a Typst string literal, with every blank and line break kept."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return '"' + "".join(map(_character, normal)) + '"'


def string(text: str) -> str:
    """Give running *text* as a Typst string literal; runs of blanks become one."""
    return exact_string(_BLANKS.sub(" ", text))


def markup_text(text: str) -> str:
    """Give running *text* for use in Typst markup.

    The semicolon ends the expression: without it, a following bracket or dot would be
    read as a call.
    """
    return f"#{string(text)};"


def array(items: Iterable[str]) -> str:
    """Give Typst *items* (already source) as an array; one item still makes an array."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def boolean(value: bool) -> str:  # noqa: FBT001 - this is what it converts
    """Give *value* as a Typst boolean."""
    return "true" if value else "false"
