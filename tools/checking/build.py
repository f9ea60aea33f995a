"""What Sphinx and the extensions say of the pages, and what the catalogues lack."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from ..translations.consistency import unread
from ..translations.findings import of_project
from ..translations.pages import RefusedError, extract
from ..translations.project import templates
from .finding import Finding, nearest
from .metamodel import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PLACE = re.compile(r"(?P<file>[^:]+?)(?::(?P<line>\d+))?: (?:WARNING|ERROR|CRITICAL): (?P<what>.*)")
# The message itself begins with the place.
_TOLD = re.compile(r"ERROR: (?P<file>/[^:]+):(?P<line>\d+): (?P<what>.*)")
_SAID = re.compile(r"^[^\s:][^:]*:(?:\d+:)? ?(?:WARNING|ERROR|CRITICAL): |^(?:WARNING|ERROR|CRITICAL): ")
_NEED = re.compile(r"Need '(?P<id>[^']+)' (?:has )?(?P<what>.*)")
_UNKNOWN = re.compile(r"""Unknown (?:directive type: |interpreted text role )['"]([\w:-]+)""")
_NAME = re.compile(r"\{([a-z][\w:-]*)\}(?=[`\s])")
_SUBTYPE = re.compile(r"\s*\[[\w.]+\]$")
_ITEM = re.compile(r"(?P<id>[A-Z]+\d*-?[A-Z0-9-]*): (?P<what>.*)")
_RULE = re.compile(r"([\w-]+)\[")
_UNLISTED = "document isn't included in any toctree"
_SETUP = "is already registered"


def findings(root: Path) -> tuple[list[Finding], list[Finding]]:
    """Read the project once; give what is wrong with its pages, and with its catalogues.

    :raises sphinx.errors.SphinxError: when it cannot be read at all.
    """
    try:
        read = extract(root)
    except RefusedError as refused:
        return list(_told(refused.lines, root)), []
    pages = list(_told(read.warnings, root))
    for message in (message for found in read.messages.values() for message in found):
        if left := unread(message.text):
            what = f"“{left}” is shown as it stands: a sign of Markdown is missing, or one is too many"
            pages.append(Finding(message.places[0].file, message.places[0].line, "", what))
    # The words of programs as their templates have them; tools.translations.check reads the programs.
    catalogues = of_project(list(templates(root, read, programs=False)), root)
    return pages, [_of_catalogue(str(one)) for one in catalogues]


def _told(lines: Iterable[str], root: Path) -> Iterator[Finding]:
    """Make one finding of each warning, whose details may stand on lines of their own."""
    run: list[str] = []
    for line in (*lines, "ERROR: "):
        if not _SAID.match(line):
            run += [line.strip()] * bool(run)
            continue
        if run:
            yield _finding(run, root)
        run = [] if _SETUP in line else [line]


def _finding(run: list[str], root: Path) -> Finding:
    found = _PLACE.match(run[0]) or _TOLD.match(run[0])
    if found is None:
        return Finding("conf.py", 1, "", " ".join(run).partition(": ")[2])
    file = found["file"].strip().removeprefix(f"{root}/")
    line = int(found["line"] or 1)
    details = dict(part.split(":", 1) for part in run[1:] if ":" in part)
    said = {name: _SUBTYPE.sub("", value).strip() for name, value in details.items()}
    what, _, item = _SUBTYPE.sub("", found["what"]).partition(" In: ")
    if unknown := _UNKNOWN.match(what):
        what = f"“{{{unknown[1]}}}” is no directive or role; {nearest(unknown[1], _used(root))}"
    elif what.startswith(_UNLISTED):
        what = f"{what}: name the page in a {{toctree}} of the page above it"
    elif need := _NEED.match(what):
        item = need["id"]
        what = need["what"]
        if said:
            # Along a link sphinx-needs tells the field of the other end, and no message of the rule.
            _, *way = said.get("Need path", "").split(" > ")
            field = f":{way[0]}: {way[-1]}: " if way else f":{said['Field']}: " if "Field" in said else ""
            rule = _RULE.match(said.get("Schema path", ""))
            own = _messages(root).get(rule[1], "") if rule and way else ""
            what = field + (said.get("User message") or own or said.get("Schema message") or what)
    elif named := _ITEM.match(what):
        item, what = named["id"], named["what"]
    return Finding(file, line, item, what)


@cache
def _used(root: Path) -> list[str]:
    """Give the directives and roles that pages use more than once."""
    names = Counter(
        name for page in (root / "docs").rglob("*.md") for name in _NAME.findall(page.read_text("utf-8"))
    )
    return [name for name, times in names.items() if times > 1]


@cache
def _messages(root: Path) -> dict[str, str]:
    """Give what each rule of the metamodel tells: its id → its message."""
    rules = tomllib.loads((root / FILE).read_text(encoding="utf-8"))["needs"]["schema_definitions"]["schemas"]
    return {str(rule["id"]): str(rule["message"]) for rule in rules}


def _of_catalogue(told: str) -> Finding:
    place, _, what = told.partition(": ")
    file, _, line = place.rpartition(":")
    return Finding(file, int(line) if line.isdigit() else 1, "", what)
