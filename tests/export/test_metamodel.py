"""What the metamodel says of the fields of a type, without Sphinx."""

from __future__ import annotations

from progress_matrix.open_data.items import Metamodel


def test_a_derived_field_is_no_column_of_its_type() -> None:
    fields = {"due": {"schema": {}}, "own_id": {"derive": {"kind": "copy", "field": "id"}}}
    links = {"report": {}, "all": {"derive": {"kind": "union", "fields": ["report"]}}}
    metamodel = Metamodel({"announcement": {"fields": fields, "links": links}}, {}, {})
    assert [*metamodel.declared("announcement")] == ["due", "report"]
    assert [*metamodel.declared("area")] == []
