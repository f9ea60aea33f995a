"""The builder: resolves every document once, then makes one PDF an edition."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util.display import status_iterator

from typst_edition import assemble
from typst_edition.columns import heights
from typst_edition.compile import Compiler, font_families
from typst_edition.config import edition_date, editions_of
from typst_edition.diagnostics import LOGGER, EditionError, Subtype, warn
from typst_edition.fit import Room
from typst_edition.links import Beside, Companion, Targets, document_uri
from typst_edition.needs import BUILDER_FORMAT, item_documents, needs_of
from typst_edition.source import SourceWriter, write_pages
from typst_edition.translator import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from typst_edition.assemble import Place
    from typst_edition.compile import Position
    from typst_edition.config import Edition
    from typst_edition.source import Pages, Source


_MOST_ROUNDS = 10
_MOST_HEIGHTS = 5
_LIKELY_PAGE = 50


@dataclass(slots=True)
class Draft:
    """One edition on its way: what is known of it so far."""

    edition: Edition
    places: list[Place]
    folder: Path
    targets: Targets = field(default_factory=Targets)
    source: Source | None = None
    compiler: Compiler | None = None
    printed: tuple[Pages, dict[str, float]] | None = None
    """The pages that it prints, its own and those of its companions, and the heights of its columns."""
    heights: dict[str, float] = field(default_factory=dict)
    """The height that each block of columns should have."""
    rounds: int = 0
    """How often it was laid out."""
    at: dict[str, Position] = field(default_factory=dict)
    """Where each label stands."""
    pdf: bytes = b""
    failed: bool = False

    @property
    def companion(self) -> Companion:
        """What other editions know of it."""
        return Companion(self.edition, self.targets)

    def page(self, label: str) -> int:
        """Give the page of *label*: a likely one before it is known, 0 where there is none."""
        if not self.at:
            return _LIKELY_PAGE
        return self.at[label].page if label in self.at else 0


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold garbage collection off: all documents are kept until the last edition is written.

    There is next to no garbage meanwhile, and each look for it walks through them all,
    which took a tenth of the time of writing.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What is left counts as old: else the collector would look through all of it at once.
        gc.freeze()
        gc.unfreeze()
        if collected:
            gc.enable()


class TypstPdfBuilder(Builder):
    """Builds the editions named in ``typst_editions`` as PDF/UA-1 and PDF/A-2a files."""

    name = "typstpdf"
    format = BUILDER_FORMAT
    epilog = __("The PDF editions are in %(outdir)s.")
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    notes_on_each_page = True
    """Whether a footnote of the class ``each-page`` is printed on each page that refers to it."""
    draws_svg = True
    """Whether an image may hold its drawing itself, as text in its attribute ``svg``."""
    # Editions are few, and hold many documents each: there is nothing to write in parallel.
    allow_parallel = False

    def get_outdated_docs(self) -> str:
        """Say that everything is written anew: an edition shows data of all its documents."""
        return "all editions"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Give the address of any document, in an edition or not: each edition decides later."""
        return document_uri(docname)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Give the address of *to*, which is the same from everywhere."""
        return document_uri(to)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Nothing to prepare."""

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write all editions; if one of them fails, the others are made, and the build has failed."""
        editions = editions_of(self.config)
        if not editions:
            LOGGER.warning("no edition is configured: see typst_editions")
            return
        with (
            _uncollected(),
            tempfile.TemporaryDirectory(prefix="typst-edition-") as temporary,
            ExitStack() as running,
        ):
            drafts = {
                edition.name: Draft(edition, self._places(edition), Path(temporary, str(number)))
                for number, edition in enumerate(editions)
            }
            self._write_editions(drafts, running)
        if any(draft.failed for draft in drafts.values()):
            # Not raised: Sphinx prints a trace of what is raised, which tells users nothing.
            self._app.statuscode = 1

    def _write_editions(self, drafts: dict[str, Draft], running: ExitStack) -> None:
        needed = {place.docname for draft in drafts.values() for place in draft.places}
        needed.update(draft.edition.identification for draft in drafts.values())
        writer = SourceWriter(
            self,
            self._resolve(sorted(needed & self.env.found_docs)),
            item_documents(needs_of(self._app)),
            datetime.combine(edition_date(self.config.typst_date, os.environ), time(), UTC),
        )

        def each(step: Callable[[Draft], None], only: Iterable[Draft] = drafts.values()) -> None:
            for draft in only:
                if not draft.failed:
                    try:
                        step(draft)
                    except EditionError as error:
                        draft.failed = True
                        LOGGER.error(__("edition %s was not written: %s"), draft.edition.name, error)

        def begin(draft: Draft) -> None:
            self._check(draft)
            draft.folder.mkdir()
            draft.targets = writer.targets(draft.edition, draft.places)

        def write(draft: Draft) -> None:
            LOGGER.info(__("writing %s"), draft.edition.file)
            others = [drafts[name].companion for name in draft.edition.companions]
            draft.source = writer.write(draft.edition, draft.places, draft.folder, draft.targets, others)
            fonts = self._font_folder(draft.edition)
            compiler = Compiler(draft.folder, draft.source.documents, writer.moment, fonts)
            draft.compiler = running.enter_context(compiler)
            if draft.edition.name in _awaited(drafts):
                _lay_out(drafts, draft)

        each(begin)
        each(write)
        self._settle(drafts, each)
        each(_make_pdf)
        each(self._compile)
        each(partial(self._finish, drafts))

    def _settle(self, drafts: Mapping[str, Draft], each: Callable[..., None]) -> None:
        """Lay all editions out, each in its own process, again while a page changes that they print."""

        def take(draft: Draft) -> None:
            assert draft.compiler
            assert draft.source
            draft.at = draft.compiler.positions()
            draft.rounds += 1
            page = Room.of(draft.edition, landscape=False)
            draft.heights = heights(
                draft.at, draft.source.columns, draft.heights, page, settle=draft.rounds > _MOST_HEIGHTS
            )

        awaited = _awaited(drafts)
        asked = [draft for draft in drafts.values() if draft.printed]
        for _ in range(_MOST_ROUNDS):
            each(take, asked)
            good = [draft for draft in drafts.values() if not draft.failed]
            stale = [draft for draft in good if draft.printed != _printed(draft, drafts)]
            if not stale:
                return
            # Those that nobody waits for last, when the others have settled.
            asked = [draft for draft in stale if draft.edition.name in awaited] or stale
            each(partial(_lay_out, drafts), asked)
        each(take, asked)
        each(_give_up)

    def _places(self, edition: Edition) -> list[Place]:
        """Give the documents of *edition* in order; warns of names that fit none."""
        root = self.config.root_doc
        start = edition.start if edition.start in self.env.found_docs else root
        parents = assemble.toctree_order(self.env.toctree_includes, start)

        def unmatched(pattern: str, key: str = "documents") -> None:
            warn(Subtype.NO_DOCUMENT, f"edition {edition.name}: {key}: no document fits {pattern!r}")

        for key in ("titles_only", "toc_leave_out", "landscape"):
            for entry in getattr(edition, key):
                if not any(assemble.matches(name, [entry.removesuffix("#")]) for name in self.env.found_docs):
                    unmatched(entry, key)
        exclude = [*edition.exclude, *([edition.identification] if edition.identification else [])]
        chosen = assemble.select(parents, self.env.found_docs, edition.documents, exclude, unmatched)
        return assemble.nest(chosen, parents, root, edition.titles_only)

    def _resolve(self, docnames: list[str]) -> dict[str, nodes.document]:
        """Resolve each document once, for all editions.

        Once only: sphinxcontrib-bibtex adds to the citations of a document each time.
        """
        doctrees = {}
        for docname in status_iterator(
            docnames, __("resolving documents... "), "darkgreen", len(docnames), self.config.verbosity
        ):
            doctree = self.env.get_doctree(docname)
            self.env.resolve_references(doctree, docname, self)
            for image in doctree.findall(nodes.image):
                if "svg" in image:
                    # Sphinx looks for no file behind an image of this kind.
                    image.setdefault("candidates", {"?": ""})
            self.post_process_images(doctree)
            doctrees[docname] = doctree
        return doctrees

    def _check(self, draft: Draft) -> None:
        """Stop at what is not there; of a font, the compiler would take another."""
        edition = draft.edition
        for key, docname in (("identification", edition.identification), ("start", edition.start)):
            if docname and docname not in self.env.found_docs:
                raise EditionError(f"{key}: there is no document {docname!r}")
        if not draft.places:
            told = f"{list(edition.documents)} without {list(edition.exclude)}"
            raise EditionError(f"documents: no document is in it: {told}")
        folder = self._font_folder(edition)
        if folder and not folder.is_dir():
            raise EditionError(f"font_folder: there is no folder {edition.font_folder!r}")
        families = font_families(folder)
        for use, family in edition.fonts.items():
            if family not in families:
                raise EditionError(f"fonts: {use}: {family!r} is not one of {', '.join(families)}")

    def _font_folder(self, edition: Edition) -> Path | None:
        return Path(self._app.confdir, edition.font_folder) if edition.font_folder else None

    def _compile(self, draft: Draft) -> None:
        assert draft.compiler
        draft.pdf = draft.compiler.pdf()
        draft.compiler.close()

    def _finish(self, drafts: Mapping[str, Draft], draft: Draft) -> None:
        """Finish one PDF; the last good file is replaced only by a whole new one."""
        from typst_edition.postprocess import postprocess  # noqa: PLC0415 - HTML builds need no pikepdf

        edition = draft.edition
        assert draft.source
        if self.config.typst_keep_sources:
            shutil.copytree(draft.folder, Path(self.outdir, edition.file + ".typst"), dirs_exist_ok=True)
        if missing := [other for other in edition.companions if drafts[other].failed]:
            raise EditionError(f"its companion could not be made: {', '.join(missing)}")
        besides = {other: _beside(drafts[other]) for other in edition.companions}
        pdf = postprocess(draft.pdf, draft.at, draft.source, edition, besides)
        partial_file = Path(self.outdir, edition.file + ".part")
        partial_file.write_bytes(pdf)
        partial_file.replace(Path(self.outdir, edition.file))


def _awaited(drafts: Mapping[str, Draft]) -> set[str]:
    """Give the names of the editions of which others may print pages."""
    return {name for draft in drafts.values() for name in draft.edition.companions}


def _lay_out(drafts: Mapping[str, Draft], draft: Draft) -> None:
    """Let *draft* be laid out, with the pages that it prints as far as they are known."""
    assert draft.compiler
    draft.printed = _printed(draft, drafts)
    write_pages(draft.folder, *draft.printed)
    draft.compiler.lay_out()


def _make_pdf(draft: Draft) -> None:
    assert draft.compiler
    draft.compiler.make_pdf()


def _printed(draft: Draft, drafts: Mapping[str, Draft]) -> tuple[Pages, dict[str, float]]:
    """Give the pages that *draft* prints with the addresses of links to them, and its columns' heights."""
    assert draft.source
    pages: Pages = {}
    for edition, labels in sorted(draft.source.pages.items()):
        other = drafts[edition] if edition else draft
        names = {label: name for name, label in other.targets.names.items() if label in labels}
        pages[edition] = {
            label: (
                other.page(label),
                f"typst-beside:{edition}#{names[label]}" if edition else f"typst-edition:{label}",
            )
            for label in sorted(labels)
        }
    return pages, draft.heights


def _beside(draft: Draft) -> Beside:
    """Give what a link into the file of *draft* needs."""
    edition = draft.edition
    pages = {name: draft.page(label) for name, label in draft.targets.names.items() if label}
    return Beside(edition.file, edition.address, edition.short, pages)


def _give_up(_draft: Draft) -> None:
    raise EditionError("the pages did not settle, which it and its companions print of each other")
