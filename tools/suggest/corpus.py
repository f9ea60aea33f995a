"""What was coded so far, in the language of a report: proposals, items, passages."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking import markup, metamodel
from ..intake.areas import CATALOGUES, DOCS
from ..translations.messages import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..checking.markup import Item
    from ..checking.metamodel import Metamodel

_LINKS = ("explicit", "matched", "inferred")
CODED = ("activity", "announcement", "limitation", "statement")
_SOURCES = re.compile(r"^(?:Sources?|Leans on): ")


@dataclass(frozen=True)
class Corpus:
    """The items of a project; ``texts`` are title and text of each, in one language."""

    metamodel: Metamodel
    items: Mapping[str, Item]
    texts: Mapping[str, str]
    french: Mapping[str, str]
    """The names of the vocabulary in French."""
    evidence: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Sentence → the items that cite it."""

    def of_type(self, *kinds: str) -> list[Item]:
        """Give the items of some types, in the order of their pages."""
        return [item for item in self.items.values() if item.type in kinds]

    def links(self, item: Item) -> list[str]:
        """Give the proposals that an item is linked to."""
        return [target for name in _LINKS for target in item.listed(name)]

    def about(self, proposals: Iterable[Item], without: str = "") -> list[str]:
        """Give, for each proposal, its subject and the items linked to it.

        :param without: a passage; items that cite it are left out.
        """
        linked: dict[str, list[str]] = defaultdict(list)
        for item in self.of_type(*CODED):
            cited = {one.partition(".")[0] for one in item.listed("evidence")}
            if not without or without not in cited:
                for target in self.links(item):
                    linked[target].append(self.texts[item.id])
        return [" ".join([self.texts[one.id], *linked[one.id]]) for one in proposals]


def read_project(root: Path, language: str) -> Corpus:
    """Read the items of a project, with their texts in a language.

    :raises OSError: when the project cannot be read.
    """
    model = metamodel.read(root)
    items = {item.id: item for item in markup.items(root, model)}
    french = cache(_translations)
    texts: dict[str, str] = {}
    for item in items.values():
        catalogue = root / CATALOGUES / Path(item.file).relative_to(DOCS).with_suffix(".po")
        words = french(catalogue) if language == "fr" else {}
        texts[item.id] = " ".join(words.get(part, part) for part in _parts(item))
    corpus = Corpus(model, items, texts, _translations(root / CATALOGUES / "vocabulary.po"))
    for item in corpus.of_type(*CODED):
        for sentence in item.listed("evidence"):
            corpus.evidence[sentence].append(item.id)
    return corpus


def _parts(item: Item) -> list[str]:
    """Give title and paragraphs of an item, without its sources."""
    text = "\n".join(line for _, line in item.body)
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    return [item.title, *(part for part in paragraphs if part and not _SOURCES.match(part))]


def _translations(catalogue: Path) -> dict[str, str]:
    if not catalogue.is_file():
        return {}
    return {str(entry.id): str(entry.string) for entry in read(catalogue) if entry.id and entry.string}
