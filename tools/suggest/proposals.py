"""Which proposals a sentence may be about.

The sentence alone is too short.  Its paragraph counts by half, and so does the area in whose
section it stands; an area is no filter, because one link in six leads out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .ranking import Ranking, Terms

if TYPE_CHECKING:
    from ..checking.markup import Item
    from .corpus import Corpus

_CONTEXT = 0.5
_MOST = 5


@dataclass(frozen=True)
class Suggestion:
    """A proposal with the words that speak for it."""

    proposal: Item
    words: tuple[str, ...]


class Proposals:
    """Ranks the proposals of a project for the sentences of one passage."""

    def __init__(self, corpus: Corpus, terms: Terms, without: str = "") -> None:
        """Index the proposals; items that cite the passage ``without`` are left out."""
        identified = [one for one in corpus.of_type("proposal") if one.get("basis") != "unidentified"]
        self._proposals = identified
        self._ranking = Ranking(corpus.about(identified, without), terms)

    def rank(self, sentence: str, paragraph: str, area: str) -> list[Suggestion]:
        """Give the five likeliest proposals, the first being the likeliest.

        :param area: the area's id, empty for a section that is none.
        """
        own, around = self._ranking.scores(sentence), self._ranking.scores(paragraph)
        both = [one + _CONTEXT * other for one, other in zip(own, around, strict=True)]
        greatest = max(both, default=0) or 1
        scores = [
            score / greatest + _CONTEXT * (proposal.get("area") == area)
            for score, proposal in zip(both, self._proposals, strict=True)
        ]
        order = sorted(range(len(scores)), key=lambda place: -scores[place])[:_MOST]
        shared = self._ranking.shared
        return [Suggestion(self._proposals[place], tuple(shared(sentence, place))) for place in order]
