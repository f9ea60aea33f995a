"""Publish an edition: ``make edition VERSION=2026-12-01 TO=folder``.

``version`` writes the day into the files that name it; ``publish`` copies what was built into an
empty folder: the site with its data, the PDF editions, checksums, and the file that tells the
pages services of forges to serve it as it is.  Nothing of the making is in it, and no link in it
leads nowhere.  The same build gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import html

from .checking.files import VERSIONS
from .command import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What builders leave for themselves, hidden files all of them.
_INTERNAL = shutil.ignore_patterns(".*", "_sources", "*.pickle", "*.log", "webpack-macros.html")
_UNLINKED = "//*[@data-file][not(a)]/@data-href"
CHECKSUMS = "SHA256SUMS"


class EditionError(Exception):
    """An edition cannot be published; the message says why."""


def set_version(root: Path, version: str) -> list[str]:
    """Write a version into every file that names it.

    :returns: the files that changed.
    :raises EditionError: when the version is no day, or a file has no line for it.
    """
    try:
        date.fromisoformat(version)
    except ValueError as error:
        raise EditionError(f"VERSION={version}: give a day as YYYY-MM-DD ({error})") from error
    changed = {}
    for name, place in VERSIONS:
        path = root / name
        text = path.read_text(encoding="utf-8")
        new, times = place.subn(version, text)
        if times != 1:
            raise EditionError(f"{name}: has {times} lines for the version, and must have one")
        if new != text:
            path.write_text(new, encoding="utf-8")
            changed[name] = True
    return [*changed]


def publish(build: Path, target: Path) -> int:
    """Copy what was built into an empty folder.

    :returns: the number of files.
    :raises EditionError: when the folder is not empty, something was not built, or a link is dead.
    """
    site, pdfs = build / "html", sorted((build / "pdf").glob("*.pdf"))
    if not (site / "index.html").is_file() or not pdfs:
        raise EditionError(f"{build}: holds no site with a home page, or no PDF; build both first")
    if target.exists() and any(target.iterdir()):
        raise EditionError(f"{target}: is not empty; an edition goes into a folder of its own")
    shutil.copytree(site, target, ignore=_INTERNAL, copy_function=shutil.copyfile, dirs_exist_ok=True)
    (target / "pdf").mkdir(exist_ok=True)
    for path in pdfs:
        shutil.copyfile(path, target / "pdf" / path.name)
    (target / ".nojekyll").write_bytes(b"")
    dead = sorted(set(_dead(target)))
    if dead:
        shutil.rmtree(target)
        raise EditionError("links that lead nowhere:\n" + "\n".join(dead))
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(target).as_posix()}\n"
        for path in sorted(target.rglob("*"))
        if path.is_file()
    ]
    (target / CHECKSUMS).write_text("".join(sums), encoding="utf-8")
    return len(sums)


def _dead(folder: Path) -> Iterator[str]:
    """Find links to files that are not in the folder."""
    for page in sorted(folder.rglob("*.html")):
        root = html.parse(page).getroot()
        if root is None:  # an empty page
            continue
        # What was built before the file it names says that it is not there.
        yield from (f"{page.relative_to(folder)}: {one} is not linked" for one in root.xpath(_UNLINKED))
        for link in map(str, root.xpath("//@href | //@src")):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (page.parent / unquote(parts.path)).resolve()
            inside = target.is_relative_to(folder.resolve())
            if not inside or not (target.is_file() or (target / "index.html").is_file()):
                yield f"{page.relative_to(folder)}: {link}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two steps; 2 when it was refused."""
    parser = argparse.ArgumentParser(prog="make edition", description="Publish an edition.")
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("version").add_argument("version", metavar="YYYY-MM-DD")
    steps.add_parser("publish").add_argument("target", type=Path)
    given = parser.parse_args(arguments)
    try:
        if given.step == "version":
            changed = set_version(Path(), given.version)
            print(f"version {given.version}: {', '.join(changed) or 'stands everywhere already'}")
        else:
            print(f"{given.target}: {publish(Path('build'), given.target)} files")
    except (EditionError, OSError) as error:
        print(f"make edition: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    run(main)
