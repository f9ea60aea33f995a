"""Copies of the real tree, so that nothing a test writes lands in it."""

from __future__ import annotations

import csv
import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .factory import REPOSITORY

# A passage of the made-up report, with the number of its sentences.
PASSAGE = re.compile(r":id: (R11-\S+)\n(?:.*\n)*?:sentences: (\d+)\n")
_TAG = re.compile(r"<[^>]+>")

TEXTS = Path(__file__).parents[1] / "tools" / "texts"


# The files of the report that tests make up.
MADE_UP = "r11*"


def copy_of_tree(folder: Path, left_out: str = MADE_UP) -> Path:
    """Copy what an edition is made from; the code is linked, because no test changes it.

    :param left_out: which names of files are left out: a real report of the number that tests
        make up gives way to theirs.
    """
    ignored = shutil.ignore_patterns(left_out)
    folder.mkdir(parents=True)
    for name in ("docs", "locales", "coding"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=ignored)
    for name in ("conf.py", "ubproject.toml", "CITATION.cff"):
        shutil.copy(REPOSITORY / name, folder)
    # The code, and the example that one page of docs/ quotes.
    for name in ("ext", "examples"):
        (folder / name).symlink_to(REPOSITORY / name)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Give the files that a report may touch, by their paths."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for name in ("docs", "locales")
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }


def arguments(root: Path, **changes: str) -> list[str]:
    """Give the options for a made-up eleventh report, with what is given changed."""
    given = {
        "number": "11",
        "published": "2026-06-12",
        "period-start": "2025-06",
        "period-end": "2026-05",
        "language": "en",
        "text": str(TEXTS / "invented-en.txt"),
        "citation-key": "report11",
        "root": str(root),
    } | {name.replace("_", "-"): value for name, value in changes.items()}
    return [part for name, value in given.items() if value for part in (f"--{name}", value)]


def uncommented(page: Path) -> str:
    """Take the percent signs of the first worked example away, as the page says."""
    text = page.read_text(encoding="utf-8")
    start = text.index("% :::{activity}")
    end = text.index("% :::\n", start) + len("% :::\n")
    example = re.sub(r"^% ?", "", text[start:end], flags=re.MULTILINE)
    return text[:start] + "\n" + example + "\n" + text[end:]


def framed(register: str, except_for: str = "") -> str:
    """List every sentence of a register as context, but for those of one passage."""

    def context(found: re.Match[str]) -> str:
        if found[1] == except_for:
            return found[0]
        entries = ", ".join(f"{number} frame" for number in range(1, int(found[2]) + 1))
        return f"{found[0]}:context: {entries}\n:context_note: All of it frames.\n"

    return PASSAGE.sub(context, register)


def build_pages(root: Path, *pages: str, language: str = "en") -> None:
    """Build without a warning; write these pages only, but all data."""
    paths = [f"docs/{page}.md" for page in pages]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-c",
            ".",
            "-b",
            "html",
            "-q",
            "-D",
            f"language={language}",
            "-d",
            "doctrees",
            "docs",
            "out",
            *paths,
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    # The search index needs all pages, and none of the others is written here.
    warnings = [line for line in done.stderr.splitlines() if "search index couldn't be loaded" not in line]
    assert (done.returncode, warnings) == (0, []), done.stderr


def rows(root: Path, name: str) -> list[dict[str, str]]:
    with (root / "out" / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def shown(root: Path, page: str) -> str:
    """Give the text of a page, without its markup."""
    content = (root / "out" / f"{page}.html").read_text(encoding="utf-8")
    return " ".join(html.unescape(_TAG.sub(" ", content)).split())
