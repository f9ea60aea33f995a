"""Files that cannot be read as they are meant, whatever they say."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import tomllib
from itertools import chain
from typing import TYPE_CHECKING

import yaml

from .finding import Finding, line_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_FOLDERS = ("docs", "locales", "coding", "data-history", "ext", "tools/suggest")
_SUFFIXES = frozenset((".md", ".po", ".csv", ".bib", ".toml", ".json", ".txt"))
_TOP = ("conf.py", "ubproject.toml", "CITATION.cff", "CHANGELOG.md", "README.md")
_MARK = re.compile(r"^(?:<{7} |>{7} |\|{7} |={7}$)")
_MESSAGE = re.compile(
    r'^(?P<context>msgctxt .*\n)?msgid (?P<text>".*"\n(?:".*"\n)*)(?=msgstr |msgid_plural )', re.MULTILINE
)
# A line that no catalogue has, and a message that nothing translates.
_STRAY = re.compile(
    r'^(?!#|$|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?"(?:[^"\\\n]|\\.)*"[ \t]*$).*$',
    re.MULTILINE,
)
_ALONE = re.compile(r'^msgid "(?P<text>.*)"\n(?:".*"\n)*(?!"|msgid_plural|msgstr)', re.MULTILINE)
_TWICE = re.compile(r'^msgstr "(?P<text>.*)"\n(?:".*"\n)*(?=msgstr )', re.MULTILINE)
_QUOTED = re.compile(r'"(.*)"')
_PAGE = re.compile(rb"^#: (docs/\S+\.md)", re.MULTILINE)
_LANGUAGE = re.compile(r"locales/(\w+)/|/locale/(\w+)\.po$")
_STATED = re.compile(r'^"Language: (.*)\\n"$', re.MULTILINE)
_BOM = b"\xef\xbb\xbf"
# What builders bring, and what systems and editors leave.
_BESIDE = re.compile(r"/[._]|\.(?:md|bib)$|~$")
VERSIONS = (
    ("conf.py", re.compile(r'(?<=^version = release = ")[^"]*(?="$)', re.MULTILINE)),
    ("CITATION.cff", re.compile(r'(?<=^version: ")[^"]*(?="$)', re.MULTILINE)),
    ("CITATION.cff", re.compile(r"(?<=^date-released: ).*$", re.MULTILINE)),
)
"""Where the version stands: file, and the place in it."""


def all_files(root: Path) -> Iterator[Path]:
    """Give the files that editors write, in their order."""
    yield from (root / name for name in _TOP if (root / name).is_file())
    for folder in _FOLDERS:
        yield from (path for path in sorted((root / folder).rglob("*")) if path.suffix in _SUFFIXES)


def findings(root: Path) -> Iterator[Finding]:
    """Look at every file; each unreadable one is told once."""
    yield from _strange(root)
    for path in all_files(root):
        name = path.relative_to(root).as_posix()
        if not path.is_file():
            yield Finding(name, 1, "", "is a folder or a link to nothing, and no file: delete or rename it")
            continue
        content = path.read_bytes()
        found = next(chain(_of(name, path.suffix, content), _gone(root, name, content)), None)
        if found:
            yield found


def _strange(root: Path) -> Iterator[Finding]:
    """Find what was meant for a page, and a version that is not that of the pages."""
    for path in sorted((root / "docs").rglob("*.*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not _BESIDE.search(name):
            what = "is no page (.md) and no bibliography (.bib): nobody sees it; rename it or take it out"
            yield Finding(name, 1, "", what)
    first = ""
    for name, place in VERSIONS:
        text = (root / name).read_text("utf-8", "replace") if (root / name).is_file() else ""
        found = place.search(text)
        first = first or (found[0] if found else "")
        if found and found[0] != first:
            what = f"{found[0]} is another version than that of conf.py, {first}: make them alike"
            yield Finding(name, line_at(text, found.start()), "", what)


def _gone(root: Path, name: str, content: bytes) -> Iterator[Finding]:
    """Find a page that was deleted, and its catalogue not."""
    page = _PAGE.search(content) if name.endswith(".po") else None
    if page and not (root / page[1].decode()).is_file():
        what = f"is gone, and its catalogue is not: bring the page back, or rename or delete {name}, too"
        yield Finding(page[1].decode(), 1, "", what)


def _of(name: str, suffix: str, content: bytes) -> Iterator[Finding]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Finding(name, line, "", "not in UTF-8: save the file with the encoding UTF-8")
        return
    text = text.replace("\r\n", "\n")  # as git stores it
    if not text.strip():
        yield Finding(name, 1, "", "is empty: bring back what stood in it, or delete it")
    if "\r" in text:
        yield Finding(name, 1, "", "ends its lines with CR alone: save it with the line ends of Unix")
    for number, marked in enumerate(text.splitlines(), 1):
        if _MARK.match(marked):
            what = f"the mark of a merge, “{marked[:20]}”: keep one side and delete the marks"
            yield Finding(name, number, "", what)
    if content.startswith(_BOM) and suffix != ".txt":
        what = "begins with a byte order mark, as spreadsheets write it: save it as UTF-8 without one"
        yield Finding(name, 1, "", what)
    if suffix in _PARSERS:
        yield from _parsed(name, text, *_PARSERS[suffix])
    elif suffix in _CHECKS:
        yield from _CHECKS[suffix](name, text)


def _parsed(name: str, text: str, parse: Callable[[str], object], called: str) -> Iterator[Finding]:
    try:
        parse(text)
    except (SyntaxError, ValueError, yaml.MarkedYAMLError) as error:
        # TOML's errors tell the line in their text alone, and none at the end of the file.
        place = re.search(r"\(at line (\d+)", str(error))
        line = getattr(error, "lineno", None) or (int(place[1]) if place else line_at(text, len(text)))
        said = getattr(error, "msg", None) or str(error).partition(" (at")[0]
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            line, said = error.problem_mark.line + 1, error.problem
        yield Finding(name, line, "", f"no {called} ({said}): look for a comma or mark before it")


def _table(name: str, text: str) -> Iterator[Finding]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    head = rows[0] if rows else []
    if text.count('"') % 2:
        last = text.count("\n", 0, text.rindex('"')) + 1
        yield Finding(name, last, "", "a quotation mark has no second one, in this line or before: add it")
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if len(head) == 1 and sign in head[0]:
            yield Finding(name, 1, "", f"columns are parted by {called}: save it with commas between them")
    line = 1
    for row in rows:
        if row and len(row) != len(head):
            what = f"{len(row)} columns where the head has {len(head)}"
            yield Finding(name, line, row[0][:30], f"{what}: put text with a comma in quotation marks")
        line += 1 + sum(cell.count("\n") for cell in row)


def _catalogue(name: str, text: str) -> Iterator[Finding]:
    for pattern, what in (
        (
            _STRAY,
            'is no line of a catalogue: each is a comment (#), or msgid or msgstr, then a text in "…"',
        ),
        (_ALONE, "has no msgstr below it: add one"),
        (_TWICE, "is one of two translations of a message: keep one"),
    ):
        if found := pattern.search(text):
            item = f"“{found[found.lastgroup or 0][:40]}”"
            yield Finding(name, line_at(text, found.start()), item, what)
    language, stated = _LANGUAGE.search(name), _STATED.search(text)
    if language and stated and stated[1] != (language[1] or language[2]):
        what = f"is a catalogue of another language: write “Language: {language[1] or language[2]}”"
        yield Finding(name, line_at(text, stated.start()), "", what)
    if not re.search("charset=utf-8", text, re.IGNORECASE):
        yield Finding(name, 1, "", "its head does not say charset=utf-8: copy the head of another catalogue")
    first: dict[str, int] = {}
    for found in _MESSAGE.finditer(text):
        said = "".join(_QUOTED.findall(found["text"]))
        before = first.setdefault((found["context"] or "") + said, found.start())
        if found["text"] != '""\n' and before != found.start():
            line = line_at(text, found.start())
            what = f"is translated twice, in lines {line_at(text, before)} and {line}: keep one"
            yield Finding(name, line, f"“{said[:40]}”", what)


_PARSERS: Mapping[str, tuple[Callable[[str], object], str]] = {
    ".py": (ast.parse, "Python"),
    ".toml": (tomllib.loads, "TOML"),
    ".cff": (yaml.safe_load, "YAML"),
    ".json": (json.loads, "JSON"),
}
_CHECKS = {".csv": _table, ".po": _catalogue}
