"""References in the language of the edition, for sphinxcontrib-bibtex.

A bibliography is data: Sphinx extracts none of its words, and pybtex writes its dates in
English.  With the style ``edition`` (``bibtex_default_style``), in the list and in the
tooltips of citations alike,

- names of corporate authors, notes, and titles in square brackets, which the editors
  supplied themselves, are translated;
- dates, in EDTF, are written in words by Babel;
- all other titles stay in the language in which they were published and are marked with
  it (the field ``language``, or ``langid`` where the work was read in another one), on
  screen and on paper.

``reports/r11.bib`` beside a page ``reports/r11`` is translated in the catalogue of that
page, so that both come and go together; all other files in the catalogue of the page
``bibliography``.  One order serves every type of entry: what is listed are documents
and pages, and a report is no "technical report" in any language.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from babel import Locale
from docutils import nodes
from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.errors import ConfigError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.domain import BibtexDomain

from progress_matrix.api import (
    Words,
    catalogues,
    ends_plainly,
    entry_lines,
    guard_citations,
    line_of,
    message_node,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pybtex.database import Entry, Person
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def _domain(env: BuildEnvironment) -> BibtexDomain:
    return cast("BibtexDomain", env.get_domain("cite"))


def _page_of(path: Path, config: Config, srcdir: Path) -> str:
    """Give the page of the file's own name beside it; without one, ``bibliography``."""
    bare = path.with_suffix("")
    source = srcdir.resolve()
    if bare.is_relative_to(source) and any(
        bare.with_name(bare.name + suffix).is_file() for suffix in config.source_suffix
    ):
        return bare.relative_to(source).as_posix()
    return "bibliography"


def _add_messages(app: Sphinx, document: nodes.document) -> None:
    """Leave a translatable node for each message of the files of a page (``doctree-read``)."""
    env, domain = app.env, _domain(app.env)
    for path in domain.bibdata.bibfiles if isinstance(app.builder, MessageCatalogBuilder) else ():
        if _page_of(path, env.config, env.srcdir) != env.docname:
            continue
        content = path.read_text(encoding="utf-8-sig")
        lines, heads = content.splitlines(), entry_lines(content)
        for entry in domain.get_entries([path]):
            start = heads.get(entry.key, 0)
            for name, message in _messages(entry):
                line = line_of(rf"\s*{name}\s*=", lines, start)
                document.append(message_node(message, str(path), line))


