"""Drafts: comments on the pages, from which an item is made by taking percent signs away."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..intake.areas import DOCS
from ..intake.languages import LANGUAGES
from .arrange import arranged
from .found import FIELDS, activity_of, dates, hints, kind_of, names
from .proposals import Proposals
from .ranking import Terms
from .values import Values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ..checking.markup import Item
    from .corpus import Corpus

_LETTERS = {"activity": "A", "announcement": "F", "limitation": "L", "statement": "S"}
_BEGIN, _END = "% draft of ", "% end of draft"
_OLD = re.compile(rf"^{_BEGIN}.*?^{_END}\n\n?", re.MULTILINE | re.DOTALL)


@dataclass
class Drafts:
    """Makes the drafts of one report."""

    corpus: Corpus
    report: Item
    sentences: Mapping[str, tuple[str, ...]]
    language: str

    def __post_init__(self) -> None:
        terms = Terms(LANGUAGES[self.language].name)
        self._proposals = Proposals(self.corpus, terms)
        self._values = {field: Values(self.corpus, terms, field) for field in ("kind", "theme")}
        self._names = {field: names(self.corpus, field) for field in FIELDS}
        self._numbers = Counter[str]()
        for item in self.corpus.items.values():
            stem, _, number = item.id.rpartition("-")
            if number.isdigit():
                self._numbers[stem] = max(self._numbers[stem], int(number))

    def open(self) -> Iterator[tuple[Item, int, str]]:
        """Give the sentences that are neither evidence nor context."""
        for passage in self.corpus.of_type("passage"):
            context = {part.split()[0] for part in passage.listed("context")}
            for number, text in enumerate(self.sentences.get(passage.id, ()), 1):
                cited = self.corpus.evidence.get(f"{passage.id}.{number}")
                if passage.get("report") == self.report.id and not cited and str(number) not in context:
                    yield passage, number, text

    def pages(self) -> dict[str, list[str]]:
        """Give the drafts of each page, in the order of the report."""
        areas = {item.get("code"): item for item in self.corpus.of_type("area")}
        found: dict[str, list[str]] = defaultdict(list)
        for passage, number, text in self.open():
            area = areas.get(passage.get("section"))
            name = self.report.id.lower()
            page = f"{area.file.rpartition('/')[0]}/{name}.md" if area else f"{DOCS}/reports/{name}.md"
            found[page].append(self._draft(passage, number, text, area))
        return found

    def _draft(self, passage: Item, number: int, text: str, area: Item | None) -> str:
        sentence = f"{passage.id}.{number}"
        kind = kind_of(passage.get("section"))
        stem = f"{_LETTERS[kind]}{self.report.id[1:]}-{passage.get('section')}"
        self._numbers[stem] += 1
        paragraph = " ".join(self.sentences[passage.id])
        ranked = self._proposals.rank(text, paragraph, area.id if area else "")
        lines = [f"{_BEGIN[2:]}{sentence}: take the percent signs of the item away, and decide each “?”"]
        lines += [f"also {what}?" for what in hints(text)]
        if kind == "activity":
            lines += [
                f"{one.proposal.id} {one.proposal.title} ({', '.join(one.words) or 'its area alone'})"
                for one in ranked
            ]
        lines += [f":::{{{kind}}} ?", f":id: {stem}-{self._numbers[stem]:03d}", f":report: {self.report.id}"]
        lines += [f":{name}: {value}" for name, value in self._fields(kind, text, paragraph, area).items()]
        lines += [f":evidence: {sentence}"]
        lines += [f":matched: ? {', '.join(one.proposal.id for one in ranked)}"] if kind == "activity" else []
        lines += ["", "?", ":::", _END[2:]]
        return "".join(f"% {line}".rstrip() + "\n" for line in lines)

    def _fields(self, kind: str, text: str, paragraph: str, area: Item | None) -> dict[str, str]:
        fields = {"area": area.id} if area else {}
        if kind == "statement":
            return fields | {"scope": "area" if area else "report"}
        found = dates(text, self.report.get("period_end"))
        fields |= {"when": max(found, key=len)} if found else {}
        # What is to be decided is chosen by deleting, not by typing.
        likely = {
            name: ", ".join(values.rank(text, paragraph, area.id if area else ""))
            for name, values in self._values.items()
        }
        kind = activity_of(text)
        fields["kind"] = f"? {likely['kind']}".strip() if kind == "?" else kind
        if area and area.listed("themes"):
            fields["theme"] = f"? {likely['theme']}".strip()
        for name in FIELDS:
            listed = self._names[name].find(text)
            fields |= {name: ", ".join(listed)} if listed else {}
        return fields


def written(text: str, drafts: list[str]) -> str:
    """Put drafts on a page, in place of those that are there: after its other comments and items."""
    text = text.rstrip() + "\n"
    if not drafts:
        return text
    # On a report's page, items stand before the tables.
    place = text.find("\n## Announcements")
    head, tail = (text[:place].rstrip() + "\n", text[place:]) if place >= 0 else (text, "")
    return head + "\n" + "\n".join(drafts) + tail


def write(root: Path, pages: Mapping[str, list[str]], report: str, areas: Iterable[Item]) -> list[str]:
    """Write the drafts; drafts of sentences that are settled go, and items go under their themes.

    :returns: a line for each page.
    """
    told = []
    themes = {f"{area.file.rpartition('/')[0]}/{report.lower()}.md": area.listed("themes") for area in areas}
    for path in sorted((root / DOCS).rglob(f"{report.lower()}.md")):
        name = path.relative_to(root).as_posix()
        before = path.read_text(encoding="utf-8")
        after = written(arranged(_OLD.sub("", before), themes.get(name, [])), pages.get(name, []))
        if after != before:
            path.write_text(after, encoding="utf-8")
            told.append(f"{name}: {len(pages.get(name, []))} drafts")
    return told
