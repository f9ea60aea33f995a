"""A template → the catalogue of one language: what is known stays, what is new is filled or empty.

A new message takes the translation that the same words have elsewhere, or that the same words
with other numbers have; else that of the former wording, marked fuzzy.  What no page says any
more goes out.  French gets its no-break spaces.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog

from . import typography
from .messages import Template, read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from babel.messages.catalog import Message as Entry

    from .messages import Message

_NUMBER = re.compile(r"\d+")


class Memory:
    """The translations of all catalogues of a language."""

    def __init__(self, catalogues: Iterable[Catalog] = ()) -> None:
        self._same: dict[tuple[str, str], str] = {}
        self._numbered: dict[str, tuple[list[str], str]] = {}
        for catalogue in catalogues:
            for entry in (*catalogue, *catalogue.obsolete.values()):
                text, translation = str(entry.id), str(entry.string or "")
                if text and translation and not entry.fuzzy:
                    self._same.setdefault((entry.context or "", text), translation)
                    self._numbered.setdefault(_NUMBER.sub("#", text), (_NUMBER.findall(text), translation))

    def translation(self, message: Message) -> str:
        """Give the translation of a message, or an empty text."""
        same = self._same.get(message.key) or self._same.get(("", message.text))
        if same:
            return same
        numbers, translation = self._numbered.get(_NUMBER.sub("#", message.text), ([], ""))
        wanted = _NUMBER.findall(message.text)
        # Each number must stand once on either side, or it is not known which is which.
        if (
            not translation
            or len(set(numbers)) < len(numbers)
            or sorted(numbers) != sorted(_NUMBER.findall(translation))
        ):
            return ""
        exchanged = dict(zip(numbers, wanted, strict=True))
        return _NUMBER.sub(lambda found: exchanged[found[0]], translation)


def memory_of(templates: Iterable[Template]) -> dict[str, Memory]:
    """Read the memory of each language from the catalogues as they are."""
    found: dict[str, list[Catalog]] = {}
    for template in templates:
        for language, path in template.catalogues.items():
            found.setdefault(language, []).extend([read(path)] if path.is_file() else [])
    return {language: Memory(catalogues) for language, catalogues in found.items()}


def merged(template: Template, language: str, path: Path, memory: Memory) -> Catalog:
    """Make the catalogue of one language from its template and the catalogue that is there."""
    before = read(path) if path.is_file() else Catalog()
    entries = {(entry.context or "", str(entry.id)): entry for entry in before if entry.id}
    wanted = {message.key for message in template.messages}
    former = {text: entry for (context, text), entry in entries.items() if (context, text) not in wanted}
    made = Catalog(charset="utf-8", fuzzy=False)
    for message in template.messages:
        entry = entries.get(message.key)
        fuzzy = entry is not None and entry.fuzzy
        translation = str(entry.string or "") if entry else ""
        previous: tuple[str, ...] = tuple(entry.previous_id) if entry and fuzzy else ()
        if not translation:
            translation = memory.translation(message)
        if not translation and (close := _close(message, former)):
            translation, previous, fuzzy = str(close.string or ""), (str(close.id),), True
        made.add(
            message.text,
            typography.mended(translation) if language == "fr" else translation,
            locations=[(place.file, place.line) for place in message.places],
            flags=["fuzzy"] if fuzzy and translation else [],
            # Babel takes the second line of a former wording for a comment.
            user_comments=[one for one in entry.user_comments if one[:1] != "|"] if entry else [],
            previous_id=previous,
            context=message.context or None,
        )
    return made


def _close(message: Message, former: dict[str, Entry]) -> Entry | None:
    """Find the former wording of a message."""
    close = difflib.get_close_matches(message.text, former, n=1)
    return former[close[0]] if close and former[close[0]].string else None
