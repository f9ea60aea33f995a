"""One edition as a folder of Typst files: documents, images, and what the template reads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from babel.dates import format_date
from babel.localedata import locale_identifiers
from docutils import nodes
from sphinx.builders import Builder

from typst_edition import escape
from typst_edition.config import FONTS, Edition
from typst_edition.diagnostics import Subtype, warn
from typst_edition.draft import Draft
from typst_edition.fit import sides_of
from typst_edition.translator import TypstTranslator
from typst_edition.words import primary, region, typeset, words

_SERIF = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math")
_MONO = ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern Math")
_SHORT_CONTENTS = 12
_TEMPLATES = ("template.typ", "main.typ")


def write_edition(
    draft: Draft,
    builder: Builder,
    doctrees: Mapping[str, nodes.document],
    day: date,
    shorts: Mapping[str, str],
) -> None:
    """Write the edition of *draft* to its folder, dated *day*, from the resolved *doctrees* by document.

    *shorts* say how the editions are called that it may refer to.
    """
    edition = draft.edition
    draft.folder.mkdir()
    for name in _TEMPLATES:
        shutil.copyfile(Path(__file__).with_name(name), draft.folder / name)
    sources: dict[str, str] = {}
    for place in draft.places:
        document = doctrees[place.docname]
        translator = builder.create_translator(document, builder, place, draft)
        assert isinstance(translator, TypstTranslator)
        translator.visit(document)
        sources[place.docname] = "".join(translator.body)
    _replace_lost_anchors(sources, draft)
    for number, (docname, source) in enumerate(sources.items()):
        file = f"d{number}.typ"
        draft.documents[file] = docname
        (draft.folder / file).write_text(f'#import "template.typ": *\n{source}', encoding="utf-8")
    files = list(draft.documents)
    identification = files.pop(0) if edition.identification else None
    text = edition.fonts.get("text") or _SERIF[0]
    settings = {
        "edition": _cover(edition, day)
        | {
            # Said here: if the compiler had to count them, it would lay out all pages once more.
            "contents-apart": draft.entries > _SHORT_CONTENTS,
            "identification": identification,
        },
        "files": files,
        "fonts": {use: [edition.fonts.get(use) or text, *_SERIF] for use in FONTS} | {"mono": _MONO},
        "margins": sides_of(edition),
        "page-word": words(edition.language).page_short,
        "shorts": shorts,
    }
    write_json(draft.folder, "settings", settings)


def write_json(folder: Path, name: str, value: object) -> None:
    """Write to *folder* what the template reads by this *name*."""
    (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")


def _cover(edition: Edition, day: date) -> dict[str, object]:
    """Give what the template prints of *edition* itself."""
    language = edition.language
    own = words(language)

    def text(value: str) -> str:
        return escape.clean(typeset(value, language))

    return {
        "title": text(edition.title),
        "subtitle": text(edition.subtitle),
        "author": text(edition.author),
        "version": escape.clean(f"{own.version} {edition.version}") if edition.version else "",
        "date-line": format_date(day, "long", locale=_locale(language)),
        "has-cover": edition.cover,
        "cover-lines": [text(line) for line in edition.cover_lines],
        "subject": text(edition.subject),
        "keywords": [text(word) for word in edition.keywords],
        "lang": primary(language),
        "region": edition.region or region(language),
        "date": [day.year, day.month, day.day],
        "paper": edition.paper,
        "text-size": edition.text_size,
        "contents-title": own.contents,
        "contents-depth": edition.toc_depth,
    }


def _locale(language: str) -> str:
    """Give the locale for dates; plain English is written as the day comes first, as here."""
    area = region(language) or ("GB" if primary(language) == "en" else None)
    locale = f"{primary(language)}_{area}"
    return locale if locale in locale_identifiers() else primary(language)


def _replace_lost_anchors(sources: dict[str, str], draft: Draft) -> None:
    """Anchor at the head of its document what no text carries: a link must lead somewhere."""
    for label, location in draft.used.items():
        if label not in draft.written:
            warn(Subtype.LOST_TARGET, f"the place {label!r} has no text to stand at", location)
            docname = label.partition("#")[0]
            sources[docname] = f"#anchor({escape.exact_string(label)});\n{sources[docname]}"
            draft.written.add(label)
