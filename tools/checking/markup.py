"""Items as they are written: directives with their options, and what makes them fall apart.

The pages are read line by line, because a reader of Markdown has no word for what went wrong:
an item that was not closed swallows the next one, and options below an empty line are text.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .finding import Finding, nearest

if TYPE_CHECKING:
    from pathlib import Path

    from .metamodel import Metamodel

_OPENS = re.compile(r"(?P<indent>\s*)(?P<fence>:{3,}|`{3,})\{(?P<name>[\w:.-]+)\}\s*(?P<title>.*)$")
_CLOSES = re.compile(r"\s*(?P<fence>:{3,}|`{3,})\s*$")
# A block of code, which is shown as it stands.
_CODE = re.compile(r"\s*(?P<fence>`{3,})\s*\w+\s*$")
_NEARLY_OPENS = re.compile(r"\s*(?::{1,2}|:{3,}\s+|:{3,}(?=\w))\{?(?P<name>[a-z]+)\}?(?:\s+\S.*)?$")
_OPTION = re.compile(r":(?P<name>[\w-]+):(?:\s+(?P<value>.*))?$")
_BROKEN = re.compile(r"\s*(?P<before>:?)\s*(?P<name>[\w-]+)\s*(?P<after>:?)\s*(?P<value>.*)$")


# What stands further in is shown as code.
_INDENT = 3


@dataclass(frozen=True, slots=True)
class Option:
    """A field as it is written."""

    name: str
    value: str
    line: int


@dataclass(slots=True)
class Item:
    """An item as it is written, with the heading above it and the title of its page."""

    file: str
    line: int
    type: str
    title: str
    options: list[Option] = field(default_factory=list)
    body: list[tuple[int, str]] = field(default_factory=list)
    heading: str = ""
    page: str = ""

    @property
    def id(self) -> str:
        """The item's id, empty when it has none."""
        return self.get("id")

    @property
    def name(self) -> str:
        """What it is called in a finding: its id, or its title."""
        return self.id or f"{self.type} “{self.title[:40]}”"

    def get(self, name: str) -> str:
        """Give the text of a field, empty when it is not there."""
        return next((option.value for option in self.options if option.name == name), "")

    def line_of(self, name: str) -> int:
        """Give the line of a field, or that of the item."""
        return next((option.line for option in self.options if option.name == name), self.line)

    def listed(self, name: str) -> list[str]:
        """Give the values of a field that holds several."""
        return [part.strip() for part in self.get(name).split(",") if part.strip()]

    def finding(self, what: str, name: str = "") -> Finding:
        """Say what is wrong with it, or with one of its fields."""
        return Finding(self.file, self.line_of(name) if name else self.line, self.name, what)


