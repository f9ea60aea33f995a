"""Extract, merge and report: ``python -m tools.translations`` (``make translations``).

Templates go to ``build/gettext``; :mod:`.merging` brings them into the catalogues.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.errors import SphinxError

from ..checking import files
from ..command import run
from .findings import of_project
from .lists import in_order
from .merging import memory_of, merged
from .messages import rendered
from .project import Project
from .report import summary


def _write(path: Path, text: str) -> bool:
    """Write a file when it changes; tell whether it did."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def main(arguments: list[str]) -> int:
    """Bring the catalogues of the project in the folder given, or of this one, up to date."""
    project = Project(Path(arguments[0]).resolve() if arguments else Path(__file__).parents[2])
    sys.path.insert(0, str(project.root / "ext"))
    unread = [str(finding) for finding in files.findings(project.root)]
    if unread:
        print(*unread, sep="\n")
        return 1
    metamodel = project.root / "ubproject.toml"
    if _write(metamodel, in_order(metamodel.read_text(encoding="utf-8"))):
        print("put the names in ubproject.toml in order")
    try:
        templates = list(project.templates())
    except SphinxError as error:
        print(error)
        return 1
    memory = memory_of(templates)
    for template in templates:
        _write(project.root / "build" / "gettext" / f"{template.name}.pot", rendered(template.catalogue()))
        if template.shipped:
            _write(template.shipped, rendered(template.catalogue()))
        for language, path in template.catalogues.items():
            catalogue = merged(template, language, path, memory[language])
            if _write(path, rendered(catalogue, language)):
                print(f"merged {path.relative_to(project.root)}")
    found = of_project(templates, project.locales, project.root)
    for finding in found:
        print(finding)
    print(summary(templates, found))
    return 0


if __name__ == "__main__":
    run(main)
