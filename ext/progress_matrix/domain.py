"""Which documents hold views of the model, kept through incremental and parallel reading.

The directives note their document here at reading time; :mod:`.freshness` reads the
notes to decide what must be written again.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType

from . import objects
from ._compat import is_need, is_need_reference
from .findings import Finding, warn
from .nodes import progress_figure, progress_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .collect import Tracker
    from .model.snapshot import Snapshot
    from .settings import Settings
    from .words import Words

EVERYTHING = ""
"""The subject of a view that compares all there is with an earlier version."""

STATUSES = "*statuses"
"""The subject of a view that shows statuses, counts and links, but no evidence by its title."""

TITLES = "*titles"
"""Likewise of one that lists evidence by title."""

LEDGER = "*ledger"
"""Likewise of one that lists announcements with what followed them up."""


class ProgressDomain(Domain):
    """Views by document: the subjects each shows: items by id, or one of the constants above."""

    name = "progress"
    label = "Progress matrix"
    data_version = 4
    initial_data: ClassVar[dict[str, Any]] = {"views": {}, "indices": {}, "conditions": {}, "contents": {}}

    trackers: Mapping[str, Tracker] = MappingProxyType({})
    """The models of this build by name, the project's own without one, made at ``write-started``;
    never pickled."""
    snapshot: Snapshot | None = None
    """What this build was made from; never pickled, left in the output at its end."""
    settings: Settings | None = None
    words: Words | None = None
    """The settings and the translator of this build; never pickled."""
    gone: AbstractSet[str] = frozenset()
    """Documents of the last good output that this build has no more; never pickled."""

    @property
    def tracker(self) -> Tracker | None:
        """The project's own model, none before ``write-started``."""
        return self.trackers.get("")

    @property
    def views(self) -> dict[str, set[str]]:
        """Document name → ids of the subjects it shows."""
        views: dict[str, set[str]] = self.data["views"]
        return views

    def note_view(self, docname: str, subject: str = EVERYTHING) -> None:
        """Note that a document shows an item's data, or everybody's."""
        self.views.setdefault(docname, set()).add(subject)

    @property
    def index_pages(self) -> dict[str, str]:
        """Field → the document that holds its index."""
        pages: dict[str, str] = self.data["indices"]
        return pages

    def note_index(self, name: str, docname: str) -> None:
        """Note which document holds the index of a field."""
        self.index_pages[name] = docname

    @property
    def conditions(self) -> dict[str, dict[str, list[str]]]:
        """Document name → item → the conditions (``only``) under which it is shown."""
        conditions: dict[str, dict[str, list[str]]] = self.data["conditions"]
        return conditions

    @property
    def contents(self) -> dict[str, dict[str, str]]:
        """Document name → the files it was read from, each with a digest of its content."""
        contents: dict[str, dict[str, str]] = self.data["contents"]
        return contents

    def clear_doc(self, docname: str) -> None:
        """Forget a document that is read again or gone."""
        self.views.pop(docname, None)
        self.conditions.pop(docname, None)
        for name in [name for name, holder in self.index_pages.items() if holder == docname]:
            del self.index_pages[name]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader noted for its documents."""
        for docname in docnames:
            if docname in otherdata["views"]:
                self.views[docname] = otherdata["views"][docname]
            if docname in otherdata["conditions"]:
                self.conditions[docname] = otherdata["conditions"][docname]
        for name, holder in otherdata["indices"].items():
            if holder in docnames:
                self.index_pages[name] = holder

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, FBT001, FBT002 - Sphinx's
        """Name a kind of object by its own name alone, as the search shows it."""
        return str(type.lname)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Give every item, every sentence and every entry of an index, for the search and the inventory."""
        if self.tracker is not None and self.words is not None:
            yield from objects.every(self.tracker, self.words, self.index_pages)

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, Any]]:
        """Answer ``any`` references: this domain has no targets of its own."""
        return []


def note_references(app: Sphinx, doctree: nodes.document) -> None:
    """Note the items that a document names in running text (``doctree-read``).

    sphinx-needs' reference role shows the item's title, so the page changes with it.
    """
    for node in doctree.findall(nodes.Element):
        if is_need_reference(node):
            of(app.env).note_view(app.env.docname, str(node["reftarget"]).partition(".")[0])


def note_conditions(app: Sphinx, doctree: nodes.document) -> None:
    """Note the items that a document shows under a condition only (``doctree-read``)."""
    found: dict[str, list[str]] = {}
    for only in doctree.findall(addnodes.only):
        for node in only.findall(nodes.Element):
            if is_need(node) and node.get("refid"):
                found.setdefault(str(node["refid"]), []).append(str(only["expr"]))
    if found:
        of(app.env).conditions[app.env.docname] = found


def unshown(app: Sphinx) -> set[str]:
    """Give the ids of the items whose condition does not hold in this build."""
    return {
        key
        for items in of(app.env).conditions.values()
        for key, expressions in items.items()
        if not all(app.tags.eval_condition(expression) for expression in expressions)
    }


def refuse_in_headings(app: Sphinx, doctree: nodes.document) -> None:
    """Take figures out of headings, which contents show before any figure is known (``doctree-read``)."""
    for title in doctree.findall(nodes.title):
        for node in [*title.findall(progress_figure), *title.findall(progress_period)]:
            message = f"a heading cannot hold the figure {node['query']!r}: put it into the text below"
            warn(Finding.VIEW, message, node)
            node.replace_self(nodes.Text(node["query"]))


def of(env: BuildEnvironment) -> ProgressDomain:
    """Give this extension's domain of an environment."""
    domain = env.domains["progress"]
    assert isinstance(domain, ProgressDomain)
    return domain
