"""The builder: resolves every document once, then makes one PDF an edition."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util.display import status_iterator

from typst_edition import assemble
from typst_edition.config import edition_date, editions_from, settings_from
from typst_edition.diagnostics import LOGGER, EditionError, Subtype, warn
from typst_edition.links import Companion, document_uri
from typst_edition.needs import BUILDER_FORMAT, item_documents, needs_of
from typst_edition.source import SourceWriter
from typst_edition.translator import TypstTranslator
from typst_edition.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from typst_edition.assemble import Place
    from typst_edition.config import Edition


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
        """Write all editions; raise EditionError at the end if one of them failed."""
        with _uncollected():
            self._write_editions()

    def _write_editions(self) -> None:
        editions = editions_from(self.config.typst_editions, self.config.language)
        if not editions:
            LOGGER.warning("no edition is configured: see typst_editions")
            return
        plan = {edition.name: self._places(edition) for edition in editions}
        needed = {place.docname for places in plan.values() for place in places}
        needed.update(edition.identification for edition in editions if edition.identification)
        writer = SourceWriter(
            self,
            settings_from(self.config),
            self._resolve(sorted(needed & self.env.found_docs)),
            item_documents(needs_of(self._app)),
            datetime.combine(edition_date(self.config.typst_date, os.environ), time(), UTC),
        )
        failures = []
        self.companions: dict[str, Companion] = {}
        for edition in editions:
            try:
                self._make(edition, plan[edition.name], writer)
            except EditionError as error:
                file = edition.file_name(self.config.language)
                # Not with its trace, which tells users nothing.
                LOGGER.error(__("%s: %s"), file, error)
                failures.append(f"{file} ({error})")
        if failures:
            raise EditionError(f"not written: {'; '.join(failures)}")

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
        return assemble.nest(chosen, parents, root)

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
            self.post_process_images(doctree)
            doctrees[docname] = doctree
        return doctrees

    def _make(self, edition: Edition, places: list[Place], writer: SourceWriter) -> None:
        """Make one PDF; the last good file is replaced only by a whole new one."""
        # Only here: HTML builds set this builder up too, and need no compiler.
        from typst_edition.compile import compile_edition  # noqa: PLC0415
        from typst_edition.postprocess import postprocess  # noqa: PLC0415

        if edition.identification and edition.identification not in writer.doctrees:
            raise EditionError(f"there is no document {edition.identification!r} for the identification")
        if not places:
            raise EditionError("no document is in it")
        if edition.companion and edition.companion not in self.companions:
            raise EditionError(f"there is no edition {edition.companion!r} before it to be its companion")
        file = edition.file_name(self.config.language)
        LOGGER.info(__("writing %s"), file)
        with tempfile.TemporaryDirectory(prefix="typst-edition-") as temporary:
            folder = Path(temporary)
            source = writer.write(edition, places, folder, self.companions.get(edition.companion))
            if writer.settings.keep_sources:
                shutil.copytree(folder, Path(self.outdir, file + ".typst"), dirs_exist_ok=True)
            compiled = compile_edition(folder, source.documents, writer.moment)
        at = {position.label: position for position in compiled.positions}
        page_word = words(edition.language or self.config.language).page_of[0]
        pdf = postprocess(compiled.pdf, source.stubs, at, source.names, page_word)
        partial = Path(self.outdir, file + ".part")
        partial.write_bytes(pdf)
        partial.replace(Path(self.outdir, file))
        self.companions[edition.name] = Companion(file, frozenset(source.names))
