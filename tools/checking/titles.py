"""Titles in other languages: the rule for a title binds its translations too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..translations.messages import read
from ..translations.project import CATALOGUES
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from .markup import Item


def findings(root: Path, every: Iterable[Item], rule: Mapping[str, Any]) -> Iterator[Finding]:
    """Find translated titles that a build in their language would refuse.

    :param rule: the schema of a title, of which the length and the pattern are looked at.
    """
    pages: dict[str, dict[str, str]] = {}
    for item in every:
        name = item.file.removeprefix("docs/").removesuffix(".md")
        pages.setdefault(name, {}).setdefault(item.title, item.name)
    for folder in sorted(root.glob(f"locales/*/{CATALOGUES}")):
        for name, titles in pages.items():
            path = folder / f"{name}.po"
            # A catalogue that is not there is told elsewhere.
            for entry in read(path) if path.is_file() else ():
                # The head of a catalogue has an empty id, as has a title that was forgotten.
                owner = titles.get(str(entry.id), "") if entry.id else ""
                if owner and (told := _told(str(entry.string or ""), rule)):
                    yield Finding(path.relative_to(root).as_posix(), entry.lineno or 1, owner, told)


def _told(title: str, rule: Mapping[str, Any]) -> str:
    most = int(rule.get("maxLength", len(title)))
    if len(title) > most:
        return f"its translated title has {len(title)} characters; at most {most} are allowed: shorten it"
    if title and not re.search(rule.get("pattern", ""), title):
        return f"its translated title “{title}” is no plain text: leave out markup and control characters"
    return ""
