"""From the frozen codings to the committed figures and the page."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from .codings import Coding, read_coding, read_frame
from .measure import Agreement, Comparison
from .page import COMPARED, fill, parts
from .settlements import Settlement, read_settlements, settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

REPORT = "r04"
CODERS = ("first", "second")
FORMER = "2026-11-first-round"


def comparison_of(folder: Path) -> Comparison:
    """Read and compare the two codings of a folder.

    :raises CodingError: when a coding is wrong.
    """
    frame = read_frame(folder / f"{REPORT}-frame.json")
    first, second = (read_coding(folder / f"{REPORT}-links-{coder}.csv", frame) for coder in CODERS)
    return Comparison.of(frame, first, second)


def settlements_of(folder: Path, comparison: Comparison) -> tuple[Settlement, ...]:
    """Read the settlements of a folder.

    :raises CodingError: when one is wrong or missing.
    """
    return read_settlements(folder / f"{REPORT}-settlements.csv", comparison)


def former_of(folder: Path) -> dict[str, Agreement]:
    """Read the figures of the earlier codings, kept as they were."""
    table = json.loads((folder / FORMER / "agreement.json").read_text(encoding="utf-8"))
    return {
        key: Agreement(table[key]["compared"], table[key]["same"], table[key]["alpha"]) for key in COMPARED
    }


def report(root: Path) -> dict[Path, str]:
    """Make the data and the page of a project's folder: the text of each file.

    :raises CodingError: when a coding, a settlement or the page's marks are wrong.
    """
    folder, page = root / "coding", root / "docs" / "agreement.md"
    comparison = comparison_of(folder)
    settlements = settlements_of(folder, comparison)
    made = parts(comparison, settlements, former_of(folder))
    return {
        folder / f"{REPORT}-links-settled.csv": table_of(settle(comparison, settlements)),
        folder / "agreement.json": data(comparison, settlements),
        page: fill(page.read_text(encoding="utf-8"), made),
    }


def table_of(coding: Coding) -> str:
    """Write a coding's links as CSV, with the columns of the coders' own files."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("passage", "proposal", "sentence", "kind", "strength", "supplied", "from"))
    for link in coding.links.values():
        decided = (link.role.value, link.strength.value, link.supplied, link.source)
        writer.writerow((link.passage, link.proposal, link.sentence, *decided))
    return text.getvalue()


def data(comparison: Comparison, settlements: Sequence[Settlement]) -> str:
    """Write the figures and every disagreement as JSON."""
    table = {
        "report": comparison.frame.period.id,
        "coded_by": dict.fromkeys(CODERS, "machine"),
        **{name: found.data() for name, found in comparison.agreements().items()},
        "decisions": [
            {
                **({"passage": entry.passage} if entry.passage else {}),
                "proposal": entry.proposal,
                **({"kind": entry.kind} if entry.kind else {}),
                "first": entry.first,
                "second": entry.second,
                "settled": entry.settled,
                "stands": entry.stands,
                "reason": entry.reason,
            }
            for entry in settlements
        ],
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"
