"""The items themselves as tables, one a type, and what the metamodel says of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from progress_matrix.api import (
    IDS,
    TEXTS,
    Column,
    Need,
    Settings,
    Table,
    Value,
    items_stem,
    kinds,
    listed,
)

if TYPE_CHECKING:
    from .edition import Edition

TEXT = "text"
PAGE = "page"

Declaration = Mapping[str, Any]
_NONE: Declaration = {}

_TEXT = "the item's own text as it was written: Markdown, in the language of the source files"


@dataclass(frozen=True)
class Metamodel:
    """What sphinx-needs is told of fields and links: declarations by need type, of all types, and of links.

    So the data's schemas and codebook say what the schemas of the items say.
    """

    types: Mapping[str, Declaration]
    fields: Mapping[str, Declaration]
    links: Mapping[str, Declaration]

    @classmethod
    def of(cls, config: Any) -> Metamodel:
        """Read the configuration values of sphinx-needs."""
        links = config.needs_links
        return cls(
            {str(kind["directive"]): kind for kind in config.needs_types},
            dict(config.needs_fields),
            dict(links) if isinstance(links, Mapping) else {},
        )

    def title(self, need_type: str) -> str:
        """Give the type's name for readers, or the bare type."""
        return str(self.types.get(need_type, _NONE).get("title", need_type))

    def declared(self, need_type: str) -> Iterable[str]:
        """Give the names of the fields and links of one type; a derived one repeats what others hold."""
        kind = self.types.get(need_type, _NONE)
        both: Declaration = {**kind.get("fields", _NONE), **kind.get("links", _NONE)}
        return [name for name, declaration in both.items() if "derive" not in declaration]

    def field(self, need_type: str, name: str) -> Declaration:
        """Give a field's declaration for a type, or the one for all types."""
        own = self.types.get(need_type, _NONE).get("fields", _NONE)
        found: Declaration = own.get(name) or self.fields.get(name) or _NONE
        return found

    def closed_lists(self) -> Iterable[tuple[str, str]]:
        """Give every value that a closed list allows, each once, with the name of its field."""
        declared = [self.fields, *(kind.get("fields", _NONE) for kind in self.types.values())]
        found: dict[tuple[str, str], None] = {}
        for fields in declared:
            for name, declaration in fields.items():
                schema = declaration.get("schema", _NONE)
                allowed = schema.get("enum") or schema.get("items", _NONE).get("enum", ())
                found.update(dict.fromkeys((str(name), str(code)) for code in allowed))
        return found

    def single_target(self, need_type: str, name: str) -> str:
        """Give the type of a link's target, when it always has exactly one."""
        own = self.types.get(need_type, _NONE).get("links", _NONE).get(name, _NONE)
        limits = own.get("schema", _NONE)
        targets = self.links.get(name, _NONE).get("target_types", ())
        exactly_one = limits.get("minItems") == limits.get("maxItems") == 1
        return str(targets[0]) if exactly_one and len(targets) == 1 else ""


# What the model reads of each part and kind of evidence, by the names in the settings.
_READ = {
    "item": "group since until series basis rests_on",
    "period": "published period_start period_end coverage coded",
    "group": "code order",
    "passage": "period section number sentences role context context_note",
    "activity": "when follow_up period group evidence strengths reason no_item",
    "announcement": "due certainty not_assessable period group evidence strengths reason no_item",
    "limitation": "period group evidence strengths reason no_item",
    "statement": "scope concerns period group evidence",
}


def types(edition: Edition) -> list[str]:
    """Give the need types that play a part in the model and that the project has."""
    return [name for name in kinds(edition.tracker.settings) if name in edition.metamodel.types]


def items_of(edition: Edition, need_type: str) -> Table:
    """Make the table of the items of a type."""
    # The text of a passage is its sentence anchors: the sources themselves are not copied.
    has_text = need_type != edition.tracker.settings.types.passage
    columns = (
        Column("id", "string", "identifier, permanent and never used again", required=True),
        Column("title", "string", "title, in the language of the edition", required=True),
        *(_column(edition, need_type, name) for name in names(edition, need_type)),
        *([Column(TEXT, "string", _TEXT)] if has_text else []),
        Column(PAGE, "string", "page and anchor, seen from the folder of the site", required=True),
    )
    needs = edition.tracker.needs
    chosen = [needs[key] for key in sorted(needs) if needs[key]["type"] == need_type]
    rows = tuple(_row(edition, need, columns) for need in chosen)
    words = edition.words
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
    # A kind of the project's own is an activity to the model.
    for name in _READ.get(kinds(settings)[need_type], _READ["activity"]).split():
        named = settings.links if hasattr(settings.links, name) else settings.fields
        stated = getattr(named, name)
        yield from [stated] if isinstance(stated, str) else stated.values()


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
    about, schema = str(declared.get("description", "")) or label, declared.get("schema", {})
    kind = str(schema.get("type", "string"))
    if kind == "array":
        return Column(name, "string", about, separator=TEXTS)
    required = bool(schema) and not declared.get("nullable") and "default" not in declared
    if kind in ("integer", "boolean"):
        return Column(name, kind, about, required=required)
    enum = tuple(str(code) for code in schema.get("enum", ()))
    return Column(name, "string", about, enum, required, str(schema.get("pattern", "")))


def _row(edition: Edition, need: Need, columns: Iterable[Column]) -> tuple[Value, ...]:
    page = f"{edition.address(str(need['docname']))}#{need['id']}"
    own = {TEXT: str(need.get("content") or ""), PAGE: page}
    return tuple(own[column.name] if column.name in own else _value(need, column) for column in columns)


def _value(need: Need, column: Column) -> Value:
    if column.type in ("integer", "boolean"):
        value = need.get(column.name)
        return value if isinstance(value, int) else None
    return (column.separator or IDS).join(listed(need, column.name))
