"""Which theme of its area a sentence may belong to, by the activities that were coded so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ranking import Ranking

if TYPE_CHECKING:
    from ..checking.markup import Item
    from .corpus import Corpus
    from .ranking import Terms


class Themes:
    """Ranks the themes of each area for a sentence."""

    def __init__(self, corpus: Corpus, terms: Terms, without: str = "") -> None:
        """Index the themes; items that cite the passage ``without`` are left out."""
        texts: dict[tuple[str, str], list[str]] = {
            (area.id, theme): [theme, corpus.french.get(theme, "")]
            for area in corpus.of_type("area")
            for theme in area.listed("themes")
        }
        for item in corpus.of_type("activity"):
            key = item.get("area"), item.get("theme")
            cites = any(one.startswith(f"{without}.") for one in item.listed("evidence"))
            if key in texts and not (without and cites):
                texts[key].append(corpus.texts[item.id])
        self._themes = list(texts)
        self._ranking = Ranking([" ".join(told) for told in texts.values()], terms)

    def of(self, sentence: str, paragraph: str, area: Item) -> str:
        """Give the likeliest theme of an area, empty when no word speaks for any."""
        both = map(sum, zip(*map(self._ranking.scores, (sentence, paragraph)), strict=True))
        scored = zip(both, self._themes, strict=True)
        best = max(((score, theme) for score, (of, theme) in scored if of == area.id), default=(0, ""))
        return best[1] if best[0] else ""
