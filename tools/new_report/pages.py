"""The new report's pages and catalogues, made from the templates and the phrases.

Each phrase is stated once, in both languages (``phrases.toml``): the English goes into the
page, both into the page's catalogue, so that a page and its catalogue cannot differ.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog

from ..intake.areas import CATALOGUES, DOCS
from ..translations.messages import rendered
from . import ordinals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..intake import Document, Paragraph
    from ..intake.areas import Area
    from .options import Options

HERE = Path(__file__).parent

Values = dict[str, str]


@cache
def _template(name: str) -> Template:
    return Template((HERE / "templates" / name).read_text(encoding="utf-8"))


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))


@dataclass
class Page:
    """A page that is being written, with the messages that a translator will find on it.

    ``beside`` holds files that go with the page and are translated in its catalogue.
    """

    path: Path
    options: Options
    text: str = ""
    beside: dict[Path, str] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)

    def say(self, key: str, english: Values | None = None, french: Values | None = None) -> str:
        """Give a phrase in English, and note it with its French.

        :param french: values of its own; an empty one leaves the French to the translator.
        """
        phrase, number = _phrases()[key], self.options.number
        facts = {"key": self.options.key, "id": self.options.id, "stem": self.options.stem}
        own = english or {}
        theirs = own if french is None else french
        said = Template(phrase["en"]).substitute(
            facts | _ordinal(ordinals.english(number), ordinals.numeral(number)) | own
        )
        words = _ordinal(ordinals.french(number), ordinals.french_numeral(number))
        translated = Template(phrase["fr"]).substitute(facts | words | theirs)
        self.messages.setdefault(said, translated if all(theirs.values()) else "")
        return said

    def fill(self, template: str, **values: str) -> str:
        """Fill a template with the report's facts and these values."""
        return _template(template).substitute(self.options.facts() | values)

    def phrases(self, *keys: str) -> dict[str, str]:
        """Say several phrases that need no values of their own."""
        return {key: self.say(key) for key in keys}

    def catalogue(self) -> tuple[Path, str]:
        """Give the page's French catalogue: its path and its text."""
        catalogue = Catalog(charset="utf-8", fuzzy=False)
        for said, french in self.messages.items():
            catalogue.add(said, french, locations=[(self.path.as_posix(), 0)])
        return CATALOGUES / self.path.relative_to(DOCS).with_suffix(".po"), rendered(catalogue, "fr")


def _ordinal(word: str, numeral: str) -> dict[str, str]:
    return {"ordinal": word, "Ordinal": word[:1].upper() + word[1:], "numeral": numeral}


def pages(options: Options, areas: list[Area], document: Document | None) -> Iterator[Page]:
    """Make all pages of a new report; without a document, those of a report not read."""
    yield _report(options, document)
    if document is not None:
        yield _passages(options, areas, document)
    for area in areas:
        yield _area(options, area, document)


def _report(options: Options, document: Document | None) -> Page:
    page = Page(DOCS / "reports" / f"{options.stem}.md", options)
    said = page.phrases("report_title", "short", "cited", "what_was_read")
    entry = page.phrases("reference_title", "union", "alliance", "reference_note")
    page.beside[page.path.with_suffix(".bib")] = page.fill("reference.bib", **entry)
    if document is None:
        page.text = page.fill("report-not-read.md", **said, **page.phrases("not_read"))
        return page
    said["read_whole"] = page.say(f"read_whole_{options.language}")
    said |= page.phrases("whole", "whole_about", "announcements", "announcements_caption")
    said |= page.phrases("coverage", "coverage_caption")
    example = _comment(page.fill("example-report.md"))
    page.text = page.fill("report.md", **said, example=example)
    return page


def _passages(options: Options, areas: list[Area], document: Document) -> Page:
    page = Page(DOCS / "reports" / f"{options.stem}-passages.md", options)
    titles = {area.code: (area.english, area.french) for area in areas}
    parts = [f"# {page.say('passages_title')}", page.say("passages_about")]
    for code, paragraphs in document.sections().items():
        phrase = _phrases().get(code, {})
        english, french = titles.get(code) or (phrase["en"], phrase["fr"])
        parts.append(f"## {page.say('section', {'section': english}, {'section': french})}")
        parts.extend(_passage(page, paragraph, english, french) for paragraph in paragraphs)
    page.text = "\n\n".join(parts) + "\n"
    return page


def _passage(page: Page, paragraph: Paragraph, english: str, french: str) -> str:
    number = str(paragraph.number)
    title = page.say(
        "note" if paragraph.role == "note" else "paragraph",
        {"section": english, "number": number},
        {"section": french, "number": number},
    )
    numbers = range(1, len(paragraph.sentences) + 1)
    return page.fill(
        "passage.md",
        title=title,
        passage=f"{page.options.id}-{paragraph.section}-{paragraph.place}",
        code=paragraph.section,
        number=number,
        count=str(len(numbers)),
        role=paragraph.role,
        sha256=paragraph.sha256,
        parts=" ".join(f"{{np}}`({part})`" for part in numbers),
    ).rstrip()


def _area(options: Options, area: Area, document: Document | None) -> Page:
    page = Page(DOCS / "areas" / area.folder / f"{options.stem}.md", options)
    title = page.say("area_title", {"area": area.english}, {"area": area.french})
    sections = document.sections() if document else {}
    if document is None:
        about, example = "area_not_read", "example-not-read.md"
    else:
        about = "area_section" if area.code in sections else "area_without_section"
        example = "example-area.md"
    first = next(iter(sections.get(area.code) or [each for part in sections.values() for each in part]), None)
    sentence = f"{options.id}-{first.section}-{first.place}.1" if first else ""
    shown = page.fill(example, code=area.code, area_id=area.id, proposal=area.proposal, sentence=sentence)
    text = page.fill("area.md", area_title=title, area_about=page.say(about), example=_comment(shown))
    page.text = text.rstrip() + "\n"
    return page


def _comment(text: str) -> str:
    """Make each line of a worked example a comment, which no edition shows."""
    return "".join(f"% {line}".rstrip() + "\n" for line in text.splitlines())
