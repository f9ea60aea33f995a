"""What pages refer to: other pages, items and sources of the bibliography."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from mdit_py_plugins.anchors.index import slugify

from progress_matrix.model.statuses import OURS

from .finding import Finding, line_at, nearest
from .metamodel import FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_ROLE = re.compile(r"\{(?P<name>doc|need|np|progress-figure|cite(?::\w+)?)\}`(?P<text>[^`]*)`")
# A line of a glossary below a term, and not further in.
_TERM = re.compile(r"(?<=\n)(?<!\n\n)(?![ :\n]).+")
# What a view is to show.
_SHOWN = re.compile(r":(?P<name>item|period|group): (?P<target>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)\s*$")
# The text of a role that nothing closes.
_OPEN = re.compile(r"^(?:[^`]|`[^`]*`)*\{[\w:+-]+\}`[^`]*$")
# A role whose text stands between other marks than backticks, and one without its braces.
_MARKED = re.compile(r"(?P<role>\{(?:doc|need|np|cite(?::\w+)?)\})(?=[‘’“”'\"´])")
_BARE = re.compile(r"(?<![\w{}:`+-])(?P<role>doc|need|np|cite:\w+)`[^`]")
_TARGET = re.compile(r"<(?P<target>[^<>]+)>\s*$")
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>[^)\s#:]*)(?:#(?P<part>[^)\s]*))?\)")
_HEADING = re.compile(r"^#{1,3} (?P<title>.+)$", re.MULTILINE)
_WITHDRAWN = re.compile(r"- `(?P<id>[A-Z]\d{2}-[A-Z]{3}-\d{3})`: ")
_ENTRY = re.compile(r"^\s*@\w+\s*\{\s*([^,\s]+)\s*,", re.MULTILINE)
_FENCE = re.compile(r"\s*(?P<fence>`{3,})")
_HTML = re.compile(r"\s*</?[a-z]\w*[\s/>]")


def findings(root: Path, items: Collection[str]) -> Iterator[Finding]:
    """Find what leads nowhere, each once on a page.

    :param items: the numbers of all items.
    """
    docs = root / "docs"
    settings = tomllib.loads((root / FILE).read_text(encoding="utf-8")).get("progress_matrix", {})
    named = "|".join(map(re.escape, settings.get("designations", {}))) or "(?!)"
    bare_name = re.compile(rf"\b(?:{named})\b(?!\*)")
    # What a line has that is looked at: most have nothing.
    sign = re.compile(rf"[`{{<]|\]\(|^:(?:item|period|group): |{bare_name.pattern}")
    keys = {key for bib in docs.rglob("*.bib") for key in _ENTRY.findall(bib.read_text(encoding="utf-8"))}
    pages = {f"/{page.relative_to(docs).with_suffix('').as_posix()}" for page in docs.rglob("*.md")}
    for page in sorted(docs.rglob("*.md")):
        name, seen = page.relative_to(root).as_posix(), set[str]()
        here = f"/{page.relative_to(docs).parent.as_posix()}/".replace("/./", "/")
        text = page.read_text(encoding="utf-8")
        own = {
            part: found[1]
            for part, kind in settings.get("types", {}).items()
            if (found := re.search(rf"^:::\{{{kind}\}}.*\n(?::.*\n)*?:id: (\S+)", text, re.MULTILINE))
        }
        if text.count("<!--") > text.count("-->"):
            place = line_at(text, text.rindex("<!--"))
            yield Finding(name, place, "", "the comment <!-- is not closed, and hides what follows: add -->")
        if term := _TERM.search(text, text.find("{glossary}") % (len(text) + 1)):
            what = f"“{term[0].strip()[:40]}” is a second term: begin the text of a term with two blanks"
            yield Finding(name, line_at(text, term.start()), "", what)
        for number, line in _text(page, sign):
            yield from _roles(name, number, line)
            if bare := bare_name.search(line):
                yield Finding(name, number, "", f"“{bare[0]}” stands without its asterisk: write {bare[0]}*")
            if (gone := _WITHDRAWN.match(line)) and gone["id"] in items:
                what = "is withdrawn here, and an item has it again: give the item the next free number"
                yield Finding(name, number, gone["id"], what)
            shown = _SHOWN.match(line)
            if (
                shown
                and shown["target"] in items
                and shown["target"] != own.get(shown["name"], shown["target"])
            ):
                what = f"{shown[0]} shows another item than that of the page, {own[shown['name']]}"
                yield Finding(name, number, "", what)
            for what, target, known in (
                *_references(line, here, pages, items, keys),
                *_linked(line, here, page, docs),
            ):
                if target not in known and target not in seen:
                    seen.add(target)
                    yield Finding(
                        name, number, "", f"{what} {target} is not there; {nearest(target, sorted(known))}"
                    )


def _roles(name: str, number: int, line: str) -> Iterator[Finding]:
    """Find roles and HTML that are not read as they are meant."""
    for marked in (*_MARKED.finditer(line), *_BARE.finditer(line)):
        role = marked["role"].strip("{}")
        what = f"“{marked['role']}” is no reference: write {{{role}}} with its text between backticks"
        yield Finding(name, number, "", what)
    if _HTML.match(line):
        what = f"“{line.strip()[:20]}”: HTML is not read in all editions: write Markdown"
        yield Finding(name, number, "", what)
    if "![](" in line:
        yield Finding(
            name, number, "", "the picture has no words for those who do not see it: ![what it shows]"
        )
    if _OPEN.match(line):
        yield Finding(name, number, "", "a text that begins with ` is not closed: add the second `")


def _text(page: Path, sign: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Give the lines of a page that have a sign, but for comments and blocks of code."""
    fence, shown = "", False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        found = _FENCE.match(line)
        if found and not fence:
            fence, shown = found["fence"], not line.strip().startswith(f"{found['fence']}{{")
        elif found and line.strip() == fence:
            fence = ""
        elif not (fence and shown) and not line.startswith("%") and sign.search(line):
            yield number, line


