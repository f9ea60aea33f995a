"""The command behind ``make new-report``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from . import areas, headings
from .document import Document, TextError, read
from .languages import LANGUAGES
from .options import OptionError, complete, parser
from .pages import pages
from .plan import Plan, PlanError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .areas import Area
    from .options import Options


def _divide(text: Path, options: Options, known: list[Area], extra: Sequence[str]) -> Document:
    titles = {area.code: [title for title in (area.english, area.french) if title] for area in known}
    try:
        content = text.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(f"--text {text}: {error}") from error
    try:
        return read(content, headings.read(titles, extra), LANGUAGES[options.language])
    except TextError as error:
        raise OptionError(f"{text}: {error}") from error


def _plan(root: Path, options: Options, known: list[Area], document: Document | None) -> Plan:
    made = list(pages(options, known, document))
    files = {page.path: page.text for page in made}
    for page in made:
        files |= page.beside
    files |= dict(page.catalogue() for page in made)
    return Plan(root, files, options.key)


def _summary(document: Document) -> list[str]:
    lines = [f"title page: {' / '.join(document.front) or 'none'}"]
    for code, paragraphs in document.sections().items():
        notes = sum(paragraph.role == "note" for paragraph in paragraphs)
        count = sum(len(paragraph.sentences) for paragraph in paragraphs)
        lines.append(f"{code}: {len(paragraphs) - notes} paragraphs, {notes} notes, {count} sentences")
    return lines


def _sentences(document: Document, report: str) -> list[str]:
    return [
        f"line {paragraph.line}: {report}-{paragraph.section}-{paragraph.place}.{number}: {sentence}"
        for paragraph in document.paragraphs
        for number, sentence in enumerate(paragraph.sentences, 1)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    :returns: 0 when everything was done, 2 when it was refused; then nothing was written.
    """
    given = parser().parse_args(arguments)
    try:
        options, text = complete(given)
        known = areas.read(given.root)
        document = _divide(text, options, known, given.heading) if text else None
        plan = _plan(given.root, options, known, document)
        plan.check()
        if given.show:
            print(*(_sentences(document, options.id) if document else ["no text was given"]), sep="\n")
        elif given.dry_run:
            print(*(_summary(document) if document else []), *plan.listing(), sep="\n")
        else:
            plan.write()
            print(*(_summary(document) if document else []), *plan.listing(), sep="\n")
            print(f"Next: code the pages, then make code-book-check REPORT={options.id}")
    except (OptionError, PlanError, headings.HeadingError, areas.AreaError, OSError) as error:
        print(f"new-report: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
