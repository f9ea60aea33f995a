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

from pybtex.database import parse_string
from pybtex.exceptions import PybtexError

from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
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
_QUOTED = re.compile(r'"(.*)"')
_PAGE = re.compile(rb"^#: (docs/\S+\.md)", re.MULTILINE)
_KEY = re.compile(r"^\s*@\w+\s*\{\s*([^,\s]+)\s*,", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


def all_files(root: Path) -> Iterator[Path]:
    """Give the files that editors write, in their order."""
    yield from (root / name for name in _TOP if (root / name).is_file())
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                yield path


def findings(root: Path) -> Iterator[Finding]:
    """Look at every file; each unreadable one is told once."""
    for path in all_files(root):
        name, content = path.relative_to(root).as_posix(), path.read_bytes()
        found = next(chain(_of(name, path.suffix, content), _gone(root, name, content)), None)
        if found:
            yield found


def _gone(root: Path, name: str, content: bytes) -> Iterator[Finding]:
    """Find a page that was deleted, and its catalogue not."""
    page = _PAGE.search(content) if name.endswith(".po") else None
    if page and not (root / page[1].decode()).is_file():
        what = f"is gone, and its catalogue is not: bring the page back, or delete {name}, too"
        yield Finding(page[1].decode(), 1, "", what)


def _of(name: str, suffix: str, content: bytes) -> Iterator[Finding]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield Finding(name, line, "", "not in UTF-8: save the file with the encoding UTF-8")
        return
    for number, marked in enumerate(text.splitlines(), 1):
        if _MARK.match(marked):
            yield Finding(
                name, number, "", f"the mark of a merge, “{marked[:20]}”: keep one side and delete the marks"
            )
            return
    if content.startswith(_BOM) and suffix != ".txt":
        what = "begins with a byte order mark, as spreadsheets write it: save it as UTF-8 without one"
        yield Finding(name, 1, "", what)
        return
    checks = {".py": _python, ".csv": _table, ".toml": _toml, ".json": _json, ".bib": _bib, ".po": _catalogue}
    if suffix in checks:
        yield from checks[suffix](name, text)


def _table(name: str, text: str) -> Iterator[Finding]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows:
        return
    head = rows[0]
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if len(head) == 1 and sign in head[0]:
            yield Finding(name, 1, "", f"columns are parted by {called}: save it with commas between them")
            return
    line = 1
    for row in rows:
        if row and len(row) != len(head):
            what = f"{len(row)} columns where the head has {len(head)}"
            yield Finding(name, line, row[0][:30], f"{what}: put text with a comma in quotation marks")
            return
        line += 1 + sum(cell.count("\n") for cell in row)


def _catalogue(name: str, text: str) -> Iterator[Finding]:
    for pattern, what in (
        (
            _STRAY,
            'is no line of a catalogue: each is a comment (#), or msgid or msgstr, then a text in "…"',
        ),
        (_ALONE, "has no msgstr below it: add one"),
    ):
        if found := pattern.search(text):
            line = text[: found.start()].count("\n") + 1
            yield Finding(name, line, f"“{found[found.lastgroup or 0][:40]}”", what)
            return
    first: dict[str, int] = {}
    for found in _MESSAGE.finditer(text):
        line = text[: found.start()].count("\n") + 1
        said = "".join(_QUOTED.findall(found["text"]))
        if found["text"] != '""\n' and first.setdefault((found["context"] or "") + said, line) != line:
            what = (
                f"is translated twice, in lines {first[(found['context'] or '') + said]} and {line}: keep one"
            )
            yield Finding(name, line, f"“{said[:40]}”", what)
            return


def _toml(name: str, text: str) -> Iterator[Finding]:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        yield Finding(
            name, line, "", f"no TOML ({str(error).partition(' (at')[0]}): look for a comma or mark"
        )


def _python(name: str, text: str) -> Iterator[Finding]:
    try:
        ast.parse(text)
    except SyntaxError as error:
        yield Finding(
            name, error.lineno or 1, "", f"no Python ({error.msg}): look for a comma or mark before it"
        )


def _json(name: str, text: str) -> Iterator[Finding]:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        yield Finding(name, error.lineno, "", f"no JSON ({error.msg}): look for a comma or mark before it")


def _bib(name: str, text: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for found in _KEY.finditer(text):
        line = text[: found.start(1)].count("\n") + 1
        if first.setdefault(found[1], line) != line:
            what = f"is the key of two entries, in lines {first[found[1]]} and {line}: give one another"
            yield Finding(name, line, found[1], what)
            return
    try:
        parse_string(text, "bibtex")
    except PybtexError as error:
        place = re.search(r"line (\d+)", str(error))
        said = re.sub(r"^.*?line \d+: ", "", str(error))
        entries = re.findall(
            r"@\w+\{\s*([^,\s]+)", "\n".join(text.splitlines()[: int(place[1])]) if place else text
        )
        line = _entry_line(text, entries[-1]) if entries else 1
        key = entries[-1] if entries else ""
        yield Finding(
            name, line, key, f"no BibTeX ({said}): look for a brace or comma in or before this entry"
        )


def _entry_line(text: str, key: str) -> int:
    lines = (
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(rf"@\w+\{{\s*{re.escape(key)},", line)
    )
    return next(lines, 1)
