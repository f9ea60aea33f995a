"""All steps of the check, in the order of causes and consequences."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..agreement.codings import CodingError
from ..agreement.report import report
from . import build, files, items, markup, metamodel, references, titles
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_QUOTED = re.compile("“([^”]+)”")
_ALIKE = 24
# More of one kind are a consequence.
_FEW = 2
# As many are named.
_NAMED = 12
_PLACE = re.compile(r"(?<=\.md):\d+|(?<=next free number), \S+$")
_ID = re.compile(r"\b[A-Z]+\d*-[A-Z0-9]+(?:-[A-Z0-9]+)*\b|\bR\d{2}\b")


def written(root: Path) -> tuple[list[Finding], list[markup.Item], set[str]]:
    """Check what is written, without building anything.

    :returns: the mistakes, all items, and the files in which items have fallen apart.
    """
    model = metamodel.read(root)
    pages = [markup.read(path, root, model) for path in sorted((root / "docs").rglob("*.md"))]
    every = [item for found, _ in pages for item in found]
    broken = [finding for _, found in pages for finding in found]
    # An item that has fallen apart lacks fields, and others lack it.
    torn = {finding.file for finding in broken}
    own = [one for one in items.findings(every, model) if not _follows(one, torn, every)]
    # An item that fell apart may have swallowed another, to which pages refer.
    lost = [] if torn else list(references.findings(root, {item.id for item in every}))
    told = {found for one in own for found in _ID.findall(one.what)}
    lost = [one for one in lost if not told & set(_ID.findall(one.what))]
    long = list(titles.findings(root, every, model.rules))
    return [*broken, *own, *lost, *long, *_codings(root)], every, torn


def _codings(root: Path) -> Iterator[Finding]:
    """Find what is wrong with the codings and their settlements, else what does not follow from them."""
    try:
        made = report(root)
    except (CodingError, OSError) as error:
        told = (
            f"{Path(error.filename).name}: is not there: bring it back"
            if isinstance(error, OSError)
            else str(error)
        )
        place, _, what = told.partition(": ")
        file, _, line = place.partition(":")
        yield Finding(f"coding/{file}", int(line or 1), "", what)
        return
    for path, text in made.items():
        if path.read_text(encoding="utf-8") != text:
            what = "does not follow from the codings and their settlements: run make agreement"
            yield Finding(path.relative_to(root).as_posix(), 1, "", what)


def findings(root: Path) -> tuple[list[Finding], str]:
    """Check a project; give the mistakes, and a summary in one sentence."""
    unread = list(files.findings(root)) or list(metamodel.findings(root))
    if unread:
        return unread, f"{_count(len(unread), 'file')} cannot be read; the rest is checked once mended"
    own, every, torn = written(root)
    told, catalogues = _built(root)
    if any(one.file.endswith(".bib") for one in told):  # which was not read
        own = [one for one in own if "the source " not in one.what]
    blamed = {finding.file for finding in own}
    ids = {found for finding in own for found in _ID.findall(f"{finding.item} {finding.what}")}
    ids |= _touched(every, torn, {(finding.file, finding.item) for finding in own})
    gone = {found for one in own if "is no item" in one.what for found in _ID.findall(one.what)}
    led = _led(every, gone | {finding.item for finding in own})
    later = [
        one
        for one in told
        if one.file not in blamed and one.item not in led and not ids & set(_ID.findall(str(one)))
    ]
    found = [*_alike(own), *_alike(_once(later))]
    blamed |= {finding.file for finding in found}
    # A name that items have and the metamodel has lost is still translated.
    names = {name for one in own for name in _QUOTED.findall(one.what)}
    found += [
        one
        for one in catalogues
        if not _of_blamed(one, blamed) and names.isdisjoint(_QUOTED.findall(one.what))
    ]
    rest = "; what may follow from them is not listed" if len(later) < len(told) else ""
    # A name that the vocabulary lost is told with the items that have it.
    found = found or list(metamodel.aliases(root))
    return found, (_count(len(found), "mistake") if found else "content and catalogues") + rest


def _alike(told: Iterable[Finding]) -> list[Finding]:
    """Tell once what is wrong with many items in the same words, as after a value that the metamodel lost."""
    same: dict[str, list[Finding]] = {}
    for one in told:
        # A page that was copied takes each number once more.
        what = one.what if f" {one.file}:" in one.what else _PLACE.sub("", one.what)
        same.setdefault(what, []).append(one)
    found = []
    for first, *more in same.values():
        if len(more) <= _FEW:
            found += [first, *more]
            continue
        others = ", ".join(one.item for one in more) if len(more) <= _NAMED else f"{len(more)} more items"
        found.append(replace(first, what=f"{first.what} ({others} have the same)"))
    return found


def _led(every: list[markup.Item], blamed: set[str]) -> set[str]:
    """Give the items with a field that leads to one with a mistake."""
    return {
        item.id
        for item in every
        if any(not blamed.isdisjoint(option.value.replace(",", " ").split()) for option in item.options)
    }


def _touched(every: list[markup.Item], torn: set[str], blamed: set[tuple[str, str]]) -> set[str]:
    """Give what is named by items that have fallen apart or have a mistake, and these themselves."""
    found: set[str] = set()
    for item in every:
        if item.file in torn or (item.file, item.name) in blamed:
            texts = [option.value for option in item.options] + [line for _, line in item.body]
            found.update(_ID.findall(" ".join(texts)))
    return found


def _built(root: Path) -> tuple[list[Finding], list[Finding]]:
    """Let Sphinx read the project; whatever a page makes it do, an editor needs a line and no traceback."""
    try:
        return build.findings(root)
    except Exception as error:  # noqa: BLE001 - extensions raise what they like
        # What stands in a traceback is for programmers: the last line says what is wrong.
        said = " ".join(str(error).rpartition("Traceback")[2].strip().splitlines()[-1:])
        place = re.findall(rf'File "{re.escape(str(root))}/([^"]+)", line (\d+)', str(error))
        file, line = place[-1] if place else ("docs", 1)
        what = f"Sphinx cannot read the project: {type(error).__name__}: {said.strip()}"
        return [Finding(file, int(line), "", what)], []


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _follows(finding: Finding, torn: set[str], every: list[markup.Item]) -> bool:
    """Tell whether a finding follows from an item that has fallen apart."""
    if finding.file in torn:
        return True
    gone = {item.id for item in every if item.file in torn and item.id}
    return "is no item" in finding.what and bool(torn) and not gone & set(_ID.findall(finding.what))


def _once(told: Iterable[Finding]) -> list[Finding]:
    """Tell each item's mistakes once, and those of one kind on a page; the first one is the cause."""
    seen: set[tuple[str, str]] = set()
    found = []
    for one in told:
        # Of what follows line after line, such as headings of a wrong level, the first is enough.
        key = (one.file, one.item or one.what[:_ALIKE])
        if key not in seen:
            seen.add(key)
            found.append(one)
    return found


def _of_blamed(finding: Finding, blamed: set[str]) -> bool:
    """Tell whether a message stands on a page that has to be mended first."""
    page = re.sub(r"^locales/\w+/LC_MESSAGES/(.*)\.po$", r"docs/\1.md", finding.file)
    return bool({finding.file, page} & blamed)
