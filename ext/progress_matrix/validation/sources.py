"""Source files as they stand on disk: what they may hold, and which item stands at a line.

A file that is not UTF-8 is left out of the build; Sphinx itself would stop with a
traceback that names no file.  Control characters are refused: some of them end a line
for Python but not for an author, so that half an option would be lost.  Findings of other
extensions get the place or the item that they leave out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice, takewhile
from logging import LogRecord, getLogger
from pathlib import Path

from docutils.nodes import Node, Text, system_message
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util.logging import get_node_location
from sphinx_needs.api import get_need_types, get_needs_view

from .._compat import LOGGERS, unprintable
from ..model.dates import parse
from . import Finding, place, warn

# How an item begins, in MyST and in reStructuredText.
_BEGINS = re.compile(r"\s*(?:(?::{3,}|`{3,})\{(?P<name>[^}]+)\}|\.\. \S+::)")
# Also without its first colon, between lines of hyphens.
_FIELD = re.compile(r"\s*:?(?P<name>[\w+-]+)\s*:(?=\s|$)")
# A comment of reStructuredText that was meant to be an item or a view.
_COMMENT = re.compile(r"\s*\.\. (?P<name>[\w-]+):(?!:)")
_ENDS = re.compile(r"\s*(?::{3,}|`{3,})\s*")
MERGE = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})$", re.MULTILINE)
"""What a merge leaves in a file."""
LEFT = "is left from a merge; keep one of the two versions and delete the marks"
_NO_ENTRY = re.compile(r"^[ \t]*[a-z]+\{[^\s,={}]+,[ \t]*$", re.MULTILINE)
_NO_KEY = re.compile(r"^[ \t]*@(?!string|preamble|comment)\w+\{\s*\w+\s*=", re.MULTILINE | re.IGNORECASE)
_ENTRY_FIELD = re.compile(r"\s+(\w+)\s*=")
_PERSONS = ("author", "editor")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def item_at(lines: Sequence[str], number: int) -> str:
    """Give the first line of the item that a line, counted from 1, belongs to; or the line itself."""
    for line in reversed(lines[:number]):
        if _BEGINS.match(line):
            return line.strip()
        if _ENDS.fullmatch(line):
            break
    return "".join(lines[number - 1 : number]).strip()


def check(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Check the documents to be read; leave out what cannot be (``env-before-read-docs``)."""
    for docname in list(docnames):
        try:
            lines = Path(env.doc2path(docname)).read_bytes().decode("utf-8-sig").split("\n")
        except FileNotFoundError:
            warn(Finding.ENCODING, f"{docname}: the file was deleted during the build; build again", None)
        except UnicodeDecodeError as error:
            number = error.object.count(b"\n", 0, error.start) + 1
            lines = error.object.decode("utf-8", errors="replace").split("\n")
            message = (
                f"the file is not UTF-8: byte 0x{error.object[error.start]:02x}, in the item "
                f"{item_at(lines, number)!r}; save it as UTF-8. It is left out"
            )
            warn(Finding.ENCODING, message, (docname, number))
        else:
            _controls(docname, lines)
            _fields_twice(docname, lines, get_need_types(app))
            continue
        docnames.remove(docname)
        env.project.docnames.discard(docname)


def decoded(path: Path, encoding: str = "utf-8-sig") -> str:
    """Read a file that the settings name; ``ConfigError`` with its line when it is not UTF-8."""
    try:
        return path.read_text(encoding)
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{number}: the file is not UTF-8; save it as UTF-8") from error


def entry_lines(content: str) -> dict[str, int]:
    """Give the line, from 1, on which each entry of a bibliography file begins, by its key."""
    entries = re.finditer(r"^\s*@\w+\s*\{\s*([^,\s]+)\s*,", content, re.MULTILINE)
    return {found[1]: content.count("\n", 0, found.start(1)) + 1 for found in entries}


