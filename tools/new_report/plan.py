"""What a run writes: all of it, or nothing; and nothing that was there before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..intake.areas import DOCS

if TYPE_CHECKING:
    from pathlib import Path


class PlanError(Exception):
    """Something that would be written is there already; the message names the file."""


@dataclass(frozen=True)
class Plan:
    """New files with their text; ``key`` is the new entry's in the bibliography."""

    root: Path
    files: dict[Path, str]
    key: str

    def check(self) -> None:
        """Refuse to overwrite.

        :raises PlanError: naming each file, or the line of the bibliography.
        """
        there = [str(path) for path in self.files if (self.root / path).exists()]
        if there:
            raise PlanError(f"there already, and not overwritten: {', '.join(there)}")
        known = re.compile(rf"\s*@\w+\{{\s*{re.escape(self.key)}\s*,")
        for path in sorted((self.root / DOCS).rglob("*.bib")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if known.match(line):
                    place = f"{path.relative_to(self.root)}:{number}"
                    raise PlanError(f"{place}: the key {self.key} is there already")

    def listing(self) -> list[str]:
        """List what is written, a line each."""
        return [f"new file  {path}" for path in self.files]

    def write(self) -> None:
        """Write everything; what was written is taken back when something fails.

        :raises PlanError: when something is there already.
        :raises OSError: when the disk refuses.
        """
        self.check()
        made: list[Path] = []
        try:
            for path, text in self.files.items():
                target = self.root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("x", encoding="utf-8", newline="\n") as stream:
                    made.append(target)
                    stream.write(text)
        except OSError:
            for target in made:
                target.unlink(missing_ok=True)
            raise
