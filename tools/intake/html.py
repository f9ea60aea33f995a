"""Saved web pages (HTML): the report's own text, without what a site puts around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree, html

from .blocks import LOWERED, RAISED, Block, IntakeError, Kind, Source
from .marks import BULLET, LABEL, NOTE
from .tables import TABLE, is_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    """
    address article blockquote body center dd details div dl dt fieldset figcaption figure form header hr li
    main ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - quoted one by one they could not be read
) | set(_HEADINGS)  # fmt: skip
_SILENT = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "button", "select",
     "textarea")
)  # fmt: skip
_AROUND = frozenset(("nav", "footer", "aside", "form", "header"))
_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar".split()  # noqa: SIM905
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|shar(?:e|ing)|social|menu|navbar|navigation|sidebar|"
    r"related|see-also|skip|pagination|toolbar|newsletter|subscribe|banner|footer|pull-?quote)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|doc-footnote|doc-endnotes?|fn\w{0,4}|ftn\d*|edn\d*|oj-note)(?:$|[\s_-])",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"fnref|footnote-?ref|noteref|_ftnref|backlink", re.IGNORECASE)
_TARGET = re.compile(r"#[\w:.-]*(?:fn|ftn|edn|note|ntr)[\w:.-]*$", re.IGNORECASE)
_CALL = re.compile(r"\s*[\[(]?(\d{1,2}|\*{1,3})[\])]?\s*")
_NOTE_MARK = re.compile(r"[\[(^]*\s*(\d{1,2}|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})[\]).]*\s*(?=\W?[^\W\d_])")
# A line break, which is white space, and what parts paragraphs.
_BREAK = "\u2028"
# A note begins after a single one.
_PARTED = re.compile(rf"{_BREAK}\s*{_BREAK}|{_BREAK}\s*(?={NOTE.pattern.replace('?P<mark>', '?:')})")
_BACK = re.compile(r"\s*[↩↑⏎⤴^]\ufe0e?\s*")
# The parts of the letters that the report has at least, and the surroundings at most.
_MOST, _LITTLE = 0.85, 0.3


@dataclass(slots=True)
class _Page:
    """What is gathered while the page is read in order; ``part`` is the text of the open block."""

    source: Source
    letters: int
    heading: Callable[[str], bool]
    notes: list[Block] = field(default_factory=list)
    part: list[str] = field(default_factory=list)
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    bullet: str = ""
    note: bool = False

    def close(self, line: int) -> None:
        """End the open block; two line breaks end one, too."""
        parts = _PARTED.split("".join(self.part))
        self.part.clear()
        for part in parts:
            self._block(" ".join(part.split()), f"line {line}")

    def _block(self, text: str, place: str) -> None:
        if not self.note and (mark := BULLET.match(f"{text} -")):
            # The mark of an entry stands before its text, or in a cell of its own.
            text, self.bullet = text[mark.end() :], mark[1]
        if not text:
            return
        if not self.note and LABEL.fullmatch(text):
            self.part.append(f"{text} ")
            return
        if not self.note:
            self.source.blocks.append(Block(text, place, self.kind, self.bullet, level=self.level))
            self.bullet = ""
            return
        if self.kind is Kind.HEADING:
            self.source.drop(place, text, "heading of the notes")
            return
        mark = _NOTE_MARK.match(text)
        text = _BACK.sub("", text[mark.end() :] if mark else text).strip()
        if mark is None and self.notes and not self.bullet:
            last = self.notes.pop()
            self.notes.append(Block(f"{last.text} {text}", last.place, Kind.NOTE, mark=last.mark))
            return
        sign = mark[1].translate(LOWERED) if mark else str(len(self.notes) + 1)
        self.notes.append(Block(text, place, Kind.NOTE, mark=sign))
        self.bullet = ""


