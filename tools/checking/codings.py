"""The codings and their settlements, as ``make agreement`` reads them, and what it writes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..agreement.codings import CodingError
from ..agreement.report import report
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def findings(root: Path) -> Iterator[Finding]:
    """Find what makes the codings unreadable, else what does not follow from them."""
    try:
        made = report(root)
    except CodingError as error:
        place, _, what = str(error).partition(": ")
        file, _, line = place.partition(":")
        yield Finding(f"coding/{file}", int(line or 1), "", what)
    except (OSError, KeyError) as error:
        yield Finding("coding", 1, "", f"what the codings rest on cannot be read: {error}: bring it back")
    else:
        for path, text in made.items():
            if path.read_text(encoding="utf-8") != text:
                what = "does not follow from the codings and their settlements: run make agreement"
                yield Finding(path.relative_to(root).as_posix(), 1, "", what)
