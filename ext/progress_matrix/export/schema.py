"""JSON Schema of the exported tables."""

from __future__ import annotations

from typing import Any

from .tables import Table

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(table: Table) -> dict[str, Any]:
    """Describe the JSON form of a table: an object with its title and its rows."""
    properties: dict[str, Any] = {}
    for column in table.columns:
        properties[column.name] = {"type": column.type, "description": column.description}
        if column.enum:
            properties[column.name]["enum"] = list(column.enum)
    row = {
        "type": "object",
        "properties": properties,
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }
    return {
        "$schema": DRAFT,
        "title": table.title,
        "type": "object",
        "properties": {"title": {"type": "string"}, "rows": {"type": "array", "items": row}},
        "required": ["title", "rows"],
        "additionalProperties": False,
    }
