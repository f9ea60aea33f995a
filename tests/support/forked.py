"""Builds in processes that need not import Sphinx anew: each is forked from a clean server.

The server has imported what every build imports, and done nothing else; importing takes
longer than a tiny build.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from multiprocessing import forkserver
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from unittest import mock

from tools.build import main

from . import quick

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TESTS = Path(__file__).parents[1]
EXT = TESTS.parent / "ext"

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(
    [
        "support.forked",
        "sphinx.builders.html",
        "sphinx_needs.needs",
        "myst_parser.sphinx_ext.main",
        "sphinxcontrib.bibtex",
        "progress_matrix",
    ]
)


class Forked:
    """A build under way, with the part of ``subprocess.Popen`` that the tests use.

    :param arguments: those of ``sphinx-build``.
    """

    def __init__(self, *arguments: str) -> None:
        with tempfile.NamedTemporaryFile(prefix="build-", suffix=".log", delete=False) as log:
            self._log = Path(log.name)
        ready, tell = _PROCESSES.Pipe(duplex=False)
        given = (arguments, dict(os.environ), str(self._log), tell)
        # The server takes the environment of the moment when it starts.
        path = os.pathsep.join([str(EXT), str(TESTS), str(TESTS.parent)])
        with mock.patch.dict(os.environ, {"PYTHONPATH": path, "PYTHONHASHSEED": "0"}):
            forkserver.ensure_running()
        # A new process would run the main program once more, were it known.
        with mock.patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
            self._process = _PROCESSES.Process(target=_build, args=given)
            self._process.start()
        tell.close()
        ready.recv()
        ready.close()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """Give the exit code, or ``None`` while the build is at work."""
        return self._process.exitcode

    @property
    def returncode(self) -> int:
        """The exit code of a build that has ended."""
        code = self._process.exitcode
        assert code is not None
        return code

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait for the end; give no output, and what was written to the standard error.

        :raises subprocess.TimeoutExpired: the build has not ended in so many seconds.
        """
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("sphinx-build", timeout or 0)
        text = self._log.read_text(encoding="utf-8", errors="replace")
        return "", text


def _build(arguments: tuple[str, ...], environment: dict[str, str], log: str, tell: Connection) -> None:
    """Build as ``make`` does, in a group of processes of its own."""
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    quick.begin()
    # What the tests import is not there for a build.
    sys.path[:] = [str(EXT), *(path for path in sys.path if path not in ("", str(TESTS), str(TESTS.parent)))]
    for place, file in ((1, os.devnull), (2, log)):
        opened = os.open(file, os.O_WRONLY | os.O_APPEND)
        os.dup2(opened, place)
        os.close(opened)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - open to the end
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115 - likewise
    tell.send(None)
    tell.close()
    code = main(arguments)
    sys.stderr.flush()
    sys.exit(code)
