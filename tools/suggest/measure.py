"""How good the suggestions are: on a coded report, each passage left out in its turn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..intake.languages import LANGUAGES
from .found import FIELDS, kind_of, names
from .proposals import Proposals
from .ranking import Terms
from .values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..checking.markup import Item
    from .corpus import Corpus


def measure(
    corpus: Corpus, report: str, sentences: Mapping[str, tuple[str, ...]], language: str
) -> list[str]:
    """Compare what is suggested for each sentence of a report with what was coded; give a line a measure."""
    right, total = Counter[str](), Counter[str]()

    def add(name: str, of_these: int, there: int) -> None:
        right[name] += of_these
        total[name] += there

    terms = Terms(LANGUAGES[language].name)
    known = {name: names(corpus, name) for name in FIELDS}
    areas = {item.get("code"): item for item in corpus.of_type("area")}
    for passage in corpus.of_type("passage"):
        texts = sentences.get(passage.id, ())
        if passage.get("report") != report or not texts:
            continue
        proposals = Proposals(corpus, terms, without=passage.id)
        themes = Values(corpus, terms, "theme", without=passage.id)
        area = areas.get(passage.get("section"))
        for number, text in enumerate(texts, 1):
            items = [corpus.items[one] for one in corpus.evidence.get(f"{passage.id}.{number}", ())]
            linked = {target for item in items for target in corpus.links(item)}
            first = {
                one.proposal.id for one in proposals.rank(text, " ".join(texts), area.id if area else "")
            }
            if linked:
                add("linked proposals among the first five", len(linked & first), len(linked))
                add("sentences with a right proposal among five", bool(linked & first), 1)
            coded = {item.get("theme") for item in items} - {""}
            if area and coded:
                likely = themes.rank(text, " ".join(texts), area.id)
                add("sentences with a right theme among two", bool(coded & set(likely)), 1)
            if items:
                kind = kind_of(passage.get("section"))
                add("sentences with a right type", kind in {item.type for item in items}, 1)
                # A draft of a statement names nobody.
                for name, field_names in known.items() if kind == "activity" else ():
                    wanted = _wanted(items, name)
                    there = set(field_names.find(text))
                    add(f"{name} that were right", len(there & wanted), len(there))
    return [
        f"{name}: {right[name]} of {there} ({right[name] / (there or 1):.0%})"
        for name, there in total.items()
    ]


def _wanted(items: list[Item], name: str) -> set[str]:
    """Give what was coded; a look-up cannot tell whether a country is a place or a partner."""
    fields = ("where", "partners") if name in {"where", "partners"} else (name,)
    return {value for item in items for one in fields for value in item.listed(one)}
