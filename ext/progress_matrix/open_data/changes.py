"""What changed between two versions of the data, and the versions that were kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from progress_matrix.api import write_if_changed

from .summary import TYPE, Summary, SummaryError, merge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of one item; an empty one was not there."""

    item: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """The status of one item in one period, both of which both versions have."""

    item: str
    period: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """All differences between two versions; items are named by id, in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    fields: tuple[FieldChange, ...]
    cells: tuple[CellChange, ...]
    types: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.fields or self.cells)

    @property
    def changed(self) -> dict[str, list[str]]:
        """Give the changed items, each with the names of its changed fields."""
        found: dict[str, list[str]] = {}
        for change in self.fields:
            found.setdefault(change.item, []).append(change.field)
        return found


def compare(old: Summary, new: Summary, language: str = "") -> Changes:
    """Find what was added, removed and changed from one version to the next.

    :param language: whose texts to compare; where one of the two versions does not have
        it, free texts are left out, since they differ by language alone.
    """
    language = language or new.languages[0]
    known = language in old.languages and language in new.languages
    before, after = old.texts(language), new.texts(language)
    unsure = set() if known else {*old.prose, *new.prose}
    fields = tuple(
        FieldChange(key, name, before[key].get(name, ""), after[key].get(name, ""))
        for key in sorted(before.keys() & after.keys())
        for name in sorted(before[key].keys() | after[key].keys())
        if name not in unsure and before[key].get(name, "") != after[key].get(name, "")
    )
    cells = tuple(
        CellChange(item, period, old.cells[item][period], status)
        for item in sorted(new.cells)
        for period, status in sorted(new.cells[item].items())
        if old.cells.get(item, {}).get(period, status) != status
    )
    return Changes(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        fields,
        cells,
        {key: values[TYPE] for key, values in {**before, **after}.items()},
    )


def _english(message: str, **values: object) -> str:
    return message.format(**values)


def lines(changes: Changes, say: Callable[..., str] = _english) -> list[str]:
    """Write changes as lines of plain text, with codes and ids.

    :param say: puts a message into the language of the reader, with its values.
    """
    made = [
        say(message, item=key, type=say(changes.types[key]))
        for message, keys in (
            ("{item} added ({type})", changes.added),
            ("{item} removed ({type})", changes.removed),
        )
        for key in keys
    ]
    made += [
        say("{item}, {field}: “{old}” became “{new}”", item=c.item, field=c.field, old=c.old, new=c.new)
        for c in changes.fields
    ]
    return made + [
        say("{item} in {period}: {old} became {new}", item=c.item, period=c.period, old=c.old, new=c.new)
        for c in changes.cells
    ]


def freeze(folder: Path, editions: Sequence[Summary]) -> Path:
    """Keep the summary of a version for good.

    :raises SummaryError: when the editions do not belong together, or this version was
        frozen before with other content.
    :raises OSError: when the file cannot be written.
    """
    merged = merge(editions)
    path = folder / f"{merged.version}.json"
    if path.exists() and path.read_bytes() != merged.dump():
        raise SummaryError(f"{path}: version {merged.version} was frozen with other data; raise the version")
    write_if_changed(path, merged.dump())
    return path


def history(folder: Path | None) -> tuple[list[Summary], list[str]]:
    """Read the frozen versions, the oldest first.

    :returns: the summaries, and for each file that is none a message that names it.
    """
    found, wrong = [], []
    for path in sorted(folder.glob("*.json")) if folder else ():
        try:
            found.append(Summary.load(path))
        except SummaryError as error:
            wrong.append(str(error))
    return sorted(found, key=_age), wrong


def _age(summary: Summary) -> tuple[str, Sequence[str]]:
    return (summary.date, [part.zfill(12) for part in summary.version.split(".")])


def steps(frozen: Sequence[Summary], present: Summary) -> list[tuple[Summary, Summary]]:
    """Pair each version with the one before it, the newest first.

    The present data come last in time; they make no pair when they are the last frozen
    version and nothing differs.
    """
    versions = [*frozen, present]
    pairs = list(pairwise(versions))
    if pairs and pairs[-1][0].version == present.version and not compare(*pairs[-1], present.languages[0]):
        pairs.pop()
    return pairs[::-1]
