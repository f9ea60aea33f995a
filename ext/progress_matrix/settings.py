"""What a project tells the extension: which need types, links and fields play which part.

The value comes from the table ``[progress_matrix]`` of the project's TOML file
(``progress_matrix_from_toml``) or from ``progress_matrix`` in ``conf.py``.  It is
read once, at ``config-inited``, and never changed afterwards.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx.errors import ConfigError

from .domain import of
from .model.statuses import FollowUp, Role, Strength

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class SettingsError(ValueError):
    """The table has an unknown key, or a value of another form than its own."""


def _roles() -> dict[Role, str]:
    return {role: role.value for role in Role}


def _strengths() -> dict[Strength, str]:
    return {strength: str(strength.value) for strength in Strength}


@dataclass(frozen=True, slots=True)
class Types:
    """Need types: the commitment, its period, its area, the source paragraph, the evidence."""

    item: str = "item"
    period: str = "period"
    group: str = "group"
    passage: str = "passage"
    evidence: Mapping[Role, str] = field(default_factory=_roles)

    def role(self, need_type: str) -> Role | None:
        """Tell which part a need type plays as evidence, if any."""
        return next((role for role, name in self.evidence.items() if name == need_type), None)


@dataclass(frozen=True, slots=True)
class Links:
    """Link types: from evidence to sentence, period, area and items, and back in time."""

    evidence: str = "evidence"
    period: str = "period"
    group: str = "group"
    concerns: str = "concerns"
    rests_on: str = "rests_on"
    strengths: Mapping[Strength, str] = field(default_factory=_strengths)
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
    """The whole configuration of the extension.

    ``facts`` names the types whose items are shown as cards, each with the fields that the card
    tells; items of other types are left to sphinx-needs.  ``unsaid`` gives the
    value of a field that goes without saying, because most items have it; ``trust`` names the
    document that says how far to trust the coding, ``corrections`` the address for them;
    ``told`` lists the fields of an item that its page tells in whole sentences; ``outside``
    lists the origins of evidence that are neither the report nor a text that restates it.
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

    def noun(self, name: str, number: int = 2) -> str:
        """Give a project's word for a part, such as ``item`` or ``period``, in the right number."""
        singular, plural = self.nouns.get(name, (name, f"{name}s"))
        return singular if number == 1 else plural


_Table = Mapping[str, Any]
_Section = TypeVar("_Section", Types, Links, Fields)


def _section(kind: type[_Section], table: _Table, where: str) -> _Section:
    known = sorted(entry.name for entry in fields(kind))
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"{where}: unknown key {key!r}; allowed are {', '.join(known)}")
        if not isinstance(value, (str, Mapping)) or value == "":
            raise SettingsError(f"{where}.{key}: {value!r} is not a name")
    return kind(**table)


def _publication(table: _Table) -> Publication:
    """Read ``[progress_matrix.package]``: texts, lists of texts, and lists of tables of texts."""
    where = "progress_matrix.package"
    defaults = {entry.name: entry.default for entry in fields(Publication)}
    made: dict[str, Any] = {}
    for key, value in table.items():
        if key not in defaults:
            raise SettingsError(f"{where}: unknown key {key!r}; allowed are {', '.join(sorted(defaults))}")
        if isinstance(defaults[key], str):
            right, form = isinstance(value, str), "a text"
        elif key == "keywords":
            right, form = _all(value, str), "a list of texts"
        else:
            right = _all(value, Mapping) and all("title" in dict(entry) for entry in value)
            form = "a list of tables with a title"
        if not right:
            raise SettingsError(f"{where}.{key}: {value!r} is not {form}")
        made[key] = value if isinstance(value, str) else tuple(value)
    return Publication(**made)


def _all(value: Any, kind: type) -> bool:
    plural = isinstance(value, Sequence) and not isinstance(value, str)
    return plural and all(isinstance(entry, kind) for entry in value)


_Key = TypeVar("_Key", Role, Strength, FollowUp)


