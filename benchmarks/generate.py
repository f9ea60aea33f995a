"""Makes trackers of any size, in the same words for each way of building them.

The content is invented and seeded: the same size gives the same bytes.  Titles hold
accents and characters that markup languages like to eat.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

AREAS = ("Audit", "Budget", "Conseil", "Données", "Énergie", "Forêts", "Genre", "Habitat")
ODD = ("a & b", "50 % d'été", "x < y", "«cité»", "naïve + co.", "Œuvre #3", "$5 or €5", "tick ' tock")
WORDS = (
    "the auditors and the office agreed on a plan that was carried out in stages with several "
    "partners who reported on it each year and named what had been done and what was still open"
).split()


@dataclass(frozen=True)
class Size:
    """How large a tracker is: items, periods, pieces of evidence."""

    name: str
    items: int
    periods: int
    evidence: int


SIZES = {
    "small": Size("small", 74, 10, 200),
    "medium": Size("medium", 300, 10, 3_000),
    "large": Size("large", 1_000, 20, 20_000),
}


@dataclass(frozen=True)
class Piece:
    """One piece of evidence."""

    id: str
    title: str
    text: str
    area: int
    period: int
    items: tuple[int, ...]
    sentence: int


@dataclass(frozen=True)
class World:
    """A tracker's content, before any markup."""

    size: Size
    titles: tuple[str, ...]
    pieces: tuple[Piece, ...]

    def area_of(self, item: int) -> int:
        """Give the area of an item."""
        return item % len(AREAS)

    def on_page(self, area: int, period: int) -> list[Piece]:
        """Give the evidence of one area in one period, in order."""
        return [piece for piece in self.pieces if piece.area == area and piece.period == period]


def _sentence(chance: random.Random, length: int) -> str:
    text = " ".join(chance.choice(WORDS) for _ in range(length))
    return f"{text.capitalize()}."


def world(size: Size) -> World:
    """Invent a tracker's content."""
    chance = random.Random(f"tracker {size.name}")
    titles = tuple(
        f"Commitment {number}: {chance.choice(ODD)}, {' '.join(chance.choice(WORDS) for _ in range(4))}"
        for number in range(size.items)
    )
    pieces = []
    for number in range(size.evidence):
        area, period = number % len(AREAS), chance.randrange(size.periods)
        own = [item for item in range(area, size.items, len(AREAS))]
        pieces.append(Piece(
            f"E-{number:05d}",
            f"Step {number} {chance.choice(ODD)}",
            " ".join(_sentence(chance, 14) for _ in range(2)),
            area,
            period,
            tuple(sorted(chance.sample(own, k=min(len(own), chance.choice((1, 1, 2)))))),
            1 + number // len(AREAS) % 5,
        ))
    return World(size, titles, tuple(pieces))


def write(path: Path, text: str) -> None:
    """Write a page, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
