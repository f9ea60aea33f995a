"""Keeps what was measured, part by part: a whole run takes hours, so that each part may be run alone.

The file ``measured.json`` is the record; ``RESULTS.md`` and the README's table are written
from it.  Each part says with which versions it was measured.
"""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from .measure import Usage
from .scenarios import Measured
from .world import REPOSITORY, SIZES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = REPOSITORY / "benchmarks" / "measured.json"

_PACKAGES = (
    "sphinx",
    "docutils",
    "sphinx-needs",
    "myst-parser",
    "sphinxcontrib-bibtex",
    "pydata-sphinx-theme",
)

Usages = dict[str, list[Usage]]


@dataclass
class Record:
    """All parts that were measured so far, each with its versions under the part's name."""

    compared: dict[str, Measured] = field(default_factory=dict)
    stages: dict[str, tuple[float, ...]] = field(default_factory=dict)
    real: Usages = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)

    def save(self, path: Path = RECORD) -> None:
        """Write the record."""
        kept = {
            "compared": {name: _dump(measured) for name, measured in self.compared.items()},
            "stages": self.stages,
            "real": _figures(self.real),
            "versions": self.versions,
        }
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = RECORD) -> Record:
        """Read the record; an empty one when there is none yet.

        :raises ValueError: when the file is no record.
        """
        if not path.is_file():
            return cls()
        kept = json.loads(path.read_text(encoding="utf-8"))
        try:
            return cls(
                {name: _measured(name, part) for name, part in kept["compared"].items()},
                {name: tuple(times) for name, times in kept["stages"].items()},
                _usages(kept["real"]),
                kept["versions"],
            )
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"{path}: no record of benchmarks: {error!r}") from error


def versions(mlx: str = "") -> str:
    """Give the versions that a part is measured with, and the number of cores.

    :param mlx: the version of mlx.traceability, where it takes part.
    """
    names = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in _PACKAGES)]
    if mlx:
        names.append(f"mlx.traceability {mlx}")
    return f"{', '.join(names)}; {os.cpu_count()} cores"


def _dump(measured: Measured) -> dict[str, Any]:
    return {
        "usages": {builder: _figures(found) for builder, found in measured.usages.items()},
        "stopped": measured.stopped,
        "differing": measured.differing,
    }


def _measured(name: str, part: Mapping[str, Any]) -> Measured:
    found = {builder: _usages(usages) for builder, usages in part["usages"].items()}
    return Measured(SIZES[name], found, part["stopped"], part["differing"])


def _figures(usages: Usages) -> dict[str, list[list[float]]]:
    return {name: [[one.cpu, one.wall, one.peak] for one in found] for name, found in usages.items()}


def _usages(figures: Mapping[str, list[list[float]]]) -> Usages:
    return {name: [Usage(*one) for one in found] for name, found in figures.items()}
