"""Where sentences have gone → the items that cite them, renamed on all pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LINKS = re.compile(r"^(?P<name>:(?:evidence|rests_on): )(?P<targets>.*)$", re.MULTILINE)
_ROLE = re.compile(r"(?P<role>\{need\}`)(?P<target>R\d{2}-[A-Z]{3}-\d{2}(?:\.\d+)?)`")


def moved(text: str, sentences: Mapping[str, str], passages: Mapping[str, tuple[str, ...]]) -> str:
    """Rename sentences and passages in what a page cites.

    :param sentences: old sentence → new one.
    :param passages: old passage → what it has become; a passage cited as a whole becomes all of them.
    """

    def target(one: str) -> str:
        return sentences.get(one) or ", ".join(passages.get(one, (one,)))

    def links(found: re.Match[str]) -> str:
        targets = [target(one.strip()) for one in found["targets"].split(",")]
        return found["name"] + ", ".join(dict.fromkeys(targets))

    text = _LINKS.sub(links, text)
    return _ROLE.sub(lambda found: f"{found['role']}{target(found['target']).partition(',')[0]}`", text)


def rename_all(
    root: Path, sentences: Mapping[str, str], passages: Mapping[str, tuple[str, ...]]
) -> dict[Path, str]:
    """Give the new text of each page that cites something that has moved."""
    found = {}
    for path in sorted((root / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        new = moved(text, sentences, passages)
        if new != text:
            found[path] = new
    return found
