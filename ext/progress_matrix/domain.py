"""Which documents hold views of the model, and the items as objects of Sphinx.

The directives note their document here at reading time; :mod:`.freshness` reads the notes to decide
what must be written again.  The objects are what the search and the inventory find.  The same items
are labels of the standard domain, to which any project refers by ``:ref:``, through intersphinx too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment

from ._compat import NeedNode, NeedReference
from .collect import Tracker, listed, text
from .model.snapshot import Snapshot

if TYPE_CHECKING:
    from .settings import Settings
    from .words import Words

EVERYTHING = ""
"""The subject of a view that compares all there is with an earlier version."""

STATUSES = "*statuses"
"""The subject of a view that shows statuses, counts and links, but no evidence by its title."""

TITLES = "*titles"
"""Likewise of one that lists evidence by title."""

ANNOUNCED = "*announced"
"""Likewise of one that lists announcements with what follows them up."""

CHECKED = "*checked"
"""The subject of a view that asks for a coverage: written by every build, so that each one tells
what is missing, whether or not anything changed."""


Object = tuple[str, str, str, str, str, int]
"""Name, shown name, type, document, anchor, and how important it is: 0 most."""


class ProgressDomain(Domain):
    """Views by document: the subjects each shows: items by id, or one of the constants above."""

    name = "progress"
    label = "Progress matrix"
    # Goes up with each change of what is kept between builds: what an older version kept is read anew.
    data_version = 9
    initial_data: ClassVar[dict[str, Any]] = {"views": {}, "indices": {}, "conditions": {}, "contents": {}}

    # What is of one build, and never pickled:
    trackers: Mapping[str, Tracker] = MappingProxyType({})
    """The models by name, the project's own without one, made at ``write-started``."""
    objects: tuple[Object, ...] = ()
    """What the search and the inventory find, made with them."""
    snapshot: Snapshot | None = None
    """What this build was made from, left in the output at its end."""
    settings: Settings | None = None
    words: Words | None = None
    """The settings and the translator of this build."""
    stale: AbstractSet[str] = frozenset()
    """Documents that show something that changed, until they are about to be written."""
    gone: AbstractSet[str] = frozenset()
    """Documents of the last good output that this build has no more."""
    read: AbstractSet[str] = frozenset()
    """Documents that this build reads."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Take the environment, with which the notes are kept."""
        super().__init__(env)
        self.views: dict[str, set[str]] = self.data["views"]
        """Document name → ids of the subjects it shows."""
        self.index_pages: dict[str, str] = self.data["indices"]
        """Field → the document that holds its index."""
        self.conditions: dict[str, dict[str, list[str]]] = self.data["conditions"]
        """Document name → item or noted view → the conditions under which it is shown."""
        self.contents: dict[str, dict[str, str]] = self.data["contents"]
        """Document name → the files it was read from, each with a digest of its content."""

    @property
    def tracker(self) -> Tracker | None:
        """The project's own model, none before ``write-started``."""
        return self.trackers.get("")

    def note_view(self, docname: str, subject: str) -> None:
        """Note that a document shows an item's data, or everybody's."""
        self.views.setdefault(docname, set()).add(subject)

    def clear_doc(self, docname: str) -> None:
        """Forget a document that is read again or gone."""
        self.views.pop(docname, None)
        self.conditions.pop(docname, None)
        for name in [name for name, holder in self.index_pages.items() if holder == docname]:
            del self.index_pages[name]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader noted for its documents."""
        for name in ("views", "conditions"):
            self.data[name] |= {doc: noted for doc, noted in otherdata[name].items() if doc in docnames}
        self.index_pages |= {name: doc for name, doc in otherdata["indices"].items() if doc in docnames}

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, FBT001, FBT002 - Sphinx's
        """Name a kind of object by its own name alone, as the search shows it."""
        return str(type.lname)

    def get_objects(self) -> Iterator[Object]:
        """Give every item, every sentence and every entry of an index, for the search and the inventory."""
        yield from self.objects

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, Any]]:
        """Answer ``any`` references: this domain has no targets of its own."""
        return []


def note_items(app: Sphinx, doctree: nodes.document) -> None:
    """Note the items named in running text, and those shown under a condition only (``doctree-read``).

    sphinx-needs' reference role shows the item's title, so the page changes with it.
    """
    found: dict[str, list[str]] = {}
    for node in doctree.findall(nodes.Element):
        if isinstance(node, NeedReference):
            of(app.env).note_view(app.env.docname, str(node["reftarget"]).partition(".")[0])
        # What Sphinx's ifconfig leaves cannot be asked for by its class, which few projects load.
        for inner in node.findall(nodes.Element) if node.tagname in ("only", "ifconfig") else ():
            name = inner.get("refid") if isinstance(inner, NeedNode) else inner.get("page")
            if name:
                found.setdefault(str(name), []).append(f"{node.tagname} {node['expr']}")
    if found:
        of(app.env).conditions[app.env.docname] = found


def unshown(app: Sphinx) -> set[str]:
    """Give the items, by id, and the noted views whose condition does not hold in this build."""
    return {
        key
        for items in of(app.env).conditions.values()
        for key, expressions in items.items()
        if not all(_holds(app, expression) for expression in expressions)
    }


def _holds(app: Sphinx, condition: str) -> bool:
    kind, _, expression = condition.partition(" ")
    if kind == "only":
        return app.tags.eval_condition(expression)
    names = vars(app.config) | {one.name: one.value for one in app.config} | {"builder": app.builder.name}
    try:
        return bool(eval(expression, names))  # noqa: S307 - as sphinx.ext.ifconfig does
    except Exception:  # noqa: BLE001 - of which it tells
        return False


def of(env: BuildEnvironment) -> ProgressDomain:
    """Give this extension's domain of an environment; an empty one in a project without settings."""
    domain = env.domains.get("progress")
    if domain is None:
        domain = ProgressDomain(env)
        del env.domaindata["progress"]
    assert isinstance(domain, ProgressDomain)
    return domain


