"""The data package: its files, descriptor, codebook, checksums, and schemas for JSON and CSV."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from progress_matrix.api import TEXTS, Column, Table, slug, told

if TYPE_CHECKING:
    from .edition import Edition

FOLDER = "data"
FORMATS = ("csv", "xlsx", "json")

WORKBOOK = "all-tables.xlsx"
PACKAGE = "datapackage.json"
SUMMARY = "summary.json"
CHECKSUMS = "SHA256SUMS"
CODEBOOK = "codebook"
CODES = "codes"
CHANGES = "progress-changes"
"""Under this name the domain notes the page of the changes, beside those of the indices."""
FEED = "changes.atom"
"""Stands beside the pages, not among the data."""

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def codebook(edition: Edition, tables: Sequence[Table]) -> Table:
    """Make the table of all columns, its own included."""
    columns = (
        Column("table", "string", "name of the table, which its files bear", required=True),
        Column("column", "string", "name of the column", required=True),
        Column("type", "string", "kind of value", required=True),
        Column("description", "string", "what the column holds", required=True),
        Column("allowed", "string", "the codes allowed, where the list is closed", separator=TEXTS),
        Column("pattern", "string", "regular expression that each value matches, where there is one"),
        Column("required", "boolean", "whether every row has a value", required=True),
        Column("references", "string", "table whose first column holds each value"),
    )
    empty = told(Table(CODEBOOK, "Codebook: every column of every table", columns, ()), edition.words)
    rows = tuple(
        (
            table.stem,
            column.name,
            "list" if column.separator else column.type,
            column.description,
            TEXTS.join(column.enum),
            column.pattern,
            column.required,
            column.references,
        )
        for table in (*tables, empty)
        for column in table.columns
    )
    return replace(empty, rows=rows, key=("table", "column"))


def codes(edition: Edition) -> Table:
    """Make the table of all values of closed lists, with their words in the language of the edition."""
    labels = edition.tracker.settings.values
    columns = (
        Column("field", "string", "name of the field, which is a column of the items", required=True),
        Column("code", "string", "the value as it stands in the data of every edition", required=True),
        Column("label", "string", "the value in words, in the language of the edition", required=True),
    )
    found = edition.metamodel.closed_lists()
    rows = tuple((field, code, edition.words(labels.get(code, code))) for field, code in found)
    title = "Codes: every value of the closed lists, in words"
    return Table(CODES, title, columns, rows, ("field", "code"))


def descriptor(edition: Edition, tables: Sequence[Table], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Describe the CSV *files* by name (Data Package v2, https://datapackage.org/standard/data-package/)."""
    stated, words = edition.publication, edition.words
    made: dict[str, Any] = {
        "$schema": PROFILE,
        "name": slug("-".join(filter(None, (stated.name or edition.title, edition.name)))) or "data",
        "title": words(stated.title) or edition.title,
        "description": description(edition),
        "version": edition.version,
        "languages": [edition.language],
    }
    further = {
        "created": f"{edition.moment:%Y-%m-%dT%H:%M:%SZ}" if edition.moment else "",
        "homepage": stated.homepage,
        # The standard's own spelling.
        "licenses": [{**one, "title": words(one["title"])} for one in stated.licences],
        "sources": [{**one, "title": words(one["title"])} for one in stated.sources],
        "contributors": [{**one, "title": words(one["title"])} for one in stated.contributors],
        "keywords": [words(keyword) for keyword in stated.keywords],
        "resources": [_resource(table, files[f"{table.stem}.csv"]) for table in tables],
    }
    return made | {key: value for key, value in further.items() if value}


def description(edition: Edition) -> str:
    """Give the package's description, with the notes that names in the data need."""
    stated = edition.words(edition.publication.description)
    return " ".join(filter(None, [stated, *designations(edition)]))


def designations(edition: Edition) -> list[str]:
    """Give the note of each name that must not stand without one."""
    notes = edition.tracker.settings.designations
    return [f"{name}: {edition.words(note)}" for name, note in notes.items()]


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.stem,
        "type": "table",
        "title": table.title,
        "path": f"{table.stem}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": table_schema(table),
    }


def checksums(files: Mapping[str, bytes]) -> bytes:
    """List the SHA-256 of each file, as ``sha256sum --check`` reads it."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()


def listed(content: str) -> set[str]:
    """Give the names of the files in a list of checksums; lines of another form are passed over."""
    parts = (line.partition("  ") for line in content.splitlines())
    return {name for _, separator, name in parts if separator}


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
    limits = {"required": column.required, "enum": list(column.enum), "pattern": column.pattern}
    if stated := {name: value for name, value in limits.items() if value}:
        made["constraints"] = stated
    return made
