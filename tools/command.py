"""How a command of this folder ends: with its exit code, and without a traceback for what is no fault."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

# What a shell gives for a program that such a signal has ended.
_STOPPED, _UNHEARD = 130, 141


def run(main: Callable[[list[str]], int]) -> NoReturn:
    """Run a command with the arguments given; who stops it, or stops reading it (``| head``), may."""
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Python writes what is left when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _UNHEARD
    except KeyboardInterrupt:
        code = _STOPPED
    sys.exit(code)
