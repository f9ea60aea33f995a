"""What a project tells the extension: which need types, links and fields play which part.

It stands in the table ``[progress_matrix]`` of the project's TOML file, or in ``conf.py``; it is read
once, at ``config-inited``, and never changed afterwards.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import combinations, product
from pathlib import Path
from string import Formatter
from typing import Any, get_args, get_origin, get_type_hints

from sphinx.application import Sphinx
from sphinx.errors import ConfigError

from .domain import of
from .model.statuses import OURS, FollowUp, Role, Status, Statuses, Strength, vocabulary
from .validation.sources import decoded


@dataclass(frozen=True, slots=True)
class Types:
    """Need types: the commitment, its period, its area, the source paragraph, the evidence by its kind."""

    item: str = "item"
    period: str = "period"
    group: str = "group"
    passage: str = "passage"
    evidence: Mapping[str, str] = field(default_factory=lambda: {role.value: role.value for role in Role})

    def of(self, role: Role) -> str:
        """Give the need type of a role, empty where a project has none."""
        return self.evidence.get(role.value, "")

    @property
    def all(self) -> frozenset[str]:
        """Give the need types that the model is made of."""
        return frozenset((self.item, self.period, self.group, self.passage, *self.evidence.values()))


@dataclass(frozen=True, slots=True)
class Links:
    """Link types: from evidence to sentence, period, area and items, and back in time."""

    evidence: str = "evidence"
    period: str = "period"
    group: str = "group"
    concerns: str = "concerns"
    rests_on: str = "rests_on"
    strengths: Mapping[Strength, str] = field(default_factory=lambda: {one: one.code for one in Strength})
    follow_up: Mapping[FollowUp, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of the fields that the model reads."""

    since: str = "since"
    until: str = "until"
    series: str = "series"
    basis: str = "basis"
    published: str = "published"
    period_start: str = "period_start"
    period_end: str = "period_end"
    coverage: str = "coverage"
    coded: str = "coded"
    code: str = "code"
    order: str = "order"
    section: str = "section"
    number: str = "number"
    sentences: str = "sentences"
    role: str = "role"
    context: str = "context"
    context_note: str = "context_note"
    when: str = "when"
    due: str = "due"
    certainty: str = "certainty"
    kind: str = "kind"
    scope: str = "scope"
    note: str = "editor_note"
    reason: str = "inference"
    no_item: str = "no_item"
    not_assessable: str = "not_assessable"
    citations: str = "sources"
    origin: str = "origin"


@dataclass(frozen=True, slots=True)
class Publication:
    """How the exported data present themselves: name, licences, sources, who made them.

    ``tag`` begins the ids of the feed (RFC 4151: ``tag:authority,date:``); ``history``
    is the folder, beside ``conf.py``, of the frozen summaries of earlier versions.
    """

    name: str = ""
    title: str = ""
    description: str = ""
    homepage: str = ""
    tag: str = ""
    history: str = ""
    keywords: tuple[str, ...] = ()
    licences: tuple[Mapping[str, str], ...] = ()
    sources: tuple[Mapping[str, str], ...] = ()
    contributors: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration of the extension; the reference explains each key.

    ``statuses`` are the project's own, ours the default.  ``trackers`` are more of the same, each
    with items and periods of its own: a view names one of them.
    """

    types: Types = field(default_factory=Types)
    links: Links = field(default_factory=Links)
    fields: Fields = field(default_factory=Fields)
    independent: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unsaid: Mapping[str, str] = field(default_factory=dict)
    link_facts: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    bases: tuple[str, ...] = ()
    vocabularies: tuple[str, ...] = ()
    designations: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    caveat: str = ""
    trust: str = ""
    corrections: str = ""
    told: tuple[str, ...] = ()
    package: Publication = field(default_factory=Publication)
    statuses: Statuses = OURS
    words: Mapping[str, str] = field(default_factory=dict)
    trackers: Mapping[str, Settings] = field(default_factory=dict)

    def noun(self, name: str, number: int = 2) -> str:
        """Give a project's word for a part, such as ``item`` or ``period``, in the right number."""
        singular, plural = self.nouns.get(name, (name, re.sub("y$", "ie", name) + "s"))
        return singular if number == 1 else plural


_Table = Mapping[str, Any]


def places(text: str) -> list[str]:
    """Give the named places of a text, such as ``{period}``, or what is wrong with its braces."""
    try:
        return [f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError as error:
        return [str(error)]


def _read(hint: Any, value: Any, where: str) -> Any:
    """Read a value of the kind that a dataclass says its field has; ``ConfigError`` for another kind."""
    if is_dataclass(hint):
        return _dataclass(hint, value, where)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Mapping, dict):
        return _mapping(arguments, value, where)
    if origin in (tuple, frozenset):
        return _several(origin, arguments, value, where)
    if not isinstance(value, hint):
        raise ConfigError(f"{where}: {value!r} is not {'a text' if hint is str else 'true or false'}")
    return value


