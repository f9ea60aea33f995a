"""How a command ends: who stops reading it, or stops it, sees no traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tools.command import run

from support.factory import REPOSITORY

pytestmark = pytest.mark.fast

TALKS = "from tools.command import run; run(lambda _: print(*range(10**6), sep='\\n') or 0)"


def test_a_reader_that_leaves_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TALKS], cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as talking:
        assert talking.stdout is not None
        assert talking.stderr is not None
        assert talking.stdout.readline() == b"0\n"
        talking.stdout.close()
        assert talking.stderr.read() == b""
        assert talking.wait() == 141


def test_who_stops_a_command_sees_no_traceback() -> None:
    def stopped(_: list[str]) -> int:
        raise KeyboardInterrupt

    with pytest.raises(SystemExit) as ended:
        run(stopped)
    assert ended.value.code == 130
