"""The configuration: editions and settings that validate themselves.

``typst_editions`` in ``conf.py`` is a list of dictionaries, one an edition; their keys
are the fields of :class:`Edition`. A text that a reader sees may be a string, or a
dictionary of strings by language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any, Self, TypeAlias

from sphinx.errors import ConfigError

from typst_edition.words import primary

Localised: TypeAlias = str | Mapping[str, str]

_FILE_NAME = re.compile(r"[\w.{}-]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_MIN_CONTRAST = 4.5  # WCAG 2, level AA, for text of any size
_MAX_DEPTH = 6


def in_language(value: Localised, language: str) -> str:
    """Give *value* in *language*: exactly, else its primary subtag, else the first given."""
    if isinstance(value, str):
        return value
    for key in (language, primary(language)):
        if key in value:
            return value[key]
    return next(iter(value.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One PDF file: which documents, in which order, under which title.

    Raises :class:`~sphinx.errors.ConfigError` when a value cannot be right.
    """

    name: str
    """How the edition is called in messages; the default of ``filename``."""
    title: Localised
    """The title on the cover and in the metadata."""
    filename: str = ""
    """The file's name without ``.pdf``; ``{language}`` becomes the language."""
    subtitle: Localised = ""
    author: Localised | None = None
    """Who publishes it; by default Sphinx's ``author``."""
    version: Localised | None = None
    """What stands after "Version" on the cover; by default Sphinx's ``release``."""
    cover_lines: Sequence[Localised] = ()
    """Further lines at the foot of the cover."""
    language: str = ""
    """The language of the text; by default Sphinx's ``language``."""
    start: str = ""
    """The document whose toctrees give the order; by default the root document."""
    documents: Sequence[str] = ("*",)
    """Names or patterns of documents, in order; within a pattern, the toctree's order."""
    exclude: Sequence[str] = ()
    """Names or patterns of documents left out."""
    identification: str = ""
    """The document printed after the cover, before the contents."""
    toc_depth: int = 2
    """How many levels of headings the contents list."""
    landscape: Sequence[str] = ()
    """Names or patterns of documents printed on landscape pages throughout."""
    companion: str = ""
    """The name of an edition listed before, whose file lies beside this one: a link to
    what only that one holds leads there."""

    def __post_init__(self) -> None:
        where = f"typst_editions: edition {self.name!r}"
        if not _FILE_NAME.fullmatch(self.filename or self.name):
            raise ConfigError(f"{where}: {self.filename or self.name!r} is no plain file name")
        if not self.title:
            raise ConfigError(f"{where}: a title is needed")
        for key in ("documents", "exclude", "landscape", "cover_lines"):
            value = getattr(self, key)
            if isinstance(value, str) or not isinstance(value, Sequence):
                raise ConfigError(f"{where}: {key} must be a list")
        for key in ("title", "subtitle", "author", "version"):
            _check_localised(getattr(self, key), f"{where}: {key}")
        for line in self.cover_lines:
            _check_localised(line, f"{where}: cover_lines")
        if not isinstance(self.toc_depth, int) or not 0 < self.toc_depth <= _MAX_DEPTH:
            raise ConfigError(f"{where}: toc_depth must be a number from 1 to {_MAX_DEPTH}")

    @classmethod
    def from_mapping(cls, entry: object, position: int) -> Self:
        """Make an edition of one *entry* of ``typst_editions``, the *position*-th."""
        where = f"typst_editions[{position}]"
        if not isinstance(entry, Mapping):
            raise ConfigError(f"{where}: a dictionary is needed, not {entry!r}")
        known = {f.name for f in fields(cls)}
        if unknown := sorted(str(key) for key in entry if key not in known):
            raise ConfigError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}")
        required = [f.name for f in fields(cls) if f.default is MISSING]
        if missing := [name for name in required if not entry.get(name)]:
            raise ConfigError(f"{where}: {', '.join(missing)} missing")
        for key in ("name", "filename", "language", "start", "identification", "companion"):
            if not isinstance(entry.get(key, ""), str):
                raise ConfigError(f"{where}: {key} must be a string")
        return cls(**entry)

    def file_name(self, language: str) -> str:
        """Give the name of the file, with ``.pdf``, for the build's *language*."""
        return (self.filename or self.name).replace("{language}", self.language or language) + ".pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all editions of a build."""

    html_baseurl: str = ""
    """Where the HTML pages stand, ending in a slash; empty if unknown."""
    html_suffix: str = ".html"
    cell_fills: Mapping[str, str] = field(default_factory=dict)
    """The colour of table cells and inline text, by class."""
    need_fields: Mapping[str, Localised] | None = None
    """Fields a need card shows, with their labels; None for status, tags and links."""
    paper: str = "a4"
    keep_sources: bool = False

    def __post_init__(self) -> None:
        for name, colour in self.cell_fills.items():
            if not _COLOUR.fullmatch(colour):
                raise ConfigError(f"typst_cell_fills: {name}: {colour!r} is no colour such as '#dde8f0'")
            if contrast_with_black(colour) < _MIN_CONTRAST:
                raise ConfigError(f"typst_cell_fills: {name}: black text on {colour} is hard to read")
        for name, label in (self.need_fields or {}).items():
            _check_localised(label, f"typst_need_fields: {name}")


def _check_localised(value: object, where: str) -> None:
    if value is None or isinstance(value, str):
        return
    if isinstance(value, Mapping) and value and all(isinstance(text, str) for text in value.values()):
        return
    raise ConfigError(f"{where}: a string is needed, or strings by language, not {value!r}")


def contrast_with_black(colour: str) -> float:
    """Give the WCAG contrast ratio of black text on *colour* (``#rrggbb``)."""

    def linear(channel: str) -> float:
        value = int(channel, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) / 0.05


def editions_from(value: object, language: str) -> list[Edition]:
    """Make the editions of the configuration *value* for the build's *language*.

    Raises ConfigError when the value is no list of editions, or two would write one file.
    """
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ConfigError("typst_editions: a list of dictionaries is needed")
    editions = [Edition.from_mapping(entry, position) for position, entry in enumerate(value)]
    seen: dict[str, str] = {}
    for edition in editions:
        name = edition.file_name(language).casefold()
        if name in seen:
            raise ConfigError(f"typst_editions: {seen[name]!r} and {edition.name!r} both write {name}")
        seen[name] = edition.name
    return editions


def edition_date(value: str, environ: Mapping[str, str]) -> date:
    """Give the date of the editions: *value* (``typst_date``), else ``SOURCE_DATE_EPOCH``, else today.

    Raises ConfigError when what is given is no date.
    """
    if value:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ConfigError(f"typst_date: {value!r} is no date such as '2026-03-01'") from error
    if epoch := environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError) as error:
            raise ConfigError(f"SOURCE_DATE_EPOCH: {epoch!r} is not a number of seconds") from error
    return datetime.now(UTC).date()


def settings_from(config: Any) -> Settings:
    """Make the settings of the Sphinx *config*; raises ConfigError when one cannot be right."""
    language = config.language
    base = in_language(config.typst_html_baseurl or config.html_baseurl or "", language)
    fields_ = config.typst_need_fields
    return Settings(
        html_baseurl=base.rstrip("/") + "/" if base else "",
        html_suffix=config.html_link_suffix or config.html_file_suffix or ".html",
        cell_fills=dict(config.typst_cell_fills),
        need_fields=None if fields_ is None else dict(fields_),
        paper=config.typst_paper,
        keep_sources=config.typst_keep_sources,
    )
