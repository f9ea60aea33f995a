"""Putting the tables on disk: CSV, JSON and a JSON Schema for each."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from ..collect import Tracker
from ..files import write_if_changed
from ..words import Words
from .names import FOLDER
from .schema import json_schema
from .tables import Table, Value, tables


def _csv_value(value: Value) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def as_csv(table: Table) -> bytes:
    """Write a table as CSV (RFC 4180, UTF-8), truth values as ``true`` and ``false``."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_csv_value(value) for value in row] for row in table.rows)
    return stream.getvalue().encode()


def as_json(table: Table) -> bytes:
    """Write a table as JSON: its title and a list of rows."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    return _dump({"title": table.title, "rows": rows})


def _dump(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def write_all(outdir: Path, tracker: Tracker, words: Words) -> None:
    """Write every table below ``outdir/data``; files that would not change stay untouched.

    :raises OSError: when the folder cannot be written; older files stay whole.
    """
    folder = outdir / FOLDER
    for table in tables(tracker, words):
        write_if_changed(folder / f"{table.stem}.csv", as_csv(table))
        write_if_changed(folder / f"{table.stem}.json", as_json(table))
        write_if_changed(folder / f"{table.stem}.schema.json", _dump(json_schema(table)))
