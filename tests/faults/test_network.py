"""A build opens no connection: in its processes, sockets cannot connect and no name is looked up."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.bilingual import TWO_EDITIONS, bilingual

if TYPE_CHECKING:
    from pathlib import Path

# Python runs this before anything else in each process of the build.
NO_NETWORK = """
import os
import socket

_Socket = socket.socket


class Forbidden(_Socket):
    # Opening a socket alone is no access: a library looks so, when it is imported, what there is.
    def connect(self, address):
        if self.family != getattr(socket, "AF_UNIX", None):
            told(f"connection to {address}")
        return super().connect(address)

    connect_ex = sendto = connect


def told(what):
    with open(os.environ["NETWORK_TOLD"], "a") as stream:
        stream.write(what)
    raise OSError(f"no network in this process: {what}")


socket.socket = Forbidden
socket.getaddrinfo = lambda name, *_, **__: told(f"address of {name}")
"""


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules that keeps a process from the network, beside its notes."""
    folder = tmp_path / "offline"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    monkeypatch.setenv("NETWORK_TOLD", str(tmp_path / "told"))
    return folder


def test_the_guard_keeps_a_process_from_the_network(offline: Path, tmp_path: Path) -> None:
    script = "import socket; socket.socket().connect(('127.0.0.1', 9))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(offline)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "no network in this process" in done.stderr
    assert (tmp_path / "told").read_text(encoding="utf-8").startswith("connection")


@pytest.mark.parametrize("builder", ["html", "typstpdf", "gettext"])
def test_a_build_opens_no_connection(offline: Path, tmp_path: Path, builder: str) -> None:
    more = (
        'extensions += ["page_policy", "typst_edition"]\nhtml_theme = "pydata_sphinx_theme"\n'
        'typst_date = "2026-03-01"\ntypst_editions = [{"name": "tiny", "title": "Tiny"}]\n'
        f"needs_build_json = {builder == 'html'}\n"
    )
    root = bilingual(tmp_path)
    root.put("conf.py", TWO_EDITIONS + more)
    process = root.start("-b", builder, "-j", "2", path=str(offline))
    _, log = process.communicate(timeout=240)
    assert process.returncode == 0, log
    assert not (tmp_path / "told").exists(), (tmp_path / "told").read_text(encoding="utf-8")
