"""The lists of names in the metamodel, each entry on a line of its own, by the alphabet.

Two editors who each add a name then do so at different places, and it is found again.
"""

from __future__ import annotations

import re

_LIST = re.compile(
    r"(?P<head>^\[needs\.fields\.\w+\.schema\.items\]\n(?:(?!\[).*\n)*?enum = \[\n)"
    r"(?P<entries>(?:  \".*\",\n)+)(?=\])",
    re.MULTILINE,
)


def in_order(metamodel: str) -> str:
    """Give the text of a metamodel with its lists of names in order, each name once."""

    def ordered(found: re.Match[str]) -> str:
        entries = dict.fromkeys(found["entries"].splitlines(keepends=True))
        return found["head"] + "".join(sorted(entries, key=str.casefold))

    return _LIST.sub(ordered, metamodel)
