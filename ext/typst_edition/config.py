"""The configuration: editions and settings that validate themselves.

``typst_editions`` in ``conf.py`` is a list of dictionaries, one an edition; their keys
are the fields of :class:`Edition`. What all editions share stands once in
``typst_edition_defaults``, with the same keys. A text that a reader sees may be a string,
or a dictionary of strings by language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any, Self, TypeAlias
from urllib.parse import urljoin

from sphinx.errors import ConfigError

from typst_edition.words import primary

Localised: TypeAlias = str | Mapping[str, str]

_FILE_NAME = re.compile(r"[\w.{}-]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|cm|in|pt)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
_MIN_CONTRAST = 4.5  # WCAG 2, level AA, for text of any size
_MAX_DEPTH = 6
_LEAST_TYPE, _MOST_TYPE = 6.0, 16.0
PAPERS = {"a4": (595.3, 841.9), "a5": (419.5, 595.3), "us-letter": (612.0, 792.0)}
"""Width and height of each paper, in points."""
_INK, _NO_FILL = "#000000", "#ffffff"
_SIDES = ("inside", "outside", "top", "bottom")
FONTS = ("text", "tables", "headings")
_STYLE = ("fill", "ink", "edge")


def in_language(value: Localised, language: str) -> str:
    """Give *value* in *language*: exactly, else its primary subtag, else the first given."""
    if isinstance(value, str):
        return value
    for key in (language, primary(language)):
        if key in value:
            return value[key]
    return next(iter(value.values()))


def points(length: str) -> float:
    """Give a *length* such as ``12mm`` in points."""
    found = _LENGTH.fullmatch(length)
    assert found, length
    return float(found[1]) * _POINTS[found[2]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One PDF file: which documents, in which order, under which title, on which paper.

    Raises :class:`~sphinx.errors.ConfigError` when a value cannot be right.
    """

    name: str
    """How the edition is called in messages; the default of ``filename``."""
    title: Localised
    """The title on the cover and in the metadata."""
    filename: str = ""
    """The file's name without ``.pdf``; ``{language}`` becomes the language."""
    subtitle: Localised = ""
    """Says on the cover what the edition is."""
    short: Localised = ""
    """How the other editions call this one before a page number; by default the title."""
    scope: Localised = ""
    """What the edition holds, in a sentence, for the identification page; by default the subtitle."""
    author: Localised | None = None
    """Who publishes it; by default Sphinx's ``author``."""
    version: Localised | None = None
    """What stands after "Version" on the cover; by default Sphinx's ``release``."""
    cover: bool = True
    """Whether there is a cover; without one, the title stands above the text."""
    cover_lines: Sequence[Localised] = ()
    """Further lines at the foot of the cover, or under the title."""
    subject: Localised = ""
    """What it is about, in a sentence, for catalogues."""
    keywords: Sequence[Localised] = ()
    """Words under which it is found, for catalogues."""
    rights: Localised = ""
    """Under which licence it may be used, for catalogues."""
    identifier: Localised = ""
    """Its ISBN or DOI, once it has one; by default its address."""
    address: Localised = ""
    """Where its file is published, seen from the HTML pages; ``{file}`` becomes the file's name.
    Links from other editions lead there rather than to the same folder, if the pages have an address."""
    language: str = ""
    """The language of the text; by default Sphinx's ``language``."""
    region: Localised = ""
    """The region of the language, such as ``GB``, for readers aloud and catalogues."""
    start: str = ""
    """The document whose toctrees give the order; by default the root document."""
    documents: Sequence[str] = ("*",)
    """Names or patterns of documents, in order; within a pattern, the toctree's order."""
    exclude: Sequence[str] = ()
    """Names or patterns of documents left out."""
    identification: str = ""
    """The document printed after the cover, before the contents."""
    toc_depth: int = 2
    """How many levels of headings the contents list; none makes an edition without contents."""
    titles_only: Sequence[str] = ()
    """Names or patterns of documents of which only the title is printed, above those nested in them."""
    toc_leave_out: Sequence[str] = ()
    """Names or patterns of documents whose headings the contents do not list; with ``#`` at the
    end, of those whose sections they do not list."""
    landscape: Sequence[str] = ()
    """Names or patterns of documents printed on landscape pages throughout."""
    companions: Sequence[str] = ()
    """The names of editions whose files lie beside this one: a link to what only such a one
    holds leads there."""
    page_references: Sequence[str] = ()
    """Classes of elements in which each link is followed by the page that it leads to."""
    leave_out: Sequence[str] = ()
    """Classes or ids of elements that make no sense on paper; with a pattern and ``#`` before, in
    these documents only."""
    run_in: Sequence[str] = ()
    """Classes of lists and tables whose entries and rows are set as one run of text each."""
    in_columns: Sequence[str] = ()
    """Classes of boxes that are set in two columns, one after the other."""
    paper: str = "a4"
    """One of the :data:`PAPERS`."""
    margins: Mapping[str, str] = field(default_factory=dict)
    """The margins ``inside``, ``outside``, ``top`` and ``bottom``, such as ``20mm``."""
    text_size: str = "10pt"
    """The size of running text."""
    table_size: str = ""
    """The least size of type in tables; by default 8pt."""
    fonts: Mapping[str, str] = field(default_factory=dict)
    """The families for ``text``, ``tables`` and ``headings``."""
    font_folder: str = ""
    """A folder with font files, seen from the folder of ``conf.py``."""
    styles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The colours ``fill``, ``ink`` and ``edge`` of the cells of tables, by class; of several, the last."""

    def __post_init__(self) -> None:
        where = f"typst_editions: edition {self.name!r}"
        if not _FILE_NAME.fullmatch(self.filename or self.name):
            raise ConfigError(
                f"{where}: filename: {self.filename or self.name!r} is not a plain file name: "
                "allowed are letters, digits, '.', '-', '_' and {language}"
            )
        if not self.title:
            raise ConfigError(f"{where}: title: a title is needed")
        _check_texts(self, where)
        if self.paper not in PAPERS:
            raise ConfigError(f"{where}: paper: {self.paper!r} is not one of {', '.join(PAPERS)}")
        if not isinstance(self.toc_depth, int) or not 0 <= self.toc_depth <= _MAX_DEPTH:
            raise ConfigError(
                f"{where}: toc_depth: {self.toc_depth!r} is not a number from 0 (no contents) to {_MAX_DEPTH}"
            )
        if not isinstance(self.cover, bool):
            raise ConfigError(f"{where}: cover: {self.cover!r} is not True or False")
        _check_layout(self, where)
        for name, style in _mapping(self.styles, f"{where}: styles").items():
            _check_style(style, f"{where}: styles: {name}")

    @classmethod
    def from_mapping(cls, entry: object, position: int, defaults: Mapping[str, Any]) -> Self:
        """Make an edition of one *entry* of ``typst_editions``, the *position*-th, and the *defaults*."""
        where = f"typst_editions[{position}]"
        if not isinstance(entry, Mapping):
            raise ConfigError(f"{where}: a dictionary is needed, not {entry!r}")
        entry = {**defaults, **entry}
        known = {f.name for f in fields(cls)}
        if unknown := sorted(str(key) for key in entry if key not in known):
            raise ConfigError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}")
        required = [f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING]
        if missing := [name for name in required if not entry.get(name)]:
            raise ConfigError(f"{where}: {', '.join(missing)} missing")
        for key in _STRINGS:
            if not isinstance(entry.get(key, ""), str):
                raise ConfigError(f"{where}: {key}: {entry[key]!r} is not a string")
        return cls(**entry)

    def file_name(self, language: str) -> str:
        """Give the name of the file, with ``.pdf``, for the build's *language*."""
        return (self.filename or self.name).replace("{language}", self.language or language) + ".pdf"


