"""Check all catalogues against the sources: ``python -m tools.translations.check``.

Reads the pages afresh and writes nothing.  Each finding is one line: where the message
stands, what is wrong, the message, and the line of the catalogue to mend.  The exit
status is 1 when there is one.
"""

from __future__ import annotations

from functools import partial

from ..command import run
from . import __main__ as command

main = partial(command.main, check=True)

if __name__ == "__main__":
    run(main)
