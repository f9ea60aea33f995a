"""The configuration: editions and settings that validate themselves.

``typst_editions`` in ``conf.py`` is a list of dictionaries, one an edition; their keys
are the fields of :class:`Edition`. What all editions share stands once in
``typst_edition_defaults``, with the same keys. A text that a reader sees may be a string,
or a dictionary of strings by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from typing import Any, TypeAlias
from urllib.parse import urljoin

from babel.localedata import locale_identifiers
from sphinx.config import Config
from sphinx.errors import ConfigError

from typst_edition.words import primary

Localised: TypeAlias = str | Mapping[str, str]
# What the fields of an edition are read from, by the name of their type.
Text: TypeAlias = str
Texts: TypeAlias = Sequence[str]
Names: TypeAlias = Sequence[str]
Table: TypeAlias = Mapping[str, Any]

_FILE_NAME = re.compile(r"(?:[\w.-]|\{language\})+")
_FILE_NAME_TOLD = "a plain file name: allowed are letters, digits, '.', '-', '_' and {language}"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGES = frozenset(locale_identifiers())
_REGION = re.compile(r"[A-Z]{2}")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|cm|in|pt)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
_MIN_CONTRAST = 4.5  # WCAG 2, level AA, for text of any size
_MAX_DEPTH = 6
_LEAST_TYPE, _MOST_TYPE = 6.0, 16.0
PAPERS = {"a4": (595.3, 841.9), "a5": (419.5, 595.3), "us-letter": (612.0, 792.0)}
"""Width and height of each paper, in points."""
_INK, _NO_FILL = "#000000", "#ffffff"
# The head and foot stand in those above and below; printers leave 5 mm white at the edge.
_LEAST_MARGINS = {"inside": "7mm", "outside": "7mm", "top": "15mm", "bottom": "14mm"}
FONTS = ("text", "tables", "headings")
_STYLE = ("fill", "ink", "edge")
_TABLE_SIZE = "8pt"
FACTS = ("title", "subtitle", "scope", "version", "publisher", "rights", "address", "identifier", "file")
_PLAIN: dict[str, tuple[type, str]] = {
    "str": (str, "a string"),
    "bool": (bool, "True or False"),
    "int": (int, "a whole number"),
    "Table": (Mapping, "a dictionary"),
}


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
    title: Text
    """The title on the cover and in the metadata."""
    filename: str = ""
    """The file's name without ``.pdf``; ``{language}`` becomes the language."""
    subtitle: Text = ""
    """Says on the cover what the edition is."""
    short: Text = ""
    """How the other editions call this one before a page number; by default the title."""
    scope: Text = ""
    """What the edition holds, in a sentence, for the identification page; by default the subtitle."""
    author: Text = ""
    """Who publishes it; by default Sphinx's ``author``."""
    version: Text = ""
    """What stands after "Version" on the cover; by default Sphinx's ``release``."""
    cover: bool = True
    """Whether there is a cover; without one, the title stands above the text."""
    cover_lines: Texts = ()
    """Further lines at the foot of the cover, or under the title."""
    subject: Text = ""
    """What it is about, in a sentence, for catalogues."""
    keywords: Texts = ()
    """Words under which it is found, for catalogues."""
    rights: Text = ""
    """Under which licence it may be used, for catalogues."""
    identifier: Text = ""
    """Its ISBN or DOI, once it has one; by default its address."""
    address: Text = ""
    """Where its file is published, seen from the HTML pages; ``{file}`` becomes the file's name.
    Links from other editions lead there rather than to the same folder, if the pages have an address."""
    language: str = "en"
    """The language of the text; by default Sphinx's ``language``."""
    region: Text = ""
    """The region of the language, such as ``GB``, for readers aloud and catalogues."""
    start: str = ""
    """The document whose toctrees give the order; by default the root document."""
    documents: Names = ("*",)
    """Names or patterns of documents, in order; within a pattern, the toctree's order."""
    exclude: Names = ()
    """Names or patterns of documents left out."""
    identification: str = ""
    """The document printed after the cover, before the contents."""
    toc_depth: int = 2
    """How many levels of headings the contents list; none makes an edition without contents."""
    titles_only: Names = ()
    """Names or patterns of documents of which only the title is printed, above those nested in them."""
    toc_leave_out: Names = ()
    """Names or patterns of documents whose headings the contents do not list; with ``#`` at the
    end, of those whose sections they do not list."""
    landscape: Names = ()
    """Names or patterns of documents printed on landscape pages throughout."""
    companions: Names = ()
    """The names of editions whose files lie beside this one: a link to what only such a one
    holds leads there."""
    page_references: Names = ()
    """Classes of elements in which each link is followed by the page that it leads to; ``*`` stands
    for all text but that of tables, of which it means the row headers."""
    without_pages: Names = ()
    """Classes of elements in which no link is: an index, say, needs no page to be found in."""
    leave_out: Names = ()
    """Classes or ids of elements that make no sense on paper; with a pattern and ``#`` before, in
    these documents only."""
    run_in: Names = ()
    """Classes of lists and tables whose entries and rows are set as one run of text each."""
    in_columns: Names = ()
    """Classes of boxes that are set in two columns, one after the other."""
    paper: str = "a4"
    """One of the :data:`PAPERS`."""
    margins: Table = field(default_factory=dict)
    """The margins ``inside``, ``outside``, ``top`` and ``bottom``, such as ``20mm``."""
    text_size: str = "10pt"
    """The size of running text."""
    table_size: str = ""
    """The least size of type in tables; by default 8pt."""
    fonts: Table = field(default_factory=dict)
    """The families for ``text``, ``tables`` and ``headings``."""
    font_folder: str = ""
    """A folder with font files, seen from the folder of ``conf.py``."""
    styles: Table = field(default_factory=dict)
    """The colours ``fill``, ``ink`` and ``edge`` of the cells of tables, by class; of several, the last."""

    def __post_init__(self) -> None:
        file = self.filename or self.name
        _check(_FILE_NAME.fullmatch(file), "filename", file, _FILE_NAME_TOLD)
        known = primary(self.language) in _LANGUAGES
        _check(known, "language", self.language, "the code of a language such as 'fr' or 'fr-CA'")
        region = not self.region or _REGION.fullmatch(self.region)
        _check(region, "region", self.region, "the code of a region such as 'GB'")
        _check_one_of(self.paper, PAPERS, "paper")
        depth = 0 <= self.toc_depth <= _MAX_DEPTH
        _check(depth, "toc_depth", self.toc_depth, f"a number from 0 (no contents) to {_MAX_DEPTH}")
        for key, size in (("text_size", self.text_size), ("table_size", self.table_size or _TABLE_SIZE)):
            good = _LENGTH.fullmatch(size) and _LEAST_TYPE <= points(size) <= _MOST_TYPE
            _check(good, key, size, f"a size from {_LEAST_TYPE:g}pt to {_MOST_TYPE:g}pt")
        most = min(PAPERS[self.paper]) / 3
        for side, length in self.margins.items():
            _check_one_of(side, _LEAST_MARGINS, "margins")
            stated = isinstance(length, str) and _LENGTH.fullmatch(length)
            _check(stated, f"margins: {side}", length, "a length such as '20mm' or '0.8in'")
            least = _LEAST_MARGINS[side]
            told = f"from {least} to a third of the paper, {most:.0f}pt"
            _check(points(least) <= points(length) <= most, f"margins: {side}", length, told)
        for use, family in self.fonts.items():
            _check_one_of(use, FONTS, "fonts")
            named = isinstance(family, str) and family
            _check(named, f"fonts: {use}", family, "the name of a font family")
        for name, style in self.styles.items():
            _check_style(style, f"styles: {name}")

    @property
    def file(self) -> str:
        """The name of the file, with ``.pdf``."""
        return (self.filename or self.name).replace("{language}", self.language) + ".pdf"

    def fact(self, name: str) -> str:
        """Give one of the :data:`FACTS`."""
        return str(self.author if name == "publisher" else getattr(self, name))


