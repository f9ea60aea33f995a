"""Tables as CSV and JSON bytes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from progress_matrix.api import Table, Value


# Without an indent the json module uses its fast encoder; made once, it serves every row.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def _csv_value(value: Value) -> Value:
    # The csv module writes None as nothing itself.
    return ("true" if value else "false") if isinstance(value, bool) else value


def as_csv(table: Table) -> bytes:
    """Write a table as CSV (RFC 4180, UTF-8), truth values as ``true`` and ``false``.

    Nothing is put before a text that a spreadsheet would take for a formula: a CSV is
    for programs and holds the texts as they are.  The XLSX is for spreadsheets.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([_csv_value(value) for value in row] for row in table.rows)
    return stream.getvalue().encode()


def as_json(table: Table) -> bytes:
    """Write a table as JSON: its title and a list of rows, one a line."""
    names = table.header
    rows = ",\n".join([_encode(dict(zip(names, row, strict=True))) for row in table.rows])
    inner = f"\n{rows}\n" if rows else ""
    return f'{{"title": {_encode(table.title)},\n"rows": [{inner}]}}\n'.encode()


def dump(data: Any) -> bytes:
    """Write any other JSON for people too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
