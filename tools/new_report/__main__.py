"""The command behind ``make new-report``."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING

from ..command import run
from ..intake import IntakeError, areas, read
from ..intake.headings import HeadingError
from .options import OptionError, complete, parser
from .pages import pages
from .plan import Plan, PlanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ..intake import Document, Dropped
    from ..intake.areas import Area
    from .options import Options

# As much of what was left out as fits on a line.
_SHOWN = 80


def _plan(root: Path, options: Options, known: list[Area], document: Document | None) -> Plan:
    made = list(pages(options, known, document))
    files = {page.path: page.text for page in made}
    for page in made:
        files |= page.beside
    files |= dict(page.catalogue() for page in made)
    return Plan(root, files, made[0].path, options.key)


def _summary(document: Document) -> Iterator[str]:
    """Say what was found in the file, what was left out, and what to look at."""
    yield f"title page: {' / '.join(document.front) or 'none'}"
    first = document.paragraphs[0]
    yield f"first passage, context if it is of the title page: {first.sentences[0][:_SHOWN]}"
    for code, paragraphs in document.sections().items():
        notes = sum(paragraph.role == "note" for paragraph in paragraphs)
        count = sum(len(paragraph.sentences) for paragraph in paragraphs)
        yield f"{code}: {len(paragraphs) - notes} paragraphs, {notes} notes, {count} sentences"
    total = sum(len(paragraph.sentences) for paragraph in document.paragraphs)
    yield f"in all: {len(document.paragraphs)} passages, {total} sentences"
    for heading in document.within:
        yield f"heading within a section: {heading} (if it is text: --heading {heading + '=+'!r})"
    for (reason, text), places in _grouped(document.dropped).items():
        yield f"left out ({reason}, {places}×): {text[:_SHOWN]}"
    for doubt in document.doubts:
        yield f"look at {doubt}"


def _grouped(dropped: Iterable[Dropped]) -> Counter[tuple[str, str]]:
    """Count what was left out; what differs in its digits alone is one."""
    return Counter((one.reason, re.sub(r"\d+", "#", one.text)) for one in dropped)


def _refuse_unknown(document: Document | None, text: Path | None) -> None:
    """Write nothing while a heading may open a section.

    :raises IntakeError: saying how to name each such heading.
    """
    lines = [
        f"{place.place}: {place.text!r} looks like a heading, but is none that is known: add "
        f"--heading {place.text + '=CODE'!r} for a section, {place.text + '=-'!r} when it opens none, "
        f"{place.text + '=+'!r} when it is text"
        for place in (document.unknown if document else ())
    ]
    if lines:
        raise IntakeError("\n".join([f"{text}: nothing is written while headings are unknown", *lines]))


def _sentences(document: Document, report: str) -> list[str]:
    return [
        f"{paragraph.where}: {report}-{paragraph.section}-{paragraph.place}.{number}: {sentence}"
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
        document = read(text, options.language, given.root, given.heading) if text else None
        plan = _plan(given.root, options, known, document)
        if given.show:
            print(*(_sentences(document, options.id) if document else ["no text was given"]), sep="\n")
        else:
            print(*(_summary(document) if document else []), *plan.listing(), sep="\n")
        _refuse_unknown(document, text)
        plan.check()
        if not given.show and not given.dry_run:
            plan.write()
            print(f"Next: make code REPORT={options.id}, then make code-book-check REPORT={options.id}")
    except (OptionError, PlanError, IntakeError, HeadingError, areas.AreaError, OSError) as error:
        print(f"new-report: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    run(main)
