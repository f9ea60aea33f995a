"""Incremental builds that give what a fresh build gives.

``env-get-updated`` compares the needs that were read with the snapshot of the last
good output and returns the documents to write again; ``build-finished`` leaves the
new snapshot, last of all and only when nothing failed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ._compat import citations, documents_with_citations, needs_being_read
from .assets import STATIC
from .citations import cited, references
from .collect import first_paragraph, first_sentence
from .domain import EVERYTHING, LEDGER, STATUSES, TITLES, of
from .files import write_if_changed
from .model.snapshot import Snapshot, Trace, compare, type_of
from .reading import digest
from .settings import settings_of
from .words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx_needs.need_item import NeedItem

    from .model.snapshot import Change
    from .settings import Settings

    Views = Mapping[str, set[str]]

SNAPSHOT = ".progress-matrix.json"


def _trace(need: NeedItem, position: int) -> Trace:
    links = {name: [str(target) for target in targets] for name, targets in need.iter_links_items()}
    title, content = str(need["title"]), str(need["content"])
    paragraph = first_paragraph({"content": content})
    fields = {key: str(value) for key, value in need.iter_extra_items() if value is not None}
    # The sources are a field only later, when the needs are sealed.
    shape = repr([fields, links, cited(content)])
    targets = {target.partition(".")[0] for values in links.values() for target in values}
    return Trace(
        need["type"],
        _digest(repr([title, content]) + shape),
        str(need["docname"]),
        position,
        tuple(sorted(targets)),
        _digest(shape),
        _digest(repr([title, first_sentence(paragraph)])),
        _digest(paragraph),
    )


def _digest(shown: str) -> str:
    return hashlib.sha256(shown.encode()).hexdigest()[:24]


def _frame(app: Sphinx, env: BuildEnvironment) -> str:
    """Digest what may stand on every page: the tree of documents, their titles, words, settings."""
    tree = {name: sorted(children) for name, children in env.toctree_includes.items()}
    titles = {name: title.astext() for name, title in env.titles.items()}
    words, settings = words_of(app).digest, _settings(app)
    places = of(env).index_pages
    shown = json.dumps(
        [tree, titles, words, settings, app.config.version, _kept(app), places, _look(app)], sort_keys=True
    )
    return hashlib.sha256(shown.encode()).hexdigest()


def _settings(app: Sphinx) -> str:
    """Digest what the project tells the extension, from where it is written."""
    name = app.config.progress_matrix_from_toml
    written = Path(app.confdir, name).read_bytes() if name else repr(app.config.progress_matrix).encode()
    return hashlib.sha256(written).hexdigest()


def _look(app: Sphinx) -> list[str]:
    """Digest style sheets, scripts and templates.

    Every page names the sheets and scripts with a sum of their content, and Sphinx looks at the
    times of templates alone.
    """
    config = app.config
    folders = [Path(app.confdir, name) for name in (*config.html_static_path, *config.templates_path)]
    files = [path for folder in (*folders, STATIC) for path in (folder, *folder.rglob("*"))]
    return sorted(digest(path) for path in files if path.suffix in {".css", ".js", ".html"})


def _kept(app: Sphinx) -> dict[str, str]:
    """Digest the frozen versions, which the page of changes compares the data with."""
    folder = settings_of(app).package.history
    paths = sorted(Path(app.confdir, folder).glob("*.json")) if folder else ()
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def take(app: Sphinx, env: BuildEnvironment) -> Snapshot:
    """Take the snapshot of what was read in this build."""
    needs = needs_being_read(env)
    ordered = sorted(needs.values(), key=lambda need: (str(need["docname"]), need["lineno"] or 0))
    named = references(env)
    return Snapshot(
        {need["id"]: _trace(need, position) for position, need in enumerate(ordered)},
        _frame(app, env),
        tuple(sorted(env.found_docs)),
        {one.key: f"{one.formatted_entry.label} {named[one.key]}" for one in citations(env)},
    )


def _affected(change: Change, views: Views, settings: Settings, old: Snapshot, new: Snapshot) -> set[str]:
    """Find the documents that show something that changed."""
    types = settings.types
    linked = set(types.evidence.values()) - {types.statement, types.item}
    documents = {trace.docname for key, trace in new.items.items() if key in change.touched}
    shown = change.touched | change.histories
    if change.retold:
        shown |= {TITLES}
    if any(type_of(key, old, new) == types.announcement for key in change.touched):
        shown |= {LEDGER}
    if change.reshaped:
        shown |= {STATUSES, TITLES, LEDGER}
    # Items, periods, areas, passages and statements about an area are named all over the place.
    wide = any(type_of(key, old, new) not in linked for key in change.reshaped | change.retold)
    if wide or STATUSES in shown:
        # The card of a period says what it tells of each area.
        documents |= {trace.docname for trace in new.items.values() if trace.type == types.period}
    return documents | {docname for docname, subjects in views.items() if wide or subjects & shown}


def outdated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the documents that show something that changed (``env-get-updated``)."""
    domain = of(env)
    settings = settings_of(app)
    domain.snapshot = new = take(app, env)
    old = Snapshot.load(Path(app.outdir) / SNAPSHOT)
    if app.builder.format == "html":
        # Until this build is finished, nothing says that its output is whole: the build after
        # an interrupted one writes everything again.
        (Path(app.outdir) / SNAPSHOT).unlink(missing_ok=True)
    domain.gone = set(old.documents) - env.found_docs if old else set()
    if old is None or old.frame != new.frame:
        return sorted(env.found_docs)
    change = compare(old, new, chained={settings.types.announcement})
    documents = _affected(change, domain.views, settings, old, new) if change else set()
    if change and _kept(app):
        # The page of changes compares everything with the last frozen version.
        documents |= {name for name, subjects in domain.views.items() if EVERYTHING in subjects}
    if old.sources != new.sources:
        # Numbers of sources move when one is cited anew or no more; views name sources, too.
        documents |= documents_with_citations(env) | set(domain.views)
    return sorted(documents & env.found_docs)


def output_path(app: Sphinx, docname: str) -> Path:
    """Give the file of a document's page, for builders that write HTML."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return Path(app.builder.get_output_path(docname))


def keep(app: Sphinx, exception: Exception | None) -> None:
    """Drop pages of documents that are gone, then leave the snapshot (``build-finished``).

    :raises OSError: when it cannot be written.
    """
    if exception is not None or app.builder.format != "html":
        return
    snapshot = of(app.env).snapshot
    for docname in of(app.env).gone:
        output_path(app, docname).unlink(missing_ok=True)
    if snapshot is not None:
        write_if_changed(Path(app.outdir) / SNAPSHOT, snapshot.dump().encode())
