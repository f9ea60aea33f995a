"""One build at a time in one output folder.

Two at once would mix their pages, and the later build would take the mixture for its own
work.  The lock is the system's: it goes with the process, however that ends.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

try:
    import fcntl
except ImportError:  # Windows has no such lock; there, builds are not kept apart
    fcntl = None  # type: ignore[assignment]


class Lock:
    """Holds the output folder and the folder of doctrees of a build; one for each application."""

    def __init__(self) -> None:
        self._held: list[int] = []

    def take(self, app: Sphinx, *_: object) -> tuple[str, ...]:
        """Take both folders (``env-get-outdated``), before anything is read.

        :raises SystemExit: when another build has one of them.  No error of Sphinx's kind:
            after one, Sphinx deletes the stored environment, here that of the other build.
        """
        for folder in dict.fromkeys((Path(app.outdir), Path(app.doctreedir))):
            folder.mkdir(parents=True, exist_ok=True)
            if fcntl is None:
                continue
            self._held.append(os.open(folder, os.O_RDONLY))
            try:
                fcntl.flock(self._held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.release()
                raise SystemExit(
                    f"{folder}: another build is at work in this folder, and this one has changed "
                    "nothing. Wait until the other has ended, or build into another folder."
                ) from None
        return ()

    def release(self, *_: object) -> None:
        """Let the folders go (``build-finished``, also after a failure)."""
        while self._held:
            os.close(self._held.pop())
