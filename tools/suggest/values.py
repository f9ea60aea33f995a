"""Which value of a field a sentence may have, by the activities that were coded so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ranking import Ranking

if TYPE_CHECKING:
    from .corpus import Corpus
    from .ranking import Terms


class Values:
    """Ranks the values of a field for a sentence."""

    def __init__(self, corpus: Corpus, terms: Terms, field: str, without: str = "") -> None:
        """Index the values of a field; items that cite the passage ``without`` are left out."""
        texts: dict[tuple[str, str], list[str]] = {}
        for item in corpus.of_type("activity"):
            value = item.get(field)
            cites = any(one.startswith(f"{without}.") for one in item.listed("evidence"))
            if value and not (without and cites):
                names = [value, corpus.french.get(value, "")]
                texts.setdefault((item.get("area"), value), names).append(corpus.texts[item.id])
        self._keys = list(texts)
        self._ranking = Ranking([" ".join(told) for told in texts.values()], terms)

    def rank(self, sentence: str, paragraph: str, area: str, most: int = 2) -> list[str]:
        """Give the likeliest values in an area, the first being the likeliest."""
        both = map(sum, zip(*map(self._ranking.scores, (sentence, paragraph)), strict=True))
        scored = [(score, value) for score, (of, value) in zip(both, self._keys, strict=True) if of == area]
        return [value for score, value in sorted(scored, reverse=True) if score][:most]
