"""Invents trackers of any size, before any markup.

The content is seeded: the same size gives the same items.  Titles hold accents and
characters that markup languages like to eat.  Items conform to the project's own
metamodel, whose vocabularies they draw on.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REPOSITORY = Path(__file__).parent.parent
METAMODEL = REPOSITORY / "ubproject.toml"

AREAS = {
    "AUD": "Audit",
    "BUD": "Budget",
    "CON": "Conseil",
    "DON": "Données",
    "ENE": "Énergie",
    "FOR": "Forêts",
    "GEN": "Genre",
    "HAB": "Habitat",
}
SETS = (2016, 2017)
FIRST_YEAR = 2018
ODD = ("a & b", "50 % d'été", "«cité»", "naïve + co.", "Œuvre #3", "$5 or €5", "tick ' tock", "=1+1")
WORDS = (  # noqa: SIM905 - it reads as the sentence it is
    "the auditors and the office agreed on a plan that was carried out in stages with several "
    "partners who reported on it each year and named what had been done and what was still open"
).split()
SENTENCES_A_PASSAGE = 5


@dataclass(frozen=True)
class Size:
    """How large a tracker is: items, periods, pieces of evidence."""

    name: str
    items: int
    periods: int
    evidence: int

    def __str__(self) -> str:
        return f"{self.items:,} × {self.periods} × {self.evidence:,}"


SIZES = {
    "small": Size("small", 74, 10, 200),
    "medium": Size("medium", 300, 10, 3_000),
    "large": Size("large", 1_000, 20, 20_000),
}


@dataclass(frozen=True)
class Entry:
    """One item of any type, with the document it stands in."""

    kind: str
    id: str
    title: str
    text: str
    docname: str
    options: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict)


def _vocabulary(name: str) -> list[str]:
    metamodel = tomllib.loads(METAMODEL.read_text(encoding="utf-8"))
    return list(metamodel["needs"]["fields"][name]["schema"]["items"]["enum"])


class World:
    """A tracker's content: areas, reports, items, evidence and passages."""

    def __init__(self, size: Size) -> None:
        """Invent it; the same size gives the same content."""
        self.size = size
        self.periods = [f"R{number:02}" for number in range(1, size.periods + 1)]
        self._chance = random.Random(f"tracker {size}")
        self._vocabularies = {
            name: _vocabulary(name) for name in ("actors", "where", "partners", "exercises")
        }
        self._announced: dict[str, list[tuple[int, str]]] = {code: [] for code in AREAS}
        # In this order, because they share one sequence of chances.
        self.areas = self._areas()
        self.reports = self._reports()
        self.items = [self._item(number) for number in range(size.items)]
        self._of_area = {
            f"AREA-{code}": [item.id for item in self.items if item.id[4:7] == code] for code in AREAS
        }
        self.evidence = self._evidence()
        self.passages = self._passages()

    def _areas(self) -> list[Entry]:
        return [
            Entry(
                "area",
                f"AREA-{code}",
                title,
                self._text(),
                f"areas/{code.lower()}/index",
                {"code": code, "order": order},
            )
            for order, (code, title) in enumerate(AREAS.items(), 1)
        ]

    def _reports(self) -> list[Entry]:
        """Make the periods, all of them read whole and coded."""
        return [
            Entry(
                "report",
                name,
                f"Report {number}",
                self._text(1),
                f"reports/{name.lower()}",
                {
                    "published": f"{FIRST_YEAR + number}-01-20",
                    "period_start": f"{FIRST_YEAR + number - 1}-01",
                    "period_end": f"{FIRST_YEAR + number - 1}-12",
                    "coverage": "full",
                    "coded": tuple(AREAS),
                    "coded_by": "machine",
                    "codings": 1,
                },
            )
            for number, name in enumerate(self.periods, 1)
        ]

    def _item(self, number: int) -> Entry:
        """Make a commitment: they fall to each area and each set in turn."""
        code, rest = list(AREAS)[number % len(AREAS)], number // len(AREAS)
        year = SETS[rest % len(SETS)]
        item_id = f"P{year % 100}-{code}-{rest // len(SETS) + 1:02}"
        words = " ".join(self._chance.choice(WORDS) for _ in range(4))
        return Entry(
            "proposal",
            item_id,
            f"Commitment {number}: {self._chance.choice(ODD)}, {words}",
            self._text(),
            f"proposals/{year}/{item_id.lower()}",
            {
                "set": year,
                "endorsed": f"{year}-12-06",
                "area": (f"AREA-{code}",),
                "basis": self._chance.choice(("official", "secondary")),
                "sources": ("source",),
                "confidence_subject": "high",
                "confidence_set": "high",
                "allocation": "working",
            },
        )

    def _evidence(self) -> list[Entry]:
        pages = [(code, number) for code in AREAS for number in range(1, self.size.periods + 1)]
        share, more = divmod(self.size.evidence, len(pages))
        return [
            self._piece(code, period, number)
            for place, (code, period) in enumerate(pages)
            for number in range(1, share + (place < more) + 1)
        ]

    def _piece(self, code: str, period: int, number: int) -> Entry:
        chance, year = self._chance, FIRST_YEAR + period - 1
        kind = chance.choices(("activity", "announcement", "limitation", "statement"), (16, 2, 1, 1))[0]
        letter = "F" if kind == "announcement" else kind[0].upper()
        piece_id = f"{letter}{period:02}-{code}-{number:03}"
        sentence = f"R{period:02}-{code}-{(number - 1) // SENTENCES_A_PASSAGE + 1:02}"
        options: dict[str, str | int | tuple[str, ...]] = {
            "report": (f"R{period:02}",),
            "area": (f"AREA-{code}",),
            "evidence": (f"{sentence}.{(number - 1) % SENTENCES_A_PASSAGE + 1}",),
        }
        if kind == "statement":
            options["scope"] = "area"
        else:
            options["actors"] = tuple(sorted(chance.sample(self._vocabularies["actors"], k=2)))
            own = self._of_area[f"AREA-{code}"]
            options[chance.choice(("explicit", "matched"))] = tuple(
                sorted(chance.sample(own, k=min(len(own), chance.choice((1, 1, 2)))))
            )
        if kind == "activity":
            options |= {"kind": "meeting", "when": f"{year}-{chance.randint(1, 12):02}"}
            options |= {name: (chance.choice(self._vocabularies[name]),) for name in ("where", "partners")}
            earlier = [name for when, name in self._announced[code] if when < period]
            if earlier and not number % 10:
                options["fulfils"] = (chance.choice(earlier),)
        if kind == "announcement":
            options |= {"due": f"{year + 1}-06", "certainty": "firm"}
            self._announced[code].append((period, piece_id))
        title = f"Step {piece_id} {chance.choice(ODD)}"
        return Entry(kind, piece_id, title, self._text(), f"areas/{code.lower()}/r{period:02}", options)

    def _passages(self) -> list[Entry]:
        """Make the paragraphs of the reports, each sentence cited by one piece of evidence."""
        cited: dict[str, int] = {}
        for piece in self.evidence:
            sentences = piece.options["evidence"]
            assert isinstance(sentences, tuple)
            passage, _, number = sentences[0].partition(".")
            cited[passage] = max(cited.get(passage, 0), int(number))
        return [self._passage(name, number) for name, number in sorted(cited.items())]

    def _passage(self, name: str, sentences: int) -> Entry:
        report, code, number = name.split("-")
        text = " ".join(f"{{np}}`({part})`" for part in range(1, sentences + 1))
        return Entry(
            "passage",
            name,
            f"{code} paragraph {int(number)}",
            text,
            f"reports/{report.lower()}-passages",
            {
                "report": (report,),
                "section": code,
                "number": int(number),
                "sentences": sentences,
                "sha256": "0" * 64,
                "role": "body",
            },
        )

    def entries(self) -> Iterator[Entry]:
        """Give every item of every type."""
        for group in (self.areas, self.reports, self.items, self.passages, self.evidence):
            yield from group

    def by_page(self) -> dict[str, list[Entry]]:
        """Give the items of each document, in their order."""
        pages: dict[str, list[Entry]] = {}
        for entry in self.entries():
            pages.setdefault(entry.docname, []).append(entry)
        return pages

    def _text(self, sentences: int = 2) -> str:
        chosen = (" ".join(self._chance.choice(WORDS) for _ in range(14)) for _ in range(sentences))
        return " ".join(f"{text.capitalize()}." for text in chosen)
