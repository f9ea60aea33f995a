"""PDF editions as a reader finds them: text, structure, links, names, and what the validator says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pypdfium2

from .sheets import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# False alarms of page-validation 0.11, both on files that its own author's reference and
# veraPDF accept: it measures a stream's raw length without the line end that the format lets a
# writer put before "endstream", and takes the XMP stream's missing filter for a wrong one.
FALSE_ALARMS = re.compile(r"PDFA2A-(STREAM-LENGTH-001|METADATA-FILTER-001)")

# What PDF/UA-1 allows and readers aloud stumble over: paragraphs in headings, tables beside
# their captions, text outside of paragraphs.
MISPLACED = {
    ("Div", "Table"),
    *(("Document", role) for role in ("Span", "Strong", "Em", "Link")),
    *((f"H{level}", "P") for level in range(1, 7)),
}


def letters(text: str) -> str:
    """Reduce text to its letters and digits: neither lines nor hyphens matter."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()


@dataclass(eq=False)
class Pdf:
    """A finished edition; what many tests ask of it is read from its file once."""

    path: Path

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    @cached_property
    def sheets(self) -> list[pypdfium2.PdfPage]:
        return list(pypdfium2.PdfDocument(self.path))

    @cache  # noqa: B019 -- an edition lives as long as its tests
    def pages(self, margin: float = 0) -> list[str]:
        """Give the text of each page, without *margin* points at head and foot."""
        texts = []
        for sheet in self.sheets:
            width, height = sheet.get_size()
            bounded = text_of(sheet).get_text_bounded(0, margin, width, height - margin)
            # PDFium gives a hyphen at the end of a line as U+FFFE or U+0002.
            texts.append(re.sub("[\ufffe\x02]", "", bounded).replace("\r\n", "\n"))
        return texts

    @property
    def text(self) -> str:
        return "\n".join(self.pages())

    @property
    def sizes(self) -> list[str]:
        with self.open() as pdf:
            boxes = [sheet.mediabox for sheet in pdf.pages]
            return ["landscape" if float(box[2]) > float(box[3]) else "portrait" for box in boxes]

    def margins(self) -> list[tuple[float, float, float, float]]:
        """Give for each page with text the space left, right, below and above it, in points."""
        found = []
        for sheet in self.sheets:
            width, height = sheet.get_size()
            text = text_of(sheet)
            signs = (at for at in range(text.count_chars()) if text.get_text_range(at, 1).strip())
            if boxes := [text.get_charbox(at) for at in signs]:
                left, bottom, right, top = zip(*boxes, strict=True)
                found.append((min(left), width - max(right), min(bottom), height - max(top)))
        return found

    def complaints(self) -> list[str]:
        """Give what the validator finds against PDF/UA-1 and PDF/A-2a, but for its false alarms.

        And give what stands where it should not, as ``what holds it > what it is``.
        """
        pairs = {(role, kid) for role, element in self.elements() for kid, _ in _kids(element)}
        found = [f"{role} > {kid}" for role, kid in sorted(pairs & MISPLACED)]
        for profile in ("ua1", "2a"):
            report = page.validate_pdf(self.path, profile=profile)
            found += [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        return [complaint for complaint in found if not FALSE_ALARMS.match(complaint)]

    def elements(self) -> Iterator[tuple[str, Any]]:
        """Give each element of the structure tree with its role, in reading order."""
        with self.open() as pdf:
            yield from _walk(pdf.Root.StructTreeRoot)

    def roles(self) -> list[str]:
        return [role for role, _ in self.elements()]

    def scopes(self) -> list[str]:
        """Give the scope of each TH."""
        return [_scope(element) for role, element in self.elements() if role == "TH"]

    def languages(self) -> set[str]:
        """Give the languages that elements state."""
        return {str(element.Lang) for _, element in self.elements() if "/Lang" in element}

    def headings(self) -> dict[int, list[tuple[float, float, str]]]:
        """Give for each page (from 1) its bookmarks: the left and the top of each, and its title."""
        found: dict[int, list[tuple[float, float, str]]] = {}
        with self.open() as pdf, pdf.open_outline() as outline:
            order = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
            waiting = list(outline.root)
            while waiting:
                item = waiting.pop(0)
                sheet, _, left, top, *_ = item.destination  # type: ignore[misc]  # Typst's are arrays
                found.setdefault(order[sheet.objgen], []).append((float(left), float(top), item.title))
                waiting += item.children
        return found

    def bookmarks(self) -> list[tuple[int, str]]:
        with self.open() as pdf, pdf.open_outline() as outline:
            return list(_bookmarks(outline.root, 0))

    @cache  # noqa: B019 -- an edition lives as long as its tests
    def names(self) -> dict[str, int]:
        """Give the page (from 1) behind each named destination."""
        with self.open() as pdf:
            if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
                return {}
            order = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
            tree = pikepdf.NameTree(pdf.Root.Names.Dests)
            return {name: order[target[0].objgen] for name, target in tree.items()}

    def linked_names(self) -> set[str]:
        """Give the named destinations that a link inside the file leads to."""
        with self.open() as pdf:
            reached = {
                _spot(note.Dest)
                for sheet in pdf.pages
                for note in sheet.obj.get("/Annots", [])
                if isinstance(note.get("/Dest"), pikepdf.Array)
            }
            names = pikepdf.NameTree(pdf.Root.Names.Dests)
            return {name for name, target in names.items() if _spot(target) in reached}

    @cache  # noqa: B019 -- an edition lives as long as its tests
    def links(self) -> list[str]:
        """Give the address of each link, ``page N`` for an internal one; "" for none."""
        names = self.names()
        with self.open() as pdf:
            order = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
            return [
                _address(note, order, names)
                for sheet in pdf.pages
                for note in sheet.obj.get("/Annots", [])
                if note.Subtype == "/Link"
            ]


def _spot(target: Any) -> tuple[Any, ...]:
    """Give what tells a destination from others: its page, and where on it."""
    return (target[0].objgen, *map(str, list(target)[1:]))


def _address(note: Any, order: dict[Any, int], names: dict[str, int]) -> str:
    action = note.get("/A")
    if action is not None and action.S == "/URI":
        return str(action.URI)
    if action is not None and action.S == "/GoToR":
        return f"{action.F.UF}#{action.D}"
    target = note.get("/Dest", action.get("/D") if action is not None else None)
    if isinstance(target, pikepdf.Array) and target[0].objgen in order:
        return f"page {order[target[0].objgen]}"
    if isinstance(target, pikepdf.String) and str(target) in names:
        return f"page {names[str(target)]}"
    return ""


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    for role, kid in _kids(element):
        yield role, kid
        yield from _walk(kid)


def _kids(element: Any) -> Iterator[tuple[str, Any]]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S).lstrip("/"), kid


def _scope(element: Any) -> str:
    attributes = element.get("/A")
    for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(each, pikepdf.Dictionary) and "/Scope" in each:
            return str(each.Scope).lstrip("/")
    return ""


def _bookmarks(items: Any, level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, item.title
        yield from _bookmarks(item.children, level + 1)
