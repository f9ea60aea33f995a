"""The Typst compiler, asked by :class:`Compiler`, and its messages as Sphinx's.

Every document of an edition is a file of its own in the compiler's folder, and each
block in it carries the line of its source; so each message finds back to a document.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from typst_edition.diagnostics import LOGGER, EditionError, Subtype, warn

MAIN = "main.typ"
STANDARDS = ["ua-1", "a-2a"]
_WORKER = Path(__file__).with_name("worker.py")

PDF = "pdf"
"""Asks for the PDF."""
# Where the anchors and labelled headings came to stand, for named destinations: JSON of rows of a
# label and its Position.
POSITIONS = (
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

    page: int
    x: float
    y: float


class Compiler:
    """Compiles ``main.typ`` in *folder* to PDF/UA-1 and PDF/A-2a, until it is closed.

    *documents* gives the document behind each file of the folder; *timestamp* is the only
    time in the result; *font_folders* hold fonts besides the built-in ones.
    """

    def __init__(
        self, folder: Path, documents: Mapping[str, str], timestamp: datetime, font_folders: list[str]
    ) -> None:
        self.folder = folder
        self.documents = documents
        # -P: the modules beside it are not the worker's.  It takes memory by the hundred megabytes, for
        # which glibc would ask the system in thousands of small pieces.
        self.process = subprocess.Popen(  # noqa: S603 - our own file
            [sys.executable, "-P", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"MALLOC_TOP_PAD_": str(64 << 20)},
        )
        options = {"pdf_standards": STANDARDS, "timestamp": timestamp}
        self.ask((str(folder / MAIN), str(folder), font_folders, options))

    def close(self) -> None:
        """End the process, if it has not ended yet."""
        with suppress(BrokenPipeError):
            self.process.__exit__(None, None, None)

    def ask(self, question: object) -> None:
        """Ask for the :data:`PDF` or the :data:`POSITIONS`, for which :meth:`answer` waits."""
        assert self.process.stdin
        with suppress(BrokenPipeError):  # its answer will be missing
            pickle.dump(question, self.process.stdin)
            self.process.stdin.flush()

    def answer(self) -> Any:
        """Give what was asked for; warnings go to Sphinx.

        Raises EditionError when Typst fails or drops text.
        """
        assert self.process.stdout
        try:
            value, warnings, complaint = pickle.load(self.process.stdout)  # noqa: S301 - from our own process
        except (EOFError, OSError) as error:
            raise EditionError(f"the compiler ended unexpectedly, with code {self.process.wait()}") from error
        fatal = []
        lost = "Typst would lose text: " if complaint is None else ""
        for diagnostic in warnings if complaint is None else [complaint]:
            for message, location in _messages(diagnostic, self.folder, self.documents):
                if complaint is None and _LOSS not in message:
                    warn(Subtype.TYPST, f"Typst: {message}", location)
                    continue
                LOGGER.error("%s%s", lost, message, location=location)
                where = ":".join(str(part) for part in location or () if part)
                fatal.append(message + (f" ({where})" if where else ""))
        if fatal:
            raise EditionError(lost + fatal[0])
        return value


def font_families(folders: list[str]) -> list[str]:
    """Give the families of the built-in fonts, and of those in *folders*."""
    import typst  # noqa: PLC0415 - HTML builds read this module too, and need no compiler

    return typst.Fonts(include_system_fonts=False, font_paths=folders).families()


def _messages(
    diagnostic: str, folder: Path, documents: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, int | None] | None]]:
    """Give each message of *diagnostic* with the document and source line it comes from."""
    parts = [part for part in _MESSAGE.split(diagnostic) if part.strip()]
    for part in parts or [diagnostic]:
        text = part.strip().split("\n", 1)[0]
        # What the template itself finds wrong comes as a panic.
        message = re.sub(r"^(error|warning): (panicked with: )?", "", text)
        if "could not be displayed with font" in message:
            message += "; take another sign, or name a font that has it (fonts, font_folder)"
        yield message, _location(part, folder, documents)


def _location(message: str, folder: Path, documents: Mapping[str, str]) -> tuple[str, int | None] | None:
    for file, line in _PLACE.findall(message):
        if file in documents:
            before = (folder / file).read_text(encoding="utf-8").split("\n")[: int(line)]
            marks = _LINE_MARK.findall("\n".join(before))
            return documents[file], int(marks[-1]) if marks else None
    return None
