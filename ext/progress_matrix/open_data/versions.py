"""What one version of the data says, what changed from one to the next, and the versions that were kept.

Every build writes it beside the tables (``data/summary.json``).  A released version is
frozen by merging the summaries of its editions into one file; values that are the
same in all editions are kept once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from progress_matrix.api import items_stem, write_if_changed

from .items import PAGE, types
from .package import FOLDER, SUMMARY

if TYPE_CHECKING:
    from .edition import Edition

FORMAT = 1
TYPE = "type"

Values = Mapping[str, str]
Items = Mapping[str, Values]


class SummaryError(ValueError):
    """A summary cannot be read, or summaries do not belong together."""


def _lined(data: Any, levels: int) -> str:
    """Write JSON with a line for each entry of so many levels; no indent, for which :mod:`json` is slow."""
    if not (levels and data and isinstance(data, dict)):
        return json.dumps(data, ensure_ascii=False, sort_keys=True)
    entries = (f"{_lined(key, 0)}: {_lined(data[key], levels - 1)}" for key in sorted(data))
    return "{\n" + ",\n".join(entries) + "\n}"


@dataclass(frozen=True)
class Summary:
    """One version: the values of each item, and the status of each cell.

    ``items`` are in the first of ``languages``; ``translations`` hold, for each further
    language, the values that differ from it.  ``prose`` names the fields that hold free
    text, which alone can differ between languages.
    """

    version: str
    date: str
    languages: tuple[str, ...]
    items: Items
    cells: Mapping[str, Values]
    translations: Mapping[str, Items]
    prose: tuple[str, ...]

    def texts(self, language: str) -> Items:
        """Give the items in a language, in the first one where it was not kept."""
        own = self.translations.get(language, {})
        return {key: {**values, **own.get(key, {})} for key, values in self.items.items()}

    def dump(self) -> bytes:
        """Give the summary as JSON, an item or row a line."""
        return (_lined({"format": FORMAT, **vars(self)}, 2) + "\n").encode()

    @classmethod
    def load(cls, path: Path) -> Summary:
        """Read a summary from its file, a build's output or its data; ``SummaryError`` when it is none."""
        found = next((place for place in (path / SUMMARY, path / FOLDER / SUMMARY) if place.is_file()), path)
        try:
            data: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
            if data.pop("format") != FORMAT:
                raise SummaryError(f"{found}: not format {FORMAT} of a summary")
            lists = {name: tuple(data[name]) for name in ("languages", "prose")}
            made = cls(**{**data, **lists})
            made.texts(made.languages[0])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise SummaryError(f"{found}: not the summary of a version ({error})") from error
        return made


def summarise(edition: Edition) -> Summary:
    """Summarise the tables of an edition, among which are those of all items."""
    by_stem = {table.stem: table for table in edition.tables}
    settings = edition.tracker.settings
    chosen = {kind: by_stem[items_stem(settings, kind)] for kind in types(edition)}
    items = {
        str(row[0]): {TYPE: need_type}
        | {
            name: str(value)
            for name, value in zip(table.header, row, strict=True)
            if name not in ("id", PAGE) and value not in (None, "")
        }
        for need_type, table in chosen.items()
        for row in table.rows
    }
    model = edition.tracker.matrix
    cells = {one.id: {cell.period: cell.status.code for cell in model.row(one.id)} for one in model.items}
    date = f"{edition.moment:%Y-%m-%d}" if edition.moment else ""
    texts = [one for table in chosen.values() for one in table.columns if one.type == "string"]
    coded = [one for one in texts if one.enum or one.pattern or one.separator or one.references]
    prose = {one.name for one in texts if one not in coded} - {"id", PAGE}
    return Summary(edition.version, date, (edition.language,), items, cells, {}, tuple(sorted(prose)))


def merge(editions: Sequence[Summary]) -> Summary:
    """Merge the summaries of one version's editions, the first one being the base.

    :raises SummaryError: when they differ in version, in items or in cells.
    """
    first = editions[0]
    translations: dict[str, Items] = {}
    for other in editions[1:]:
        if (other.version, other.cells, set(other.items)) != (first.version, first.cells, set(first.items)):
            raise SummaryError(
                f"the editions {first.languages[0]} and {other.languages[0]} do not hold the same data: "
                "build both from the same sources"
            )
        translations[other.languages[0]] = {
            key: own for key, values in other.items.items() if (own := _differing(first.items[key], values))
        }
    languages = tuple(summary.languages[0] for summary in editions)
    return replace(first, languages=languages, translations=translations)


def _differing(base: Values, other: Values) -> dict[str, str]:
    names = sorted(base.keys() | other.keys())
    return {name: other.get(name, "") for name in names if base.get(name, "") != other.get(name, "")}


class Difference(NamedTuple):
    """One value of one item, or its status in one period; an empty value was not there."""

    item: str
    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """All differences between two versions: items in the order of their ids, with their types."""

    added: Values
    removed: Values
    fields: tuple[Difference, ...]
    cells: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.fields or self.cells)

    @cached_property
    def changed(self) -> dict[str, list[str]]:
        """Give the changed items, each with the names of its changed fields."""
        found: dict[str, list[str]] = {}
        for change in self.fields:
            found.setdefault(change.item, []).append(change.name)
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
        Difference(key, name, before[key].get(name, ""), after[key].get(name, ""))
        for key in sorted(before.keys() & after.keys())
        for name in sorted(before[key].keys() | after[key].keys())
        if name not in unsure and before[key].get(name, "") != after[key].get(name, "")
    )
    cells = tuple(
        Difference(item, period, old.cells[item][period], status)
        for item in sorted(new.cells)
        for period, status in sorted(new.cells[item].items())
        if old.cells.get(item, {}).get(period, status) != status
    )
    return Changes(
        {key: after[key][TYPE] for key in sorted(after.keys() - before.keys())},
        {key: before[key][TYPE] for key in sorted(before.keys() - after.keys())},
        fields,
        cells,
    )


def lines(changes: Changes, say: Callable[..., str] = str.format) -> list[str]:
    """Write changes as lines of text, with codes and ids, which *say* puts into the reader's language."""
    made = [
        say(message, item=key, type=say(kind))
        for message, items in (
            ("{item} added ({type})", changes.added),
            ("{item} removed ({type})", changes.removed),
        )
        for key, kind in items.items()
    ]
    made += [
        say("{item}, {field}: “{old}” became “{new}”", item=c.item, field=c.name, old=c.old, new=c.new)
        for c in changes.fields
    ]
    return made + [
        say("{item} in {period}: {old} became {new}", item=c.item, period=c.name, old=c.old, new=c.new)
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
    """Read the frozen versions, the oldest first, and tell of each file that is none by a message."""
    found, wrong = [], []
    for path in sorted(folder.glob("*.json")) if folder else ():
        try:
            found.append(Summary.load(path))
        except SummaryError as error:
            wrong.append(str(error))
    found.sort(key=lambda one: (one.date, [part.zfill(12) for part in one.version.split(".")]))
    return found, wrong


def steps(frozen: Sequence[Summary], present: Summary) -> list[tuple[Summary | None, Summary]]:
    """Pair each version with the one before it, the newest first; the first one has none.

    The present data come last in time; they are left out when they are the last frozen
    version and nothing differs.
    """
    versions = [*frozen, present]
    last = frozen[-1] if frozen else None
    if last and last.version == present.version and not compare(last, present, present.languages[0]):
        versions.pop()
    return [*zip([None, *versions], versions, strict=False)][::-1]
