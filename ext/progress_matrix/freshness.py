"""Incremental builds that give what a fresh build gives: what is read again, and what written.

Sphinx looks at the times of files alone.  One that comes back with an older time, from a backup
or by a tool that keeps times, would stay as it was read before; so contents are compared as well.
What is written again comes from comparing the needs with the snapshot of the last good output.

A build that left a document unread or a page unwritten has failed.  In a parallel build Sphinx loses
an error now and then: ``ParallelTasks.add_task`` passes over the failure of an earlier task that it
happens to learn of (Sphinx 9.0).  It also only warns of a page that it could not write in full.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from logging.handlers import BufferingHandler
from pathlib import Path
from sys import maxsize

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.logging import NAMESPACE
from sphinx_needs.need_item import NeedItem

from ._compat import (
    before_writing,
    computed,
    is_unwritten_page,
    items_of,
    keep_index_entries,
    needs_being_read,
    references,
    write_alone,
)
from .assets import STATIC, write_if_changed
from .collect import first_paragraph, first_sentence
from .domain import ANNOUNCED, CHECKED, EVERYTHING, STATUSES, TITLES, of, unshown
from .model.snapshot import Change, Snapshot, Trace, compare, type_of
from .model.statuses import Role
from .settings import Settings, settings_of
from .words import words_of

SNAPSHOT = ".progress-matrix.json"


# sphinx-needs' own fields that authors write, by which items are chosen, counted and shown.
_WRITTEN = ("status", "tags", "hide")


def _trace(need: NeedItem, before: str) -> Trace:
    links = [(name, [*map(str, targets)]) for name, targets in need.iter_links_items()]
    title, content = str(need["title"]), str(need["content"])
    paragraph = first_paragraph({"content": content})
    fields = [(key, str(value)) for key, value in need.iter_extra_items() if value is not None]
    shape = repr([fields, [str(need[key]) for key in _WRITTEN], links, before])
    targets = {target.partition(".")[0] for _, named in links for target in named}
    return Trace(
        need["type"],
        _digest(f"{title}\n{content}\n{shape}"),
        str(need["docname"]),
        sorted(targets),
        _digest(shape),
        _digest(f"{title}\n{first_sentence(paragraph)}"),
        _digest(paragraph),
    )


def _digest(shown: str | bytes) -> str:
    return hashlib.sha256(shown.encode() if isinstance(shown, str) else shown).hexdigest()[:24]


def _frame(app: Sphinx, env: BuildEnvironment) -> str:
    """Digest what may stand on every page: the tree of documents, their headings, words, settings."""
    tree = {name: sorted(children) for name, children in env.toctree_includes.items()}
    # A tree of contents shows the headings of all that stands below it, however deep.
    headings = {name: contents.pformat() for name, contents in env.tocs.items()}
    files = sorted((path.name, digest_of(path)) for path in _files(app))
    places, told = [of(env).index_pages, sorted(unshown(app))], repr(app.config.progress_matrix)
    # Numbers of sources move when one is cited anew or no more; most pages cite some, or show items that do.
    sources = [repr(one) for one in references(env).items()]
    # A reference shows the title, the number and the page of what it leads to.
    addresses = sorted(map(str, (one for domain in env.domains.sorted() for one in domain.get_objects())))
    numbers = [env.toc_secnumbers, env.toc_fignumbers, env.domains.math_domain.equations, addresses]
    shown = [tree, headings, app.config.version, told, places, files, sources, numbers]
    return _digest(json.dumps(shown, sort_keys=True))


def _files(app: Sphinx) -> Iterator[Path]:
    """Give what stands beside the documents: settings, words, frozen versions, themes, templates, sheets."""
    config, history = app.config, settings_of(app).package.history
    yield from words_of(app).sources
    if config.progress_matrix_from_toml:
        yield Path(app.confdir, config.progress_matrix_from_toml)
    if history:
        yield from Path(app.confdir, history).glob("*.json")
    names = (*config.html_static_path, *config.templates_path, *config.html_theme_path)
    for folder in (*(Path(app.confdir, name) for name in names), STATIC):
        yield from (folder, *folder.rglob("*"))


def take(app: Sphinx, env: BuildEnvironment) -> Snapshot:
    """Take the snapshot of what was read in this build."""
    needs = needs_being_read(env)
    ordered = sorted(needs.values(), key=lambda need: (str(need["docname"]), need["lineno"] or 0))
    items: dict[str, Trace] = {}
    last: dict[object, str] = {}
    for need in ordered:
        items[need["id"]] = _trace(need, last.get(need["docname"], ""))
        last[need["docname"]] = need["id"]
    frame, elsewhere = _frame(app, env), computed(env)
    if elsewhere:
        # What an item gets from elsewhere is known later only: any may hang on any other.
        frame = _digest(repr([frame, elsewhere, items]))
    held = {name: _digest(repr(sorted(of(env).contents.get(name, {}).values()))) for name in env.found_docs}
    return Snapshot(items, frame, held)


def _affected(
    change: Change, views: Mapping[str, set[str]], settings: Settings, old: Snapshot, new: Snapshot
) -> set[str]:
    """Find the documents that show something that changed."""
    types = settings.types
    linked = set(types.evidence.values()) - {types.of(Role.STATEMENT), types.item}
    documents = {trace.docname for key, trace in new.items.items() if key in change.touched}
    shown = {CHECKED, *change.touched, *change.histories}
    if change.items:
        shown |= {EVERYTHING}
    if change.retold:
        shown |= {TITLES}
    # What follows an announcement up, or no longer does, touches it.
    if any(type_of(key, old, new) == types.of(Role.ANNOUNCEMENT) for key in change.touched):
        shown |= {ANNOUNCED}
    if change.reshaped:
        shown |= {STATUSES, TITLES, ANNOUNCED}
    # Items, periods, areas, passages and statements about an area are named all over the place.
    wide = any(type_of(key, old, new) not in linked for key in change.reshaped | change.retold)
    if wide or STATUSES in shown:
        # The card of a period says what it tells of each area.
        documents |= {trace.docname for trace in new.items.values() if trace.type == types.period}
    return documents | {docname for docname, subjects in views.items() if wide or subjects & shown}


def to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the documents that show something that changed (``env-get-updated``)."""
    domain = of(env)
    settings = settings_of(app)
    domain.snapshot = new = take(app, env)
    path = Path(app.outdir) / SNAPSHOT
    old = Snapshot.load(path)
    # Until this build is finished, nothing says that its output is whole: the build after
    # an interrupted one writes everything again, and drops what is gone by then.
    if app.builder.name == "epub":
        path.unlink(missing_ok=True)  # a book takes in all files of its folder
    elif app.builder.format == "html":
        begun = Snapshot({}, "", {**(old.documents if old else {}), **new.documents})
        write_if_changed(path, begun.dump().encode())
    domain.gone = old.documents.keys() - env.found_docs if old else set()
    if old is None or old.frame != new.frame:
        domain.stale = frozenset(env.found_docs)
        return env.found_docs
    change = compare(old, new, chained={settings.types.of(Role.ANNOUNCEMENT)})
    documents = _affected(change, domain.views, settings, old, new)
    # Another builder may have read what these doctrees hold.
    documents |= {name for name, held in new.documents.items() if old.documents.get(name) != held}
    domain.stale = documents & env.found_docs
    return sorted(domain.stale)


