"""What is open in the coding of a report, found in the model; each finding is one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from progress_matrix.collect import listed, text
from progress_matrix.model.sentences import sentences
from progress_matrix.model.statuses import Role, Scope, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from progress_matrix.model.matrix import Period
    from progress_matrix.model.sentences import Passage

    from .reading import Reading


def passages(reading: Reading, period: Period) -> list[Passage]:
    """Give the passages of a report, in the order of their pages."""
    found = [passage for passage in reading.tracker.passages.values() if passage.period == period.id]
    return sorted(found, key=lambda passage: (passage.docname, reading.tracker.needs[passage.id]["lineno"]))


def open_sentences(reading: Reading, period: Period) -> Iterator[str]:
    """Find the sentences that are neither evidence nor context."""
    cited = reading.tracker.cited
    for passage in passages(reading, period):
        place = reading.place(reading.tracker.needs[passage.id])
        for sentence in sentences(passage, cited):
            if not sentence.accounted:
                yield f"{place}: {sentence.id}: no item cites the sentence, and it is not listed as context"


def open_items(reading: Reading, period: Period) -> Iterator[str]:
    """Find the items that are given to no proposal and do not say why."""
    names = reading.tracker.settings.fields
    for piece in reading.tracker.matrix.evidence.values():
        general = piece.role is Role.STATEMENT and piece.scope is not Scope.GROUP
        need = reading.tracker.needs[piece.id]
        if piece.period == period.id and not piece.links and not general and not text(need, names.no_item):
            yield f"{reading.place(need)}: {piece.id}: no proposal, and no reason in :{names.no_item}:"


def open_sections(reading: Reading, period: Period) -> Iterator[str]:
    """Find the sections whose every sentence is accounted for, and which are not declared coded."""
    place = f"{reading.place(reading.tracker.needs[period.id])}: {period.id}"
    for section in progress(reading, period):
        if section.done == section.total and not section.declared:
            name = reading.tracker.settings.fields.coded
            yield f"{place}: section {section.code} is finished; add it to :{name}:"


def open_proposals(reading: Reading, period: Period) -> Iterator[str]:
    """Find the areas with proposals in force whose status in the report is not decided.

    They are decided by coding the sections, so there is one line an area and none a proposal.
    """
    matrix, needs = reading.tracker.matrix, reading.tracker.needs
    waiting: dict[str, list[str]] = {}
    for item in matrix.items:
        if matrix.cell(item.id, period.id).status is Status.NOT_CODED:
            waiting.setdefault(item.group, []).append(item.id)
    for group, items in waiting.items():
        place = reading.place(needs[group]) if group in needs else reading.place(needs[period.id])
        yield f"{place}: {group}: {len(items)} proposals await the coding of their sections"


@dataclass(frozen=True, slots=True)
class Section:
    """How far the coding of a section has come."""

    code: str
    done: int
    total: int
    declared: bool

    @property
    def left(self) -> bool:
        """Whether there is anything left to do."""
        return self.done < self.total or not self.declared

    def __str__(self) -> str:
        state = "declared" if self.declared else "finished, to declare" if self.done == self.total else "open"
        return f"section {self.code}: {self.done} of {self.total} sentences accounted for, {state}"


def progress(reading: Reading, period: Period) -> Iterator[Section]:
    """Tell how far each section has come, in the order of the report."""
    tracker = reading.tracker
    declared = listed(tracker.needs[period.id], tracker.settings.fields.coded)
    counts: dict[str, list[int]] = {}
    for passage in passages(reading, period):
        found = sentences(passage, tracker.cited)
        done = counts.setdefault(passage.section, [0, 0])
        done[0] += sum(sentence.accounted for sentence in found)
        done[1] += len(found)
    for code, (done_count, total) in counts.items():
        yield Section(code, done_count, total, code in declared)


CHECKS = {
    "sentences without an item": open_sentences,
    "items without a proposal": open_items,
    "sections to declare": open_sections,
    "areas with proposals to decide": open_proposals,
}
