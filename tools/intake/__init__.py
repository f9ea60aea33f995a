"""Intake: a report as it was published → its sections, passages and sentences.

One function serves whoever needs a report's text, with numbers and hashes as the register of
passages has them::

    from tools.intake import read

    document = read(Path("sources/report-11.pdf"), "en", project=Path())
    for passage in document.paragraphs:
        passage.section, passage.place      # "CYB", "04" (notes: "N1"): the id is R11-CYB-04
        passage.sha256                      # the hash of its normal form
        passage.sentences                   # ("…", "…"): sentence 1 is R11-CYB-04.1
        passage.where                       # "page 3", "line 12": where it stands in the file
    document.front, document.dropped        # the title page; what is no part of the text
    document.doubts, document.unknown       # what to look at; headings whose section is not known

Taken are PDF (``.pdf``), Word (``.docx``), saved web pages (``.html``, ``.htm``) and plain text
in UTF-8 (any other name).  Nothing is written and nothing is kept.

From file to passages: :mod:`.docx`, :mod:`.html`, :mod:`.pdf`, :mod:`.text_file` give
:mod:`.blocks`, without :mod:`.tables`; :mod:`.document` (with :mod:`.headings`, :mod:`.numbering`,
:mod:`.doubts`) divides them;
:mod:`.sentences` (with :mod:`.languages`, :mod:`.normalise`) splits each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spellchecker import SpellChecker

from . import areas, docx, html, pdf, text_file
from . import headings as printed
from .blocks import Dropped, IntakeError
from .document import Document, Paragraph, divide
from .doubts import Doubt
from .hyphens import Words
from .languages import LANGUAGES
from .marks import COMPLETE, small

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .blocks import Source
    from .headings import Headings

__all__ = ["Document", "Doubt", "Dropped", "IntakeError", "Paragraph", "read"]


def read(path: Path, language: str, project: Path | None = None, headings: Iterable[str] = ()) -> Document:
    """Read the report in a file, whatever its format.

    :param language: "en" or "fr", the language of the text.
    :param project: the project's folder; the titles of its areas are headings then, and its
        words decide on hyphens at line ends.
    :param headings: further headings, as ``TITLE=CODE`` (see :func:`.headings.read`).
    :raises IntakeError: for a file that cannot be read or has no paragraph; the message names it.
    :raises HeadingError: for a heading given in another form.
    :raises AreaError: when the project has no readable areas.
    """
    titles = areas.titles(project) if project else {}
    table = printed.read(titles, headings)
    known: list[Words] = []
    try:
        source = _source(path, table, language, project, known)
    except OSError as error:
        raise IntakeError(f"{path}: {error.strerror or error}") from error
    unsure = dict.fromkeys(word for one in known for word in one.unsure)
    if unsure:
        source.doubts.append(("whole file", f"is the hyphen at the line's end right? {', '.join(unsure)}"))
    try:
        return divide(source, table, LANGUAGES[language])
    except IntakeError as error:
        raise IntakeError(f"{path}: {error}") from error


def _source(path: Path, table: Headings, code: str, project: Path | None, made: list[Words]) -> Source:
    language = LANGUAGES[code]

    def words(lines: Iterable[str]) -> Words:
        listed = SpellChecker(code).word_frequency.dictionary
        made.append(Words(lines, _texts(project, code), listed, language))
        return made[-1]

    def heading(line: str) -> bool:
        """Tell a heading from the end of a sentence of the same words."""
        return not COMPLETE.search(line) and not small(line) and table.code(line) is not None

    match path.suffix.lower():
        case ".pdf":
            return pdf.read(path, heading, words, language)
        case ".docx":
            return docx.read(path, heading)
        case ".html" | ".htm" | ".xhtml":
            return html.read(path, heading)
        case ".doc" | ".odt" | ".rtf":
            raise IntakeError(f"{path}: {path.suffix} is not read; save it as .docx")
        case _:
            return text_file.read(path, lambda line: table.code(line) is not None, words)


def _texts(project: Path | None, language: str) -> Iterator[str]:
    """Give the project's own texts in a language."""
    if project is None:
        return
    home, suffix = (project / areas.DOCS, "md") if language == "en" else (project / areas.CATALOGUES, "po")
    for file in sorted(home.glob(f"[apr]*s/**/*.{suffix}")):
        # A wrapped message is one text.
        yield file.read_text(encoding="utf-8", errors="replace").replace('"\n"', "")
