"""Python values as Typst source.

Text reaches Typst only as string literals, so that no character of it can be markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# No-break spaces are meant where they stand; only these fold into one blank.
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
# What Typst escapes; and control characters and lone surrogates, which have no glyph.
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def _escape(found: re.Match[str]) -> str:
    # A character without a glyph would end the build with a riddle; the replacement
    # character shows where it stands.
    return _ESCAPES.get(found.group(), _REPLACEMENT)


def exact_string(text: str) -> str:
    """Give *text* as a Typst string literal, with every blank and line break kept."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return f'"{_SPECIAL.sub(_escape, normal)}"'


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
