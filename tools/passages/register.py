"""The page of a report's passages, read and written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BLOCK = re.compile(r":::\{passage\} (?P<title>.*)\n(?P<options>(?::\w+:.*\n)+)\n(?P<body>.*\n)*?:::\n")
_OPTION = re.compile(r":(\w+): ?(.*)")


@dataclass(slots=True)
class Passage:
    """A passage as it is written: its options in their order."""

    title: str
    options: dict[str, str]
    source: str = field(default="", repr=False)

    @property
    def id(self) -> str:
        """Its number, such as ``R11-CYB-04``."""
        return self.options["id"]

    @property
    def count(self) -> int:
        """How many sentences it has."""
        return int(self.options["sentences"])

    @property
    def section(self) -> str:
        """The report and the section, such as ``R11-CYB``."""
        return self.id.rpartition("-")[0]

    @property
    def number(self) -> int:
        """Its place in the section."""
        return int(self.options["number"])

    def context(self) -> dict[int, str]:
        """Give the sentences that are context, with their reasons."""
        parts = (part.split() for part in self.options.get("context", "").split(",") if part.strip())
        return {int(number): reason for number, reason in parts}

    def numbered(self, number: int) -> Passage:
        """Give it another number within its section."""
        title = re.sub(r"\d+$", str(number), self.title)
        options = self.options | {"id": f"{self.section}-{number:02d}", "number": str(number)}
        return Passage(title, options)

    def text(self) -> str:
        """Write it as it stands on the page."""
        # What was decided stands below what was counted.
        ordered = sorted(self.options.items(), key=lambda option: option[0].startswith("context"))
        options = "".join(f":{name}: {value}\n" for name, value in ordered if value)
        parts = " ".join(f"{{np}}`({number})`" for number in range(1, self.count + 1))
        return f":::{{passage}} {self.title}\n{options}\n{parts}\n:::\n"


def read(text: str) -> list[Passage]:
    """Read the passages of a page, in their order."""
    return [
        Passage(found["title"], dict(_OPTION.findall(found["options"])), found[0])
        for found in _BLOCK.finditer(text)
    ]


def context_of(reasons: dict[int, str]) -> str:
    """Write reasons for context as a field holds them."""
    return ", ".join(f"{number} {reason}" for number, reason in sorted(reasons.items()))
