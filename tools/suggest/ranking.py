"""Texts ranked by the words that they share with a sentence: tf-idf of stemmed words and pairs.

Plain Python: with texts as short as these no library found more, and none is as light.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 2
# Shorter words tell a reader nothing.
_TELLING = 3


class Terms:
    """Makes terms of a text in one language: its words without their endings, and pairs of them."""

    def __init__(self, language: str) -> None:
        self._stemmer = Stemmer.Stemmer(language)

    def words(self, text: str) -> list[str]:
        """Give the words of a text, stemmed."""
        words = [word for word in _WORD.findall(text.lower()) if len(word) >= _SHORTEST]
        stems: list[str] = self._stemmer.stemWords(words)
        return stems

    def count(self, text: str) -> Counter[str]:
        """Count the terms of a text."""
        words = self.words(text)
        return Counter([*words, *(f"{first} {second}" for first, second in pairwise(words))])


class Ranking:
    """An index of texts."""

    def __init__(self, texts: Sequence[str], terms: Terms) -> None:
        self._terms = terms
        counted = [terms.count(text) for text in texts]
        frequency = Counter(term for one in counted for term in one)
        size = len(texts)
        self._rarity = {term: math.log((1 + size) / (1 + times)) + 1 for term, times in frequency.items()}
        self._size = size
        # What stands in one text of four tells nothing.
        self._common = math.log((1 + size) / (1 + max(2, size / 4))) + 1
        self._holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, one in enumerate(counted):
            for term, weight in self._weights(one).items():
                self._holders[term].append((place, weight))

    def _weights(self, counted: Counter[str]) -> dict[str, float]:
        weights = {
            term: (1 + math.log(times)) * self._rarity[term]
            for term, times in counted.items()
            if term in self._rarity
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
        return {term: weight / length for term, weight in weights.items()}

    def scores(self, text: str) -> list[float]:
        """Give the likeness of each text with this one, the greatest being 1."""
        found = [0.0] * self._size
        for term, weight in self._weights(self._terms.count(text)).items():
            for place, other in self._holders[term]:
                found[place] += weight * other
        most = max(found, default=0) or 1
        return [score / most for score in found]

    def shared(self, text: str, place: int, most: int = 4) -> list[str]:
        """Give the terms that weigh most in the likeness with one text."""
        weights = self._weights(self._terms.count(text))
        both = {
            term: weight * other
            for term, weight in weights.items()
            for holder, other in self._holders[term]
            if holder == place and len(term) > _TELLING and self._rarity[term] >= self._common
        }
        return sorted(both, key=lambda term: -both[term])[:most]
