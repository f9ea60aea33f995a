"""What a run writes: all of it, or nothing; and nothing that holds an editor's work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..intake.areas import DOCS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ITEM = re.compile(r":{3,}\{(?!passage\}|report\}|progress-)\w+\}")
_DECIDED = re.compile(r":(?:context|context_note|coded|coded_by|codings): ")


class PlanError(Exception):
    """Something that would be written is there already; the message names the file."""


@dataclass(frozen=True)
class Plan:
    """Files with their text; ``page`` is the report's own, ``key`` its entry's in the bibliography.

    A report of which nothing is coded may be made again, over what an earlier run has written.
    """

    root: Path
    files: dict[Path, str]
    page: Path
    key: str

    def check(self) -> None:
        """Refuse to overwrite what an editor has written.

        :raises PlanError: naming each file, or the line.
        """
        there = self._there()
        if there and self.page not in there:
            names = ", ".join(map(str, there))
            raise PlanError(f"there already, and not overwritten: {names}")
        for path in there:
            for place in self._work(path):
                raise PlanError(
                    f"{place}; only a report of which nothing is coded is made again (make divide and make "
                    "join change single passages)"
                )
        known = re.compile(rf"\s*@\w+\{{\s*{re.escape(self.key)}\s*,")
        for path in sorted((self.root / DOCS).rglob("*.bib")):
            if path.relative_to(self.root) in self.files:
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if known.match(line):
                    place = f"{path.relative_to(self.root)}:{number}"
                    raise PlanError(f"{place}: the key {self.key} is there already")

    def _there(self) -> list[Path]:
        return [path for path in self.files if (self.root / path).exists()]

    def _work(self, path: Path) -> Iterator[str]:
        """Find an editor's work in a page that an earlier run has written."""
        if path.suffix != ".md":
            return
        ours = {line for line in self.files[path].splitlines() if not line.startswith((":", "%"))}
        for number, line in enumerate((self.root / path).read_text(encoding="utf-8").splitlines(), 1):
            if _ITEM.match(line) or _DECIDED.match(line):
                yield f"{path}:{number}: holds “{line[:40]}”"
            elif path.parent.parts[:2] == ("docs", "areas") and not line.startswith("%") and line not in ours:
                yield f"{path}:{number}: holds text of its own"

    def _kept(self, path: Path) -> bool:
        """Keep the bibliography's entry once it is there: editors complete it."""
        return path.suffix == ".bib" and (self.root / path).exists()

    def listing(self) -> list[str]:
        """List what is written, a line each."""
        there = self._there()
        words = {path: "kept" if self._kept(path) else "new text for" for path in there}
        return [f"{words.get(path, 'new file')}  {path}" for path in self.files]

    def write(self) -> None:
        """Write everything; what was there before is put back when something fails.

        :raises PlanError: when something is there that is not overwritten.
        :raises OSError: when the disk refuses.
        """
        self.check()
        written = {path: text for path, text in self.files.items() if not self._kept(path)}
        before = {path: (self.root / path).read_bytes() for path in written if (self.root / path).exists()}
        made: list[Path] = []
        try:
            for path, text in written.items():
                target = self.root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("w" if path in before else "x", encoding="utf-8", newline="\n") as stream:
                    made.append(path)
                    stream.write(text)
        except OSError:
            for path in made:
                if path in before:
                    (self.root / path).write_bytes(before[path])
                else:
                    (self.root / path).unlink(missing_ok=True)
            raise