_STRINGS = (
    "name",
    "filename",
    "language",
    "start",
    "identification",
    "paper",
    "text_size",
    "table_size",
    "font_folder",
)
_TEXTS = (
    "title",
    "subtitle",
    "short",
    "scope",
    "author",
    "version",
    "subject",
    "rights",
    "identifier",
    "address",
    "region",
)
_LISTS = (
    "documents",
    "exclude",
    "titles_only",
    "toc_leave_out",
    "landscape",
    "cover_lines",
    "keywords",
    "companions",
    "page_references",
    "leave_out",
    "run_in",
    "in_columns",
)


def _check_texts(edition: Edition, where: str) -> None:
    for key in _LISTS:
        value = getattr(edition, key)
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise ConfigError(f"{where}: {key}: {value!r} is not a list")
        for entry in value:
            if key in ("cover_lines", "keywords"):
                _check_localised(entry, f"{where}: {key}")
            elif not isinstance(entry, str):
                raise ConfigError(f"{where}: {key}: {entry!r} is not a string")
    for key in _TEXTS:
        _check_localised(getattr(edition, key), f"{where}: {key}")


def _check_layout(edition: Edition, where: str) -> None:
    for key, size in (("text_size", edition.text_size), ("table_size", edition.table_size or "8pt")):
        if not _LENGTH.fullmatch(size) or not _LEAST_TYPE <= points(size) <= _MOST_TYPE:
            raise ConfigError(
                f"{where}: {key}: {size!r} is not a size from {_LEAST_TYPE:g}pt to {_MOST_TYPE:g}pt"
            )
    margins = _mapping(edition.margins, f"{where}: margins")
    for key, length in margins.items():
        if key not in _SIDES:
            raise ConfigError(f"{where}: margins: {key!r} is not one of {', '.join(_SIDES)}")
        if not isinstance(length, str) or not _LENGTH.fullmatch(length):
            raise ConfigError(
                f"{where}: margins: {key}: {length!r} is not a length such as '20mm' or '0.8in'"
            )
        most = min(PAPERS[edition.paper]) / 3
        if points(length) > most:
            raise ConfigError(
                f"{where}: margins: {key}: {length!r} is more than a third of the paper, {most:.0f}pt"
            )
    for key, family in _mapping(edition.fonts, f"{where}: fonts").items():
        if key not in FONTS:
            raise ConfigError(f"{where}: fonts: {key!r} is not one of {', '.join(FONTS)}")
        if not isinstance(family, str) or not family:
            raise ConfigError(f"{where}: fonts: {key}: {family!r} is not the name of a font family")


