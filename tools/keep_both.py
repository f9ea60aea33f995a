"""Merge two editors' additions: what both put at one place stays, one after the other.

Items, translations and names of the vocabulary are added, and seldom changed.  Where both sides
of a merge only add, both are kept; where one changes what the other changes, a conflict stays.

``make merge-driver`` tells git of it, once in each clone; ``.gitattributes`` names the files.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

# Ours, what there was before, theirs; the marks have git's usual size.
_CONFLICT = re.compile(
    r"^<{7} [^\n]*\n(?P<ours>.*?)^\|{7}[^\n]*\n(?P<base>.*?)^={7}\n(?P<theirs>.*?)^>{7} [^\n]*\n",
    re.MULTILINE | re.DOTALL,
)
# Two items, or two messages, are parted by an empty line.
_PARTED = (".md", ".po")


def kept(text: str, suffix: str) -> str:
    """Settle the conflicts of a text in which both sides only add.

    :param text: a merge with marks in the style "diff3".
    """

    def both(found: re.Match[str]) -> str:
        if found["base"].strip():
            return found[0]
        ours, theirs = found["ours"], found["theirs"]
        if ours == theirs:
            return ours
        apart = (
            suffix in _PARTED and ours.strip() and not ours.endswith("\n\n") and not theirs.startswith("\n")
        )
        return ours + ("\n" if apart else "") + theirs

    merged = _CONFLICT.sub(both, text)
    return _once(merged) if suffix == ".po" else merged


def _once(catalogue: str) -> str:
    """Keep once what both have translated alike, and no comment that has lost its message."""
    messages: dict[str, str] = {}
    for part in map(str.strip, catalogue.split("\n\n")):
        if said := "\n".join(line for line in part.splitlines() if not line.startswith("#: ")):
            messages.setdefault(said, part)
    return "\n\n".join(messages.values()) + "\n"


def main(arguments: list[str]) -> int:
    """Merge as a driver of git (base, ours, theirs, path), or settle a file that holds conflicts.

    :returns: 0 when nothing is left in conflict.
    """
    if len(arguments) == 1:
        target = Path(arguments[0])
        text, suffix = target.read_text(encoding="utf-8"), target.suffix
    else:
        base, ours, theirs, path = arguments
        done = subprocess.run(
            ["git", "merge-file", "-p", "--diff3", ours, base, theirs],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        target, text, suffix = Path(ours), done.stdout, Path(path).suffix
    text = kept(text, suffix)
    target.write_text(text, encoding="utf-8")
    return 1 if _CONFLICT.search(text) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
