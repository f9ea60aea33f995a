"""What ``ubproject.toml`` allows: types, fields with their values, links with their targets."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .finding import Finding, line_at, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ENUM = re.compile(r"enum = \[([^\]]*)\]")
_PATTERN = re.compile(r"pattern = '([^'\n]*)'")
FILE = "ubproject.toml"
_ALWAYS = frozenset(("id",))
_NO_OPTION = frozenset(("own_id", "sources"))


@dataclass(frozen=True)
class Metamodel:
    """The rules that a single field must keep."""

    types: Mapping[str, Mapping[str, Any]]
    common: Mapping[str, Any]
    links: Mapping[str, Any]
    text: str
    rules: Mapping[str, Mapping[str, Any]]
    """The form of texts that are translated: of the title, and of fields."""

    def fields(self, kind: str) -> set[str]:
        """Give the fields that an item of a type may have."""
        own = self.types[kind].get("fields", {})
        links = {name for name, link in self.links.items() if "derive" not in link}
        others = {name for one in self.types.values() for name in one.get("fields", {})} - set(own)
        return ({*own, *self.common, *links} - _NO_OPTION - (others - set(self.common))) | _ALWAYS

    def schema(self, kind: str, name: str) -> Mapping[str, Any]:
        """Give the schema of a field, empty when it has none."""
        entry = self.types[kind].get("fields", {}).get(name) or self.common.get(name) or {}
        found: Mapping[str, Any] = entry.get("schema", {})
        return found

    def optional(self, kind: str, name: str) -> bool:
        """Tell whether a field may be missing."""
        entry = self.types[kind]["fields"][name]
        return bool(entry.get("nullable") or "default" in entry or "derive" in entry)

    def targets(self, name: str) -> frozenset[str]:
        """Give the types that a link may lead to; none when it is no link."""
        return frozenset(self.links.get(name, {}).get("target_types", ()))

    def id_pattern(self, kind: str) -> str:
        """Give the pattern of the ids of a type."""
        return str(self.schema(kind, "own_id").get("pattern", ".*"))

    def line(self, kind: str, name: str) -> int:
        """Find the line on which a field's values are listed."""
        lines = self.text.splitlines()
        start = 0
        if name in self.types[kind].get("fields", {}):
            start = next((n for n, line in enumerate(lines) if line == f'directive = "{kind}"'), 0)
        opening = re.compile(rf"(?:\[needs\.fields\.{re.escape(name)}\.|{re.escape(name)} = )")
        return next((n for n, line in enumerate(lines[start:], start + 1) if opening.match(line)), 1)


def findings(root: Path) -> Iterator[Finding]:
    """Find tables that are not there, and names and patterns that cannot be used."""
    if not (root / FILE).is_file():
        yield Finding(FILE, 1, "", "is not there: bring it back")
        return
    text = (root / FILE).read_text(encoding="utf-8")
    needs = tomllib.loads(text).get("needs", {})
    lists = {
        name: entry.get("schema", {}).get("items", {}) for name, entry in needs.get("fields", {}).items()
    }
    for name, value in ((name, value) for name, rules in lists.items() for value in rules.get("enum", ())):
        if "," in value or value != " ".join(value.split()):
            what = f"“{value}” has a comma, which parts values, or a blank too many: take it out"
            yield Finding(FILE, line_at(text, text.index(f'"{value}"')), name, what)
    for name in ("types", "fields", "links"):
        if name not in needs:
            close = nearest(name, [key for key in needs if key not in {"types", "fields", "links"}])
            yield Finding(FILE, 1, f"[needs.{name}]", f"is not there; {close}")
    yield from _written(text)


def _written(text: str) -> Iterator[Finding]:
    """Find names that a list has twice, and patterns that are none."""
    for found in _ENUM.finditer(text):
        seen = set[str]()
        for value in re.finditer(r'"([^"]*)"', found[1]):
            if value[1].casefold() in seen:
                line = line_at(text, found.start(1) + value.start())
                yield Finding(FILE, line, value[1], "is listed twice: once is enough")
            seen.add(value[1].casefold())
    for found in _PATTERN.finditer(text):
        try:
            re.compile(found[1])
        except re.error as error:
            what = f"pattern = '{found[1]}' is no pattern: {error}"
            yield Finding(FILE, line_at(text, found.start()), "", what)


def aliases(root: Path) -> Iterator[Finding]:
    """Find names in the lists of aliases that the vocabulary has not."""
    fields = read(root).common
    for path in root.glob("tools/*/aliases.toml"):
        written = path.read_text(encoding="utf-8")
        for name, table in tomllib.loads(written).items():
            known = fields.get(name, {}).get("schema", {}).get("items", {}).get("enum", ())
            for alias in table.keys() - {*known, "none of these"}:
                what = f"is no name of {name}; {nearest(alias, known)}"
                place = line_at(written, written.index(f'"{alias}"'))
                yield Finding(path.relative_to(root).as_posix(), place, alias, what)


def read(root: Path) -> Metamodel:
    """Read the metamodel of a project.

    :raises OSError: when there is no such file.
    """
    text = (root / FILE).read_text(encoding="utf-8")
    needs = tomllib.loads(text)["needs"]
    types = {str(one["directive"]): one for one in needs.get("types", ())}
    stated = needs.get("schema_definitions", {})
    rules = stated.get("$defs", {}).get("plain_title", {}).get("properties", {})
    for one in stated.get("schemas", ()):
        local = one["validate"].get("local", {}).get("properties", {})
        rules |= {name: rule for name, rule in local.items() if "pattern" in rule}
    return Metamodel(types, needs.get("fields", {}), needs.get("links", {}), text, rules)
