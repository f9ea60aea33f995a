"""What one version of the data says, in a form that versions can be compared by.

Every build writes it beside the tables (``data/summary.json``).  A released version is
frozen by merging the summaries of its editions into one file; values that are the
same in all editions are kept once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from progress_matrix.api import Column, Table, items_stem

from .items import PAGE, types
from .names import FOLDER, SUMMARY

if TYPE_CHECKING:
    from pathlib import Path

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
        """Read a summary from its file, a build's output folder or the data folder in it.

        :raises SummaryError: when there is none, or it has another form; the file is named.
        """
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


def summarise(edition: Edition, tables: Sequence[Table]) -> Summary:
    """Summarise the tables of an edition.

    :param tables: among others, the tables of all items and the main matrix.
    """
    by_stem = {table.stem: table for table in tables}
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
    cells: dict[str, dict[str, str]] = {}
    for (item, period), cell in edition.tracker.matrix.cells.items():
        cells.setdefault(item, {})[period] = str(cell.status.value)
    date = f"{edition.moment:%Y-%m-%d}" if edition.moment else ""
    prose = {column.name for table in chosen.values() for column in table.columns if _is_prose(column)}
    return Summary(
        edition.version, date, (edition.language,), items, cells, {}, tuple(sorted(prose - {"id", PAGE}))
    )


def _is_prose(column: Column) -> bool:
    """Tell whether a column holds free text: no list, code, date, number or id."""
    coded = column.enum or column.pattern or column.separator or column.references
    return column.type == "string" and not coded


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
