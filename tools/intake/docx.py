"""Word files (DOCX): the best source, because paragraphs, headings and notes are told as such."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from .blocks import RAISED, Block, IntakeError, Kind, Source
from .marks import BULLET, COMPLETE, CONTENTS, HEADING_WORDS, lettered
from .tables import TABLE, is_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What stands for something that was deleted, moved away or is said twice.
_LEFT_OUT = {
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:sub)?title|(?:sous-)?titre", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|tm|table of contents|table des matières)\b", re.IGNORECASE)
# The outline level of running text.
_BODY = "9"
_TEXT = {"t": None, "tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}


@dataclass(slots=True)
class _Word:
    """What is known of the file while it is read."""

    styles: dict[str, str]
    notes: dict[tuple[str, str], str]
    called: list[tuple[tuple[str, str], str]] = field(default_factory=list)
    count: int = 0


def read(path: Path, heading: Callable[[str], bool]) -> Source:
    """Read a Word file.

    :param heading: tells whether a line is a known heading.
    :raises IntakeError: when it is none, or is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name.startswith("word/")}
        body = fromstring(parts["word/document.xml"])
        styles = dict(_styles(parts.get("word/styles.xml")))
        notes = {
            (kind, number): text
            for kind in ("footnote", "endnote")
            for number, text in _notes(parts.get(f"word/{kind}s.xml"), kind)
        }
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException) as error:
        raise IntakeError(f"{path}: no Word file that can be read ({error})") from error
    word, source = _Word(styles, notes), Source()
    data = {paragraph for table in _walk(body, f"{_W}tbl") for paragraph in _data(table, word, heading)}
    for number, paragraph in enumerate(_walk(body, f"{_W}p"), 1):
        if paragraph in data:
            source.drop(f"paragraph {number}", _text(paragraph, None), TABLE)
        else:
            _paragraph(paragraph, f"paragraph {number}", word, source)
    for name, content in sorted(parts.items()):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            source.drop(name, _text(fromstring(content), None), "running head or foot")
    return source


def _walk(element: Element, tag: str) -> Iterator[Element]:
    """Give the elements of a tag, in order, but for what is deleted or said twice."""
    for child in element:
        # The paragraphs of a text box stand within a run, and are paragraphs of their own.
        if child.tag in _LEFT_OUT or (tag == f"{_W}r" and child.tag == f"{_W}txbxContent"):
            continue
        if child.tag == tag:
            yield child
        yield from _walk(child, tag)


def _data(table: Element, word: _Word, heading: Callable[[str], bool]) -> list[Element]:
    """Give the paragraphs of a table of data; what a table only sets out on the page is text."""
    rows = [[(one, _text(one, None)) for one in _walk(row, f"{_W}p")] for row in _walk(table, f"{_W}tr")]
    found = [each for row in rows for each in row]
    titled = any(_level(one, _style(one, word), text) in range(1, 7) for one, text in found if text.strip())
    data = not titled and is_data(([text for _, text in row] for row in rows), heading)
    return [one for one, _ in found] if data else []


def _styles(part: bytes | None) -> Iterator[tuple[str, str]]:
    """Give the name of each style by its id."""
    for style in fromstring(part).iter(f"{_W}style") if part else ():
        name = style.find(f"{_W}name")
        yield style.get(f"{_W}styleId", ""), name.get(f"{_W}val", "") if name is not None else ""


def _notes(part: bytes | None, kind: str) -> Iterator[tuple[str, str]]:
    for note in fromstring(part).iter(f"{_W}{kind}") if part else ():
        # Separators are kept as notes with a type.
        if note.get(f"{_W}type") is None:
            paragraphs = (_text(paragraph, None).strip() for paragraph in note.iter(f"{_W}p"))
            yield note.get(f"{_W}id", ""), " ".join(filter(None, paragraphs))


def _paragraph(paragraph: Element, place: str, word: _Word, source: Source) -> None:
    text = " ".join(_text(paragraph, word).split())
    styles = _style(paragraph, word)
    if any(_CONTENTS.match(style) for style in styles) or CONTENTS.fullmatch(text):
        source.drop(place, text, "list of contents")
    elif text:
        level = _level(paragraph, styles, text)
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        listed = numbered or any("list" in style.lower() for style in styles)
        kind = Kind.PARAGRAPH if level is None else Kind.HEADING
        # The mark of an entry may be typed before its text.
        typed = BULLET.match(text) if level is None and lettered(text) else None
        bullet = typed[1] if typed else "•" if listed and level is None else ""
        text = text[typed.end() :] if typed else text
        source.blocks.append(Block(text, place, kind, bullet, level=level or 0))
    for call, number in word.called:
        note = word.notes.get(call, "")
        mark = re.match(r"\*+|\(\*+\)", note)
        text = note[mark.end() :].strip() if mark else note
        sign = mark[0].strip("()") if mark else number
        source.blocks.append(Block(text, f"{place}, note", Kind.NOTE, mark=sign))
    word.called.clear()


def _style(paragraph: Element, word: _Word) -> tuple[str, ...]:
    """Give the id and the name of a paragraph's style; some files lack the names."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val", "") if style is not None else ""
    return tuple(filter(None, (name, word.styles.get(name, ""))))


def _level(paragraph: Element, styles: tuple[str, ...], text: str) -> int | None:
    """Give the level of a heading; a short paragraph all in bold is one, of the lowest level."""
    for style in styles:
        if found := _HEADING.match(style):
            return int(found[1])
        if _TITLE.fullmatch(style):
            return 0
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and outline.get(f"{_W}val", _BODY) != _BODY:
        return int(outline.get(f"{_W}val", _BODY)) + 1
    runs = [run for run in _walk(paragraph, f"{_W}r") if _text(run, None).strip()]
    bold = bool(runs) and all(_on(run, "b") for run in runs)
    short = len(text.split()) <= HEADING_WORDS and not COMPLETE.search(text)
    return 7 if bold and short else None


def _on(run: Element, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in {"0", "false", "none"}


def _text(element: Element, word: _Word | None) -> str:
    """Give the text of an element; with ``word``, the calls of notes are written and noted."""
    parts = []
    for run in _walk(element, f"{_W}r") if element.tag != f"{_W}r" else (element,):
        if _on(run, "vanish"):
            continue
        align = run.find(f"{_W}rPr/{_W}vertAlign")
        raised = align is not None and align.get(f"{_W}val") == "superscript"
        for part in run:
            name = part.tag.removeprefix(_W)
            if name in _TEXT:
                text = part.text or "" if name == "t" else _TEXT[name] or ""
                parts.append(text.translate(RAISED) if raised else text)
            elif word and name in {"footnoteReference", "endnoteReference"}:
                parts.append(_call(part, name.removesuffix("Reference"), word))
    return "".join(parts)


def _call(reference: Element, kind: str, word: _Word) -> str:
    """Write the call of a note; one with a sign of its own has it in the text that follows."""
    own = reference.get(f"{_W}customMarkFollows") in {"1", "true", "on"}
    word.count += not own
    number = "" if own else str(word.count)
    word.called.append(((kind, reference.get(f"{_W}id", "")), number))
    return number.translate(RAISED)
