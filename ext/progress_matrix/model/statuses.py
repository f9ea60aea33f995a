"""The closed vocabularies of the tracker, each stated once.

The key on the page, the classes in the style sheet, the codes in CSV and JSON
and the enums of the JSON schemas are all derived from these classes.  Order is
meaning: the statuses stand in the order in which they are decided.

Rests on the project's codebook, sections 1, 3 and 4.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

from enum import Enum


class Term(Enum):
    """A coded term: ``value`` is the code, the rest is what readers see (English).

    ``{period}`` and ``{group}`` in a definition stand for the project's own nouns.
    """

    label: str
    short: str
    mark: str
    definition: str

    def __new__(cls, code: str, *words: str) -> Term:
        """Make the member from its code, label, short word, mark and definition."""
        member = object.__new__(cls)
        member._value_ = code
        member.label, member.short, member.mark, member.definition = words
        return member


class Status(Term):
    """What one report says about one item: one value, the first that applies."""

    NOT_APPLICABLE = (
        "not_applicable",
        "Not applicable",
        "N/A",
        "×",
        "The item was not in force by the end of the period, or a cited document ended it.",
    )
    SOURCE_UNAVAILABLE = (
        "source_unavailable",
        "Source not available",
        "No source",
        "?",
        "The {period}, or the part needed, has not been read and no other evidence is linked.",
    )
    NOT_CODED = (
        "not_coded",
        "Not yet coded",
        "Not coded",
        "…",
        "The {period} is at hand, but its coding is not finished.",
    )
    REPORTED = (
        "reported",
        "Activity reported",
        "Reported",
        "●",
        "At least one linked activity: something done, held, adopted or under way in the period.",
    )
    ANNOUNCED = (
        "announced",
        "Announced only",
        "Announced",
        "○",
        "Only forward-looking passages are linked.",
    )
    AREA_ONLY = (
        "area_only",
        "Area level only",
        "Area only",
        "◐",
        "A general statement about the {group}, or about a named group of items, "
        "that cannot be given to this one.",
    )
    NO_MENTION = (
        "no_mention",
        "No mention found",
        "No mention",
        "–",
        "The whole {period} was coded and nothing of the above was found. "
        "It does not mean that nothing was done.",
    )

    @property
    def counted(self) -> bool:
        """Whether cells of this status belong to the denominator."""
        return self not in _UNCOUNTED

    @property
    def has_evidence(self) -> bool:
        """Whether cells of this status rest on linked evidence."""
        return self in _EVIDENCED


_UNCOUNTED = frozenset({Status.NOT_APPLICABLE, Status.SOURCE_UNAVAILABLE, Status.NOT_CODED})
_EVIDENCED = frozenset({Status.REPORTED, Status.ANNOUNCED, Status.AREA_ONLY})


class FollowUp(Term):
    """What became of an announcement."""

    NOT_DUE = (
        "not_due",
        "Not yet due",
        "Not due",
        "◌",
        "Due after the end of the latest fully coded {period}; undated announcements stay "
        "so until one later {period} is fully coded.",
    )
    REPORTED_DONE = (
        "reported_done",
        "Reported as done",
        "Done",
        "●",
        "A later {period}, or another cited source, says that it took place.",
    )
    UNDER_WAY = (
        "under_way",
        "Reported as under way",
        "Under way",
        "◐",
        "A later source mentions it as going on.",
    )
    CHANGED = (
        "changed",
        "Reported as changed",
        "Changed",
        "△",
        "Postponed, replaced, merged or dropped, says a later source.",
    )
    RE_ANNOUNCED = (
        "re_announced",
        "Announced again",
        "Again",
        "○",
        "Repeated without any step; the repetitions are counted.",
    )
    NO_FOLLOW_UP = (
        "no_follow_up",
        "No follow-up found",
        "None found",
        "–",
        "A later, fully coded {period} covers the date and says nothing.",
    )
    NOT_ASSESSABLE = (
        "not_assessable",
        "Not assessable",
        "Not assessable",
        "?",
        "Too vague to recognise later; the reason is given.",
    )


class Strength(Term):
    """How surely a passage concerns an item; strongest first."""

    EXPLICIT = (
        "explicit",
        "Explicit",
        "explicit",
        "E",
        "The passage names the item or reproduces its distinctive wording.",
    )
    MATCHED = (
        "matched",
        "Matched",
        "matched",
        "M",
        "The passage names a body, instrument, exercise or topic that the item's subject names.",
    )
    INFERRED = (
        "inferred",
        "Inferred",
        "inferred",
        "I",
        "Neither; the coder's reasoning stands beside the link.",
    )


class Coverage(Enum):
    """How much of a period's report has been read."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Role(Enum):
    """What a piece of evidence is for the matrix."""

    ACTIVITY = "activity"
    ANNOUNCEMENT = "announcement"
    LIMITATION = "limitation"
    STATEMENT = "statement"


class Scope(Enum):
    """What a general statement is about."""

    AREA = "area"
    GROUP = "group"
    REPORT = "report"
