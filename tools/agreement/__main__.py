"""``python -m tools.agreement``: write the figures and the page's tables, or check them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ..command import run
from . import ROOT
from .codings import CodingError
from .report import report


def main(arguments: list[str] | None = None) -> int:
    """Write the data and the page; with ``--check``, only tell whether they are up to date."""
    parser = argparse.ArgumentParser(prog="python -m tools.agreement", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is out of date")
    parser.add_argument("--french", type=Path, help="also write the French of the tables to this JSON file")
    options = parser.parse_args(arguments)
    try:
        made = report(options.root)
    except CodingError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [path for path, text in made.files.items() if _read(path) != text]
    if options.check:
        for path in stale:
            print(f"{path}: out of date; run python -m tools.agreement", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(made.files[path], encoding="utf-8")
        print(f"wrote {path}")
    if options.french:
        options.french.write_text(
            json.dumps(made.french, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    run(main)
