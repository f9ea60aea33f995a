"""What a run writes: all of it, or nothing; and nothing that was there before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class PlanError(Exception):
    """Something that would be written is there already; the message names the file."""


@dataclass(frozen=True)
class Plan:
    """New files with their text, and one entry for the bibliography."""

    root: Path
    files: dict[Path, str]
    bibliography: Path
    key: str
    entry: str

    def check(self) -> None:
        """Refuse to overwrite.

        :raises PlanError: naming each file, or the line of the bibliography.
        """
        there = [str(path) for path in self.files if (self.root / path).exists()]
        if there:
            raise PlanError(f"there already, and not overwritten: {', '.join(there)}")
        known = re.compile(rf"\s*@\w+\{{\s*{re.escape(self.key)}\s*,")
        for number, line in enumerate(self._references().splitlines(), 1):
            if known.match(line):
                raise PlanError(f"{self.bibliography}:{number}: the key {self.key} is there already")

    def _references(self) -> str:
        return (self.root / self.bibliography).read_text(encoding="utf-8")

    def listing(self) -> list[str]:
        """List what is written, a line each."""
        return [*(f"new file  {path}" for path in self.files), f"new entry {self.key} in {self.bibliography}"]

    def write(self) -> None:
        """Write everything; what was written is taken back when something fails.

        :raises PlanError: when something is there already.
        :raises OSError: when the disk refuses.
        """
        self.check()
        before = self._references()
        made: list[Path] = []
        try:
            for path, text in self.files.items():
                target = self.root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("x", encoding="utf-8", newline="\n") as stream:
                    made.append(target)
                    stream.write(text)
            self._store(before.rstrip("\n") + "\n" + self.entry)
        except OSError:
            for target in made:
                target.unlink(missing_ok=True)
            self._store(before)
            raise

    def _store(self, text: str) -> None:
        (self.root / self.bibliography).write_text(text, encoding="utf-8", newline="\n")
