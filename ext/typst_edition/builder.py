"""The builder: resolves every document once, then makes one PDF an edition."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util.display import status_iterator

from typst_edition import assemble
from typst_edition.config import address_of, edition_date, editions_from, in_language, settings_from
from typst_edition.diagnostics import LOGGER, EditionError, Subtype, warn
from typst_edition.links import Beside, Companion, document_uri
from typst_edition.needs import BUILDER_FORMAT, item_documents, needs_of
from typst_edition.source import SourceWriter, write_pages
from typst_edition.translator import TypstTranslator
from typst_edition.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from typst_edition.assemble import Place
    from typst_edition.compile import Compiled, Position
    from typst_edition.config import Edition
    from typst_edition.links import Targets
    from typst_edition.source import Source


_MOST_ROUNDS = 6


@dataclass(slots=True)
class Draft:
    """One edition on its way: what is known of it so far."""

    edition: Edition
    places: list[Place]
    folder: Path
    targets: Targets
    source: Source | None = None
    compiled: Compiled | None = None
    printed: dict[str, dict[str, int]] = field(default_factory=dict)
    """The pages of its companions that it prints."""
    at: dict[str, Position] = field(default_factory=dict)

    def page(self, label: str) -> int:
        """Give the page of *label*, 0 while it is not known."""
        return self.at[label].page if label in self.at else 0

    @property
    def labels(self) -> dict[str, str]:
        """Give a name of the place behind each label."""
        return {label: name for name, label in self.targets.names.items() if label}


@contextmanager
def _kept(failures: dict[str, EditionError], name: str) -> Iterator[None]:
    """Note the failure of one edition, so that the others are made all the same."""
    try:
        yield
    except EditionError as error:
        failures[name] = error
        LOGGER.error(__("edition %s was not written: %s"), name, error)


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
        with _uncollected():
            self._write_editions()

    def _write_editions(self) -> None:
        config = self.config
        editions = editions_from(config.typst_editions, config.language, config.typst_edition_defaults)
        if not editions:
            LOGGER.warning("no edition is configured: see typst_editions")
            return
        plan = {edition.name: self._places(edition) for edition in editions}
        needed = {place.docname for places in plan.values() for place in places}
        needed.update(edition.identification for edition in editions if edition.identification)
        needs = needs_of(self._app)
        writer = SourceWriter(
            self,
            settings_from(config),
            self._resolve(sorted(needed & self.env.found_docs)),
            item_documents(needs),
            {id_: needs[id_]["title"] for id_ in needs},
            datetime.combine(edition_date(config.typst_date, os.environ), time(), UTC),
        )
        failures: dict[str, EditionError] = {}
        with tempfile.TemporaryDirectory(prefix="typst-edition-") as temporary:
            drafts = {}
            for edition in editions:
                with _kept(failures, edition.name):
                    drafts[edition.name] = self._draft(edition, plan[edition.name], writer, Path(temporary))
            for name in drafts:
                with _kept(failures, name):
                    self._write_source(drafts, name, writer)
            self._compile(drafts, failures, writer.moment)
            made = {name: draft for name, draft in drafts.items() if name not in failures}
            for name in made:
                with _kept(failures, name):
                    self._finish(made, name)
        if failures:
            # Not raised: Sphinx prints a trace of what is raised, which tells users nothing.
            self._app.statuscode = 1

    def _places(self, edition: Edition) -> list[Place]:
        """Give the documents of *edition* in order; warns of names that fit none."""
        root = self.config.root_doc
        parents = assemble.toctree_order(self.env.toctree_includes, edition.start or root)

        def unmatched(pattern: str) -> None:
            warn(Subtype.NO_DOCUMENT, f"edition {edition.name}: no document fits {pattern!r}")

        if edition.start and edition.start not in self.env.found_docs:
            unmatched(edition.start)
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

    def _draft(self, edition: Edition, places: list[Place], writer: SourceWriter, folder: Path) -> Draft:
        """Begin one edition: say what it holds."""
        if edition.identification and edition.identification not in writer.doctrees:
            raise EditionError(f"identification: there is no document {edition.identification!r}")
        if not places:
            raise EditionError("documents: no document is in it")
        self._check_fonts(edition)
        own = folder / edition.name
        own.mkdir()
        return Draft(edition, places, own, writer.targets(edition, places))

    def _write_source(self, drafts: Mapping[str, Draft], name: str, writer: SourceWriter) -> None:
        """Write what the compiler reads; places of the companions are known by then, their pages not."""
        draft = drafts[name]
        LOGGER.info(__("writing %s"), draft.edition.file_name(self.config.language))
        companions = [
            Companion(other, self._beside(drafts[other]).short, drafts[other].targets.names)
            for other in draft.edition.companions
            if other in drafts
        ]
        draft.source = writer.write(draft.edition, draft.places, draft.folder, draft.targets, companions)

    def _compile(
        self, drafts: Mapping[str, Draft], failures: dict[str, EditionError], moment: datetime
    ) -> None:
        """Compile all editions, again where a page of a companion has changed that they print."""
        # Only here: HTML builds set this builder up too, and need no compiler.
        from typst_edition.compile import compile_edition  # noqa: PLC0415

        written = [(name, draft) for name, draft in drafts.items() if draft.source]
        # Those that print few pages of others first: they seldom have to be compiled again.
        written.sort(key=lambda one: sum(map(len, one[1].source.pages.values())) if one[1].source else 0)
        for _ in range(_MOST_ROUNDS):
            changed = False
            for name, draft in written:
                if name in failures or draft.source is None:
                    continue
                pages = {
                    edition: {label: drafts[edition].page(label) for label in sorted(labels)}
                    for edition, labels in sorted(draft.source.pages.items())
                }
                if draft.compiled and pages == draft.printed:
                    continue
                changed = True
                draft.printed = pages
                named = {other: drafts[other].labels for other in pages}
                write_pages(draft.folder, pages, named)
                with _kept(failures, name):
                    draft.compiled = compile_edition(
                        draft.folder, draft.source.documents, moment, self._font_folder(draft.edition)
                    )
                    draft.at = {position.label: position for position in draft.compiled.positions}
            if not changed:
                return
        for name in drafts:
            with _kept(failures, name):
                raise EditionError(
                    "the pages did not settle, which it and its companions print of each other"
                )

    def _check_fonts(self, edition: Edition) -> None:
        """Stop at a font that is not there: the compiler would take another."""
        from typst_edition.compile import font_book  # noqa: PLC0415

        folder = self._font_folder(edition)
        if folder and not folder.is_dir():
            raise EditionError(f"font_folder: there is no folder {edition.font_folder!r}")
        families = font_book(folder).families()
        for use, family in edition.fonts.items():
            if family not in families:
                raise EditionError(f"fonts: {use}: {family!r} is not one of {', '.join(families)}")

    def _font_folder(self, edition: Edition) -> Path | None:
        return Path(self._app.confdir, edition.font_folder) if edition.font_folder else None

    def _finish(self, drafts: Mapping[str, Draft], name: str) -> None:
        """Finish one PDF; the last good file is replaced only by a whole new one."""
        from typst_edition.postprocess import postprocess  # noqa: PLC0415

        draft = drafts[name]
        edition = draft.edition
        assert draft.source
        assert draft.compiled
        file = edition.file_name(self.config.language)
        if self.config.typst_keep_sources:
            shutil.copytree(draft.folder, Path(self.outdir, file + ".typst"), dirs_exist_ok=True)
        if missing := [other for other in edition.companions if other not in drafts]:
            raise EditionError(f"its companion could not be made: {', '.join(missing)}")
        besides = {other: self._beside(drafts[other]) for other in edition.companions}
        own = words(edition.language or self.config.language)
        pdf = postprocess(
            draft.compiled, draft.source, own, besides, self._catalogue(edition), has_cover=edition.cover
        )
        partial = Path(self.outdir, file + ".part")
        partial.write_bytes(pdf)
        partial.replace(Path(self.outdir, file))

    def _beside(self, draft: Draft) -> Beside:
        """Give what a link into the file of *draft* needs."""
        edition = draft.edition
        language = edition.language or self.config.language
        names = draft.targets.names
        return Beside(
            file=edition.file_name(self.config.language),
            address=address_of(edition, self.config),
            short=in_language(edition.short or edition.title, language),
            pages={name: draft.page(label) for name, label in names.items() if label},
        )

    def _catalogue(self, edition: Edition) -> dict[str, str]:
        """Give what catalogues read of *edition* that the compiler does not write."""
        language = edition.language or self.config.language
        author = self.config.author if edition.author is None else edition.author
        values = {
            "dc:publisher": in_language(author, language),
            "dc:rights": in_language(edition.rights, language),
            "dc:identifier": in_language(edition.identifier, language) or address_of(edition, self.config),
        }
        return {key: value for key, value in values.items() if value and value != "unknown"}