def check_bibliographies(app: Sphinx, config: Config) -> None:
    """Raise ``ConfigError`` for a bibliography of which the library's traceback names no file."""
    first: dict[str, Path] = {}
    for name in getattr(config, "bibtex_bibfiles", None) or ():
        path = Path(app.confdir, name)
        if path.is_dir():
            raise ConfigError(f"{path}:1: is a folder, and no file; delete or rename it")
        for key, number in _read_bibliography(path, config.bibtex_encoding) if path.is_file() else ():
            if first.setdefault(key, path) is not path:
                raise ConfigError(
                    f"{path}:{number}: {key} is an entry of {first[key].name} already; keep one of the two"
                )


def _read_bibliography(path: Path, encoding: str) -> list[tuple[str, int]]:
    """Give the key of each entry with its line; ``ConfigError`` for the first that is not right."""
    from pybtex.database import InvalidNameString  # noqa: PLC0415 - a part of sphinxcontrib-bibtex
    from pybtex.database.input.bibtex import Parser, UndefinedMacro  # noqa: PLC0415
    from pybtex.exceptions import PybtexError  # noqa: PLC0415

    content = decoded(path, encoding)
    lines = entry_lines(content)
    # What stands between two entries is a comment to the library.
    begins = (_NO_ENTRY, "begins no entry; write @ before it"), (_NO_KEY, "has no key; write one after {")
    for wrong, told in (*begins, (MERGE, LEFT)):
        if bare := wrong.search(content):
            number = content.count("\n", 0, bare.start()) + 1
            raise ConfigError(f"{path}:{number}: {bare[0]!r} {told}")
    try:
        entries = Parser(encoding).parse_string(content).entries
    except PybtexError as error:
        named = re.search(r"(?:entry: |with key )(\S+)", str(error))
        number = getattr(error, "lineno", None) or lines.get(named[1] if named else "", 1)
        key = max((key for key in lines if lines[key] <= number), key=lines.__getitem__, default="")
        way = "look for a missing brace, comma or quotation mark before it"
        if named:
            way = "keep one of the two"
        elif isinstance(error, UndefinedMacro):
            way = "a month is jan, feb, mar and so on, and other text stands in braces"
        elif isinstance(error, InvalidNameString):
            way = "part several names by “ and ”"
        raise ConfigError(f"{path}:{number}: {f'{key}: ' if key else ''}{error}; {way}") from error
    for key, entry in entries.items():
        place, address = f"{path}:{lines.get(key, 1)}: {key}", entry.fields.get("url", "")
        if address and not re.fullmatch(r"\w+://\S+", address):
            raise ConfigError(f"{place}: url: {address!r} is no address, such as https://example.org/page")
        try:
            parse(entry.fields.get("date") or "2000")
        except ValueError as error:
            raise ConfigError(f"{place}: date: {error}") from error
        _agree(place, entry.fields, content.splitlines()[lines.get(key, 1) - 1 :])
    return [(key, lines.get(key, 1)) for key in entries]


def _agree(place: str, fields: Mapping[str, str], written: Iterable[str]) -> None:
    """Compare the fields of an entry with each other, and with the lines from its first on.

    :raises ConfigError: when a title is missing, days differ, or a field stands outside the entry.
    """
    from pybtex.database.input.bibtex import month_names  # noqa: PLC0415 - a part of sphinxcontrib-bibtex

    for line in takewhile(lambda line: not line.startswith("@"), islice(written, 1, None)):
        name = _ENTRY_FIELD.match(line)
        if name and name[1] not in fields and name[1].lower() not in _PERSONS:
            raise ConfigError(f"{place}: {name[1]}: stands outside its entry; a brace before it is too many")
    months = [*month_names.values()]
    title, day, year, month = (fields.get(name, "") for name in ("title", "date", "year", "month"))
    if not title or not (day or year):
        what = "date; add one, as in year = {2019}" if title else "title; add one, as in title = {…}"
        raise ConfigError(f"{place}: has no {what}")
    stated = f"{year}-{months.index(month) + 1:02d}" if month in months else year
    if year.isdigit() and day and not day.startswith(stated):
        raise ConfigError(
            f"{place}: date: {day!r} disagrees with year and month, {stated!r}; make them alike"
        )


