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
        "Not applicable",
        "×",
        "The item was not in force by the end of the period, or a cited document ended it.",
    )
    NOT_CODED = (
        "not_coded",
        "Not yet coded",
        "Not coded",
        "…",
        "The {period} is at hand, but the coding of this part is not finished.",
    )
    REPORTED = (
        "reported",
        "Activity reported",
        "Reported",
        "●",
        "The {period} tells of at least one linked activity: something done, held, adopted or "
        "under way in the period.",
    )
    ANNOUNCED = (
        "announced",
        "Announced only",
        "Announced",
        "○",
        "The {period} has only forward-looking passages on it.",
    )
    OBSTACLE_ONLY = (
        "obstacle_only",
        "Obstacle only",
        "Obstacle",
        "△",
        "The {period} states only an obstacle, a condition or a “not yet” on it.",
    )
    AREA_ONLY = (
        "area_only",
        "Area level only",
        "Area only",
        "◐",
        "The {period} makes a general statement about the {group} as a whole, or about a group that "
        "the {period} itself names, which cannot be given to this one.",
    )
    NO_MENTION = (
        "no_mention",
        "No mention found",
        "No mention",
        "–",
        "The whole {period} was coded and nothing of the above was found. "
        "It does not mean that nothing was done.",
    )
    OTHER_SOURCE = (
        "other_source",
        "Known from another source only",
        "Other source",
        "◇",
        "The {period} was not read whole and nothing of the above was seen in it; another cited "
        "source tells of an activity in the period.",
    )
    SOURCE_UNAVAILABLE = (
        "source_unavailable",
        "Source not available",
        "No source",
        "·",
        "Neither the {period}, or the part needed, nor any other source is at hand.",
    )

    @property
    def counted(self) -> bool:
        """Whether cells of this status belong to the denominator."""
        return self not in _UNCOUNTED

    @property
    def has_evidence(self) -> bool:
        """Whether cells of this status rest on linked evidence."""
        return self in _EVIDENCED


_UNCOUNTED = frozenset(
    {Status.NOT_APPLICABLE, Status.NOT_CODED, Status.OTHER_SOURCE, Status.SOURCE_UNAVAILABLE}
)
_EVIDENCED = frozenset(
    {Status.REPORTED, Status.ANNOUNCED, Status.OBSTACLE_ONLY, Status.AREA_ONLY, Status.OTHER_SOURCE}
)


class FollowUp(Term):
    """What became of an announcement."""

    NOT_DUE = (
        "not_due",
        "Not yet due",
        "Not due",
        "◌",
        "Due after the date of the data version.",
    )
    NOT_CHECKED = (
        "not_checked",
        "Not checked: later reports not read",
        "Not checked",
        "·",
        "It fell due, or has no date, and no later {period} that covers it was read whole: "
        "nothing can be said.",
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
        "Item named",
        "named",
        "E",
        "The sentence names the item or its official number, or repeats the official wording that "
        "sets it apart.",
    )
    MATCHED = (
        "matched",
        "Subject named",
        "subject named",
        "M",
        "What the item is about and what is to be done with it both stand in the sentence's own words.",
    )
    INFERRED = (
        "inferred",
        "Inferred by us",
        "inferred by us",
        "I",
        "One of the two had to be supplied; a note says which one, and from where.",
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