def _dataclass(kind: Any, table: Any, where: str) -> Any:
    hints = get_type_hints(kind)
    _known(table, hints, where)
    made = {key: _read(hints[key], value, f"{where}.{key}") for key, value in table.items()}
    unnamed = [key for key, value in made.items() if value == "" and kind in (Types, Links, Fields)]
    if unnamed:
        raise ConfigError(f"{where}.{unnamed[0]}: '' is not a name")
    return kind(**made)


def _known(table: Any, allowed: Any, where: str) -> None:
    """Refuse what is not a table, and a key that has no meaning."""
    if not isinstance(table, Mapping):
        raise ConfigError(f"{where}: {table!r} is not a table of {', '.join(sorted(allowed))}")
    for key in table:
        if key not in allowed:
            raise ConfigError(f"{where}: unknown key {key!r}; allowed are {', '.join(sorted(allowed))}")


def _mapping(arguments: tuple[Any, ...], table: Any, where: str) -> dict[Any, Any]:
    """Read a table with keys of the project's own, or with the codes of one of our vocabularies."""
    keys, kind = arguments
    codes = {str(member.value): member for member in keys} if issubclass(keys, Enum) else {}
    if codes:
        _known(table, codes, where)
    elif not isinstance(table, Mapping) or "" in table:
        raise ConfigError(f"{where}: {table!r} is not a table of names")
    return {codes.get(key, key): _read(kind, value, f"{where}.{key}") for key, value in table.items()}


def _several(origin: Any, arguments: tuple[Any, ...], value: Any, where: str) -> Any:
    """Read a list: of any length, or as long as the field says."""
    kind, pair = arguments[0], arguments == (str, str)
    right = isinstance(value, (list, tuple, set, frozenset))
    if kind is str:
        form = "a list of two texts" if pair else "a list of texts, none of them empty or twice"
        right = right and all(isinstance(entry, str) and entry.strip() for entry in value)
        right = right and len(value) == (2 if pair else len({*value}))
    else:
        form = "a list of tables with a title"
        right = right and all(isinstance(entry, Mapping) and "title" in entry for entry in value)
    if not right:
        raise ConfigError(f"{where}: {value!r} is not {form}")
    return origin(_read(kind, entry, where) for entry in value)


_CODE = re.compile(r"[a-z][a-z0-9_]*")
# A drawing, and some are made of several characters.
_MARK = re.compile(r"\S{1,4}")
_HINTS = get_type_hints(Status)
STATUS_KEYS = {one.name: _HINTS[one.name] for one in fields(Status)}