def check_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Raise ``ConfigError`` for a cited source that the style cannot write (``env-updated``)."""
    if "sphinxcontrib.bibtex" in app.extensions and (told := unprintable(env)):
        raise ConfigError(told)


def guard_citations(app: Sphinx) -> None:
    """Report a citation that sphinxcontrib-bibtex would end the build for with a traceback."""
    if "sphinxcontrib.bibtex" not in app.extensions:
        return
    from sphinxcontrib.bibtex.domain import BibtexDomain  # noqa: PLC0415 - optional
    from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain  # noqa: PLC0415
    from sphinxcontrib.bibtex.foot_roles import FootCiteRole  # noqa: PLC0415
    from sphinxcontrib.bibtex.roles import CiteRole  # noqa: PLC0415

    class Citation(CiteRole):
        def run(self) -> tuple[list[Node], list[system_message]]:
            try:
                return super().run()
            except ValueError as error:
                told = f"{error}: write it as in {{cite:p}}`key` or {{cite:p}}`key {{p. 3}},other`"
                warn(Finding.VIEW, told, self.get_location())
                return [Text(self.text)], []

    class Footnote(FootCiteRole):
        def run(self) -> tuple[list[Node], list[system_message]]:
            if told := unprintable(self.env, map(str.strip, self.text.split(","))):
                warn(Finding.VIEW, told, self.get_location())
                return [Text(self.text)], []
            return super().run()

    for domain, role in ((BibtexDomain, Citation()), (BibtexFootDomain, Footnote())):
        app.add_role(domain.name, role, override=True)
        for name in domain.roles:
            app.add_role_to_domain(domain.name, name, role, override=True)


def _controls(docname: str, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, 1):
        found = _CONTROL.search(line)
        if found:
            message = (
                f"the control character U+{ord(found[0]):04X}, in the item {item_at(lines, number)!r}; "
                "take it out"
            )
            warn(Finding.ENCODING, message, (docname, number))


def _fields_twice(docname: str, lines: Sequence[str], types: Collection[str]) -> None:
    """Report a directive with one colon, and a field that an item has twice, of which MyST takes the last."""
    stated: set[str] | None = None  # None outside the fields of an item
    for number, line in enumerate(lines, 1):
        bare = _COMMENT.match(line)
        if bare and (bare["name"] in types or bare["name"].startswith("progress-")):
            message = f"{line.strip()!r} is a comment; write .. {bare['name']}:: with two colons"
            warn(Finding.VIEW, message, (docname, number))
        if begins := _BEGINS.match(line):
            stated = set() if begins["name"] in types else None
        elif stated is None or line.strip() == "---":
            continue
        elif not (found := _FIELD.match(line)):
            stated = None
        elif found["name"] in stated:
            message = f":{found['name']}: stands twice, in the item {item_at(lines, number)!r}; keep one"
            warn(Finding.FIELD, message, (docname, number))
        else:
            stated.add(found["name"])


_NAMED = re.compile(r"Need '(?P<id>[^']+)' has (?:schema|configuration)")


def complete_findings(app: Sphinx) -> None:
    """Let findings of other extensions say where they are and which item is meant (``builder-inited``)."""
    for logger in map(getLogger, LOGGERS):
        # In the place of the filter of an earlier build.
        for old in [known for known in logger.filters if getattr(known, "func", None) is _complete]:
            logger.removeFilter(old)
        logger.addFilter(partial(_complete, app))


def _complete(app: Sphinx, record: LogRecord) -> bool:
    """Add the place of the item that a finding names, or the first line of the one at its place.

    A finding about options names none: the id may be what was lost.
    """
    location = getattr(record, "location", None)
    if isinstance(location, Node):
        location = get_node_location(location)
    elif isinstance(location, tuple):
        location = f"{app.env.doc2path(location[0])}:{location[1]}"
    path, _, line = str(location).rpartition(":")
    number = int(line) if line.isdigit() else 0
    with suppress(OSError, ValueError):  # a place without a file, or with one that cannot be read
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n") if number else []
        if item := item_at(lines, number):
            record.msg = f"{record.msg} In: {item}"
    named = None if location else _NAMED.search(str(record.msg))
    if named and (need := get_needs_view(app).get(named["id"])):
        record.location = place(dict(need.items()))
    return True
