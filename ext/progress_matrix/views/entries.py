"""A piece of evidence as an entry of a list: when, what, its text, what kind, where it was read."""

from __future__ import annotations

from datetime import date

from docutils import nodes

from .._compat import Reference, references
from ..collect import first_paragraph, first_sentence, listed
from ..model.dates import parse
from ..model.ledger import Entry
from ..model.matrix import Evidence
from ..model.statuses import FollowUp, Role, Strength
from .page import Page, Part, inline, joined, paragraph


def dated(page: Page, piece: Evidence) -> nodes.inline:
    """Write when something was, or is due; a class tells that no date is given."""
    when, due = (page.fact(piece.id, name) for name in ("when", "due"))
    if not (when or due):
        return inline(page.words("No date given"), classes=["entry-undated"])
    told = page.date(when) if when else page.words("Due: {date}", date=page.date(due))
    return inline(told, classes=["entry-day"])


def moment(page: Page, piece: Evidence) -> tuple[bool, date, tuple[str, int]]:
    """Sort by date, what has none last, then by place in the source."""
    when = page.fact(piece.id, "when") or page.fact(piece.id, "due")
    return not when, parse(when or "9999").first, piece.order


def kind_of(page: Page, piece: Evidence) -> str:
    """Say what kind of thing it is: the kind of an activity, how firm an announcement is."""
    kind, certainty = (page.fact(piece.id, name) for name in ("kind", "certainty"))
    if kind:
        told = page.value(kind, page.settings.fields.kind)
        return told[:1].upper() + told[1:]
    name = page.words(str(page.needs[piece.id]["type_name"]))
    return f"{name} ({page.words(certainty)})" if certainty else name


def known(page: Page, piece: Evidence) -> Part:
    """Say when it was, if that is told, and what kind of thing it is."""
    day, kind = dated(page, piece), kind_of(page, piece)
    return kind if "entry-undated" in day["classes"] else [day, " · ", kind]


def sentence(page: Page, piece: Evidence) -> str:
    """Give the first sentence of its text."""
    return first_sentence(first_paragraph(page.needs[piece.id]))


def source(page: Page, piece: Evidence) -> Part:
    """Say where it was read: the sentences cited, or the source, told apart from the report."""
    if piece.sentences:
        return page.citation(piece.sentences)
    origin = page.fact(piece.id, "origin")
    told, known = page.value(origin, "source"), references(page.builder.env)
    keys = listed(page.needs[piece.id], page.settings.fields.citations)
    cited = joined(_reference(page, known.get(key), key) for key in keys)
    return [f"{told}: ", *cited] if told != origin else cited


def _reference(page: Page, found: Reference | None, key: str) -> nodes.Node:
    if found is None:
        return inline(key)
    author = page.value(found.author)
    label = f"{author}, {page.date(found.date)}" if found.date else author
    return page.anchor_link(found.docname, found.anchor, label)


def items(page: Page, piece: Evidence, but: str = "") -> list[Part]:
    """Link to the items it concerns."""
    return joined(_item(page, key) for key in piece.links if key != but and key in page.needs)


def _item(page: Page, key: str, told: str = "") -> Part:
    """Link to an item by its title and number; on paper, where numbers are looked up, by this alone."""
    if page.html and key in page.needs:
        return page.titled(key, told)
    return [page.link(key), f" ({told})"] if told else page.link(key)


def repeated(page: Page, entry: Entry) -> str:
    """Say how often an announcement was repeated, where that is what became of it."""
    if entry.state is not FollowUp.RE_ANNOUNCED:
        return ""
    return f" ({page.words('repeated {number} times', number=entry.repeated)})"


def outcome(page: Page, piece: Evidence) -> list[Part]:
    """Say what became of an announcement; nothing for anything else."""
    entry = page.tracker.ledger.get(piece.id)
    if entry is None:
        return []
    line: list[Part] = [nodes.strong("", page.words(entry.state.label)), repeated(page, entry)]
    for number, key in enumerate(entry.follow_ups):
        later = page.model.evidence.get(key)
        line.append("; " if number else ": ")
        line.append(page.link(key, later.title) if later else page.titled(key))
        if later and not later.sentences:  # what no sentence of a report tells has a source of its own
            line += [" (", source(page, later), ")"]
    if entry.state is FollowUp.NOT_ASSESSABLE:
        line.append(f": {page.fact(piece.id, 'not_assessable')}")
    return line


def entry(page: Page, piece: Evidence, *, item: str = "", brief: bool = False) -> list[nodes.Node]:
    """Make the lines of an entry.

    :param item: the item that the list is about; the strength of the link to it is told.
    :param brief: leave out text and notes, and tell all items with the strength of each link.
    """
    made: list[nodes.Node] = [
        paragraph(dated(page, piece), classes=["entry-date"]),
        paragraph(page.link(piece.id, piece.title), classes=["entry-title"]),
    ]
    if not brief:
        made.append(paragraph(first_paragraph(page.needs[piece.id]), classes=["entry-text"]))
        made += _notes(page, piece, item)
    facts = [kind_of(page, piece), source(page, piece), *_links(page, piece, item)]
    made.append(paragraph(joined(filter(None, facts), " · "), classes=["entry-source"]))
    told = outcome(page, piece)
    if told:
        made.append(paragraph("→ ", told, classes=["entry-outcome"]))
    return made


def _links(page: Page, piece: Evidence, item: str) -> list[Part]:
    if piece.role is Role.STATEMENT:
        return []
    if item not in piece.links:
        return [joined(_item(page, key, page.words(one.short)) for key, one in piece.links.items())]
    also = items(page, piece, item)
    return [page.words(piece.links[item].short), [page.words("also counts for") + " ", *also] if also else ""]


def _notes(page: Page, piece: Evidence, item: str) -> list[nodes.Node]:
    """Give the reasoning of an inferred link and the editor's note."""
    wanted = [*["reason"] * (piece.links.get(item) is Strength.INFERRED), "note"]
    return [
        paragraph(f"{page.label(getattr(page.settings.fields, name))}: {note}", classes=["entry-note"])
        for name in wanted
        if (note := page.fact(piece.id, name))
    ]