def _messages(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give what is translated of an entry: the name of the field, and the text."""
    for person in entry.persons.get("author", ()):
        if not person.first_names:  # a body: its name is in one piece
            yield "author", _name(person)
    if is_supplied(title := _plain(entry, "title")):
        yield "title", title
    if note := _plain(entry, "note"):
        yield "note", note


def _plain(entry: Entry, name: str) -> str:
    """Give the text of a field of an entry, empty when it has none."""
    return _decoded(entry.fields[name]) if name in entry.fields else ""


def is_supplied(title: str) -> bool:
    """Tell a title that the editors supplied: it stands in square brackets."""
    return title.startswith("[") and title.endswith("]")


def _name(person: Person) -> str:
    parts = map(person.get_part_as_text, ("first", "middle", "prelast", "last", "lineage"))
    return _decoded(" ".join(filter(None, parts)))


@cache
def _decoded(latex: str) -> str:
    """Give a text without its LaTeX; each is asked for several times, and decoding is slow."""
    return str(Text.from_latex(latex))


class EditionStyle(BaseStyle):  # type: ignore[misc] # pybtex ships no types
    """Formats entries; :func:`_register_style` gives it the words of the edition."""

    default_name_style = "plain"
    default_label_style = "number"
    default_sorting_style = "none"
    words: ClassVar[Words] = Words("en")

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Write one entry.

        :raises ValueError: when its date is not an EDTF date; the message names the entry.
        """
        parts = [part.add_period() for part in self._parts(entry)]
        if address := entry.fields.get("url", ""):
            # No full stop: it would be taken for a part of the address.
            parts.append(Text(HRef(address, address)))
        return FormattedEntry(entry.key, Text(" ").join(parts), label)

    def _parts(self, entry: Entry) -> Iterator[Text]:
        # Of names, a catalogue has those of bodies alone.
        if names := [self.words(_name(person)) for person in entry.persons.get("author", ())]:
            yield Text("; ".join(names))
        title = _plain(entry, "title")
        what = [Text(Tag("em", self.words(title) if is_supplied(title) else title))] if title else []
        if date := _date(entry, self.words):
            what.append(Text(date))
        if what:
            yield Text(", ").join(what)
        if note := _plain(entry, "note"):
            yield Text(self.words(note))


def _date(entry: Entry, words: Words) -> str:
    """Write the date of *entry* in words.

    :raises ConfigError: for one that is none.
    """
    year = entry.fields.get("year", "")
    # A year in words says that there is no date; the note says so in the edition's language.
    date = entry.fields.get("date", year if year.isdigit() else "")
    try:
        return words.date(date) if date else ""
    except ValueError as error:
        raise ConfigError(f"{entry.key}: date: {error}") from error


@cache
def _codes() -> dict[str, str]:
    """Give the code of each language by its English name, as bibliography files have it."""
    return {name.lower(): code for code, name in Locale("en").languages.items()}


def language_of(entry: Entry) -> str:
    """Give the code of the language of a published title; empty when it is ours or unknown."""
    if is_supplied(_plain(entry, "title")):
        return ""
    # ``langid`` is the entry's own language; without it the title is in that of the work.
    stated = entry.fields.get("langid", entry.fields.get("language", ""))
    return _codes().get(stated.lower(), "")


class MarkTitles(SphinxPostTransform):
    """Give each published title of a list of references its ``lang``."""

    # After sphinxcontrib-bibtex has written the list (5).
    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Mark the titles, the first emphasised text of each reference, in the document."""
        entries = {
            (citation.bibliography_key.docname, citation.citation_id): citation.entry
            for citation in _domain(self.env).citations
        }
        for citation in self.document.findall(nodes.citation):
            places = [(citation.get("docname", ""), anchor) for anchor in citation["ids"]]
            # Reading a title takes its time, so only those that stand on this page are read.
            language = next((language_of(entries[place]) for place in places if place in entries), "")
            title = next(iter(citation.findall(nodes.emphasis)), None)
            if title is not None and language and language != self.config.language:
                # docutils writes this class as the attribute ``lang``.
                title["classes"].append(f"language-{language}")


def _outdated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Give the pages with an entry that reads otherwise than before (``env-get-updated``)."""
    domain = _domain(env)
    shown = {
        citation.key: str(citation.tooltip_entry.text)
        for citation in domain.citations
        if citation.tooltip_entry is not None
    }
    before: dict[str, str] = getattr(env, "reference_list_shown", shown)
    env.reference_list_shown = shown  # type: ignore[attr-defined] # pickled with the environment
    changed = {key for key, text in shown.items() if before.get(key, text) != text}
    citing = {
        reference.docname
        for reference in domain.citation_refs
        if changed.intersection(target.key for target in reference.targets)
    }
    listing = {each.bibliography_key.docname for each in domain.citations if each.key in changed}
    return sorted((citing | listing) & env.found_docs)


def _register_style(app: Sphinx) -> None:
    """Register the style in the language of this build (``builder-inited``).

    :raises ConfigError: for a date of an entry that is none.
    """
    config = app.config
    # The files, as sphinxcontrib-bibtex finds them.
    files = ((app.confdir / name).resolve() for name in config.bibtex_bibfiles or ())
    pages = {_page_of(path, config, app.srcdir) for path in files}
    words = Words(config.language, catalogues(app, sorted(pages)))
    for entry in _domain(app.env).bibdata.data.entries.values():
        _date(entry, words)
    style = type("Style", (EditionStyle,), {"words": words})
    register_plugin("pybtex.style.formatting", "edition", style, force=True)


def setup(app: Sphinx) -> None:
    """Register this part with Sphinx."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_post_transform(MarkTitles)
    guard_citations(app)
    app.connect("builder-inited", ends_plainly(_register_style))
    app.connect("doctree-read", _add_messages)
    app.connect("env-get-updated", _outdated)
