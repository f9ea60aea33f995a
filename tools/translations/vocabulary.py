"""Messages of the metamodel: labels, names and values that readers see, and site titles.

They stand in the tables of ``ubproject.toml`` and in ``conf.py``, and the short names of
publishers in the bibliography; the extension looks them up in the project's catalogue of
vocabulary.
"""

from __future__ import annotations

import ast
import re
import tomllib
from typing import TYPE_CHECKING, Any

from .messages import Message, Place, gathered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from sphinx.config import Config

# A pattern such as '^[1-9]\d* (frame|purpose)$' lists words that readers see, too.
_ALTERNATIVES = re.compile(r"\(([a-z_]+(?:\|[a-z_]+)+)\)")

_PUBLISHER = re.compile(r"\s*organization\s*=\s*\{(.*)\},?\s*$")


def extract(metamodel: Path, config: Config, conf: Path) -> tuple[Message, ...]:
    """Collect the vocabulary.

    :param metamodel: the TOML file of the metamodel.
    :param config: the read configuration, whose ``editions_translated`` names values that
        are translated as well, and ``bibtex_bibfiles`` the bibliography.
    :param conf: the file the configuration was read from.
    :raises OSError: when a file cannot be read.
    :raises tomllib.TOMLDecodeError: when the metamodel is no TOML.
    """
    text = metamodel.read_text(encoding="utf-8")
    table = tomllib.loads(text)
    messages = [("", word, _place(metamodel, text, word)) for word in dict.fromkeys(_words(table))]
    messages += _configured(conf, getattr(config, "editions_translated", ()))
    messages += _publishers(conf.parent, getattr(config, "bibtex_bibfiles", ()))
    # Sorted, so that two editors who each add a word do so at different places.
    return tuple(sorted(gathered(messages), key=lambda message: (message.text.casefold(), message.key)))


def _configured(conf: Path, names: Collection[str]) -> Iterator[tuple[str, str, Place]]:
    """Give literals of ``conf.py`` by their names, as they are written: Sphinx fills some in."""
    for node in ast.parse(conf.read_text(encoding="utf-8"), str(conf)).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            named = {target.id for target in node.targets if isinstance(target, ast.Name)}
            if named & set(names):
                yield "", str(node.value.value), Place(conf.name, node.lineno)


def _publishers(root: Path, files: Collection[str]) -> Iterator[tuple[str, str, Place]]:
    """Give who published each source, as citations name them."""
    for name in files:
        for number, line in enumerate((root / name).read_text(encoding="utf-8").splitlines(), 1):
            if found := _PUBLISHER.match(line):
                yield "", found[1].replace("{", "").replace("}", ""), Place(name, number)


def _words(table: Mapping[str, Any]) -> Iterator[str]:
    settings = table.get("progress_matrix", {})
    needs = table.get("needs", {})
    yield from (str(kind["title"]) for kind in needs.get("types", ()))
    for declared in (needs, *needs.get("types", ())):
        for word in _declared(declared.get("fields", {})):
            # What has a label is looked up by its label, below.
            if word not in settings.get("values", {}):
                yield word
    for name in ("labels", "values", "words"):
        yield from settings.get(name, {}).values()
    for singular, plural in settings.get("nouns", {}).values():
        yield from (singular, plural, singular.capitalize(), plural.capitalize())
    for name, note in settings.get("designations", {}).items():
        yield from (name, note)
    package = settings.get("package", {})
    yield from filter(None, (settings.get("caveat"), package.get("title"), package.get("description")))
    yield from package.get("keywords", ())
    # The names of licences and of those who made the data are theirs, or stand in conf.py.
    yield from (source["title"] for source in package.get("sources", ()))


def _declared(fields: Mapping[str, Any]) -> Iterator[str]:
    """Give what a field holds, and the values that it may have where its schema lists them."""
    for entry in fields.values():
        yield from filter(None, [entry.get("description")])
        schema = entry.get("schema", {})
        for part in (schema, schema.get("items", {})):
            yield from (value for value in part.get("enum", ()) if isinstance(value, str))
            for listed in _ALTERNATIVES.findall(part.get("pattern", "")):
                yield from listed.split("|")


def _place(path: Path, text: str, word: str) -> Place:
    """Find the line on which a word stands between quotation marks or as a key."""
    quoted = re.compile(rf"[\"'(|]{re.escape(word)}[\"')|]|^{re.escape(word)} =", re.IGNORECASE)
    for number, line in enumerate(text.splitlines(), 1):
        if quoted.search(line):
            return Place(path.name, number)
    return Place(path.name, 1)
