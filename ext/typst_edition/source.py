"""One edition as a folder of Typst files: template, documents, images, main file."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from babel.dates import format_date
from babel.localedata import locale_identifiers
from docutils import nodes

from typst_edition import escape, layout
from typst_edition.assemble import Place, matches, names_for
from typst_edition.compile import MAIN
from typst_edition.config import FONTS, HtmlPages
from typst_edition.diagnostics import Subtype, warn
from typst_edition.fit import sides_of
from typst_edition.links import Companion, Links, Targets
from typst_edition.translator import TypstTranslator
from typst_edition.words import primary, region, typeset, words
from typst_edition.writer import EditionState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sphinx.builders import Builder

    from typst_edition.config import Edition

Pages: TypeAlias = dict[str, dict[str, tuple[int, str]]]
"""For editions, by label, a page and the address of a link to the place on it."""

_SERIF = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math")
_MONO = ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern Math")
_SHORT_CONTENTS = 12
_TEMPLATE = Path(__file__).with_name("template.typ")


@dataclass(slots=True)
class Source:
    """The edition's folder, and what the steps after the compiler need to know."""

    documents: dict[str, str]
    """The document behind each file of the folder."""
    stubs: list[list[list[int]]]
    columns: int = 0
    """How many blocks of columns it has, named by their number."""
    names: dict[str, str] = field(default_factory=dict)
    """The label behind each name that is used once in the edition."""
    pages: dict[str, set[str]] = field(default_factory=dict)
    """The labels in each companion whose page is printed; those of this edition under no name."""


class SourceWriter:
    """Writes editions as Typst files.

    Takes what all editions share: the *builder*, the resolved
    *doctrees* by document, the documents of the *items* by id, and the *moment* that dates everything.
    """

    def __init__(
        self,
        builder: Builder,
        doctrees: Mapping[str, nodes.document],
        items: Mapping[str, str],
        moment: datetime,
    ) -> None:
        self.builder = builder
        self.pages = HtmlPages.of(builder.config)
        self.doctrees = doctrees
        self.items = items
        self.moment = moment

    def targets(self, edition: Edition, places: Sequence[Place]) -> Targets:
        """Label what links can name in *edition*, which holds the documents at *places*."""
        found = Targets()
        for place in self._everything(edition, places):
            if place.title_only:
                continue
            found.add_document(place.docname, self.doctrees[place.docname])
        return found

    @staticmethod
    def _everything(edition: Edition, places: Sequence[Place]) -> list[Place]:
        front = [Place(edition.identification, 0, is_front=True)] if edition.identification else []
        return [*front, *places]

    def write(
        self,
        edition: Edition,
        places: Sequence[Place],
        folder: Path,
        targets: Targets,
        companions: Sequence[Companion] = (),
    ) -> Source:
        """Write *edition*, which holds the documents at *places*, to *folder*."""
        everything = self._everything(edition, places)
        for place in everything:
            document = self.doctrees[place.docname]
            layout.prepare(
                document,
                landscape=matches(place.docname, edition.landscape),
                items=self.items,
                left_out=names_for(place.docname, edition.leave_out),
            )
        state = EditionState(
            edition=edition,
            links=Links(targets, self.pages, self.items, companions),
            images=self._copy_images(folder, everything),
            folder=folder,
        )
        files: dict[str, str] = {}
        sources: dict[str, str] = {}
        for number, place in enumerate(everything):
            file = f"d{number}.typ"
            files[file] = place.docname
            sources[file] = self._translate(place, state)
        _replace_lost_anchors(sources, files, state)
        for file, source in sources.items():
            (folder / file).write_text(f'#import "template.typ": *\n{source}', encoding="utf-8")
        shutil.copyfile(_TEMPLATE, folder / _TEMPLATE.name)
        identification = next(iter(files)) if edition.identification else None
        body = [file for file in files if file != identification]
        apart = state.entries > _SHORT_CONTENTS
        (folder / MAIN).write_text(self._main(edition, identification, body, apart=apart), encoding="utf-8")
        (folder / "settings.typ").write_text(self._settings(edition, companions), encoding="utf-8")
        names = {name: label for name, label in targets.names.items() if label is not None}
        return Source(files, state.stubs, state.columns, names, state.pages)

    def _translate(self, place: Place, state: EditionState) -> str:
        document = self.doctrees[place.docname]
        translator = self.builder.create_translator(document, self.builder, place, state)
        assert isinstance(translator, TypstTranslator)
        translator.visit(document)
        return "".join(translator.body)

    def _copy_images(self, folder: Path, places: Sequence[Place]) -> dict[str, str]:
        used = {
            image["uri"] for place in places for image in self.doctrees[place.docname].findall(nodes.image)
        }
        copied: dict[str, str] = {}
        for uri, name in sorted(self.builder.images.items()):
            original = Path(self.builder.srcdir, uri)
            if uri in used and original.is_file():
                # Names of our own: what a file is called must not matter to Typst.
                copied[uri] = f"image{len(copied)}{Path(name).suffix.lower()}"
                shutil.copyfile(original, folder / copied[uri])
        return copied

    def _settings(self, edition: Edition, companions: Sequence[Companion]) -> str:
        """Give what the functions of the template need to know."""
        shorts = ", ".join(
            f"{escape.exact_string(each.edition.name)}: {escape.string(each.edition.short)}"
            for each in companions
        )
        text = edition.fonts.get("text", "")
        families = {use: [edition.fonts.get(use) or text, *_SERIF] for use in FONTS}
        families["mono"] = list(_MONO)
        listed = ", ".join(
            f"{use}: {escape.array(escape.string(name) for name in names if name)}"
            for use, names in families.items()
        )
        sides = ", ".join(f"{side}: {length}" for side, length in sides_of(edition).items())
        return (
            f"#let fonts = ({listed})\n"
            f"#let page-word = {escape.exact_string(words(edition.language).page_short)}\n"
            f"#let shorts = ({shorts or ':'})\n"
            f"#let margins = ({sides})\n"
            "#let landscape = (flipped: true, margin: (\n"
            "  x: margins.outside * 0.75, top: margins.top - 2mm, bottom: margins.bottom * 0.8,\n"
            "))\n"
        )

    def _main(self, edition: Edition, identification: str | None, body: Sequence[str], *, apart: bool) -> str:
        language = edition.language
        own = words(language)

        def text(value: str) -> str:
            return escape.string(typeset(value, language))

        area = edition.region or region(language)
        version = f"{own.version} {edition.version}" if edition.version else ""
        parameters = {
            "title": text(edition.title),
            "subtitle": text(edition.subtitle),
            "author": text(edition.author),
            "version": escape.string(version),
            "date-line": escape.string(format_date(self.moment.date(), "long", locale=_locale(language))),
            "has-cover": escape.boolean(edition.cover),
            "cover-lines": escape.array(text(line) for line in edition.cover_lines),
            "subject": text(edition.subject),
            "keywords": escape.array(text(word) for word in edition.keywords),
            "lang": escape.string(primary(language)),
            "region": escape.string(area) if area else "none",
            "date": f"datetime(year: {self.moment.year}, month: {self.moment.month}, day: {self.moment.day})",
            "paper": escape.string(edition.paper),
            "text-size": edition.text_size,
            "contents-title": escape.string(own.contents),
            "contents-depth": str(edition.toc_depth),
            # Said here: if the compiler had to count them, it would lay out all pages once more.
            "contents-apart": escape.boolean(apart),
            "identification": f'include "{identification}"' if identification else "none",
        }
        lines = [f"  {name}: {value},\n" for name, value in parameters.items()]
        head = f'#import "template.typ": *\n#show: edition.with(\n{"".join(lines)})\n'
        return head + "".join(f'#include "{file}"\n' for file in body)


