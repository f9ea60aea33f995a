"""Build beside the last good output, and put the new one in its place when all is well.

``python -m tools.build`` takes the arguments of ``sphinx-build``: ``-d DOCTREES``, and the
folders of the sources and of the output at the end.  Whatever ends a build (an error, a
warning under ``-W``, a full disk, a kill), the last good output stays whole, and the next build
goes on from it.  One build at a time works on an output folder.

Output and doctrees are swapped one after the other; a stamp that both bear tells whether they
belong together.  Doctrees may serve several outputs, so they hold a stamp for each.
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import json
import multiprocessing
import os
import shutil
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout
from sphinx.cmd.build import main as sphinx_build

if TYPE_CHECKING:
    from collections.abc import Sequence

STAMP = ".build-stamp"
BUSY = 75
"""The exit code of a build that found another one at work (``EX_TEMPFAIL``)."""


def beside(live: Path, kind: str) -> Path:
    """Name what stands beside a folder: ``new`` is the staging, ``old`` on its way out, ``lock``."""
    return live.with_name(f".{live.name}.{kind}")


def lock(live: Path) -> BaseFileLock:
    """Take the lock of a folder; it goes with the process and its workers, however they end.

    :raises Timeout: when another build has it.
    """
    live.parent.mkdir(parents=True, exist_ok=True)
    held: BaseFileLock = FileLock(beside(live, "lock"), timeout=0)
    try:
        held.acquire()
    except Timeout:
        raise
    except OSError:
        # File systems without locks, such as some of a network, have many names for that.  A file with
        # the number of the process does instead; one of a dead process is taken over.
        held = SoftFileLock(beside(live, "soft-lock"), timeout=0)
        held.acquire()
    return held


def recover(live: Path) -> None:
    """Finish or undo what a killed build left: a swap is done when the folder stands in its place."""
    if not live.exists() and beside(live, "old").exists():
        beside(live, "old").rename(live)
    clear(live)


def clear(live: Path) -> None:
    """Delete what stands beside a folder."""
    for kind in ("old", "new"):
        shutil.rmtree(beside(live, kind), ignore_errors=True)


def stamps(folder: Path) -> dict[str, str]:
    """Give the stamps that a folder bears: of the builds that it comes from, by their output."""
    try:
        found: dict[str, str] = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def swap(live: Path) -> None:
    """Put the staging folder in the place of the folder."""
    if live.exists():
        live.rename(beside(live, "old"))
    beside(live, "new").rename(live)
    shutil.rmtree(beside(live, "old"), ignore_errors=True)


def keep_times(live: Path, staged: Path, source: Path) -> None:
    """Give files that were written again with the same content their time back.

    Whoever copies the output by time then sees only what changed.  Not pages: Sphinx compares
    their time with that of their source.
    """
    for path in staged.rglob("*"):
        name = path.relative_to(staged)
        before = live / name
        is_page = path.suffix == ".html" and any(
            (source / name).with_suffix(suffix).exists() for suffix in (".md", ".rst")
        )
        if is_page or not path.is_file() or not before.is_file():
            continue
        old = before.stat()
        if old.st_mtime_ns != path.stat().st_mtime_ns and filecmp.cmp(before, path, shallow=False):
            os.utime(path, ns=(old.st_mtime_ns, old.st_mtime_ns))


def build(options: Sequence[str], source: Path, out: Path, doctrees: Path) -> int:
    """Build beside, and swap when all went well; give Sphinx's exit code.

    :raises OSError: when a folder cannot be copied or put in its place.
    """
    for live in (out, doctrees):
        recover(live)
    name = os.path.relpath(out, doctrees)
    known = stamps(doctrees)
    # Output of another build is made anew; the doctrees serve other outputs, too.
    goes_on = stamps(out).get(".", "") == known.get(name, "")
    for live in (out, doctrees) if goes_on else (doctrees,):
        if live.exists():
            shutil.copytree(live, beside(live, "new"), symlinks=True)
    new_out, new_doctrees = beside(out, "new"), beside(doctrees, "new")
    try:
        code = sphinx_build([*options, "-d", str(new_doctrees), str(source), str(new_out)])
    except SystemExit as refused:  # an extension has said why
        code = int(refused.code or 0)
    if code:
        # After a failure Sphinx leaves workers that wait for ever to be heard, and Python for them.
        for worker in multiprocessing.active_children():
            worker.terminate()
        sys.stderr.write(f"{out}: nothing was put there; what the last good build left was left as it was.\n")
        return code
    made = uuid.uuid4().hex
    for folder, borne in ((new_out, {".": made}), (new_doctrees, {**known, name: made})):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STAMP).write_text(json.dumps(borne), encoding="utf-8")
    keep_times(out, new_out, source)
    for live in (out, doctrees):
        swap(live)
    return 0


def _told(error: OSError, out: Path) -> str:
    """Say in one line what could not be done; a copy that failed holds a list of what failed."""
    place, reason = error.filename or str(out), error.strerror or str(error)
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        _, place, reason = error.args[0][0]
    return (
        f"{place}: {reason}. What the last good build left was left as it was; make the folder writable or "
        "free some space, and build again."
    )


def main(arguments: Sequence[str]) -> int:
    """Build as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=__doc__, allow_abbrev=False)
    parser.add_argument("-d", dest="doctrees", type=Path, required=True)
    asked, rest = parser.parse_known_args(arguments)
    if len(rest) < 2:  # noqa: PLR2004 - of the sources, of the output
        parser.error("the folders of the sources and of the output are missing at the end")
    # A link stays, and what it leads to is swapped.
    source, out, doctrees = (Path(name).resolve() for name in (*rest[-2:], asked.doctrees))
    if not source.is_dir():
        parser.error(f"{source}: is no folder; name the one of the sources")
    for live, inner in ((out, doctrees), (doctrees, out), (out, source), (doctrees, source)):
        if inner.is_relative_to(live):
            parser.error(f"{live}: holds {inner}, which would be swapped with it; name one that stands apart")
    folders = sorted((out, doctrees))
    with contextlib.ExitStack() as held:
        for live in folders:
            try:
                held.callback(lock(live).release)
            except Timeout:
                sys.stderr.write(
                    f"{live}: another build is at work in this folder, and this one has changed nothing. "
                    "Wait until the other has ended, or build into another folder.\n"
                )
                return BUSY
            except OSError as error:
                sys.stderr.write(_told(error, live) + "\n")
                return 2
        try:
            return build(rest[:-2], source, out, doctrees)
        except OSError as error:
            sys.stderr.write(_told(error, out) + "\n")
            return 2
        finally:
            for live in folders:
                clear(live)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