def _check(good: object, key: str, value: object, told: str) -> None:
    if not good:
        raise ConfigError(f"{key}: {value!r} is not {told}")


def _check_one_of(value: object, allowed: Iterable[str], key: str) -> None:
    told = f"one of {', '.join(allowed)}" if allowed else "there: there is no other"
    _check(value in list(allowed), key, value, told)


def _check_style(style: object, where: str) -> None:
    colours = _read(style, "Table", where)
    for key, colour in colours.items():
        _check_one_of(key, _STYLE, where)
        good = isinstance(colour, str) and _COLOUR.fullmatch(colour)
        _check(good, f"{where}: {key}", colour, "a colour such as '#dde8f0'")
    ink, fill = colours.get("ink", _INK), colours.get("fill", _NO_FILL)
    ratio = contrast(ink, fill)
    if ratio < _MIN_CONTRAST:
        told = f"its contrast is {ratio:.2f}, and {_MIN_CONTRAST} is the least"
        raise ConfigError(f"{where}: text in {ink} on {fill} is hard to read: {told}")


def _read(value: Any, kind: str, key: str, language: str = "") -> Any:
    """Give the *value* of *key*, of the type named *kind*; texts in *language*."""
    if kind in ("Names", "Texts"):
        _check(isinstance(value, Sequence) and not isinstance(value, str), key, value, "a list")
        return tuple(_read(each, "str" if kind == "Names" else "Text", key, language) for each in value)
    if kind == "Text":
        texts = value.values() if isinstance(value, Mapping) else [value]
        good = texts and all(isinstance(text, str) for text in texts)
        _check(good, key, value, "a string, nor strings by language")
        return in_language(value, language)
    right, told = _PLAIN[kind]
    _check(type(value) is right or (right is Mapping and isinstance(value, Mapping)), key, value, told)
    return value


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