def _references(
    line: str, here: str, pages: Collection[str], items: Collection[str], keys: Collection[str]
) -> Iterator[tuple[str, str, Collection[str]]]:
    for found in _ROLE.finditer(line):
        explicit = _TARGET.search(found["text"])
        target = explicit["target"] if explicit else found["text"]
        match found["name"].partition(":")[0]:
            case "doc":
                yield "the page", _absolute(target, here), pages
            case "need":
                yield "the item", target.partition(".")[0].strip(), items
            case "cite":
                named = re.sub(r"\{[^{}]*\}", "", target)
                # What is none is told when it is read.
                for key in () if {"{", "}"} & set(named) else named.split(","):
                    yield "the source", key.strip(), {"", *keys}
            case "progress-figure":
                query = dict(part.partition("=")[::2] for part in found["text"].split())
                yield "the status", query.get("status", ""), ("", *(one.code for one in OURS))
                for key in ("group", "period"):
                    yield "the item", query.get(key, "latest"), {*items, "latest"}
    if option := _SHOWN.match(line):
        yield "the item", option["target"], items


def _linked(line: str, here: str, page: Path, docs: Path) -> Iterator[tuple[str, str, Collection[str]]]:
    """Give the pages that a line links to, and the headings on them."""
    for found in _LINK.finditer(line):
        path = docs / _absolute(found["target"], here)[1:] if found["target"] else page
        if not (path.suffix == ".md" and path.is_file()):
            every = [f"/{one.relative_to(docs).as_posix()}" for one in docs.rglob("*.md")]
            yield "the page", _absolute(found["target"], here), every
        elif found["part"]:
            titles = _HEADING.findall(path.read_text(encoding="utf-8"))
            yield "the heading", found["part"], [slugify(title) for title in titles]


def _absolute(target: str, here: str) -> str:
    """Give the place of a page from the top folder."""
    if target.startswith("/"):
        return target
    parts: list[str] = []
    for part in f"{here}{target}".split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/" + "/".join(parts)
