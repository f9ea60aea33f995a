"""Compare two versions of the data, or keep one: ``python -m progress_matrix.open_data``.

Two builds or frozen versions are compared; with ``--freeze FOLDER``, the version of the
builds that are given (one output folder for each language) is kept in that folder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .versions import Summary, SummaryError, compare, freeze, lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m progress_matrix.open_data", description=__doc__)
    parser.add_argument(
        "version", type=Path, nargs="+", help="output folder of a build, or file of a frozen version"
    )
    parser.add_argument(
        "--freeze", type=Path, metavar="FOLDER", help="keep the version of these builds in FOLDER"
    )
    asked = parser.parse_args(arguments)
    if asked.freeze is None and len(asked.version) != 2:  # noqa: PLR2004 - an old one and a new one
        parser.error("a comparison takes two versions: the old one and the new one")
    try:
        summaries = [Summary.load(path) for path in asked.version]
        if asked.freeze:
            written = [str(freeze(asked.freeze, summaries))]
        else:
            written = lines(compare(summaries[0], summaries[1]))
    except (SummaryError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