def write_pages(folder: Path, pages: Pages, heights: Mapping[str, float]) -> None:
    """Write to *folder* the *pages* of labels in editions with their addresses, and *heights* of columns."""
    lines = []
    for edition, places in pages.items():
        lines.append(f"  {escape.exact_string(edition)}: (")
        for label, (page, address) in places.items():
            lines.append(f"    {escape.exact_string(label)}: ({page}, {escape.exact_string(address)}),")
        lines.append("  ),")
    source = "\n".join(["#let pages = (" if lines else "#let pages = (:", *lines, ")\n"])
    high = "".join(f"{escape.exact_string(name)}: {height:.1f}pt, " for name, height in heights.items())
    source += f"#let heights = ({high or ':'})\n"
    (folder / "pages.typ").write_text(source, encoding="utf-8")


def _locale(language: str) -> str:
    """Give the locale for dates; plain English is written as the day comes first, as here."""
    area = region(language) or ("GB" if primary(language) == "en" else None)
    locale = f"{primary(language)}_{area}"
    return locale if locale in locale_identifiers() else primary(language)


def _replace_lost_anchors(sources: dict[str, str], files: Mapping[str, str], state: EditionState) -> None:
    """Anchor at the head of its document what no text carries: a link must lead somewhere."""
    for label, location in state.used.items():
        if label in state.written:
            continue
        warn(Subtype.LOST_TARGET, f"the place {label!r} has no text to stand at", location)
        docname = label.partition("#")[0]
        file = next(file for file, name in files.items() if name == docname)
        sources[file] = f"#anchor({escape.exact_string(label)});\n{sources[file]}"
        state.written.add(label)
