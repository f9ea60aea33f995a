"""The builder: resolves every document once, then makes one PDF an edition."""

from __future__ import annotations

import gc
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util.display import status_iterator

from typst_edition import assemble, escape
from typst_edition.assemble import Place
from typst_edition.columns import heights
from typst_edition.compile import PDF, POSITIONS, Compiler, Position, font_families
from typst_edition.config import Edition, edition_date, editions_of, html_base
from typst_edition.diagnostics import LOGGER, EditionError, Subtype, warn
from typst_edition.draft import Draft
from typst_edition.fit import Room
from typst_edition.links import Links, Targets, document_uri
from typst_edition.needs import BUILDER_FORMAT, item_documents, needs_of
from typst_edition.source import write_edition, write_json
from typst_edition.translator import TypstTranslator

_MOST_ROUNDS = 10
_MOST_HEIGHTS = 5


class TypstPdfBuilder(Builder):
    """Builds the editions named in ``typst_editions`` as PDF/UA-1 and PDF/A-2a files."""

    name = "typstpdf"
    format = BUILDER_FORMAT
    epilog = __("The PDF editions are in %(outdir)s.")
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        f"image/{kind}" for kind in ("svg+xml", "png", "jpeg", "gif", "webp")
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

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write all editions; if one of them fails, the others are made, and the build has failed."""
        editions = editions_of(self.config)
        if not editions:
            LOGGER.warning("no edition is configured: see typst_editions")
            return
        targets = {edition.name: Targets() for edition in editions}
        base = html_base(self.config)
        suffix = self.config.html_link_suffix or self.config.html_file_suffix or ".html"
        items = item_documents(needs_of(self._app))
        self.day = edition_date(self.config.typst_date, os.environ)
        self.drafts: dict[str, Draft] = {}
        self.awaited = {name for edition in editions for name in edition.companions}
        """The editions of which others may print pages."""
        with tempfile.TemporaryDirectory(prefix="typst-edition-") as temporary, ExitStack() as running:
            running.callback(gc.unfreeze)
            for number, edition in enumerate(editions):
                companions = {name: targets[name] for name in edition.companions}
                links = Links(targets[edition.name], companions, base, suffix, items)
                draft = Draft(edition, self._places(edition), Path(temporary, str(number)), links)
                self.drafts[edition.name] = draft
            doctrees = self._resolve()
            self._each(partial(self._begin, doctrees))
            self._each(partial(self._write, doctrees, running))
            self._settle()
            self._each(lambda draft: draft.compiler.ask(PDF))
            self._each(_compile)
            self._each(self._finish)
        if any(draft.failed for draft in self.drafts.values()):
            # Not raised: Sphinx prints a trace of what is raised, which tells users nothing.
            self._app.statuscode = 1

    def _each(self, step: Callable[[Draft], None], only: Iterable[Draft] | None = None) -> None:
        """Take a *step* with all drafts that have not failed, or *only* these."""
        for draft in self.drafts.values() if only is None else only:
            if not draft.failed:
                try:
                    step(draft)
                except EditionError as error:
                    draft.failed = True
                    LOGGER.error(__("edition %s was not written: %s"), draft.edition.name, error)

    def _begin(self, doctrees: Mapping[str, nodes.document], draft: Draft) -> None:
        self._check(draft)
        for place in draft.places:
            if not place.title_only:
                draft.links.targets.add_document(place.docname, doctrees[place.docname])

    def _write(self, doctrees: Mapping[str, nodes.document], running: ExitStack, draft: Draft) -> None:
        edition = draft.edition
        LOGGER.info(__("writing %s"), edition.file)
        shorts = {name: escape.clean(self.drafts[name].edition.short) for name in edition.companions}
        write_edition(draft, self, doctrees, self.day, shorts)
        moment = datetime.combine(self.day, time(), UTC)
        draft.compiler = Compiler(draft.folder, draft.documents, moment, self._font_folders(edition))
        running.callback(draft.compiler.close)
        if edition.name in self.awaited:
            self._lay_out(draft)

    def _lay_out(self, draft: Draft) -> None:
        """Let *draft* be laid out, with the pages that it prints as far as they are known."""
        draft.printed = self._printed(draft)
        write_json(draft.folder, "printed", draft.printed)
        draft.compiler.ask(POSITIONS)

    def _printed(self, draft: Draft) -> dict[str, Any]:
        """Give what *draft* prints of where all stands.

        The page of each label and what other editions call it, by edition; and its columns' heights.
        """
        pages: dict[str, dict[str, tuple[int, str]]] = {}
        for edition, labels in sorted(draft.pages.items()):
            other = self.drafts[edition] if edition else draft
            names = {label: name for name, label in other.links.targets.names.items() if label in labels}
            pages[edition] = {label: (other.page(label), names.get(label, "")) for label in sorted(labels)}
        return {"pages": pages, "heights": {name: round(height, 1) for name, height in draft.heights.items()}}

    def _settle(self) -> None:
        """Lay all editions out, each in its own process, again while a page changes that they print."""
        asked = [draft for draft in self.drafts.values() if draft.printed]
        for _ in range(_MOST_ROUNDS):
            self._each(_take, asked)
            good = [draft for draft in self.drafts.values() if not draft.failed]
            stale = [draft for draft in good if draft.printed != self._printed(draft)]
            if not stale:
                return
            # Those that nobody waits for last, when the others have settled.
            asked = [draft for draft in stale if draft.edition.name in self.awaited] or stale
            self._each(self._lay_out, asked)
        self._each(_take, asked)
        self._each(_give_up)

    def _places(self, edition: Edition) -> list[Place]:
        """Give the documents of *edition* in order; warns of names that fit none."""
        root = self.config.root_doc
        start = edition.start if edition.start in self.env.found_docs else root
        above = assemble.toctree_order(self.env.toctree_includes, start)

        def unmatched(pattern: str, key: str = "documents") -> None:
            warn(Subtype.NO_DOCUMENT, f"edition {edition.name}: {key}: no document fits {pattern!r}")

        for key in ("titles_only", "toc_leave_out", "landscape"):
            for entry in getattr(edition, key):
                if not any(assemble.matches(name, [entry.removesuffix("#")]) for name in self.env.found_docs):
                    unmatched(entry, key)
        exclude = [*edition.exclude, edition.identification]
        chosen = assemble.select(above, self.env.found_docs, edition.documents, exclude, unmatched)
        front = [Place(edition.identification, 0, is_front=True)] if edition.identification else []
        return front + assemble.nest(chosen, above, root, edition.titles_only)

    def _resolve(self) -> dict[str, nodes.document]:
        """Resolve each document once, for all editions; those that do not exist are told of later.

        Once only: sphinxcontrib-bibtex adds to the citations of a document each time.
        """
        needed = {place.docname for draft in self.drafts.values() for place in draft.places}
        docnames = sorted(needed & self.env.found_docs)
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
            # All are kept until the end: the collector would walk through them again and again.
            gc.freeze()
        return doctrees

    def _check(self, draft: Draft) -> None:
        """Stop at what is not there; of a font, the compiler would take another."""
        edition = draft.edition
        for key, docname in (("identification", edition.identification), ("start", edition.start)):
            if docname and docname not in self.env.found_docs:
                raise EditionError(f"{key}: there is no document {docname!r}")
        if all(place.is_front for place in draft.places):
            told = f"{list(edition.documents)} without {list(edition.exclude)}"
            raise EditionError(f"documents: no document is in it: {told}")
        if not all(Path(folder).is_dir() for folder in self._font_folders(edition)):
            raise EditionError(f"font_folder: there is no folder {edition.font_folder!r}")
        families = font_families(self._font_folders(edition))
        for use, family in edition.fonts.items():
            if family not in families:
                raise EditionError(f"fonts: {use}: {family!r} is not one of {', '.join(families)}")

    def _font_folders(self, edition: Edition) -> list[str]:
        return [str(self._app.confdir / edition.font_folder)] if edition.font_folder else []

    def _finish(self, draft: Draft) -> None:
        """Finish one PDF; the last good file is replaced only by a whole new one."""
        from typst_edition.postprocess import postprocess  # noqa: PLC0415 - HTML builds need no pikepdf

        edition = draft.edition
        if self.config.typst_keep_sources:
            shutil.copytree(draft.folder, Path(self.outdir, edition.file + ".typst"), dirs_exist_ok=True)
        if missing := [other for other in edition.companions if self.drafts[other].failed]:
            raise EditionError(f"its companion could not be made: {', '.join(missing)}")
        pdf = postprocess(draft, self.drafts)
        partial_file = Path(self.outdir, edition.file + ".part")
        partial_file.write_bytes(pdf)
        partial_file.replace(Path(self.outdir, edition.file))


def _take(draft: Draft) -> None:
    """Take where all stands in *draft*, which was laid out."""
    draft.at = {label: Position(*where) for label, *where in json.loads(draft.compiler.answer())}
    draft.rounds += 1
    page = Room.of(draft.edition, landscape=False)
    settle = draft.rounds > _MOST_HEIGHTS
    draft.heights = heights(draft.at, draft.columns, draft.heights, page, settle=settle)


def _compile(draft: Draft) -> None:
    draft.pdf = draft.compiler.answer()
    draft.compiler.close()


def _give_up(_draft: Draft) -> None:
    raise EditionError("the pages did not settle, which it and its companions print of each other")
