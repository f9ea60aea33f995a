"""Python values as Typst source.

Text reaches Typst only as string literals, so that no character of it can be markup.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from json import JSONEncoder

# No-break spaces are meant where they stand; only these fold into one blank.
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
# Control characters and lone surrogates have no glyph, which would end the build with a riddle; the
# replacement character shows where one stands.
_WITHOUT_GLYPH = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Typst reads the strings of JSON as its own.
_literal = JSONEncoder(ensure_ascii=False).encode
NON_BREAKING = "\N{NON-BREAKING HYPHEN}"
# Such as an id; and what is unbreakable in any case: a range, such as “1–2”, and marks in a row,
# such as “● – ●”.
_HYPHENED = re.compile(r"(\w+(?:-\w+)+(?:\.\w+)?|\b\d{1,2}–\d{1,2}\b|[^\w\s](?:\u00a0[^\w\s])+)")
# A name of capitals, such as “UN-REDD”, is read as one.
_NAME = re.compile(r"[A-Z]{2,}(?:-[A-Z]{2,})+")
_DASHES = re.compile("[-–]")


def exact_string(text: str) -> str:
    """Give *text* as a Typst string literal, with every blank and line break kept."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return _literal(_WITHOUT_GLYPH.sub(_REPLACEMENT, normal))


def clean(text: str) -> str:
    """Give running *text*, with runs of blanks as one, as it can be printed."""
    return _WITHOUT_GLYPH.sub(_REPLACEMENT, _BLANKS.sub(" ", text))


def string(text: str) -> str:
    """Give running *text* as a Typst string literal; runs of blanks become one."""
    return _literal(clean(text))


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


# -- ids of items, which must not break at their hyphens: a reader who copies or searches one would
# miss the part after the break, and readers of PDF take the hyphen for one of the line's break


def parts(text: str, items: Container[str]) -> Iterator[tuple[str, bool]]:
    """Give *text* in pieces, each with whether it is unbreakable: an item's id, a range, marks or a name.

    *items* are the ids of items.
    """
    for at, part in enumerate(_HYPHENED.split(text)):
        word = part.partition(".")[0]
        is_one = part in items or word in items or "–" in word or _NAME.fullmatch(word)
        if part:
            yield part, at % 2 == 1 and bool(is_one)


def with_ids(text: str, items: Container[str]) -> str:
    """Give running *text* for use in Typst markup, with the ids of *items* in it unbreakable."""
    return "".join(
        f"#whole({string(part)});" if is_id else markup_text(part) for part, is_id in parts(text, items)
    )


def unbreakable(text: str, items: Container[str]) -> str:
    """Give *text* for measuring its words: an id is one."""
    return "".join(_DASHES.sub(NON_BREAKING, part) if is_id else part for part, is_id in parts(text, items))
