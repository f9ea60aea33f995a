"""A worker of a parallel build fails, and Sphinx passes over it: the build may not end well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.factory import CONF, differing

if TYPE_CHECKING:
    from support.factory import Root

# Read after the first page of all, without which Sphinx itself refuses to go on.
PAGE = "proposals/p16-cyb-01"

# Sphinx passes over a failure that it learns of while it hands out the next task, so the
# tasks are handed out slowly.
FAILING = """
import os
import time
from pathlib import Path

from sphinx.util.parallel import ParallelTasks

MAIN, MENDED = os.getpid(), Path(__file__).with_name("mended")
hand_out = ParallelTasks.add_task


def slowly(self, *given):
    hand_out(self, *given)
    if not MENDED.exists():
        time.sleep(0.3)


def fail(app, docname, *_more):
    if docname == PAGE and os.getpid() != MAIN and not MENDED.exists():
        raise ValueError("this worker fails")


def setup(app):
    ParallelTasks.add_task = slowly
    app.connect(EVENT, fail)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.mark.parametrize("event", ["source-read", "html-page-context"])
def test_a_failed_worker_fails_the_build(tiny: Root, event: str) -> None:
    code, whole = tiny.run(out="whole")
    assert code == 0, whole.log
    tiny.put("failing.py", FAILING.replace("PAGE", repr(PAGE)).replace("EVENT", repr(event)))
    conf = CONF.replace('"progress_matrix"', '"progress_matrix", "failing"')
    tiny.put("conf.py", conf + "import sys\nsys.path.insert(0, __file__.removesuffix('conf.py'))\n")
    code, output = tiny.run("-j", "4")
    assert code != 0
    assert PAGE in output.log or "this worker fails" in output.log
    tiny.put("mended", "")
    code, output = tiny.run("-j", "4")
    assert code == 0, output.log
    assert differing(output, whole) == []
