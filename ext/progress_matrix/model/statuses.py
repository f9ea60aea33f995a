"""The closed vocabularies of the tracker, each stated once (codebook, sections 1, 3 and 4).

The key on the page, the classes in the style sheet, the codes in CSV and JSON
and the enums of the JSON schemas are all derived from these classes.  The statuses stand in
the order in which they are decided; a project may declare its own (:func:`vocabulary`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar


class Term(Enum):
    """A coded term: its code, its look as style sheets know it, and what readers see (English).

    ``{period}`` and ``{group}`` in a definition stand for the project's own nouns.
    """

    label: str
    short: str
    mark: str
    definition: str
    code: str
    look: str

    def __new__(cls, code: str, *words: str) -> Term:
        """Make the member from its code, label, short word, mark and definition."""
        member = object.__new__(cls)
        member._value_ = member.code = member.look = code
        member.label, member.short, member.mark, member.definition = words
        return member


@dataclass(frozen=True, slots=True)
class Status:
    """What one report says about one item: one value, the first that applies.

    A status is the same as another of its code, whatever words a project gives it.

    :param counted: whether cells of this status belong to the denominator.
    :param given_by: the kind of evidence that gives it; empty where no evidence does.
    :param where: what that evidence must say: the value of each field, where one kind gives several.
    :param like: the status of ours whose colours it has.
    """

    code: str
    label: str = field(compare=False)
    short: str = field(compare=False)
    mark: str = field(compare=False)
    definition: str = field(compare=False)
    counted: bool = field(default=True, compare=False)
    given_by: str = field(default="", compare=False)
    where: dict[str, str] = field(default_factory=dict, compare=False)
    like: str = field(default="", compare=False)

    NOT_APPLICABLE: ClassVar[Status]
    NOT_CODED: ClassVar[Status]
    REPORTED: ClassVar[Status]
    ANNOUNCED: ClassVar[Status]
    OBSTACLE_ONLY: ClassVar[Status]
    AREA_ONLY: ClassVar[Status]
    NO_MENTION: ClassVar[Status]
    OTHER_SOURCE: ClassVar[Status]
    SOURCE_UNAVAILABLE: ClassVar[Status]

    @property
    def look(self) -> str:
        """The code under which style sheets and workbooks know its colours."""
        return self.like or self.code

    @property
    def has_evidence(self) -> bool:
        """Whether cells of this status rest on linked evidence."""
        return bool(self.given_by) or self == Status.OTHER_SOURCE


# The words of a term stand in one line, its meaning below.
# fmt: off
Status.NOT_APPLICABLE = Status(
    "not_applicable", "Not applicable", "Not applicable", "×",
    "Not in force by the end of the period, or ended by a cited document.", counted=False,
)
Status.NOT_CODED = Status(
    "not_coded", "Not yet coded", "Not coded", "…",
    "The {period} is at hand, but the coding of this part is not finished.", counted=False,
)
Status.REPORTED = Status(
    "reported", "Activity reported", "Reported", "●",
    "The {period} tells of at least one linked activity: something done, held, adopted or "
    "under way in the period.", given_by="activity",
)
Status.ANNOUNCED = Status(
    "announced", "Announced only", "Announced", "○",
    "What the {period} says of it only looks forward.", given_by="announcement",
)
Status.OBSTACLE_ONLY = Status(
    "obstacle_only", "Obstacle only", "Obstacle", "△",
    "The {period} states only an obstacle, a condition or a “not yet” on it.", given_by="limitation",
)
Status.AREA_ONLY = Status(
    "area_only", "Area level only", "Area only", "◐",
    "The {period} makes a general statement about the {group} as a whole, or about a group that "
    "the {period} itself names, which cannot be given to this one.", given_by="statement",
)
Status.NO_MENTION = Status(
    "no_mention", "No mention found", "No mention", "–",
    "The whole {period} was coded and nothing of the above was found. "
    "It does not mean that nothing was done.",
)
Status.OTHER_SOURCE = Status(
    "other_source", "Known from another source only", "Other source", "◇",
    "The {period} was not read whole and nothing of the above was seen in it; another cited "
    "source tells of an activity in the period.", counted=False,
)
Status.SOURCE_UNAVAILABLE = Status(
    "source_unavailable", "Source not available", "No source", "·",
    "The {period}, or the part needed, is not at hand, nor is any other source.", counted=False,
)
# fmt: on


@dataclass(frozen=True)
class Statuses:
    """The statuses of a project, in the order in which they are decided."""

    every: tuple[Status, ...]

    def __iter__(self) -> Iterator[Status]:
        return iter(self.every)

    def __len__(self) -> int:
        return len(self.every)

    def __getitem__(self, code: str) -> Status:
        """Give the status of a code; ``KeyError`` when there is none."""
        return {status.code: status for status in self.every}[code]

    def look(self, code: str) -> str:
        """Give the code under which style sheets know the colours of a status, or of what is none."""
        return next((status.look for status in self.every if status.code == code), code)

    @property
    def best(self) -> Status:
        """The first status that evidence gives: what gaps lack and pictures count."""
        return next(status for status in self.every if status.given_by)

    @property
    def found_first(self) -> list[Status]:
        """All of them, those that are counted first, as keys list them."""
        return sorted(self.every, key=lambda status: not status.counted)

    def given(self, kind: str, facts: Mapping[str, object]) -> Status | None:
        """Tell which status a piece of evidence gives, by the code of its kind and by its fields."""
        for status in self.every:
            said = (value in _written(facts.get(name)) for name, value in status.where.items())
            if status.given_by == kind and all(said):
                return status
        return None


def _written(fact: object) -> list[str]:
    """Give the values of a field as authors write them, an empty text where there is none."""
    several = list(fact) if isinstance(fact, (list, tuple)) else [fact]
    shown = [str(one).lower() if isinstance(one, bool) else str(one) for one in several if one is not None]
    return shown or [""]


# What no evidence gives: every vocabulary has these, whatever it calls them.
_FIRST = (Status.NOT_APPLICABLE, Status.NOT_CODED)
_LAST = (Status.NO_MENTION, Status.OTHER_SOURCE, Status.SOURCE_UNAVAILABLE)
OURS = Statuses((*_FIRST, Status.REPORTED, Status.ANNOUNCED, Status.OBSTACLE_ONLY, Status.AREA_ONLY, *_LAST))
"""The statuses of a project that declares none."""


def vocabulary(own: Iterable[Status]) -> Statuses:
    """Make the statuses of a project: its own in their order, between those that no evidence gives.

    A status of one of our codes takes the place of ours.  As soon as one is given by evidence,
    only those that are declared are given by any.
    """
    declared = {status.code: status for status in own}
    giving = [status for status in declared.values() if status.given_by]
    given = giving or [declared.get(status.code, status) for status in OURS if status.given_by]
    first, last = ([declared.get(status.code, status) for status in part] for part in (_FIRST, _LAST))
    return Statuses((*first, *given, *last))


Coded = Status | Term
"""What has a code and, in English, what readers see of it: label, short word, mark and definition."""


# fmt: off
class FollowUp(Term):
    """What became of an announcement."""

    NOT_DUE = ("not_due", "Not yet due", "Not due", "▷", "Due after the date of the data version.")
    NOT_CHECKED = (
        "not_checked", "Not checked: later reports not read", "Not checked", "□",
        "It fell due, or has no date, and no later {period} that covers it was read whole: "
        "nothing can be said.",
    )
    REPORTED_DONE = (
        "reported_done", "Reported as done", "Done", "●",
        "A later {period}, or another cited source, says that it took place.",
    )
    UNDER_WAY = (
        "under_way", "Reported as under way", "Under way", "◐",
        "A later source mentions it as going on.",
    )
    CHANGED = (
        "changed", "Reported as changed", "Changed", "△",
        "A later source says that it was postponed, replaced, merged or dropped.",
    )
    RE_ANNOUNCED = (
        "re_announced", "Announced again", "Again", "○",
        "Repeated without any step; the repetitions are counted.",
    )
    NO_FOLLOW_UP = (
        "no_follow_up", "No follow-up found", "None found", "–",
        "A later, fully coded {period} covers the date and says nothing.",
    )
    NOT_ASSESSABLE = (
        "not_assessable", "Not assessable", "Not assessable", "?",
        "Too vague to recognise later; the reason is given.",
    )


class Strength(Term):
    """How surely a passage concerns an item; strongest first."""

    EXPLICIT = (
        "explicit", "Named", "named", "E",
        "The sentence gives the name or the official number, or repeats the official wording that "
        "sets it apart.",
    )
    MATCHED = (
        "matched", "Subject named", "subject\N{NO-BREAK SPACE}named", "M",
        "What it is about and what is to be done both stand in the sentence's own words.",
    )
    INFERRED = (
        "inferred", "Inferred by us", "inferred\N{NO-BREAK SPACE}by\N{NO-BREAK SPACE}us", "I",
        "One of the two had to be supplied; a note says which one, and from where.",
    )


# fmt: on


class Coverage(Enum):
    """How much of a period's report has been read."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Role(Enum):
    """What a piece of evidence is for the matrix; a kind of a project's own is an activity to it."""

    ACTIVITY = "activity"
    ANNOUNCEMENT = "announcement"
    LIMITATION = "limitation"
    STATEMENT = "statement"


class Scope(Enum):
    """What a general statement is about."""

    AREA = "area"
    GROUP = "group"
    REPORT = "report"


_ROLES = {role.value: role for role in Role}


def role_of(kind: str) -> Role:
    """Give the role of a kind of evidence by its code."""
    return _ROLES.get(kind, Role.ACTIVITY)
