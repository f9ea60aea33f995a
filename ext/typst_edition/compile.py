"""One call of the Typst compiler, and its messages as Sphinx's.

Every document of an edition is a file of its own in the compiler's folder, and each
block in it carries the line of its source; so each message finds back to a document.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import typst

from typst_edition.diagnostics import LOGGER, WARNING_TYPE, EditionError, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

MAIN = "main.typ"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]

# Where the anchors and labelled headings came to stand, for named destinations.
_POSITIONS = (
    "query(selector.or(metadata, heading)).map(it => ("
    'if it.func() == metadata { it.value.trim("anchor:", at: start, repeat: false) }'
    ' else { str(it.at("label", default: label("-"))) },'
    " it.location().page(), it.location().position().x.pt(), it.location().position().y.pt()))"
)
_PLACE = re.compile(r"┌─ (?:.*/)?(d\d+\.typ):(\d+):\d+")
_LINE_MARK = re.compile(r"/\*L:(\d+)\*/")
_MESSAGE = re.compile(r"^(?=(?:error|warning): )", re.MULTILINE)
# Typst calls it a warning when it drops text; the PDF stays valid and is incomplete.
_LOSS = "was ignored"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a label stands: page (from 1), and points from the page's top left."""

    label: str
    page: int
    x: float
    y: float


@dataclass(slots=True)
class Compiled:
    """What the compiler gives."""

    pdf: bytes
    positions: list[Position] = field(default_factory=list)


def compile_edition(
    folder: Path, documents: Mapping[str, str], timestamp: datetime, font_folder: Path | None = None
) -> Compiled:
    """Compile ``main.typ`` in *folder* to PDF/UA-1 and PDF/A-2a.

    *documents* gives the document behind each file of the folder; *timestamp* is the
    only time in the result; *font_folder* holds fonts besides the built-in ones. Warnings go
    to Sphinx. Raises EditionError when Typst fails or drops text.
    """
    # No system fonts: the same sources must give the same bytes on every machine.
    fonts = font_book(font_folder)
    compiler = typst.Compiler(str(folder / MAIN), root=str(folder), font_paths=fonts)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=timestamp
        )
    except typst.TypstError as error:
        places = list(_messages(error.diagnostic or str(error), folder, documents))
        for message, location in places:
            LOGGER.error("%s", message, location=location)
        first, location = places[0]
        raise EditionError(f"{first}{_said_at(location)}") from error
    lost = None
    for warning in warnings:
        for message, location in _messages(warning.diagnostic, folder, documents):
            if _LOSS in message:
                LOGGER.error("text would be lost: %s", message, location=location)
                lost = f"{message}{_said_at(location)}"
            else:
                LOGGER.warning(
                    "Typst: %s", message, location=location, type=WARNING_TYPE, subtype=Subtype.TYPST.value
                )
    if lost:
        raise EditionError(f"Typst would lose text: {lost}")
    if not isinstance(pdf, bytes):
        raise EditionError("Typst gave no PDF")
    rows: list[list[Any]] = json.loads(compiler.eval(_POSITIONS))
    return Compiled(pdf, [Position(*row) for row in rows])


def font_book(folder: Path | None) -> typst.Fonts:
    """Give the built-in fonts, and those in *folder*: none of the system, which differ."""
    paths = [str(folder)] if folder else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


def _said_at(location: tuple[str, int | None] | None) -> str:
    if location is None:
        return ""
    docname, line = location
    return f" ({docname}:{line})" if line else f" ({docname})"


def _messages(
    diagnostic: str, folder: Path, documents: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, int | None] | None]]:
    """Give each message of *diagnostic* with the document and source line it comes from."""
    parts = [part for part in _MESSAGE.split(diagnostic) if part.strip()]
    for part in parts or [diagnostic]:
        text = part.strip().split("\n", 1)[0]
        # What the template itself finds wrong comes as a panic.
        message = re.sub(r"^(error|warning): (panicked with: )?", "", text)
        yield message, _location(part, folder, documents)


def _location(message: str, folder: Path, documents: Mapping[str, str]) -> tuple[str, int | None] | None:
    for file, line in _PLACE.findall(message):
        if file not in documents:
            continue
        before = (folder / file).read_text(encoding="utf-8").split("\n")[: int(line)]
        for text in reversed(before):
            if marks := _LINE_MARK.findall(text):
                return documents[file], int(marks[-1])
        return documents[file], None
    return None
