"""Runs one build and takes what it used, its worker processes included."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """What a build used: seconds of user CPU, seconds of wall time, megabytes at its peak.

    The peak is that of the largest single process, as the system reports it.
    """

    cpu: float
    wall: float
    peak: float


class BuildFailedError(RuntimeError):
    """A measured build failed: its figures would mean nothing."""


class BuildStoppedError(RuntimeError):
    """A measured build took longer than it was given."""


def run(command: Sequence[str], folder: Path, limit: float | None = None) -> Usage:
    """Run a command in a folder and measure it.

    :param limit: seconds of wall time after which it is stopped.
    :raises BuildFailedError: when it fails; the message ends with its last output.
    :raises BuildStoppedError: when the limit has passed.
    """
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
    with tempfile.TemporaryFile() as log:
        start = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        stop = threading.Timer(limit or threading.TIMEOUT_MAX, os.killpg, (process.pid, signal.SIGKILL))
        stop.daemon = True
        stop.start()
        # Not process.wait(): only this call tells what this one child and its own children used.
        _, status, used = os.wait4(process.pid, 0)
        stop.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
        if limit and wall >= limit:
            raise BuildStoppedError(f"{' '.join(command)}: not finished after {limit:.0f} s")
        if process.returncode:
            log.seek(0)
            tail = log.read().decode(errors="replace")[-2000:]
            raise BuildFailedError(f"{' '.join(command)}: exit code {process.returncode}\n{tail}")
    return Usage(used.ru_utime, wall, used.ru_maxrss / 1024)
