"""Which documents are to be read again, beyond those whose file is newer than their last reading.

Sphinx looks at times alone.  A file that comes back with an older one, from a backup or by a
tool that keeps times, would stay as it was read before; so contents are compared as well.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from .domain import of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def digest(path: Path) -> str:
    """Give a digest of a file's content, empty when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:24]
    except OSError:
        return ""


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Have documents read again that Sphinx would not (``env-get-outdated``).

    :returns: those that were read from other content than they, and the files they include,
        hold now; and those whose tree of contents names one that is gone, whose pages would
        lead there for ever.
    """
    known = of(env).contents
    leading = [name for name, children in env.toctree_includes.items() if not removed.isdisjoint(children)]
    held = {path: digest(Path(app.srcdir, path)) for path in {path for one in known.values() for path in one}}
    altered = [name for name, files in known.items() if any(held[path] != files[path] for path in files)]
    return {*leading, *altered} & env.found_docs


def forget(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget all documents to be read before any is read (``env-before-read-docs``).

    Sphinx reading in parallel does so; reading serially it forgets each just before reading
    it, so that an item moved to a page that is read earlier would be taken for a duplicate
    of itself, and lost.
    """
    for docname in docnames:
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        # Before the reading: what changes while it is read is read again by the next build.
        path = str(env.doc2path(docname, base=False))
        of(env).contents[docname] = {path: digest(Path(app.srcdir, path))}


def note_included(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the files that documents include, their catalogues among them (``env-updated``)."""
    contents = of(env).contents
    for docname in [name for name in contents if name not in env.all_docs]:
        del contents[docname]
    for docname, files in contents.items():
        for path in env.dependencies.get(docname, ()):
            files.setdefault(str(path), digest(Path(app.srcdir, path)))