def _statuses(value: Any, where: str, *, outside: bool) -> Statuses:
    """Read a project's own statuses; *outside* tells whether ``other_source`` can be given."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(entry, Mapping) for entry in value):
        raise ConfigError(f"{where}: {value!r} is not a list of tables")
    made: dict[str, Status] = {}
    for entry in value:
        status = _status(entry, where)
        if status.code in made:
            raise ConfigError(f"{where}: {status.code!r} is declared twice; each code stands once")
        made[status.code] = status
    found = vocabulary(made.values())
    for first, other in combinations(found, 2):
        if first.given_by == other.given_by != "" and first.where.items() <= other.where.items():
            told = f"{first.code} stands before it and takes all that it would; put it first, or say more"
            raise ConfigError(f"{where}.{other.code}.where: {told}")
    elsewhere = Status.OTHER_SOURCE.code
    for key, code in product(("label", "short", "mark"), made):
        # All that stand in the key, those that no evidence gives too.
        stated = {one.code: getattr(one, key).strip() for one in found if outside or one.code != elsewhere}
        same = [other for other in stated if other != code and stated[other] == stated[code]]
        if same:
            taken = ", ".join(stated[other] for other in stated if other != code)
            told = f"{stated[code]!r} is that of {same[0]}; each needs one of its own, and taken are {taken}"
            raise ConfigError(f"{where}.{code}.{key}: {told}")
    return found


def _status(table: _Table, where: str) -> Status:
    _known(table, STATUS_KEYS, where)
    code = table.get("code")
    if not (isinstance(code, str) and _CODE.fullmatch(code)):
        raise ConfigError(f"{where}: code: {code!r} is not a code of small letters, digits and underscores")
    where = f"{where}.{code}"
    read = {key: _read(STATUS_KEYS[key], value, f"{where}.{key}") for key, value in table.items()}
    for key in ("label", "short", "definition"):
        unknown = [name for name in places(read.get(key, "")) if name not in ("{period}", "{group}")]
        if unknown or not read.get(key, key).strip():
            told = f"{unknown[0]} is no place of it" if unknown else "is empty"
            raise ConfigError(f"{where}.{key}: {told}; allowed are words, {{period}} and {{group}}")
    if not _MARK.fullmatch(read.get("mark", "●")):
        raise ConfigError(f"{where}.mark: {read['mark']!r} is not a sign, which stands in a small box")
    allowed = {status.code: status for status in OURS}
    if read.get("like") not in (None, *allowed):
        raise ConfigError(f"{where}.like: {read['like']!r} is not one of {', '.join(allowed)}")
    ours = allowed.get(code)
    if ours is None:
        for key in ("label", "mark", "definition", "given_by"):
            if not read.get(key):
                raise ConfigError(f"{where}: needs the key {key!r}")
        return Status(**{"short": read["label"], **read})
    if "given_by" in read and not ours.given_by:
        raise ConfigError(f"{where}.given_by: no evidence gives this status; choose a code of your own")
    return replace(ours, **{"short": read.get("label", ours.short), **read})


def _evidence(table: Any, statuses: Statuses, where: str) -> dict[str, str]:
    """Give the need type of each kind of evidence; one that is left out is played by the type of its name."""
    giving = dict.fromkeys(status.given_by for status in statuses if status.given_by)
    _known(table, giving, where)
    named = {kind: str(table.get(kind, kind)) for kind in giving}
    for name in named.values():
        parts = " and ".join(kind for kind in named if named[kind] == name)
        if not name or " and " in parts:
            raise ConfigError(f"{where}: {parts}: {name!r} is not a name of a need type of its own")
    return named


TRACKERS = "progress_matrix.trackers"
WHOLE = {"corrections", "facts", "package", "trackers", "trust", "vocabularies", "words"}
"""What holds for the whole project, whatever trackers it has."""


def trackers(table: _Table) -> dict[str, _Table]:
    """Give the table of each further tracker; what it does not state is that of the project."""
    own = table.get("trackers", {})
    if not isinstance(own, Mapping):
        raise ConfigError(f"{TRACKERS}: {own!r} is not a table")
    for name, part in own.items():
        if not _CODE.fullmatch(name):  # it names a folder of the data
            raise ConfigError(f"{TRACKERS}: {name!r} is not a name of small letters, digits and underscores")
        _known(part, get_type_hints(Settings).keys() - WHOLE, f"{TRACKERS}.{name}")
    shared = {key: value for key, value in table.items() if key != "trackers"}
    return {name: {**shared, **part} for name, part in own.items()}


def load(table: _Table, where: str = "progress_matrix") -> Settings:
    """Read a parsed table; ``ConfigError`` names a key that is unknown or wrong, and says what is allowed."""
    hints, parts = get_type_hints(Settings), trackers(table)
    _known(table, hints, where)
    outside = bool(table.get("outside"))
    statuses = _statuses(table.get("statuses", ()), f"{where}.statuses", outside=outside)
    types = table.get("types", {})
    named = types.get("evidence", {}) if isinstance(types, Mapping) else {}
    evidence = _evidence(named, statuses, f"{where}.types.evidence")
    values = {key: value for key, value in table.items() if key not in ("trackers", "statuses")}
    made = {key: _read(hints[key], value, f"{where}.{key}") for key, value in values.items()}
    made["statuses"] = statuses
    made["types"] = replace(made.get("types", Types()), evidence=evidence)
    _known(made.get("nouns", {}), {"item", "period", "group", "passage", *evidence}, f"{where}.nouns")
    made["trackers"] = {name: load(part, f"{TRACKERS}.{name}") for name, part in parts.items()}
    return Settings(**made)


# The file is asked for several times in a build.
_parsed = lru_cache(maxsize=1)(tomllib.loads)


def read_toml(path: Path) -> _Table:
    """Read the table ``[progress_matrix]`` of a TOML file; ``ConfigError`` when there is none."""
    try:
        document = _parsed(decoded(path))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error
    table = document.get("progress_matrix")
    if not isinstance(table, Mapping):
        raise ConfigError(f"{path}: has no table [progress_matrix], which progress_matrix_from_toml names")
    return table


def table_of(app: Sphinx) -> _Table:
    """Give the table of a project, empty where it only lists the extension; ``ConfigError`` for two."""
    name, written = app.config.progress_matrix_from_toml, app.config.progress_matrix
    if not isinstance(name, str) or not isinstance(written, Mapping):
        raise ConfigError(f"progress_matrix: {name or written!r} is neither a table nor a name of a file")
    if name and written:
        raise ConfigError("progress_matrix and progress_matrix_from_toml are both set: take one of the two")
    return read_toml(Path(app.confdir, name)) if name else written


def settings_of(app: Sphinx) -> Settings:
    """Give the settings of this build; ``ConfigError`` when the table is not right."""
    domain = of(app.env)
    if domain.settings is None:
        domain.settings = load(table_of(app))
    return domain.settings