def read(path: Path, heading: Callable[[str], bool]) -> Source:
    """Read a saved web page.

    :param heading: tells whether a line is a known heading.
    :raises IntakeError: when it holds no text.
    """
    content = path.read_bytes()
    try:
        # A page that was saved without saying so is UTF-8 as often as not.
        text: bytes | str = re.sub(r"^\s*<\?xml[^>]*\?>", "", content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        text = content
    try:
        root = html.document_fromstring(text)
    except (ValueError, etree.LxmlError) as error:
        raise IntakeError(f"{path}: no web page that can be read ({error})") from error
    source = Source()
    body = root.find("body") if root.find("body") is not None else root
    main = _main(body)
    page = _Page(source, _letters(main), heading)
    # Some pages put the notes beside the text.
    beside = [each for each in body.iter() if isinstance(each.tag, str) and _beside(each, main)]
    _note_what_is_around(body, main, beside, source)
    for part in (main, *beside):
        _read(part, page)
        page.close(part.sourceline or 1)
    source.blocks += page.notes
    return source


def _letters(element: html.HtmlElement) -> int:
    return sum(map(str.isalnum, element.text_content()))


def _main(body: html.HtmlElement) -> html.HtmlElement:
    """Find the element that holds the report: one that says so, or the deepest with most of the text."""
    total = sum(_letters(part) for part in body.iter("p", "li")) or 1
    for query in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(query)
        if len(found) == 1 and any(map(_letters, found[0].iter("p", "li", "div"))):
            return found[0]
    best = body
    while True:
        inner = (child for child in best if isinstance(child.tag, str))
        most = next((c for c in inner if sum(_letters(p) for p in c.iter("p", "li")) >= _MOST * total), None)
        if most is None or most.tag in {"p", "li", "ul", "ol"}:
            return best
        best = most


def _beside(element: html.HtmlElement, main: html.HtmlElement) -> bool:
    """Tell whether an element outside the report holds a note of it."""
    above = {element, *element.iterancestors()}
    outer = not any(map(_is_note, above - {element}))
    return main not in above and _is_note(element) and outer and element not in set(main.iterancestors())


def _note_what_is_around(
    body: html.HtmlElement, main: html.HtmlElement, notes: list[html.HtmlElement], source: Source
) -> None:
    """Say what stands outside the report."""
    chain = {part for each in (main, *notes) for part in (each, *each.iterancestors())}
    for element in body.iter():
        beside = element.getparent() in chain - {main, *notes} and element not in chain
        if beside and isinstance(element.tag, str) and element.tag not in _SILENT:
            source.drop(f"line {element.sourceline}", element.text_content()[:300], "around the report")


def _unwanted(element: html.HtmlElement, page: _Page) -> str:
    """Say why an element within the report is left out, if so."""
    names = _names(element, "class", "id")
    if element.get("hidden") is not None or re.search(r"display:\s*none", element.get("style", "")):
        return "hidden"
    little = _letters(element) < _LITTLE * page.letters
    if element.tag in _AROUND and element.tag != "header":
        return f"<{element.tag}>" if little else ""
    if element.get("role") in _ROLES or _NAMED.search(names):
        return "navigation or the like" if little else ""
    return ""


def _read(element: html.HtmlElement, page: _Page) -> None:
    """Read an element and all within it, in order."""
    line = element.sourceline or 1
    kept = page.kind, page.level, page.note
    block = element.tag in _BLOCKS
    # A paragraph within an entry of a list is the entry.
    inner = element.tag == "p" and not "".join(page.part).strip()
    if block and not inner:
        page.close(line)
    if element.tag in _HEADINGS:
        page.kind, page.level = Kind.HEADING, _HEADINGS[element.tag]
    if element.tag == "li":
        page.bullet = "•"
    page.note = page.note or _is_note(element)
    page.part.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            _child(child, page)
        page.part.append(child.tail or "")
    if block:
        page.close(line)
    page.kind, page.level, page.note = kept


def _child(child: html.HtmlElement, page: _Page) -> None:
    reason = _unwanted(child, page)
    call = _call(child)
    rows = child.iter("tr") if child.tag == "table" else ()
    if is_data(([cell.text_content() for cell in row.iter("td", "th")] for row in rows), page.heading):
        reason = TABLE
    if reason:
        page.source.drop(f"line {child.sourceline}", child.text_content()[:300], reason)
    elif call is not None and not page.note:
        page.part.append(call)
    elif child.tag == "br":
        page.part.append(_BREAK)
    elif not (page.note and _REFERENCE.search(_names(child, "class", "href", "role"))):
        _read(child, page)
    elif not "".join(page.part).strip() and _CALL.fullmatch(child.text_content()):
        page.part.append(child.text_content())


def _names(element: html.HtmlElement, *attributes: str) -> str:
    return " ".join(element.get(name, "") for name in attributes)


def _call(element: html.HtmlElement) -> str | None:
    """Give the call of a note as it is written in the text: a raised number or a link to the note."""
    linked = element.tag == "a" and _TARGET.search(element.get("href", "")) is not None
    if element.tag != "sup" and not linked:
        return None
    found = _CALL.fullmatch(element.text_content())
    return found[1].translate(RAISED) if found else None


def _is_note(element: html.HtmlElement) -> bool:
    names = _names(element, "class", "id", "role")
    if element.tag in {"a", "sup", "span"} or _REFERENCE.search(names):
        return False
    if _NOTES.search(names):
        return True
    # A numbered list below a line at the end of the report.
    before = element.getprevious()
    last = not any(after.tag in {"p", *_HEADINGS} for after in element.itersiblings())
    return element.tag == "ol" and last and before is not None and before.tag == "hr"
