"""What a translation must have in common with its original: all that is not language.

Placeholders, roles with their targets, links, citation keys, literals and numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLE = re.compile(r"\{(?P<name>[a-z][\w:.+-]*)\}`(?P<text>[^`]*)`")
_TARGET = re.compile(r"<(?P<target>[^<>]+)>\s*$")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}(?!`)")
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)[^)]*\)|<(?P<auto>[a-z]+:[^>\s]+)>|(?P<bare>https?://[^\s)>\]]+)")
_LITERAL = re.compile(r"(?<!\})`(?P<text>[^`]+)`")
_MARKUP = re.compile(r"\*+|</?[a-z]\w*[\s/>]")
_NUMBER = re.compile(r"\d+")
_EMPHASIS = re.compile(r"(?<![*])(\*{1,2})(?=[^\s*])[^*]*[^\s*]\1(?!\*)")
# A link in two parts, with its brackets in the wrong order or with a blank in its address; a row of
# a table without its head; a heading without a blank; emphasis that is not closed.
_UNREAD = re.compile(
    r"\]\s+\([^)\s]*(?:\.md|//)[^)]*\)|\)\[[^\]]+\]|\]\([^)\s\"]+ [^)\"]*\)"
    r"|^\|.*|^#+\w.*|\*\*.*|(?<!\w)\*\w.*"
)
# Thousands are set off by a comma in English, by a no-break space in French.
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")

# The text of these roles is language; that of all others, or its <target>, is a name.
_TEXT_ROLES = frozenset({"abbr", "dfn", "sub", "sup"})
_CITATIONS = "cite"


def differences(original: str, translation: str) -> Iterator[str]:
    """Tell in what a translation differs from its original where it must not.

    :returns: one sentence for each kind of thing that is lacking or too many.
    """
    ours, theirs = dict(_parts(original)), dict(_parts(translation))
    for kind, expected in ours.items():
        found = theirs[kind]
        if expected != found:
            lacking = ", ".join(sorted((expected - found).elements()))
            extra = ", ".join(sorted((found - expected).elements()))
            told = [f"lacks {lacking}"] * bool(lacking) + [f"has {extra} too many"] * bool(extra)
            yield f"{kind}: the translation {' and '.join(told)}"


def unread(text: str) -> str:
    """Give what of a text was meant as markup and is shown as it stands; empty when there is nothing."""
    plain = _EMPHASIS.sub("", _LITERAL.sub("", _ROLE.sub("X", text)))
    found = _UNREAD.search(plain)
    return found[0][:30] if found else ""


def _parts(text: str) -> Iterator[tuple[str, Counter[str]]]:
    roles: Counter[str] = Counter()
    citations: Counter[str] = Counter()
    for found in _ROLE.finditer(text):
        name, content = found["name"], found["text"]
        target = _TARGET.search(content)
        shown = target["target"] if target else content
        if name.partition(":")[0] == _CITATIONS:
            citations.update(key.strip() for key in content.split(","))
            shown = ""  # their order is the writer's
        elif name in _TEXT_ROLES:
            shown = ""
        roles[f"{{{name}}} {shown}".strip()] += 1
    yield "roles", roles
    yield "citation keys", citations
    rest = _ROLE.sub(" ", text)
    yield "literals", Counter(found["text"] for found in _LITERAL.finditer(rest))
    rest = _LITERAL.sub(" ", rest)
    yield "links", Counter(next(filter(None, found.groups())) for found in _LINK.finditer(rest))
    rest = _LINK.sub("] ", rest)
    yield "emphasis and HTML", Counter(_MARKUP.findall(rest))
    yield "placeholders", Counter(_PLACEHOLDER.findall(rest))
    yield "numbers", Counter(_NUMBER.findall(_THOUSANDS.sub("", rest)))
