"""The number of a report as it is typed."""

from __future__ import annotations


def report_number(typed: str) -> str:
    """Give the id that is meant by ``R11``, ``r11`` or ``11``."""
    digits = typed.strip().upper().removeprefix("R")
    return f"R{int(digits):02d}" if digits.isdigit() else typed
