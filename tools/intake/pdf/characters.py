"""A PDF file → the characters of its pages, each with its place, size and weight."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from ..blocks import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BOLD = re.compile(r"bold|black|heavy|-bd|demi", re.IGNORECASE)
_HEAVY = 600
# PDFium's stand-ins for a hyphen that ends a line.
_LINE_END_HYPHENS = (0x02, 0xFFFE)
_SOFT_HYPHEN, _HYPHEN = 0xAD, 0x2D
# The bytes of one letter and of the end of a text.
_ONE_LETTER = 4
# Letters of TeX's fonts that a file names by their places alone; no text has these codes.
_PLACES = {
    **dict(zip(range(0x10, 0x17), "“”„«»–—", strict=True)),
    **dict(zip(range(0x1B, 0x20), "ﬀﬁﬂﬃﬄ", strict=True)),
    0x0B: "ﬀ",
    0x0C: "ﬁ",
    0x0E: "ﬃ",
    0x0F: "ﬄ",
    0x88: "•",
}
# Line ends, and what a printed web page has to lead from a note back to its call.
_NO_TEXT = {0, 10, 13, 0x21A9, 0xFE0E}
# The size, in points, of a bullet that is drawn.
_LEAST, _MOST = 1.5, 6.5


@dataclass(frozen=True, slots=True)
class Char:
    """A character: its edges, its baseline counted from the top, its size in points.

    ``raised`` is a digit whose ink stands above the baseline, as a font's own superscripts do.
    ``parted`` tells that PDFium sees a blank before it, though the file has none.  ``guessed``
    tells that the file does not say which letter it is.
    """

    left: float
    right: float
    base: float
    size: float
    bold: bool
    raised: bool
    parted: bool
    text: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and its characters, in the order of the file."""

    width: float
    height: float
    chars: tuple[Char, ...]


def pages(path: Path) -> list[Page]:
    """Read the pages of a file.

    :raises IntakeError: when it is no PDF, is locked, or holds no characters.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise IntakeError(f"{path}: no PDF that can be read ({error})") from error
    try:
        found = [_page(page) for page in document]
    finally:
        document.close()
    if not any(page.chars for page in found):
        raise IntakeError(f"{path}: the PDF holds pictures of pages and no text; give a text file")
    return found


def _page(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    height = page.get_height()
    chars, parted = [], False
    for place in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, place) == 1:
            parted = True
        elif char := _char(text, place, height, parted=parted):
            chars.append(char)
            parted = False
    return Page(page.get_width(), height, (*chars, *_bullets(page, height)))


def _bullets(page: pypdfium2.PdfPage, height: float) -> Iterator[Char]:
    """Find the marks of lists that are drawn, and no characters: small, as wide as high."""
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        if _LEAST < right - left < _MOST and abs((right - left) - (top - bottom)) < 1:
            yield Char(left, right, height - bottom, top - bottom, False, False, False, "•")


def _char(text: pypdfium2.PdfTextPage, place: int, height: float, *, parted: bool) -> Char | None:
    """Read one character; line ends, arrows back from notes and turned text give none."""
    code = raw.FPDFText_GetUnicode(text, place)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, place, matrix)
    turned = abs(matrix.b) > abs(matrix.a)
    if code in _NO_TEXT or turned:
        return None
    if code in _LINE_END_HYPHENS:
        hard = raw.FPDFText_IsHyphen(text, place) and not _divides(text, place)
        code = _HYPHEN if hard else _SOFT_HYPHEN
    left, base = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, place, left, base)
    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(loose))
    # The size is that of the font before the text matrix has scaled it.
    size = raw.FPDFText_GetFontSize(text, place) * (abs(matrix.d) or 1)
    char = _PLACES.get(code, chr(code))
    raised = char.isdigit() and _ink(text, place) > base.value + 0.15 * size
    bold = _bold(text, place)
    return Char(
        left.value, loose.right, height - base.value, size, bold, raised, parted, char, code in _PLACES
    )


def _divides(text: pypdfium2.PdfTextPage, place: int) -> bool:
    """Tell whether the file says that a hyphen divides a word, and is no part of it."""
    drawn = raw.FPDFText_GetTextObject(text, place)
    told, length = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
    for number in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, number)
        size = ctypes.sizeof(told)
        if raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", told, size, length):
            # PDFium gives 0 for a soft hyphen in a PDF's own encoding.
            return length.value == _ONE_LETTER and told[0] in {0, _SOFT_HYPHEN}
    return False


def _ink(text: pypdfium2.PdfTextPage, place: int) -> float:
    """Give the height at which the ink of a character begins."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, place, left, right, bottom, top)
    return bottom.value


def _bold(text: pypdfium2.PdfTextPage, place: int) -> bool:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    known = raw.FPDFText_GetFontInfo(text, place, name, len(name), flags)
    named = bool(known) and _BOLD.search(name.value.decode("latin-1")) is not None
    return named or raw.FPDFText_GetFontWeight(text, place) >= _HEAVY
