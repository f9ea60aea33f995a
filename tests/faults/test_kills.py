"""A build killed at any moment leaves whole files, and the next build is right.

``FAULT_KILLS`` says how often; a few by default, because each takes two builds.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from support.factory import Build, differing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.factory import Root

KILLS = int(os.environ.get("FAULT_KILLS", "3"))
R04 = "areas/cyber/r04.md"


def edit(root: Root) -> None:
    """Change an item's links and title, the text of a page without items, and a page's title."""
    root.swap(
        R04, ":evidence: R04-CYB-01.2\n:matched: P16-CYB-02", ":evidence: R04-CYB-01.2\n:matched: P16-CYB-01"
    )
    root.swap(R04, "Meeting A04-CYB-001\n", "Second meeting of A04-CYB-001\n")
    root.swap("index.md", "Reported: ", "Activity reported: ")
    root.swap("views.md", "# Views", "# All views")


def undo(root: Root) -> None:
    root.swap(
        R04, ":evidence: R04-CYB-01.2\n:matched: P16-CYB-01", ":evidence: R04-CYB-01.2\n:matched: P16-CYB-02"
    )
    root.swap(R04, "Second meeting of A04-CYB-001\n", "Meeting A04-CYB-001\n")
    root.swap("index.md", "Activity reported: ", "Reported: ")
    root.swap("views.md", "# All views", "# Views")


def parses(path: Path) -> bool:
    """Tell whether a data file can be read to its end."""
    if path.suffix == ".json":
        json.loads(path.read_text(encoding="utf-8"))
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    return True


def broken(output: Build, *good: dict[str, bytes]) -> list[str]:
    """Name the pages and data files that are neither those of one good output nor of the other."""
    return [
        name
        for name, content in output.files().items()
        if not name.rpartition("/")[2].startswith(".")
        and (name.startswith("data/") or name.endswith((".html", "needs.json")))
        and (content not in [files.get(name) for files in good] or not parses(output.outdir / name))
    ]


def kill(root: Root, after: float, *options: str) -> None:
    """Start a build and kill it, with its workers, after so many seconds."""
    process = root.start(*options)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):  # the build was faster
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("kills", [KILLS, pytest.param(30, marks=pytest.mark.exhaustive)])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_build_leaves_whole_files_and_the_next_one_is_right(
    tiny: Root, jobs: int, kills: int
) -> None:
    chance = random.Random(f"kills {jobs}")
    options = ("-j", str(jobs))
    changes: list[Callable[[Root], None]] = [edit, undo]
    good = []
    start = time.monotonic()
    for change, out in ((lambda root: None, "fresh before"), (edit, "fresh after")):
        change(tiny)
        code, made = tiny.run(*options, out=out)
        assert code == 0, made.log
        good.append(made)
    duration = (time.monotonic() - start) / 2
    undo(tiny)
    code, output = tiny.run(*options)
    assert differing(output, good[0]) == []
    whole = [made.files() for made in good]
    for number in range(1, kills + 1):
        changes[(number + 1) % 2](tiny)
        moment = chance.uniform(0.2, 1.1) * duration
        kill(tiny, moment, *options)
        assert broken(output, *whole) == [], f"kill {number}, after {moment:.2f} s"
        code, output = tiny.run(*options)
        assert (code, differing(output, good[number % 2])) == (0, []), f"kill {number}, after {moment:.2f} s"


def test_a_first_build_killed_while_it_writes_is_done_again(tiny: Root) -> None:
    """Killed when half of the pages stand there: the hardest moment, found by looking."""
    process = tiny.start()
    pages = tiny.folder / "out" / ".html.new"
    while process.poll() is None and len(list(pages.rglob("*.html"))) < 8:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    tiny.swap("index.md", "Reported: ", "Activity reported: ")
    code, output = tiny.run()
    assert code == 0
    code, fresh = tiny.run(out="fresh")
    assert differing(output, fresh) == []
