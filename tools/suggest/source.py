"""The text of a report, found among the files of ``sources/`` by the hashes of its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..intake import IntakeError, read
from ..intake.doubts import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ..checking.markup import Item

FOLDER = "sources"
# A file is the report's when so many of its passages have the register's hashes.
_ENOUGH = 0.5


class SourceError(ValueError):
    """The text of a report is not at hand; the message says what was looked for."""


def sentences(
    root: Path, register: Sequence[Item], file: Path | None = None
) -> tuple[Mapping[str, tuple[str, ...]], str]:
    """Give the sentences of each passage of a report, by its number, and the language.

    :param register: the passages as the project has them.
    :param file: the report's file; without it all files of ``sources/`` are tried.
    :raises SourceError: when no file holds them.
    """
    wanted = {item.get("sha256"): item.id for item in register}
    files = [file] if file else sorted(path for path in (root / FOLDER).glob("*") if path.is_file())
    for path in files:
        language, passages = _read(path, root)
        found = {wanted[sha]: text for sha, text in passages.items() if sha in wanted}
        if found and len(found) >= _ENOUGH * len(wanted):
            return found, language
    where = str(file) if file else f"{root / FOLDER}: no file there"
    raise SourceError(f"{where} holds the passages of the report; give it with --text")


def _read(path: Path, root: Path) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Read a file in its own language; what is no report gives nothing."""
    try:
        document = read(path, "en", root)
        language = language_of(" ".join(part for each in document.paragraphs for part in each.sentences))
        if language != "en":
            document = read(path, language, root)
    except IntakeError:
        return "en", {}
    return language, {each.sha256: each.sentences for each in document.paragraphs}
