"""``python -m tools.agreement``: write the figures and the page's tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .. import ROOT
from ..command import run
from .codings import CodingError
from .report import report


def main(arguments: list[str] | None = None) -> int:
    """Write the data and the page where they are out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.agreement", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    options = parser.parse_args(arguments)
    try:
        made = report(options.root)
    except CodingError as error:
        print(error, file=sys.stderr)
        return 1
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    run(main)
