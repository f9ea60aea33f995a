"""Titles and other texts in other languages: the rule for a text binds its translations too."""

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


def findings(root: Path, every: Iterable[Item], rules: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Find translated texts that a build in their language would refuse.

    :param rules: the schemas of the title and of fields, of which length and pattern are looked at.
    """
    pages: dict[str, dict[str, tuple[str, str]]] = {}
    for item in every:
        texts = pages.setdefault(item.file.removeprefix("docs/").removesuffix(".md"), {})
        for name in rules:
            texts.setdefault(item.title if name == "title" else item.get(name), (item.name, name))
    for folder in sorted(root.glob(f"locales/*/{CATALOGUES}")):
        for page, texts in pages.items():
            path = folder / f"{page}.po"
            # A catalogue that is not there is told elsewhere.
            for entry in read(path) if path.is_file() else ():
                # The head of a catalogue has an empty id, as has a title that was forgotten.
                owner, name = texts.get(str(entry.id), ("", "")) if entry.id else ("", "")
                if owner and (told := _told(str(entry.string or ""), name, rules[name])):
                    yield Finding(path.relative_to(root).as_posix(), entry.lineno or 1, owner, told)


def _told(text: str, name: str, rule: Mapping[str, Any]) -> str:
    most = int(rule.get("maxLength", len(text)))
    if len(text) > most:
        return f"its translated {name} has {len(text)} characters; at most {most} are allowed: shorten it"
    if text and not re.search(rule.get("pattern", ""), text):
        if name == "title":
            return f"its translated title “{text}” is no plain text: leave out markup and control characters"
        return f"its translated {name} has not the form {rule['pattern'][:80]}"
    return ""
