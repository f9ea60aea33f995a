"""Files that change, go or break while or between builds; two builds at once; the network."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from support.bilingual import CATALOGUE, bilingual
from support.factory import CONF, differing
from support.tracker import tracker

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Build, Root

R04 = "areas/cyber/r04.md"

# Does something once, at an event, in the build that finds the file "now".
AT_EVENT = """
from pathlib import Path


def act(app, *_):
    order = Path(app.srcdir, "now")
    if order.exists():
        order.unlink()
        {act}


def setup(app):
    app.connect({event!r}, act, priority=1)
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
"""


def with_act(root: Root, event: str, act: str) -> None:
    root.put("at_event.py", AT_EVENT.format(event=event, act=act))
    root.put(
        "conf.py",
        CONF.replace('"progress_matrix"', '"progress_matrix", "at_event"')
        + "import sys\nsys.path.insert(0, __file__.removesuffix('conf.py'))\n",
    )


PAGE = "areas/cyber/r05.md"


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A fresh build without the page."""
    root = tracker(tmp_path_factory.mktemp("without"))
    root.drop(PAGE)
    return root.run()[1]


@pytest.mark.parametrize("event", ["env-before-read-docs", "env-updated", "write-started", "build-finished"])
@pytest.mark.parametrize("first_build", [True, False], ids=["at first", "later"])
def test_a_page_deleted_during_the_build(
    tiny: Root, without: Build, event: str, *, first_build: bool
) -> None:
    with_act(tiny, event, f"Path(app.srcdir, {PAGE!r}).unlink()")
    if not first_build:
        assert tiny.run()[0] == 0
    tiny.put(PAGE, tiny.get(PAGE) + "\nOne sentence more.\n")
    tiny.put("now", "")
    code, output = tiny.run()
    assert "Traceback" not in output.log
    assert code == 0
    assert not (tiny.source / PAGE).exists()
    code, output = tiny.run()
    assert code == 0
    assert not (output.outdir / "areas/cyber/r05.html").exists()
    assert differing(output, without) == []


def test_a_half_written_catalogue_is_compiled_again(tmp_path: Path) -> None:
    root = bilingual(tmp_path)
    french = ("-D", "language=fr")
    code, before = root.run(*french)
    assert code == 0
    assert "Enquête sur les pirates" in before.html("areas/cyber/r04")
    files = before.files()
    compiled = root.source / CATALOGUE / "areas/cyber/r04.mo"
    whole = compiled.read_bytes()
    for kept in (0, 10, 28, 200, -1):
        compiled.write_bytes(whole[:kept])
        later = time.time() + 5
        os.utime(compiled, (later, later))
        (root.source / R04).touch()
        code, after = root.run(*french)
        assert code == 0, kept
        assert len(compiled.read_bytes()) == len(whole), kept
        assert "Enquête sur les pirates" in after.html("areas/cyber/r04"), kept
        assert after.files() == files, kept


def test_of_two_builds_at_once_in_one_folder_the_second_changes_nothing(tiny: Root) -> None:
    with_act(tiny, "env-updated", "import time; Path(app.srcdir, 'waiting').touch(); time.sleep(3600)")
    assert tiny.run()[0] == 0
    tiny.put("now", "")
    tiny.swap(R04, "Meeting A04-CYB-001\n", "Second meeting of A04-CYB-001\n")
    first = tiny.start()
    while not (tiny.source / "waiting").exists():
        assert first.poll() is None
        time.sleep(0.05)
    code, second = tiny.run()
    assert code != 0
    assert "another build is at work in this folder" in second.log
    assert "Wait until the other has ended, or build into another folder." in second.log
    assert "Traceback" not in second.log
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    code, output = tiny.run()
    assert code == 0, "the lock goes with the process that held it"
    assert differing(output, tiny.run(out="fresh")[1]) == []


def test_two_builds_at_once_in_two_folders(tiny: Root) -> None:
    processes = [tiny.start(out=out) for out in ("one", "two")]
    logs = [process.communicate(timeout=240)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], logs
    one, two = (tiny.run(out=out)[1] for out in ("one", "two"))
    assert differing(one, two) == []