def _check_style(style: object, where: str) -> None:
    colours = _mapping(style, where)
    for key, colour in colours.items():
        if key not in _STYLE:
            raise ConfigError(f"{where}: {key!r} is not one of {', '.join(_STYLE)}")
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            raise ConfigError(f"{where}: {key}: {colour!r} is not a colour such as '#dde8f0'")
    ink, fill = colours.get("ink", _INK), colours.get("fill", _NO_FILL)
    if contrast(ink, fill) < _MIN_CONTRAST:
        raise ConfigError(
            f"{where}: text in {ink} on {fill} is hard to read: "
            f"its contrast is {contrast(ink, fill):.1f}, and {_MIN_CONTRAST} is the least"
        )


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where}: {value!r} is not a dictionary")
    return value


def _check_localised(value: object, where: str) -> None:
    if value is None or isinstance(value, str):
        return
    if isinstance(value, Mapping) and value and all(isinstance(text, str) for text in value.values()):
        return
    raise ConfigError(f"{where}: {value!r} is not a string, nor strings by language")


def contrast(ink: str, ground: str) -> float:
    """Give the WCAG contrast ratio of two colours (``#rrggbb``)."""
    darker, lighter = sorted((_luminance(ink), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: str) -> float:
        value = int(channel, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def address_of(edition: Edition, config: Any) -> str:
    """Give the address of *edition* on the web; empty where it has none.

    One without a scheme is seen from the HTML pages, whose address Sphinx's *config* may state.
    """
    text = in_language(edition.address, edition.language or config.language)
    text = text.replace("{file}", edition.file_name(config.language))
    base = settings_from(config).html_baseurl
    if not text or re.match(r"[a-z][a-z0-9+.-]*:", text):
        return text
    return urljoin(base, text) if base else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all editions of a build."""

    html_baseurl: str = ""
    """Where the HTML pages stand, ending in a slash; empty if unknown."""
    html_suffix: str = ".html"
    need_fields: Mapping[str, Localised] | None = None
    """Fields a need card shows, with their labels; None for status, tags and links."""
    keep_sources: bool = False

    def __post_init__(self) -> None:
        for name, label in (self.need_fields or {}).items():
            _check_localised(label, f"typst_need_fields: {name}")


def editions_from(value: object, language: str, defaults: object = None) -> list[Edition]:
    """Make the editions of the configuration *value* for the build's *language*; *defaults* hold for each.

    Raises ConfigError when the value is not a list of editions, when two would write one
    file, or when a companion does not exist.
    """
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ConfigError(f"typst_editions: {value!r} is not a list of dictionaries")
    shared = _mapping(defaults or {}, "typst_edition_defaults")
    editions = [Edition.from_mapping(entry, position, shared) for position, entry in enumerate(value)]
    seen: dict[str, str] = {}
    for edition in editions:
        name = edition.file_name(language).casefold()
        if name in seen:
            raise ConfigError(f"typst_editions: {seen[name]!r} and {edition.name!r} both write {name}")
        seen[name] = edition.name
    known = [edition.name for edition in editions]
    for edition in editions:
        for companion in edition.companions:
            if companion not in known or companion == edition.name:
                others = ", ".join(name for name in known if name != edition.name)
                where = f"typst_editions: edition {edition.name!r}: companions"
                raise ConfigError(f"{where}: {companion!r} is not one of: {others}")
    return editions


def edition_date(value: str, environ: Mapping[str, str]) -> date:
    """Give the date of the editions: *value* (``typst_date``), else ``SOURCE_DATE_EPOCH``, else today.

    Raises ConfigError when what is given is not a date.
    """
    if value:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ConfigError(f"typst_date: {value!r} is not a date such as '2026-03-01'") from error
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
        need_fields=None if fields_ is None else dict(fields_),
        keep_sources=config.typst_keep_sources,
    )