def _edition(entry: Mapping[str, Any], language: str, where: str) -> Edition:
    """Make an edition of what its *entry* and the defaults state together; an error names *where* that is."""
    known = {one.name: str(one.type) for one in fields(Edition)}
    if unknown := sorted(str(key) for key in entry if key not in known):
        told = f"unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}"
        raise ConfigError(f"{where}: {told}")
    if missing := [name for name in ("name", "title") if not entry.get(name)]:
        raise ConfigError(f"{where}: {', '.join(missing)} missing")
    try:
        own = _read(entry.get("language", ""), "str", "language") or language
        values = {key: _read(value, known[key], key, own) for key, value in entry.items()}
        values |= {"language": own}
        values["short"] = values.get("short") or values["title"]
        values["scope"] = values.get("scope") or values.get("subtitle", "")
        return Edition(**values)
    except ConfigError as error:
        raise ConfigError(f"{where}: {error}") from None


def editions_from(value: Any, language: str, defaults: Any = None) -> list[Edition]:
    """Make the editions of the configuration *value* for the build's *language*; *defaults* hold for each.

    Raises ConfigError when the value is not a list of editions, when two would write one
    file, or when a companion does not exist.
    """
    listed = isinstance(value, Sequence) and not isinstance(value, str)
    _check(listed, "typst_editions", value, "a list of dictionaries")
    defaults = defaults or {}
    _edition({"name": "shared", "title": "shared", **defaults}, language, "typst_edition_defaults")
    editions: dict[str, Edition] = {}
    files: dict[str, str] = {}
    for position, entry in enumerate(value):
        where = f"typst_editions[{position}]"
        if not isinstance(entry, Mapping):
            raise ConfigError(f"{where}: a dictionary is needed, not {entry!r}")
        if isinstance(entry.get("name"), str):
            where = f"typst_editions: edition {entry['name']!r}"
        edition = _edition({**defaults, **entry}, language, where)
        name, file = edition.name, edition.file.casefold()
        if file in files:
            raise ConfigError(f"typst_editions: {files[file]!r} and {name!r} both write {file}")
        if name in editions:
            raise ConfigError(f"typst_editions: two editions have the name {name!r}")
        editions[name], files[file] = edition, name
    for name, edition in editions.items():
        others = [other for other in editions if other != name]
        for companion in edition.companions:
            _check_one_of(companion, others, f"typst_editions: edition {name!r}: companions")
    return list(editions.values())


def editions_of(config: Config) -> list[Edition]:
    """Make the editions of Sphinx's *config*, which states what they do not; raises ConfigError.

    An address without a scheme is seen from the HTML pages, if these have an address.
    """
    shared = _read(config.typst_edition_defaults, "Table", "typst_edition_defaults")
    author = "" if config.author == "unknown" else config.author
    shared = {"author": author, "version": config.release, **shared}
    made = editions_from(config.typst_editions, config.language, shared)
    base = html_base(config)
    found = []
    for edition in made:
        address = edition.address.replace("{file}", edition.file)
        if address and not re.match(r"[a-z][a-z0-9+.-]*:", address):
            address = urljoin(base, address) if base else ""
        found.append(replace(edition, address=address))
    return found


def html_base(config: Config) -> str:
    """Give the address of the HTML pages, ending in a slash, empty if unknown; raises ConfigError."""
    given = config.typst_html_baseurl or config.html_baseurl or ""
    base: str = _read(given, "Text", "typst_html_baseurl", config.language)
    return base.rstrip("/") + "/" if base else ""


def check(config: Config, environ: Mapping[str, str]) -> None:
    """Raise ConfigError when a value of Sphinx's *config* cannot be right."""
    _read(config.typst_date, "str", "typst_date")
    _read(config.typst_keep_sources, "bool", "typst_keep_sources")
    editions_of(config)
    edition_date(config.typst_date, environ)
    for key in ("typst_other_edition", "typst_need_fields"):
        texts = {} if config[key] is None else _read(config[key], "Table", key)
        for name, text in texts.items():
            if key == "typst_other_edition":
                _check_one_of(name, FACTS, key)
            _read(text, "Text", f"{key}: {name}", config.language)


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
