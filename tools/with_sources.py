"""Build a reading copy of one's own, with the sentences of the reports at hand: ``make with-sources``.

The files lie in ``sources/``, each under its report's number: ``R04.pdf``, ``R04.docx``,
``R04.html`` or ``R04.txt``.  What is read from them goes with the copy into
``build/with-sources/``, and nowhere else; neither folder is in the project or published.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.intake import IntakeError, read
from tools.intake.languages import LANGUAGES
from tools.intake.normalise import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SOURCES, COPY = ROOT / "sources", ROOT / "build" / "with-sources"
_NAME = re.compile(r"(?P<report>R\d{2})(?:[ _-].*)?", re.IGNORECASE)
_SUFFIXES = (".txt", ".pdf", ".docx", ".html", ".htm")


def files(folder: Path) -> dict[str, Path]:
    """Find the reports at hand: number → file."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = _NAME.fullmatch(path.stem)
        if name and path.suffix.lower() in _SUFFIXES:
            found.setdefault(name["report"].upper(), path)
    return found


def paragraphs(path: Path, report: str) -> dict[str, list[dict[str, Any]]]:
    """Read a report in each language it could be in: the hashes tell later which one was meant.

    :raises IntakeError: when the file cannot be read.
    """
    return {
        language: [
            {
                "id": f"{report}-{one.section}-{one.place}",
                "sha256": digest(" ".join(part)),
                "sentences": list(part),
            }
            for one in read(path, language, project=ROOT).paragraphs
            for part in _parts(one.sentences)
        ]
        for language in LANGUAGES
    }


def _parts(sentences: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give a paragraph, then each two parts of it.

    Where a page ends with a full line, a PDF does not tell whether a paragraph ends there too.
    """
    yield sentences
    for number in range(1, len(sentences)):
        yield sentences[:number]
        yield sentences[number:]


def main() -> int:
    """Read the reports, then build both editions with what was read."""
    at_hand = files(SOURCES)
    if not at_hand:
        print(
            f"{SOURCES}: no report is there. Put its file into this folder under its number, "
            f"as R04.pdf (or {', '.join(_SUFFIXES)})."
        )
        return 2
    texts = {}
    for report, path in at_hand.items():
        try:
            texts[report] = paragraphs(path, report)
        except IntakeError as error:
            print(error)
            return 1
        print(f"{path.relative_to(ROOT)}: read")
    COPY.mkdir(parents=True, exist_ok=True)
    held = COPY / "texts.json"
    held.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    for language in ("en", "fr"):
        told = ["-D", f"language={language}", "-D", f"source_texts={held}"]
        places = ["-d", str(COPY / "doctrees" / language), "docs", str(COPY / "html" / language)]
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "-c", ".", "-b", "html", *told, *places], cwd=ROOT, check=False
        )
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
