"""Extract, merge and report: ``python -m tools.translations`` (``make translations``).

Templates go to ``build/gettext``; :mod:`.merging` brings them into the catalogues.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from .. import ROOT
from ..checking import files
from ..command import run
from .findings import of_project, summary
from .lists import in_order
from .merging import memory_of, merged
from .messages import rendered
from .project import templates as templates_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .messages import Template


def _write(path: Path, text: str) -> bool:
    """Write a file when it changes; tell whether it did."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def _merge(root: Path, templates: Sequence[Template]) -> None:
    """Write the templates, and bring the catalogues up to date."""
    memory = memory_of(templates)
    for template in templates:
        _write(root / "build" / "gettext" / f"{template.name}.pot", rendered(template.catalogue()))
        if template.shipped:
            _write(template.shipped, rendered(template.catalogue()))
        for language, path in template.catalogues.items():
            catalogue = merged(template, language, path, memory[language])
            if _write(path, rendered(catalogue, language)):
                print(f"merged {path.relative_to(root)}")


def main(arguments: Sequence[str], *, check: bool = False) -> int:
    """Bring the catalogues of the project in the folder given, or of this one, up to date.

    :param check: write nothing; the exit code is 1 when there is something to mend.
    """
    root = Path(*arguments).resolve() if arguments else ROOT
    unread = list(files.findings(root))
    if unread:
        print(*unread, sep="\n")
        return 1
    metamodel = root / "ubproject.toml"
    if not check and _write(metamodel, in_order(metamodel.read_text(encoding="utf-8"))):
        print("put the names in ubproject.toml in order")
    try:
        templates = list(templates_of(root))
    except SphinxError as error:
        print(error)
        return 1
    if not check:
        _merge(root, templates)
    found = of_project(templates, root)
    again = "; run this once more when they are translated: it puts in the no-break spaces"
    print(*found, summary(templates, found) + (again if found and not check else ""), sep="\n")
    return 1 if check and found else 0


if __name__ == "__main__":
    run(main)
