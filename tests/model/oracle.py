"""The codebook's section 3, written down slowly and plainly, to compare the model with.

Nothing is computed in advance, nothing is shared with the model but its input types:
for each cell the text of the codebook is followed from its first line to its last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from progress_matrix.model.matrix import Evidence, Item, Period

ORDER = ("explicit", "matched", "inferred")


def whole_report_coded(period: Period) -> bool:
    """Every section of a report that is at hand was coded, and some coding was done."""
    if period.coverage.value != "full" or not period.coded:
        return False
    return all(section in period.coded for section in period.sections)


def status(item: Item, period: Period, evidence: Sequence[Evidence]) -> str:
    """Decide in the codebook's order; the first that applies wins."""
    end = period.span.last
    if period.published is not None and period.published < end:
        end = period.published
    # not_applicable: not endorsed by the end of the period, or ended by a cited document.
    # What was endorsed on the day on which the report came out was not in force for it.
    if item.since >= end:
        return "not_applicable"
    if item.until is not None and item.until < period.span.first:
        return "not_applicable"

    # not_coded: in the corpus, but the coding of the item's own section is not finished.
    at_hand = period.coverage.value == "full"
    if at_hand and item.group in period.sections and item.group not in period.coded:
        return "not_coded"
    # Only what the report says makes a cell of the next four kinds.
    if of_role(item, period, evidence, "activity"):
        return "reported"
    if of_role(item, period, evidence, "announcement"):
        return "announced"
    if of_role(item, period, evidence, "limitation"):
        return "obstacle_only"
    if general(item, period, evidence):
        return "area_only"
    # no_mention: the whole report was coded and nothing of the above was found.
    if at_hand:
        return "no_mention" if whole_report_coded(period) else "not_coded"
    # other_source: not read whole, and another cited source tells of an activity.
    return "other_source" if elsewhere(item, period, evidence) else "source_unavailable"


def elsewhere(item: Item, period: Period, evidence: Sequence[Evidence]) -> list[str]:
    """Find the activities that only another source tells of."""
    return [
        piece.id
        for piece in sorted(evidence, key=lambda piece: piece.order)
        if piece.outside
        and piece.role.value == "activity"
        and piece.period == period.id
        and item.id in piece.links
    ]


def of_role(item: Item, period: Period, evidence: Sequence[Evidence], role: str) -> list[str]:
    """Find what is linked to the item in the period, in the order of origin."""
    return [
        piece.id
        for piece in sorted(evidence, key=lambda piece: piece.order)
        if piece.role.value == role
        and piece.period == period.id
        and item.id in piece.links
        and not piece.outside
    ]


def general(item: Item, period: Period, evidence: Sequence[Evidence]) -> list[str]:
    """Find statements about the item's area, or about a named group it belongs to.

    Sentences about cooperation as a whole do not count, whatever they name.
    """
    named, area = [], []
    for piece in sorted(evidence, key=lambda piece: piece.order):
        if (
            piece.outside
            or piece.role.value != "statement"
            or piece.period != period.id
            or piece.scope is None
        ):
            continue
        if piece.scope.value == "group" and item.id in piece.links:
            named.append(piece.id)
        if piece.scope.value == "area" and piece.group == item.group:
            area.append(piece.id)
    return named + area


def shown(item: Item, period: Period, evidence: Sequence[Evidence]) -> list[str]:
    """Name the evidence a cell shows."""
    decided = status(item, period, evidence)
    if decided in ("reported", "announced"):
        linked = of_role(item, period, evidence, "activity")
        return linked + of_role(item, period, evidence, "announcement")
    if decided == "obstacle_only":
        return of_role(item, period, evidence, "limitation")
    if decided == "other_source":
        return elsewhere(item, period, evidence)
    return general(item, period, evidence) if decided == "area_only" else []


def strength(item: Item, period: Period, evidence: Sequence[Evidence]) -> str | None:
    """Give the strongest link of the evidence a cell shows."""
    if status(item, period, evidence) not in ("reported", "announced", "obstacle_only", "other_source"):
        return None
    linked = shown(item, period, evidence)
    found = [str(piece.links[item.id].value) for piece in evidence if piece.id in linked]
    return min(found, key=ORDER.index)


def by_construction(item: Item, period: Period, evidence: Sequence[Evidence]) -> bool:
    """Tell whether subject and evidence are the same passage."""
    if item.independent:
        return False
    for piece in evidence:
        if piece.id in shown(item, period, evidence):
            for sentence in piece.sentences:
                if sentence.split(".")[0] in item.rests_on:
                    return True
    return False
