"""Names and dates that stand in a sentence: actors, places, exercises of the vocabulary, months."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .corpus import Corpus

ALIASES = Path(__file__).parent / "aliases.toml"
_NOBODY = "none of these"
FIELDS = ("actors", "where", "partners", "exercises")
_ACRONYM = re.compile(r"(?P<name>.+?) \((?P<short>[\w&/-]+)\)$")
_YEAR = re.compile(r"(?P<name>.+?) (?:20)?(?P<year>\d{2})$")
_MONTHS = (
    "january|janvier", "february|février", "march|mars", "april|avril", "may|mai", "june|juin",
    "july|juillet", "august|août", "september|septembre", "october|octobre", "november|novembre",
    "december|décembre",
)  # fmt: skip
_MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
# After these words stands what is spoken of, and after those to whom: neither place nor doer.
_SPOKEN_OF = (
    r"port\w+ sur|discussions? sur|débat\w* (?:sur|de)|situé\w*|au sujet|thématiques?|"
    r"dealt with|focus\w+ on|discussed|talks on|situated|located|on the subject|thematic"
)
_SPOKEN_TO = (
    r"informé\w*|exposés? (?:au|à)|à l'(?:intention|égard|appui)|vis-à-vis|auprès|aux côtés|"
    r"approfondir \w+ dialogue|brief\w+ (?:the|to|for)|informed|present\w+ to|in support of|alongside|"
    r"for the benefit of"
)
_TH = "(?:er|st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:(?:(?:(?P<from>\d{{1,2}}){_TH}\s(?:to|au)\s)?(?P<day>\d{{1,2}}){_TH}\s)?(?:{_MONTH})(?:\s(?P<year>(?:19|20)\d{{2}}))?)"
    r"|(?:\b(?:in|en|of|de)\s(?P<only>(?:19|20)\d{2})\b)",
    re.IGNORECASE,
)


def forms(name: str) -> set[str]:
    """Give the ways in which a name of the vocabulary is written: with and without acronym or year."""
    found = {name.rstrip("*")}
    if acronym := _ACRONYM.match(name):
        found |= {acronym["name"]}
        # "(Defence)" is no acronym.
        found |= {acronym["short"]} if sum(map(str.isupper, acronym["short"])) > 1 else set()
    if year := _YEAR.match(name):
        found |= {f"{year['name']} {year['year']}", f"{year['name']} 20{year['year']}"}
    return found


@dataclass(frozen=True)
class Names:
    """Finds the names of the vocabulary in a text; the longest form wins.

    What stands after ``aside`` is left out.
    """

    pattern: re.Pattern[str]
    aside: re.Pattern[str]
    known: Mapping[str, tuple[str, ...]]
    """Form, folded → names of the vocabulary."""

    def find(self, text: str) -> list[str]:
        """Give the names that stand in a text, in its order."""
        straight = self.aside.split(text.replace("’", "'").replace("\u00a0", " "), maxsplit=1)[0]
        found = [name for one in self.pattern.finditer(straight) for name in self.known[one[0].casefold()]]
        return list(dict.fromkeys(found))


def names(corpus: Corpus, field: str, aliases: Path = ALIASES) -> Names:
    """Prepare the names of a field, in both languages and with their aliases."""
    more = tomllib.loads(aliases.read_text(encoding="utf-8")).get(field, {})
    rules = corpus.metamodel.common[field]["schema"]["items"]
    known: dict[str, list[str]] = {}
    for name in rules["enum"]:
        if more.get(name) == []:
            continue  # too general to be found by its name
        french = corpus.french.get(name, "")
        for form in {*forms(name), *(forms(french) if french else ()), *more.get(name, ())}:
            known.setdefault(form.casefold(), []).append(name)
    # Longer names that hold one of the vocabulary and are not meant by it.
    known |= {form.casefold(): [] for form in more.get(_NOBODY, ())}
    every = sorted(known, key=len, reverse=True)
    # A short form in capitals is no word in small letters, but names begin sentences, too.
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)", re.IGNORECASE)
    words = {"actors": f"{_SPOKEN_OF}|{_SPOKEN_TO}", "exercises": "(?!)"}.get(field, _SPOKEN_OF)
    aside = re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)
    return Names(pattern, aside, {form: tuple(names) for form, names in known.items()})


def dates(text: str, period_end: str) -> list[str]:
    """Give the dates that stand in a text, as the fields write them.

    A month without a year takes it from the period's end, or the year before.
    """
    return list(dict.fromkeys(_dates(text, period_end)))


def _dates(text: str, period_end: str) -> Iterator[str]:
    for found in _DATE.finditer(text):
        if found["only"]:
            yield found["only"]
            continue
        month = next(number for number in range(1, 13) if found[f"m{number}"])
        last, last_month = (int(part) for part in period_end.split("-"))
        year = found["year"] or str(last if month <= last_month else last - 1)
        days = [f"{year}-{month:02d}-{int(day):02d}" for day in (found["from"], found["day"]) if day]
        yield "/".join(days) or f"{year}-{month:02d}"


def kind_of(section: str) -> str:
    """Give the likeliest type of item in a section: the frame of a report holds statements."""
    return "statement" if section in {"INT", "CON"} else "activity"


# In the order in which they are tried.
_KINDS = {
    "information exchange": r"exchang\w+ (?:of )?information|information exchange|échang\w+ d'informations?",
    "exercise": r"exercises?|exercices?",
    "workshop": r"workshops?|seminars?|symposi\w+|conferences?|ateliers?|séminaires?|conférences?",
    "training": r"training|courses?|trained|formations?|cours|stages?",
    "briefing": r"briefings?|briefed|exposés?|information mutuelle",
    "consultation": r"consultations?|consulted|concertations?",
    "agreement": r"signed|agreements?|signé\w*|accords?",
    "meeting": r"meetings?|met|talks|réunions?|réunis?|rencontr\w+",
    "document": r"adopted|published|report|paper|adopté\w*|publié\w*|rapport",
}


def activity_of(text: str) -> str:
    """Give the likeliest kind of activity that a sentence tells of, or a question mark."""
    kinds = (kind for kind, words in _KINDS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))
    return next(kinds, "?")


_LATER = re.compile(
    r"\b(?:will|shall|is to|are to|planned|envisaged|scheduled|upcoming|next|could|should|agreed to|intends?|"
    r"\w+(?:era|eront)|devrai(?:t|ent)|prévue?s?|à venir|prochaine?s?|convenus? de|envisag\w+|"
    r"pourrai(?:t|ent))\b",
    re.IGNORECASE,
)
_HINDERED = re.compile(
    r"\b(?:not yet|obstacles?|despite|pending|limit\w*|lack|unable|lorsque les circonstances|"
    r"dans la mesure où|pas encore|faute de|en attendant)\b",
    re.IGNORECASE,
)


def hints(text: str) -> list[str]:
    """Say what else a sentence may hold."""
    told = {"an announcement": _LATER, "a limitation": _HINDERED}
    return [what for what, pattern in told.items() if pattern.search(text)]
