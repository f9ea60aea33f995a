"""Extract, merge and report: ``python -m tools.translations`` (``make translations``).

Templates go to ``build/gettext``; sphinx-intl merges them into the catalogues: new
messages come in empty, changed ones marked fuzzy, dropped ones as obsolete.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx_intl import catalog as intl

from .findings import of_project
from .messages import Template, read, write
from .project import Project
from .report import summary


def merge(template: Template, language: str, path: Path) -> bool:
    """Merge a template into the catalogue of one language; tell whether it changed.

    Positions of messages alone are no change: every edit above them would be one.
    """
    fresh = template.catalogue()
    if not path.is_file():
        fresh.locale = language
        write(path, fresh)
        return True
    catalogue = read(path)
    before = {(entry.context, entry.id) for entry in catalogue}
    intl.update_with_fuzzy(catalogue, fresh)
    if before == {(entry.context, entry.id) for entry in catalogue}:
        return False
    write(path, catalogue)
    return True


def main(arguments: list[str]) -> int:
    """Bring the catalogues of the project in the folder given, or of this one, up to date."""
    project = Project(Path(arguments[0]).resolve() if arguments else Path(__file__).parents[2])
    sys.path.insert(0, str(project.root / "ext"))
    templates = list(project.templates())
    for template in templates:
        write(project.root / "build" / "gettext" / f"{template.name}.pot", template.catalogue())
        for language, path in template.catalogues.items():
            if merge(template, language, path):
                print(f"merged {path.relative_to(project.root)}")
    found = of_project(templates, project.locales, project.root)
    for finding in found:
        print(finding)
    print(summary(templates, found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
