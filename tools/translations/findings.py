"""What is wrong with a catalogue: messages against translations, and each pair by itself."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import typography
from .consistency import differences
from .messages import Message, Template, read
from .project import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

_SHOWN = 90
# As many words in small letters make more than a name.
_WORD, _SENTENCE = re.compile(r"(?<!\S)[a-z]{2,}(?![^\s,;:.])"), 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: where the message stands, the message, and the line of its catalogue."""

    kind: str
    where: str
    text: str
    catalogue: str
    told: str = ""

    def __str__(self) -> str:
        text = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        told = f": {self.told}" if self.told else ""
        return f"{self.where}: {self.kind}: “{text}” → {self.catalogue}{told}"


def of_project(templates: Sequence[Template], root: Path) -> list[Finding]:
    """Find everything that is wrong in the catalogues of a project."""
    return [*_of_templates(templates, root), *_orphans(templates, root)]


def _of_templates(templates: Sequence[Template], root: Path) -> Iterator[Finding]:
    """Compare each template with its catalogue in every language."""
    for template in templates:
        for language, path in template.catalogues.items():
            name = path.relative_to(root).as_posix()
            if path.is_file():
                yield from _of_catalogue(template, read(path), name, language)
            else:
                where = str(template.messages[0].places[0])
                yield Finding("no catalogue", where, template.name, name, "run make translations")


def _of_catalogue(template: Template, catalogue: Catalog, name: str, language: str) -> Iterator[Finding]:
    entries = {(entry.context or "", str(entry.id)): entry for entry in catalogue if entry.id}
    wanted = {message.key for message in template.messages}
    stale = {key: entry for key, entry in entries.items() if key not in wanted}
    replaced = set[str]()
    for message in template.messages:
        entry = entries.get(message.key)
        if entry is None:
            former = _former(message, stale)
            replaced.add(former)
            yield _missing(message, former, stale, name)
        else:
            yield from _of_pair(message, entry, name, language)
    for (_, text), entry in stale.items():
        if text not in replaced:  # that of a changed message is told with it
            yield _leftover(text, f"{name}:{entry.lineno}")
    for entry in catalogue.obsolete.values():
        yield _leftover(str(entry.id), f"{name}:{entry.lineno}")


def _leftover(text: str, line: str) -> Finding:
    return Finding(
        "obsolete", line, text, line, "no page says this any more; run make translations, which takes it out"
    )


def _former(message: Message, stale: dict[tuple[str, str], Entry]) -> str:
    """Find the former wording that a message replaces, or an empty text."""
    close = difflib.get_close_matches(message.text, [text for _, text in stale], n=1)
    return close[0] if close else ""


def _missing(message: Message, former: str, stale: dict[tuple[str, str], Entry], name: str) -> Finding:
    """Tell of a message that the catalogue lacks, and of the former wording it replaces."""
    where = str(message.places[0])
    if not former:
        return Finding("untranslated", where, message.text, name, "run make translations")
    line = f"{name}:{next(entry.lineno for (_, text), entry in stale.items() if text == former)}"
    return Finding("changed", where, message.text, line, f"it translates the former wording “{former}”")


def _of_pair(message: Message, entry: Entry, name: str, language: str) -> Iterator[Finding]:
    where, line = str(message.places[0]), f"{name}:{entry.lineno}"
    translation = str(entry.string or "")
    if not translation.strip():
        yield Finding("untranslated", where, message.text, line)
        return
    if translation == message.text and len(_WORD.findall(translation)) >= _SENTENCE:
        yield Finding("untranslated", where, message.text, line, "the translation says the same words")
        return
    if entry.fuzzy:
        yield Finding("fuzzy", where, message.text, line, "mend the translation and remove the flag")
    for told in differences(message.text, translation):
        yield Finding("inconsistent", where, message.text, line, told)
    if language == "fr":
        found = list(typography.findings(translation))
        left = {rule for rule, _ in typography.findings(typography.mended(translation))} if found else set()
        for rule, around in found:
            if rule in left:
                yield Finding("typography", where, message.text, line, f"{rule}: …{around}…")
        for rule, around in [one for one in found if one[0] not in left][:1]:
            told = f"{rule}: …{around}…; run make translations, which mends it"
            yield Finding("typography", where, message.text, line, told)


def _orphans(templates: Sequence[Template], root: Path) -> Iterator[Finding]:
    """Find catalogues of pages that do not exist any more."""
    known = {path for template in templates for path in template.catalogues.values()}
    for path in sorted((root / LOCALES).rglob("*.po")):
        if path not in known:
            name = path.relative_to(root).as_posix()
            yield Finding("obsolete", f"{name}:1", path.stem, name, "no page has this catalogue; delete it")


def summary(templates: Sequence[Template], found: Sequence[Finding]) -> str:
    """Count messages, catalogues, and the findings of each kind, in one sentence."""
    messages = sum(len(template.messages) for template in templates)
    catalogues = sum(len(template.catalogues) for template in templates)
    counts = Counter(finding.kind for finding in found)
    told = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items())) or "nothing to mend"
    return f"{messages} messages, {catalogues} catalogues: {told}"
