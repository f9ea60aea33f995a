"""What an editor should look at before a division is taken for right."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .headings import INTRODUCTION, fold
from .languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .headings import Headings
    from .languages import Language

# A passage is unusually long beyond so many words, and so many times the usual length.
_WORDS, _TIMES = 250, 4


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place in the file, and what is to be looked at there."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def found_in(
    passages: Sequence[tuple[str, str, str]], headings: Headings, language: Language
) -> Iterator[Doubt]:
    """Look at the whole division.

    :param passages: section, place and text of each passage.
    """
    there = {section for section, _, _ in passages}
    for code, titles in headings.sections.items():
        if code not in there and code != INTRODUCTION:
            known = " / ".join(dict.fromkeys(titles[:2]))
            yield Doubt("whole file", f"no section {code}: no heading such as “{known}” was found")
    usual = statistics.median(len(text.split()) for _, _, text in passages)
    for section, place, text in passages:
        words = len(text.split())
        if words > max(_WORDS, _TIMES * usual):
            yield Doubt(place, f"{section} has an unusually long passage ({words} words): “{text[:60]}…”")
        title = next((one for one in _titles(headings) if _runs_in(text, one)), None)
        if title:
            yield Doubt(place, f"a passage begins with the heading “{title}”: “{text[:60]}…”")
    yield from _language(" ".join(text for _, _, text in passages), language)


def _titles(headings: Headings) -> Iterator[str]:
    for titles in headings.sections.values():
        yield from titles


def _runs_in(text: str, title: str) -> bool:
    """Tell whether a text begins with a heading and then a capital, as a sentence of its own."""
    count = len(title.split())
    words = text.split()
    following = words[count : count + 1]
    return bool(following) and following[0][:1].isupper() and fold(" ".join(words[:count])) == fold(title)


def language_of(text: str) -> str:
    """Tell in which language a text is written, by its commonest words: "en" or "fr"."""
    words = text.lower().replace("'", " ").split()
    counts = {code: sum(word in language.openers for word in words) for code, language in LANGUAGES.items()}
    return max(counts, key=lambda code: counts[code])


def _language(text: str, language: Language) -> Iterator[Doubt]:
    likely = LANGUAGES[language_of(text)]
    if likely.name != language.name:
        yield Doubt(
            "whole file", f"the text looks {likely.name.capitalize()}, and was read as {language.name}"
        )
