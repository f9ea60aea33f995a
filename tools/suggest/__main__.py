"""The command behind ``make code``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking.finding import nearest
from ..code_book_check.number import report_number
from ..command import run
from .corpus import read_project
from .drafts import Drafts, write
from .measure import measure
from .source import SourceError, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the drafts of a report, or measure; 2 when something is not at hand."""
    parser = argparse.ArgumentParser(prog="make code", description="Draft items for open sentences.")
    parser.add_argument("report", metavar="REPORT", help="the report: R11, r11 or 11")
    parser.add_argument("--text", type=Path, help="the report's file (without it, sources/ is searched)")
    parser.add_argument("--measure", action="store_true", help="compare with what was coded; write nothing")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder")
    given = parser.parse_args(arguments)
    name = report_number(given.report)
    corpus = read_project(given.root, "en")
    reports = {item.id: item for item in corpus.of_type("report")}
    if name not in reports:
        print(f"{given.report!r} is no report; {nearest(name, reports)}", file=sys.stderr)
        return 2
    register = [item for item in corpus.of_type("passage") if item.get("report") == name]
    try:
        texts, language = sentences(given.root, register, given.text)
    except SourceError as error:
        print(f"make code: {error}", file=sys.stderr)
        return 2
    corpus = read_project(given.root, language)
    if given.measure:
        print(*measure(corpus, name, texts, language), sep="\n")
        return 0
    drafts = Drafts(corpus, reports[name], texts, language)
    told = write(given.root, drafts.pages(), name, corpus.of_type("area"))
    print(*told or ["nothing is open, or the drafts are there already"], sep="\n")
    return 0


if __name__ == "__main__":
    run(main)