SENTENCE = "sentence"


def objects_of(tracker: Tracker, words: Callable[[str], str], indices: Mapping[str, str]) -> Iterator[Object]:
    """Give all objects; *words* translates, *indices* names the document that holds the index of a field."""
    types = tracker.settings.types
    importance = dict.fromkeys(types.evidence.values(), 1)
    importance |= dict.fromkeys((types.item, types.period, types.group), 0)
    for key, need in tracker.needs.items():
        kind = str(need["type"])
        if kind in importance:
            yield key, f"{key} {need['title']}", kind, str(need["docname"]), key, importance[kind]
            # Tables and pictures show it, so that readers look for it.
            short = text(need, "short")
            if short:
                yield short, short, kind, str(need["docname"]), key, importance[kind]
    for passage in tracker.passages.values():
        name = f"{passage.id} {passage.title}"
        yield passage.id, name, types.passage, passage.docname, passage.id, 2
        for number in range(1, passage.sentences + 1):
            key = f"{passage.id}.{number}"
            yield key, f"{key} {passage.title}", SENTENCE, passage.docname, key, 2
    # The entries of the indices: a name leads to all that is said of it.
    pieces = [tracker.needs[key] for key in tracker.matrix.evidence]
    fields = {name for need in pieces for name in need}
    # Beside those of fields, the pages of all histories are noted.
    for field, docname in indices.items():
        values = {value for need in pieces for value in listed(need, field)} if field in fields else ()
        for value in sorted(values):
            yield value, words(value), field, docname, tracker.anchor(field, value), 0


def object_types(
    tracker: Tracker, words: Callable[[str], str], indices: Mapping[str, str]
) -> dict[str, ObjType]:
    """Give the type of each kind of object, as the search names it."""
    names = {str(need["type"]): str(need["type_name"]) for need in tracker.needs.values()}
    names |= {field: tracker.settings.labels.get(field, field) for field in indices}
    names[SENTENCE] = "Sentence"
    return {kind: ObjType(words(shown)) for kind, shown in names.items()}


def label_items(env: BuildEnvironment) -> None:
    """Make each item and each sentence a label of the standard domain."""
    standard = env.domains.standard_domain
    for name, shown, _, docname, anchor, _ in of(env).objects:
        if name == anchor:
            # Sphinx looks labels up in lower case; one of an author's own keeps its place.
            standard.anonlabels.setdefault(name.lower(), (docname, anchor))
            standard.labels.setdefault(name.lower(), (docname, anchor, shown.removeprefix(f"{name} ")))
