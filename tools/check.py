"""Validate the content and the catalogues from a clean read, without writing output.

Every finding names its file and line and the item.  The exit status is 1 when there
is one.  The read is always a fresh one: on a warm cache Sphinx does not repeat the
warnings of pages that it does not read again.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _content(folder: Path) -> int:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-c",
        str(ROOT),
        "-b",
        "dummy",
        "-q",
        "-E",
        "-W",
        "--keep-going",
        "-D",
        "needs_build_json=0",
        "-d",
        str(folder / "doctrees"),
        str(ROOT / "docs"),
        str(folder / "out"),
    ]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _catalogues() -> int:
    command = [sys.executable, "-m", "tools.translations.check"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """Run both checks, whatever the first one says."""
    with tempfile.TemporaryDirectory() as folder:
        failed = [
            name
            for name, status in (
                ("content", _content(Path(folder))),
                ("catalogues", _catalogues()),
            )
            if status
        ]
    print(f"check failed: {', '.join(failed)}" if failed else "check passed: content and catalogues")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
