"""Check the content and the catalogues, without writing output: ``make check``.

Each mistake is one line: file and line, item, what is wrong, what is allowed and how to mend
it.  The exit status is 1 when there is one.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tools.checking.run import findings  # noqa: E402 - the project's folder must be known first
from tools.command import run  # noqa: E402 - as above


def main(arguments: list[str]) -> int:
    """Check the project in the folder given, or this one."""
    # The program ends before the collector could pay for itself.
    gc.disable()
    root = Path(arguments[0]).resolve() if arguments else ROOT
    found, summary = findings(root)
    for finding in found:
        print(finding)
    print(f"check failed: {summary}" if found else f"check passed: {summary}")
    return 1 if found else 0


if __name__ == "__main__":
    run(main)
