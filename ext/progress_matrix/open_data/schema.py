"""Schemas of the exported tables: JSON Schema for the JSON, Table Schema for the CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from progress_matrix.api import Column, Table

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def json_schema(table: Table) -> dict[str, Any]:
    """Describe the JSON form of a table: an object with its title and its rows."""
    row = {
        "type": "object",
        "properties": {column.name: _property(column) for column in table.columns},
        "required": table.header,
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


def _property(column: Column) -> dict[str, Any]:
    nullable = column.type != "string" and not column.required
    made: dict[str, Any] = {
        "type": [column.type, "null"] if nullable else column.type,
        "description": column.description,
    }
    if column.enum:
        made["enum"] = list(column.enum if column.required else dict.fromkeys(["", *column.enum]))
    if column.pattern:
        made["pattern"] = column.pattern if column.required else f"^$|(?:{column.pattern})"
    if column.required and column.type == "string":
        made["minLength"] = 1
    return made


def table_schema(table: Table) -> dict[str, Any]:
    """Describe the CSV form of a table (Table Schema, https://datapackage.org/standard/table-schema/)."""
    made: dict[str, Any] = {
        "$schema": TABLE_SCHEMA,
        "fieldsMatch": "exact",
        "missingValues": [""],
        "fields": [_field(column) for column in table.columns],
    }
    if table.key:
        made["primaryKey"] = list(table.key)
    references = [column for column in table.columns if column.references]
    if references:
        made["foreignKeys"] = [
            {"fields": [column.name], "reference": {"resource": column.references, "fields": ["id"]}}
            for column in references
        ]
    return made


def _field(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.separator:
        made |= {"type": "list", "delimiter": column.separator, "itemType": "string"}
    if column.type == "boolean":
        made |= {"trueValues": ["true"], "falseValues": ["false"]}
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if column.enum:
        limits["enum"] = list(column.enum)
    if column.pattern:
        limits["pattern"] = column.pattern
    if limits:
        made["constraints"] = limits
    return made
