"""What the project's metamodel says of a field or link: description, type, allowed values.

Read from the configuration of sphinx-needs, so that the data's schemas and codebook
say what the schemas of the items say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Declaration = Mapping[str, Any]
_NONE: Declaration = {}


@dataclass(frozen=True)
class Metamodel:
    """Declarations by need type, of fields of all types, and of links."""

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
