from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_matrix.open_data.package import json_schema
from progress_matrix.open_data.write import as_csv, as_json
from progress_matrix.views.tables import Column, Table, Value

pytestmark = pytest.mark.fast

# Text as files can hold it: everything but lone surrogates, which no encoding has.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        'a"b',
        "a,b",
        "a;b",
        "a\nb",
        "a\r\nb",
        " a ",
        "éàü",
        "{{ x }}",
        "\u202eabc",
        "true",
    ]
)
KINDS: dict[str, st.SearchStrategy[Value]] = {
    "string": WORDS,
    "integer": st.integers(),
    "boolean": st.booleans(),
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4))
    columns = tuple(Column(f"c{number}", kind, "A column.") for number, kind in enumerate(kinds))
    row = st.tuples(*(KINDS[kind] for kind in kinds))
    return Table("t", draw(WORDS), columns, tuple(draw(st.lists(row, max_size=5))))


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(tables())
def test_csv_gives_back_every_value(table: Table) -> None:
    # One empty cell alone in its row is written quoted, or a reader would skip the row.
    read = list(csv.reader(io.StringIO(as_csv(table).decode(), newline="")))
    assert read[0] == [column.name for column in table.columns]
    assert read[1:] == [[_written(value) for value in row] for row in table.rows]


@given(tables())
def test_json_gives_back_every_value_and_keeps_to_its_schema(table: Table) -> None:
    read = json.loads(as_json(table))
    assert read["title"] == table.title
    assert [tuple(row.values()) for row in read["rows"]] == list(table.rows)
    jsonschema.validate(read, json_schema(table), cls=jsonschema.Draft202012Validator)


@given(tables())
def test_the_same_table_gives_the_same_bytes(table: Table) -> None:
    assert as_csv(table) == as_csv(table)
    assert as_json(table).endswith(b"}\n")
