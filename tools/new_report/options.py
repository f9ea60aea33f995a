"""What the command needs to know, from its options or from the person at the terminal."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..intake.languages import LANGUAGES

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class OptionError(ValueError):
    """An option is missing or has a value that is not allowed; the message says which."""


@dataclass(frozen=True, slots=True)
class Options:
    """A new report's facts, checked."""

    number: int
    published: date
    period_start: str
    period_end: str
    key: str
    language: str

    @property
    def id(self) -> str:
        """The report's id: ``R11``."""
        return f"R{self.number:02d}"

    @property
    def stem(self) -> str:
        """The name of its pages: ``r11``."""
        return self.id.lower()

    def facts(self) -> dict[str, str]:
        """Give the values that every template may use."""
        return {
            "id": self.id,
            "nn": f"{self.number:02d}",
            "published": self.published.isoformat(),
            "period_start": self.period_start,
            "period_end": self.period_end,
            "key": self.key,
            "year": str(self.published.year),
            "month": _MONTHS[self.published.month - 1],
            "language": LANGUAGES[self.language].name,
        }


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d?", text):
        raise OptionError(f"--number {text!r}: give a whole number from 1 to 99")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise OptionError(f"--published {text!r}: give a day as YYYY-MM-DD ({error})") from error


def _month(name: str, text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise OptionError(f"--{name} {text!r}: give a month as YYYY-MM")
    return text


def checked(values: dict[str, str]) -> Options:
    """Check the values as they were given.

    :raises OptionError: for the first one that is not allowed.
    """
    options = Options(
        _number(values["number"]),
        _day(values["published"]),
        _month("period-start", values["period_start"]),
        _month("period-end", values["period_end"]),
        values["citation_key"],
        values["language"],
    )
    if options.period_start > options.period_end:
        raise OptionError(f"--period-end {options.period_end}: before --period-start {options.period_start}")
    if options.period_end > options.published.isoformat():
        raise OptionError(f"--period-end {options.period_end}: after --published {options.published}")
    if not re.fullmatch(r"[a-z0-9-]+", options.key):
        raise OptionError(f"--citation-key {options.key!r}: give small letters, digits and hyphens only")
    if options.language not in LANGUAGES:
        raise OptionError(f"--language {options.language!r}: is not one of {', '.join(LANGUAGES)}")
    return options


# Option → what to ask for it.
QUESTIONS = {
    "number": "Number of the report (11): ",
    "published": "Day of publication (YYYY-MM-DD): ",
    "period_start": "First month of the period (YYYY-MM): ",
    "period_end": "Last month of the period (YYYY-MM): ",
    "language": "Language of the text (en or fr): ",
    "citation_key": "Key in the bibliography (empty for the usual one): ",
    "text": "Text file of the report (empty when it was not read): ",
}
# Those that may stay empty.
_MAY_LACK = {"citation_key", "text"}


def parser() -> argparse.ArgumentParser:
    """Describe the command."""
    made = argparse.ArgumentParser(
        prog="make new-report ARGS=…",
        description="Write the pages of a new report.  What is not given is asked for at a terminal.",
    )
    made.add_argument("--number", metavar="N", help="number of the report")
    made.add_argument("--published", metavar="YYYY-MM-DD", help="day of publication")
    made.add_argument("--period-start", metavar="YYYY-MM", help="first month of the period")
    made.add_argument("--period-end", metavar="YYYY-MM", help="last month of the period")
    made.add_argument("--language", metavar="LL", help=f"language of the text: {', '.join(LANGUAGES)}")
    made.add_argument("--citation-key", metavar="KEY", help="key in the bibliography (report and the number)")
    made.add_argument("--text", metavar="FILE", help="the report's text, in UTF-8; it is read and not kept")
    made.add_argument(
        "--heading",
        metavar="TITLE=CODE",
        action="append",
        default=[],
        help="a section's heading as printed, and the section's code; TITLE=- for one within a section",
    )
    made.add_argument("--dry-run", action="store_true", help="list what would be written, write nothing")
    made.add_argument("--show", action="store_true", help="print each sentence with its id, write nothing")
    made.add_argument("--root", type=Path, default=Path(), help="the project's folder")
    return made


def complete(given: argparse.Namespace) -> tuple[Options, Path | None]:
    """Ask for what is missing, and check everything.

    :returns: the facts, and the text file when there is one.
    :raises OptionError: for a value that is not allowed, and for one that is missing when
        there is no terminal to ask at.
    """
    values = {name: getattr(given, name) for name in QUESTIONS}
    if sys.stdin.isatty():
        values |= {name: input(QUESTIONS[name]).strip() for name, value in values.items() if value is None}
    lacking = [name for name, value in values.items() if not value and name not in _MAY_LACK]
    if lacking:
        raise OptionError("missing: " + ", ".join(f"--{name.replace('_', '-')}" for name in lacking))
    values["citation_key"] = values["citation_key"] or f"report{_number(values['number']):02d}"
    return checked(values), Path(values["text"]) if values["text"] else None
