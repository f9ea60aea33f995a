"""A worker of a parallel build fails, and Sphinx passes over it: nothing may be missing afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.factory import CONF, differing

if TYPE_CHECKING:
    from support.factory import Root

PAGE = "areas/cyber/r04"

# Sphinx passes over a failure that it learns of while it hands out the next task, so the
# tasks are handed out slowly.
FAILING = """
import os
import time

from sphinx.util.parallel import ParallelTasks

MAIN = os.getpid()
hand_out = ParallelTasks.add_task


def slowly(self, *given):
    hand_out(self, *given)
    time.sleep(0.3)


def fail(app, docname, *_more):
    if docname == PAGE and (EVERYWHERE or os.getpid() != MAIN):
        raise ValueError("this worker fails")


def setup(app):
    ParallelTasks.add_task = slowly
    app.connect(EVENT, fail)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def with_failure(root: Root, event: str, *, everywhere: bool) -> None:
    code = FAILING.replace("PAGE", repr(PAGE)).replace("EVENT", repr(event))
    root.put("failing.py", code.replace("EVERYWHERE", repr(everywhere)))
    conf = CONF.replace('"progress_matrix"]', '"progress_matrix", "failing"]')
    root.put("conf.py", conf + "import sys\nsys.path.insert(0, __file__.removesuffix('conf.py'))\n")


@pytest.mark.parametrize("event", ["source-read", "html-page-context"])
def test_what_a_failed_worker_left_is_done_again(tiny: Root, event: str) -> None:
    code, whole = tiny.run(out="whole")
    assert code == 0, whole.log
    with_failure(tiny, event, everywhere=False)
    code, output = tiny.run("-j", "2")
    # Sphinx may also see the failure, and say so; what it must not do is to end well without the page.
    assert code == 0, output.log
    assert differing(output, whole) == []


@pytest.mark.parametrize("event", ["source-read", "html-page-context"])
def test_a_failure_that_stays_is_an_error(tiny: Root, event: str) -> None:
    with_failure(tiny, event, everywhere=True)
    code, output = tiny.run("-j", "2")
    assert code != 0
    assert "this worker fails" in output.log