def leave_above(app: Sphinx, builder: Builder) -> None:
    """Leave alone what stands above a page that is written again, but was not read (``write-started``).

    Its headings, which a tree of contents shows, are still the same.  By now Sphinx has stored the
    environment for the next build.
    """
    write_alone(app.env, of(app.env).stale - of(app.env).read)


def keep(app: Sphinx, exception: Exception | None) -> None:
    """Drop pages of documents that are gone, then leave the snapshot, of a whole build (``build-finished``).

    :raises OSError: when it cannot be written.
    """
    if exception is not None or app.builder.format != "html":
        return
    snapshot = of(app.env).snapshot
    suffixes = [f"{suffix}{app.config.html_sourcelink_suffix}" for suffix in app.config.source_suffix]
    for docname in of(app.env).gone:
        page = Path(app.builder.get_output_path(docname))  # type: ignore[attr-defined]  # of pages
        for path in (page, *(Path(app.outdir, "_sources", docname + suffix) for suffix in suffixes)):
            path.unlink(missing_ok=True)
    if snapshot is not None and not of(app.env).stale:
        write_if_changed(Path(app.outdir) / SNAPSHOT, snapshot.dump().encode())


def digest_of(path: Path) -> str:
    """Give a digest of a file's content, empty when it cannot be read."""
    try:
        return _digest(path.read_bytes())
    except OSError:
        return ""


