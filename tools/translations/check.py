"""Check all catalogues against the sources: ``python -m tools.translations.check``.

Reads the pages afresh and writes nothing.  Each finding is one line: where the message
stands, what is wrong, the message, and the line of the catalogue to mend.  The exit
status is 1 when there is one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ..checking import files
from ..command import run
from .findings import of_project
from .project import Project
from .report import summary


def main(arguments: list[str]) -> int:
    """Check the project in the folder given, or this one."""
    project = Project(Path(arguments[0]).resolve() if arguments else Path(__file__).parents[2])
    sys.path.insert(0, str(project.root / "ext"))
    unread = [str(finding) for finding in files.findings(project.root)]
    if unread:
        print(*unread, sep="\n")
        return 1
    templates = list(project.templates())
    found = of_project(templates, project.locales, project.root)
    for finding in found:
        print(finding)
    print(summary(templates, found))
    return 1 if found else 0


if __name__ == "__main__":
    run(main)