def _keyed(kind: type[_Key], table: _Table, where: str) -> dict[_Key, str]:
    """Read a table whose keys are codes of one of our vocabularies."""
    allowed = {str(member.value): member for member in kind}
    if not isinstance(table, Mapping):
        raise SettingsError(f"{where}: {table!r} is not a table of {', '.join(allowed)}")
    for key in table:
        if key not in allowed:
            raise SettingsError(f"{where}: unknown key {key!r}; allowed are {', '.join(allowed)}")
    return {allowed[key]: str(value) for key, value in table.items()}


def _evidence(table: _Table) -> dict[Role, str]:
    """Read the need types of the evidence; a part that is left out is played by the type of its name.

    :raises SettingsError: for an unknown part, and for a type that plays two.
    """
    where = "progress_matrix.types.evidence"
    named = _roles() | _keyed(Role, table, where)
    for name in named.values():
        roles = [role.value for role in named if named[role] == name]
        if not name or len(roles) > 1:
            parts = " and ".join(roles)
            raise SettingsError(f"{where}: {parts}: {name!r} is not a name of a need type of its own")
    return named


def load(table: _Table) -> Settings:
    """Read the table, name by name.

    :param table: the parsed ``[progress_matrix]``.
    :raises SettingsError: for an unknown key or a value of another form; the
        message names the key and says what is allowed.
    """
    allowed = {entry.name for entry in fields(Settings)}
    for key in table:
        if key not in allowed:
            raise SettingsError(
                f"progress_matrix: unknown key {key!r}; allowed are {', '.join(sorted(allowed))}"
            )
    types = dict(table.get("types", {}))
    links = dict(table.get("links", {}))
    if "evidence" in types:
        types["evidence"] = _evidence(types["evidence"])
    if "strengths" in links:
        links["strengths"] = _keyed(Strength, links["strengths"], "progress_matrix.links.strengths")
    if "follow_up" in links:
        links["follow_up"] = _keyed(FollowUp, links["follow_up"], "progress_matrix.links.follow_up")
    return Settings(
        types=_section(Types, types, "progress_matrix.types"),
        links=_section(Links, links, "progress_matrix.links"),
        fields=_section(Fields, table.get("fields", {}), "progress_matrix.fields"),
        independent=frozenset(table.get("independent", ())),
        outside=frozenset(table.get("outside", ())),
        unsaid=dict(table.get("unsaid", {})),
        link_facts=frozenset(table.get("link_facts", ())),
        dates=frozenset(table.get("dates", ())),
        labels=dict(table.get("labels", {})),
        values=dict(table.get("values", {})),
        bases=tuple(table.get("bases", ())),
        vocabularies=tuple(table.get("vocabularies", ())),
        designations=dict(table.get("designations", {})),
        facts={key: tuple(value) for key, value in table.get("facts", {}).items()},
        nouns={key: (value[0], value[1]) for key, value in table.get("nouns", {}).items()},
        caveat=str(table.get("caveat", "")),
        trust=str(table.get("trust", "")),
        corrections=str(table.get("corrections", "")),
        told=tuple(table.get("told", ())),
        package=_publication(table.get("package", {})),
    )


def from_toml(path: Path) -> Settings:
    """Read the table ``[progress_matrix]`` of a TOML file.

    :raises SettingsError: when the file cannot be read or the table is not right.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    return load(document.get("progress_matrix", {}))


def is_configured(app: Sphinx) -> bool:
    """Tell whether a project has told the extension anything; otherwise it only lists it."""
    return bool(app.config.progress_matrix or app.config.progress_matrix_from_toml)


def read_settings(app: Sphinx) -> Settings:
    """Read the settings of a project from its configuration.

    :raises sphinx.errors.ConfigError: when the table is not right.
    """
    name = app.config.progress_matrix_from_toml
    try:
        return from_toml(Path(app.confdir, name)) if name else load(app.config.progress_matrix)
    except SettingsError as error:
        raise ConfigError(str(error)) from error


def settings_of(app: Sphinx) -> Settings:
    """Give the settings of this build."""
    domain = of(app.env)
    if domain.settings is None:
        domain.settings = read_settings(app)
    return domain.settings
