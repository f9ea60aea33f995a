"""From the frozen codings to the committed figures and the page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .codings import CodingError, Unit, read_coding, read_frame, unaccounted
from .measure import Comparison
from .page import fill, messages, parts
from .settlements import Settlement, read_settlements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

REPORT = "r04"
CODERS = ("first", "second")


@dataclass(frozen=True)
class Report:
    """What is made: the text of each file, and the French of the page's tables."""

    files: Mapping[Path, str]
    french: Mapping[str, str]


def comparison_of(folder: Path) -> Comparison:
    """Read and compare the two codings of a folder.

    :raises CodingError: when a coding is wrong or leaves a sentence unaccounted for.
    """
    frame = read_frame(folder / f"{REPORT}-frame.json")
    codings: list[tuple[Unit, ...]] = []
    for coder in CODERS:
        path = folder / f"{REPORT}-{coder}.csv"
        units = read_coding(path, frame)
        if missing := unaccounted(units, frame):
            raise CodingError(f"{path.name}: sentences not accounted for: {', '.join(missing)}")
        codings.append(units)
    return Comparison.of(frame, *codings)


def report(root: Path) -> Report:
    """Make the data and the page of a project's folder.

    :raises CodingError: when a coding, a settlement or the page's marks are wrong.
    """
    folder, page = root / "coding", root / "docs" / "agreement.md"
    comparison = comparison_of(folder)
    settlements = read_settlements(folder / f"{REPORT}-settlements.csv", comparison)
    made = parts(comparison, settlements)
    return Report(
        {
            folder / "agreement.json": data(comparison, settlements),
            page: fill(page.read_text(encoding="utf-8"), made),
        },
        messages(made),
    )


def data(comparison: Comparison, settlements: Sequence[Settlement]) -> str:
    """Write the figures and every disagreement as JSON."""
    table = {
        "report": comparison.frame.period.id,
        "coded_by": dict.fromkeys(CODERS, "machine"),
        "status": comparison.status_agreement().data(),
        "links": comparison.link_agreement().data(),
        "strength": comparison.strength_agreement().data(),
        "disagreements": [
            {
                **({"passage": entry.passage} if entry.passage else {}),
                "proposal": entry.proposal,
                "first": entry.first,
                "second": entry.second,
                "settled": entry.settled,
                "stands": entry.stands,
                "reason": entry.reason.en,
            }
            for entry in settlements
        ],
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"