def to_read(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Have documents read again that Sphinx would not (``env-get-outdated``).

    :returns: those that were read from other content than they, and the files they include,
        hold now; and those whose tree of contents names one that is gone, whose pages would
        lead there for ever.
    """
    known = of(env).contents
    leading = [name for name, children in env.toctree_includes.items() if not removed.isdisjoint(children)]
    paths = {path for files in known.values() for path in files}
    held = {path: digest_of(Path(app.srcdir, path)) for path in paths}
    altered = [name for name, files in known.items() if any(held[path] != files[path] for path in files)]
    return {*leading, *altered} & env.found_docs


def forget(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget all documents to be read before any is read (``env-before-read-docs``).

    Sphinx reading in parallel does so; reading serially it forgets each just before reading
    it, so that an item moved to a page that is read earlier would be taken for a duplicate
    of itself, and lost.
    """
    of(env).read = frozenset(docnames)
    for docname in docnames:
        # Sphinx has noted its catalogue there, and forgets it with what it included before.
        noted = (path for path in env.dependencies.get(docname, ()) if str(path).endswith(".mo"))
        catalogues = [path for path in noted if Path(app.srcdir, path).is_file()]
        paths = [env.doc2path(docname, base=False), *catalogues]
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        # Before the reading: what changes while it is read is read again by the next build.
        of(env).contents[docname] = {str(path): digest_of(Path(app.srcdir, path)) for path in paths}


def note_templates(app: Sphinx, doctree: nodes.document) -> None:
    """Note the templates of the items of a document among the files that it includes (``doctree-read``)."""
    for _, need in items_of(app.env, doctree):
        for name in filter(None, (need["template"], need["pre_template"], need["post_template"])):
            app.env.note_dependency(str(Path(app.config.needs_template_folder, f"{name}.need")))


def note_included(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the files that documents include, their catalogues among them (``env-updated``)."""
    contents = of(env).contents
    for docname in [name for name in contents if name not in env.all_docs]:
        del contents[docname]
    for docname, files in contents.items():
        for path in env.dependencies.get(docname, ()):
            if str(path) not in files:
                files[str(path)] = digest_of(Path(app.srcdir, path))


class IncompleteError(SphinxError):
    """Something was not read or not written: the build has failed."""

    category = "Output"

    def __init__(self, what: str, names: Iterable[str]) -> None:
        super().__init__(
            f"not {what}: {', '.join(names)}. The disk is full, or a worker process failed and Sphinx passed "
            "over its error: make the folder writable or free some space, and build again, with one job "
            "(-j 1) to see the error."
        )


def none_unread(app: Sphinx, env: BuildEnvironment) -> None:
    """Raise ``IncompleteError`` for documents that a failed worker left unread (``env-updated``, first)."""
    lost = sorted(env.found_docs - env.all_docs.keys())
    if lost:
        raise IncompleteError("read", lost)


def watch(app: Sphinx, builder: Builder) -> None:
    """Look at each page before it is written, and at the end whether it was (``write-started``).

    :raises IncompleteError: at ``build-finished``, first, for pages not written, or in parts.
    """
    # A single page has no page for each document.
    if builder.format != "html" or builder.name == "singlehtml":
        return
    before: dict[str, tuple[int, int] | None] = {}
    logger, failed = logging.getLogger(NAMESPACE), BufferingHandler(maxsize)
    failed.setLevel(logging.WARNING)
    failed.addFilter(lambda record: is_unwritten_page(record.getMessage()))
    logger.addHandler(failed)

    def note_state(docnames: Collection[str]) -> None:
        before.update((name, _state(builder, name)) for name in docnames)
        keep_index_entries(builder, docnames)
        # A build may be asked for some documents only.
        of(builder.env).stale -= before.keys()

    def none_unwritten(app: Sphinx, exception: Exception | None) -> None:
        logger.removeHandler(failed)
        told = [record.getMessage() for record in failed.buffer]
        lost = sorted(name for name, state in before.items() if _state(builder, name) == state)
        if exception is None and (told or lost):
            raise IncompleteError("written", [*told, *lost])

    before_writing(builder, note_state)
    app.connect("build-finished", none_unwritten, priority=1)


def _state(builder: Builder, name: str) -> tuple[int, int] | None:
    """Give size and time of a page, None where there is none."""
    try:
        state = Path(builder.get_output_path(name)).stat()  # type: ignore[attr-defined]  # only of pages
    except FileNotFoundError:
        return None
    return state.st_size, state.st_mtime_ns
