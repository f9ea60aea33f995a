"""The items themselves as tables: one a type, with the facts, links and notes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from progress_matrix.api import (
    IDS,
    TEXTS,
    Column,
    Need,
    Role,
    Settings,
    Table,
    Value,
    items_stem,
    kinds,
    listed,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .edition import Edition

TEXT = "text"
PAGE = "page"

_TEXT = "the item's own text as it was written: Markdown, in the language of the source files"


def types(edition: Edition) -> list[str]:
    """Give the need types that play a part in the model and that the project has."""
    return [
        need_type for need_type in kinds(edition.tracker.settings) if need_type in edition.metamodel.types
    ]


def item_tables(edition: Edition) -> list[Table]:
    """Make the table of each type."""
    return [_table(edition, need_type) for need_type in types(edition)]


def _table(edition: Edition, need_type: str) -> Table:
    words = edition.words
    # The text of a passage is its sentence anchors: the sources themselves are not copied.
    has_text = need_type != edition.tracker.settings.types.passage
    columns = (
        Column("id", "string", words("identifier, permanent and never used again"), required=True),
        Column("title", "string", words("title, in the language of the edition"), required=True),
        *(_column(edition, need_type, name) for name in names(edition, need_type)),
        *([Column(TEXT, "string", words(_TEXT))] if has_text else []),
        Column(PAGE, "string", words("page and anchor, seen from the folder of the site"), required=True),
    )
    needs = edition.tracker.needs
    chosen = [needs[key] for key in sorted(needs) if needs[key]["type"] == need_type]
    rows = tuple(_row(edition, need, columns) for need in chosen)
    title = words("All items: {type}", type=words(edition.metamodel.title(need_type)))
    return Table(items_stem(edition.tracker.settings, need_type), title, columns, rows, ("id",))


def names(edition: Edition, need_type: str) -> list[str]:
    """Give the fields and links that a type's table holds: facts first, notes last."""
    settings = edition.tracker.settings
    facts: list[str] = []
    for fact in settings.facts.get(need_type, ()):
        facts += settings.links.strengths.values() if fact == "links" else [fact]
    declared = edition.metamodel.declared(need_type)
    notes = (settings.fields.note, settings.fields.citations)
    wanted = dict.fromkeys([*facts, *_part(settings, need_type), *declared, *notes])
    derived = {"follow_up", "id", "title", TEXT, PAGE}
    # What the model would read and the project does not declare, no item has.
    known = next((need for need in edition.tracker.needs.values() if need["type"] == need_type), wanted)
    return [name for name in wanted if name not in derived and name in known]


def _part(settings: Settings, need_type: str) -> Iterable[str]:
    """Give the fields and links that the model reads of a type."""
    fields, links = settings.fields, settings.links
    role = settings.types.role(need_type)
    if role is None:
        parts: Mapping[str, tuple[str, ...]] = {
            "item": (links.group, fields.since, fields.until, fields.series, fields.basis, links.rests_on),
            "period": (
                fields.published,
                fields.period_start,
                fields.period_end,
                fields.coverage,
                fields.coded,
            ),
            "group": (fields.code, fields.order),
            "passage": (
                links.period,
                fields.section,
                fields.number,
                fields.sentences,
                fields.role,
                fields.context,
                fields.context_note,
            ),
        }
        return parts[kinds(settings)[need_type]]
    own = {
        Role.ACTIVITY: (fields.when, *links.follow_up.values()),
        Role.ANNOUNCEMENT: (fields.due, fields.certainty, fields.not_assessable),
        Role.LIMITATION: (),
        Role.STATEMENT: (fields.scope, links.concerns),
    }[role]
    linked = () if role is Role.STATEMENT else (*links.strengths.values(), fields.reason, fields.no_item)
    return (*own, links.period, links.group, links.evidence, *linked)


def _column(edition: Edition, need_type: str, name: str) -> Column:
    settings, words, metamodel = edition.tracker.settings, edition.words, edition.metamodel
    label = words(settings.labels.get(name, name.replace("_", " ").capitalize()))
    if name in metamodel.links:
        target = metamodel.single_target(need_type, name)
        if target in kinds(settings):
            about = words("{label} (id)", label=label)
            return Column(name, "string", about, required=True, references=items_stem(settings, target))
        about = words("{label} (ids, separated by spaces)", label=label)
        return Column(name, "string", about, separator=IDS)
    declared = metamodel.field(need_type, name)
    described = str(declared.get("description", ""))
    return _field(name, words(described) if described else label, declared)


def _field(name: str, about: str, declared: Mapping[str, Any]) -> Column:
    schema = declared.get("schema", {})
    kind = str(schema.get("type", "string"))
    if kind == "array":
        return Column(name, "string", about, separator=TEXTS)
    required = bool(schema) and not declared.get("nullable") and "default" not in declared
    enum = tuple(str(code) for code in schema.get("enum", ()))
    if kind not in ("integer", "boolean"):
        return Column(name, "string", about, enum, required, str(schema.get("pattern", "")))
    return Column(name, kind, about, required=required)


def _row(edition: Edition, need: Need, columns: Iterable[Column]) -> tuple[Value, ...]:
    page = f"{edition.address(str(need['docname']))}#{need['id']}"
    own = {TEXT: str(need.get("content") or ""), PAGE: page}
    return tuple(own[column.name] if column.name in own else _value(need, column) for column in columns)


def _value(need: Need, column: Column) -> Value:
    if column.separator:
        return column.separator.join(listed(need, column.name))
    value = need.get(column.name)
    if column.type in ("integer", "boolean"):
        return value if isinstance(value, int) else None
    if isinstance(value, (list, tuple)):
        return IDS.join(str(part) for part in value)
    return text(need, column.name)