@dataclass(slots=True)
class _Page:
    """One page while it is read."""

    file: str
    metamodel: Metamodel
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: list[tuple[str, Item | None, int]] = field(default_factory=list)
    options: bool = False
    heading: str = ""
    title: str = ""
    spare: bool = False

    @property
    def item(self) -> Item | None:
        """The item that is open."""
        return next((item for _, item, _ in reversed(self.open) if item), None)

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        if line.lstrip().startswith("%") and not self.options:
            return
        opens, closes = _OPENS.match(line), _CLOSES.match(line)
        code = _CODE.match(line)
        if code and not (self.open and self.open[-1][0][0] == "`"):
            self.open.append((code["fence"], None, number))
            return
        fence = self.open[-1][0] if self.open else ""
        if fence.startswith("`") and not (closes and closes["fence"] == fence):
            # What stands in a block of code is shown, not read.
            if code and code["fence"] == fence:
                what = f"the block of code is not closed before the next one, in line {number}"
                what = f"{what}: add {fence} below it"
                self.findings.append(Finding(self.file, self.open[-1][2], "", what))
            return
        if opens:
            self._open(number, opens)
        elif closes:
            self._close(number, closes["fence"])
        elif self.options:
            self._option(number, line)
        elif self.item:
            self.item.body.append((number, line))
            self._lost(self.item, number, line)
            if re.match("#{1,6} ", line):
                self.unclosed(self.item, f"before the heading in line {number}: add ::: above it")
        else:
            self._outside(number, line)

    def _open(self, number: int, found: re.Match[str]) -> None:
        name, item = found["name"], None
        if name in self.metamodel.types:
            around = self.item
            if around:
                self.unclosed(around, f"before the next item begins in line {number}: add ::: above it")
                self.open.clear()
                self.spare = True
            item = Item(self.file, number, name, found["title"].strip(), [], [], self.heading, self.title)
            self.items.append(item)
            if not item.title:
                self.findings.append(item.finding("has no title: write one after {" + name + "}"))
        elif found["fence"][0] == ":":
            close = difflib.get_close_matches(name, self.metamodel.types, n=1, cutoff=0.75)
            if close:
                what = f"“{{{name}}}” is no type of item: did you mean “{{{close[0]}}}”?"
                self.findings.append(Finding(self.file, number, found["title"].strip()[:40], what))
        if "\t" in found["indent"] or (item and len(found["indent"]) > _INDENT):
            what = f"is too far in to be {'an item' if item else 'read'}: take away the blanks before it"
            self.findings.append(Finding(self.file, number, item.name if item else "", what))
        self.open.append((found["fence"], item, number))
        self.options = item is not None

    def unclosed(self, item: Item, where: str) -> None:
        """Tell once of an item that goes too far."""
        if not any(one.item == item.name and "is not closed" in one.what for one in self.findings):
            self.findings.append(item.finding(f"is not closed {where}"))

    def _close(self, number: int, fence: str) -> None:
        self.options = False
        places = [place for place, (opened, _, _) in enumerate(self.open) if opened == fence]
        if places:
            del self.open[places[-1] :]
        elif fence[0] == ":":
            wrong = self.item
            if wrong:
                opened = next(opened for opened, item, _ in self.open if item is wrong)
                what = f"is closed in line {number} with {fence}, and opened with {opened}: make them alike"
                self.findings.append(wrong.finding(what))
                self.open.clear()
            elif self.spare:
                self.spare = False  # that of the item around
            else:
                what = f"{fence} closes nothing: an item lost its first line, or this line is too many"
                self.findings.append(Finding(self.file, number, "", what))
        else:
            self.open.append((fence, None, number))

    def _option(self, number: int, line: str) -> None:
        item = self.item
        assert item is not None
        found = _OPTION.match(line.rstrip())
        if found:
            value = (found["value"] or "").strip()
            blank = line[len(found["name"]) + 2 :][:1]
            if blank not in {"", " ", "\n"}:
                what = f":{found['name']}: is followed by another blank than the plain one: type it anew"
                self.findings.append(Finding(self.file, number, item.name, what))
            elif any(option.name == found["name"] for option in item.options):
                first = item.line_of(found["name"])
                what = f":{found['name']}: is given twice, in lines {first} and {number}: keep one"
                self.findings.append(Finding(self.file, number, item.name, what))
            elif found["name"] in {"id", *self.metamodel.links} and not value.isascii():
                odd = next(sign for sign in value if not sign.isascii())
                called = unicodedata.name(odd, "unknown").lower()
                what = f":{found['name']}: “{odd}” ({called}) is no sign of a number: type it anew"
                self.findings.append(Finding(self.file, number, item.name, what))
            elif value[:1] in {'"', "'"}:
                what = f":{found['name']}: begins with a quotation mark, which loses all fields: take it away"
                self.findings.append(Finding(self.file, number, item.name, what))
            item.options.append(Option(found["name"], value, number))
            return
        self.options = False
        if line.strip():
            item.body.append((number, line))
            self._lost(item, number, line)

    def _lost(self, item: Item, number: int, line: str) -> None:
        """Tell of a field that is written as text, and so lost."""
        found = _BROKEN.match(line)
        if not found or not (found["before"] or found["after"]):
            return
        known = self.metamodel.fields(item.type)
        name = found["name"]
        if not line.startswith(":") and (name not in known or not found["value"]):
            return
        early = not any(text.strip() and not text.startswith(":") for _, text in item.body[:-1])
        if name not in known and not (found["before"] and early):
            return
        mended = f":{name}: {found['value']}".strip()
        below = "directly below the other fields, without an empty or wrapped line between"
        what = f"“{line.strip()[:50]}” is read as text: write “{mended[:50]}” {below}"
        if name not in known:
            what = f"“{line.strip()[:50]}” is no field of {item.type}: {nearest(name, known)}"
        if not any(
            finding.line in range(item.line, number) and finding.item == item.name
            for finding in self.findings
        ):
            self.findings.append(Finding(self.file, number, item.name, what))

    def _outside(self, number: int, line: str) -> None:
        """Take a heading, and tell of what was meant to open an item."""
        if line.startswith("# "):
            self.title = self.title or line[2:].strip()
        if re.match(r"#{1,6}[^#\s]", line):
            what = f"“{line[:40]}” is no heading: write a blank after the last #"
            self.findings.append(Finding(self.file, number, "", what))
        if line.startswith("## "):
            self.heading = line[3:].strip()
        found = _NEARLY_OPENS.match(line)
        if found and found["name"] in self.metamodel.types and ("{" in line or line.startswith(":::")):
            what = (
                f"“{line.strip()[:40]}” opens no item: write “:::{{{found['name']}}} Title”, without a blank"
            )
            self.findings.append(Finding(self.file, number, "", what))
            self.open.append((":::", None, number))


def items(root: Path, metamodel: Metamodel) -> list[Item]:
    """Read the items of all pages of a project, as they are written."""
    pages = sorted((root / "docs").rglob("*.md"))
    return [item for page in pages for item in read(page, root, metamodel)[0]]


def read(path: Path, root: Path, metamodel: Metamodel) -> tuple[list[Item], list[Finding]]:
    """Read the items of a page, and what is wrong with how they are written."""
    page = _Page(path.relative_to(root).as_posix(), metamodel)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        page.take(number, line)
    if page.items and not page.title:
        page.findings.append(
            Finding(page.file, 1, "", "has no title: begin the page with “# ” and its title")
        )
    for fence, item, _ in page.open:
        if item:
            page.unclosed(item, f"at the end of the page: add {fence} below it")
    return page.items, page.findings
