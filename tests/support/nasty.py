"""A tiny tracker whose titles try to be something else than text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tracker import ACTIVITIES, activity, tracker

if TYPE_CHECKING:
    from pathlib import Path

    from .factory import Root

VERSION = "2026-01-02"

NASTY = (
    "=1+1",
    "+x",
    "-x",
    "@x",
    "<b>bold</b>",
    "A & B",
    "The \"quoted\" and 'quoted'",
    "</script><script>alert(1)</script>",
    '=HYPERLINK("http://example.invalid","x")',
    "#N/A",
    "éàü – “x”, 你好",
)

CHANGES = "# Changes\n\n:::{progress-changes}\n:::\n"
DATA = "# Data\n\n:::{progress-data}\n:::\n"


def dated(root: Root, version: str = VERSION) -> Root:
    """Give the project a version that is a date, as data versions are."""
    root.swap("conf.py", 'version = release = "1"', f'version = release = "{version}"')
    return root


def nasty(folder: Path) -> Root:
    """Write the tracker with all nasty titles among its activities, and the pages of data and changes."""
    items = "".join(
        activity(f"A04-CYB-1{number:02}", title=title, text="Noted.", editor_note=f"{title} – noted")
        for number, title in enumerate(NASTY)
    )
    page = "# Cyber in report 4\n\n" + ACTIVITIES + items
    return dated(tracker(folder, changes=CHANGES, data=DATA, areas__cyber__r04=page))
