"""Filling the placeholders: the model becomes nodes when the pages are written.

The model is built once, at ``write-started``, before writing may fork.  Of a page, cards and
views are most, and hold nothing that any other pass over it looks for: so items are set aside
before sphinx-needs would render them, and all is filled when the other passes are done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms import SphinxTransform
from sphinx_needs.api import get_needs_view

from . import cards
from ._compat import NeedNode, cited, filtered, items_of
from .collect import Need, Needs, Tracker, collect
from .domain import label_items, object_types, objects_of, of, unshown
from .model import queries as figures
from .nodes import PLACEHOLDERS, progress_item, progress_query, progress_view, release, walk
from .settings import settings_of
from .validation import Finding, report, rules, warn
from .validation.needs import Cleaner
from .views import cells, contents, filters
from .views.page import Page
from .views.registry import VIEWS, Options
from .words import words_of


def prepare(app: Sphinx, builder: Builder) -> None:
    """Build the model of this build and check it (``write-started``)."""
    # Plain dictionaries: a need of sphinx-needs looks each value up in seven places.
    needs: Needs = {str(key): dict(need.items()) for key, need in get_needs_view(app).items()}
    domain, words, settings = of(app.env), words_of(app), settings_of(app)
    made, found, hidden = {}, [], unshown(app)
    # What no page of this build shows cannot be linked to.
    domain.index_pages = {name: page for name, page in domain.index_pages.items() if name not in hidden}
    for name, one in {"": settings, **settings.trackers}.items():
        cleaner = Cleaner(one, needs, hidden)
        cleaner.clean()
        made[name] = collect(one, cleaner.needs, app.config.release)
        found += [*cleaner.reports, *rules.findings(made[name])]
    # What several trackers share is told once.
    report({(*one[:2], one[2]["id"]): one for one in found}.values())
    domain.trackers, tracker = made, made[""]
    # Sphinx reads it of the instance; the types are the project's.
    domain.object_types = object_types(tracker, words, domain.index_pages)  # type: ignore[misc]
    domain.objects = tuple(objects_of(tracker, words, domain.index_pages))
    label_items(app.env)


class NoteSources(SphinxTransform):
    """Fill the field of each item's sources with what its text cites, so that the two cannot differ."""

    # Before Sphinx puts translations (20) in the place of the text, which may cite in another order.
    default_priority = 10

    def apply(self, **kwargs: Any) -> None:
        """Look at the items of the document that is read."""
        settings = settings_of(self.app)
        for one in (settings, *settings.trackers.values()):
            name, ours = one.fields.citations, one.types.all | one.facts.keys()
            for node, need in items_of(self.env, self.document):
                if name in need and need["type"] in ours:
                    need[name] = cited(self.env, node)


def set_aside(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace each item by a placeholder (``doctree-resolved``, early)."""
    cards_of = settings_of(app).facts
    if not cards_of:
        return
    needs = get_needs_view(app)
    for need_node in [node for node in walk(doctree, lines=False) if isinstance(node, NeedNode)]:
        if needs[need_node["refid"]]["type"] not in cards_of:
            continue
        place = progress_item("", *need_node.children, refid=need_node["refid"], classes=need_node["classes"])
        _drop_target(need_node)
        # Not replace_self, which would copy the item's anchor to the placeholder.
        need_node.parent[need_node.parent.index(need_node)] = place


def refuse(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say of each placeholder that nothing can fill it, in a project without settings."""
    message = (
        "the extension has no settings: name the table with them in conf.py "
        "(progress_matrix_from_toml or progress_matrix)"
    )
    for node in [node for node in walk(doctree) if isinstance(node, PLACEHOLDERS)]:
        warn(Finding.VIEW, message, node)
        node.parent.remove(node)


def fill_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill views, figures and item cards of a document (``doctree-resolved``, late)."""
    # One pass over the document for all that is to be filled.
    found = [node for node in walk(doctree) if isinstance(node, PLACEHOLDERS)]
    # A single page holds what its trees of contents lead to.
    held = {docname, *(file["docname"] for file in doctree.findall(addnodes.start_of_file))}
    addresses = dict.fromkeys(app.env.found_docs - held if app.builder.name == "singlehtml" else ())
    domain = of(app.env)
    page = Page(app.builder, docname, domain.trackers[""], words_of(app), domain.index_pages, addresses)
    tables: list[tuple[str, nodes.table]] = []  # each with its tracker
    for node in found:
        if isinstance(node, progress_view):
            made = fill(app, page, node)
            node.replace_self(made)
            tables += [(node["options"].get("tracker", ""), table) for table in _tables(page, made)]
        elif isinstance(node, progress_query):
            node.replace_self(_answered(app, page, node))
    for number, (_, table) in enumerate(tables, 1):
        table["ids"].append(f"matrix-table-{number}")
    # After the figures, which an item's text may hold.
    for node in found:
        if isinstance(node, progress_item):
            node.replace_self(_card(page, doctree, node))
    _filters(page, tables, domain.trackers)


def let_go(
    app: Sphinx, pagename: str, templatename: str, context: object, doctree: nodes.document | None
) -> None:
    """Give back the memory of a page's tree (``html-page-context``, the last)."""
    if doctree is not None:
        release(doctree)


def _tables(page: Page, made: list[nodes.Node]) -> list[nodes.table]:
    """Give the tables of a view; one that stands twice on a page has its anchors where it stands first."""
    inside = [inner for block in made for inner in walk(block) if isinstance(inner, nodes.Element)]
    for inner in inside:
        if inner["ids"]:
            inner["ids"] = [name for name in inner["ids"] if page.first(f"#{name}")]
    tables = [inner for inner in inside if isinstance(inner, nodes.table)]
    return [table for table in tables if "matrix-table" in table["classes"]]


def _filters(page: Page, tables: list[tuple[str, nodes.table]], trackers: Mapping[str, Tracker]) -> None:
    """Put the controls before the tables of the first tracker that has some; a page has one form."""
    filtered = [(name, table) for name, table in tables if "filterable" in table["classes"]]
    first = filtered[0][0] if filtered else ""
    for name, table in filtered:
        if name != first:
            table["classes"].remove("filterable")
    ours = [table for name, table in filtered if name == first]
    form = filters.form(replace(page, tracker=trackers[first]), ours)
    if form is not None:
        place = _before(ours)
        place.parent.insert(place.parent.index(place), form)


def _card(page: Page, doctree: nodes.document, node: nodes.Element) -> nodes.container:
    """Show an item; of one that the model had to leave out its id and its text, without facts."""
    need_id = str(node["refid"])
    need = page.needs.get(need_id)
    if need is None:
        head = nodes.rubric("", need_id, classes=["item-title"])
        return nodes.container("", head, *node.children, ids=[need_id], classes=["item"])
    main = _is_main(doctree, node, need)
    return cards.card(page, need, list(node.children), level=_level(node), main=main)


def _is_main(doctree: nodes.document, node: nodes.Element, need: Need) -> bool:
    """Tell whether the page is about this item: the heading is its title, or names its id."""
    section = node.parent
    if not isinstance(section, nodes.section) or section.parent is not doctree:
        return False
    heading = section.next_node(nodes.title)
    text = heading.astext() if heading is not None else ""
    return text == str(need["title"]) or str(need["id"]) in text.split()


def _before(tables: Sequence[nodes.table]) -> nodes.Element:
    """Find what controls of several tables stand before: the highest part with the first alone."""
    first, *others = tables
    place = first.parent
    # Parts of a single page name the document they were read from as their last parent.
    while others and place.parent.parent and not {*others}.intersection(place.parent.findall(nodes.table)):
        place = place.parent
    return place


def _drop_target(need_node: nodes.Element) -> None:
    """Remove the empty target that sphinx-needs puts before a need: the card has the anchor."""
    parent = need_node.parent
    position = parent.index(need_node)
    before = parent[position - 1] if position else None
    if isinstance(before, nodes.target) and need_node["refid"] in before.get("ids", ()):
        parent.remove(before)


def _level(node: nodes.Node) -> int:
    depth = 1
    while node.parent:
        node = node.parent
        depth += isinstance(node, nodes.section)
    return min(depth, 6)


def _tracker(app: Sphinx, name: str) -> Tracker:
    """Give a model by its name, the project's own without one; ``QueryError`` for an unknown one."""
    trackers = of(app.env).trackers
    if name not in trackers:
        others = ", ".join(filter(None, trackers)) or "none"
        raise figures.QueryError(f"tracker: {name!r} is not one of {others}")
    return trackers[name]


def _answered(app: Sphinx, page: Page, node: progress_query) -> nodes.Node:
    """Answer the query of a role in running text, or report why that cannot be."""
    try:
        return ROLES[node["role"]](app, page, node["query"])
    except figures.QueryError as error:
        warn(Finding.VIEW, f"{node['role']}: {error}", node)
        return nodes.problematic("", node["query"])


def _figure(app: Sphinx, page: Page, text: str) -> nodes.Node:
    """Compute one figure of running text; ``QueryError`` when it cannot be read or found."""
    query = figures.parse(text)
    tracker = _tracker(app, query.get("tracker", ""))
    count = figures.answer(query, tracker.matrix)
    show = query.get("show", "")
    if show in ("value", "total"):
        return nodes.Text(str(count.value if show == "value" else count.of))
    return nodes.Text(cells.count_text(page, count))


ROLES: dict[str, Callable[[Sphinx, Page, str], nodes.Node]] = {
    "progress-figure": _figure,
    "progress-period": lambda app, page, text: contents.fact(page, text),
}


def fill(app: Sphinx, page: Page, node: nodes.Element) -> list[nodes.Node]:
    """Render one view, or report what its options name that does not exist."""
    options: Options = node["options"] | ({"caption": node.astext()} if node.children else {})
    view = VIEWS[node["view"]]
    try:
        page = replace(page, tracker=_tracker(app, options.get("tracker", "")))
        figures.check_ids(options, page.model)
        if "filter" in options:
            chosen = filtered(app, page.settings.types.item, options["filter"], page.docname)
            page = replace(page, chosen=chosen)
    except ValueError as error:
        warn(Finding.VIEW, f"{view.name}: {error}", node)
        return []
    wrong = view.wrong(page, options) if view.wrong else ""
    if wrong:
        warn(Finding.VIEW, f"{view.name}: {wrong}", node)
    made = view.show(page, options, _level(node))
    for below in app.emit("progress-view", page, view, options):
        made += below
    return made


def add_notes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the note of each designation that a document names at its end (``doctree-resolved``).

    Where the builder prints notes at the foot of each page, there.  After the views are filled,
    whose text counts too.
    """
    designations = settings_of(app).designations
    if not designations:
        return
    words = words_of(app)
    texts = [node for node in walk(doctree) if isinstance(node, nodes.Text)]
    sections = [node for node in doctree.children if isinstance(node, nodes.section)]
    end = sections[-1] if sections else doctree
    for name, note in designations.items():
        translated = words(note)
        if getattr(app.builder, "notes_on_each_page", False):
            naming = [text for text in texts if words(name) in text and translated not in text]
            if naming:
                end.append(_footnote(naming, words(name), translated))
        elif words(name) in (text := " ".join(texts)) and translated not in text:
            end.append(nodes.container("", nodes.paragraph("", translated), classes=["designation-note"]))


def _footnote(naming: Sequence[nodes.Text], name: str, note: str) -> nodes.footnote:
    """Make the footnote of a name, and refer to it wherever these texts have the name.

    A link holds no other: the reference stands after it.
    """
    made = nodes.footnote("", nodes.paragraph("", note), ids=[nodes.make_id(f"note {name}")])
    made["classes"].append("each-page")
    # The sign that begins the note follows the name.
    named = re.compile(f"{re.escape(name)}(?:{re.escape(note.partition(' ')[0])})?")
    for text in naming:
        link: nodes.Node | None = text
        while link is not None and not isinstance(link, nodes.reference):
            link = link.parent
        shown = link or text
        ends = [len(text)] if link else [found.end() for found in named.finditer(text)]
        parts: list[nodes.Node] = []
        for start, end in pairwise([0, *ends]):
            parts += [link or nodes.Text(text[start:end]), nodes.footnote_reference("", refid=made["ids"][0])]
        parts.append(nodes.Text(text[ends[-1] :]))
        place = next(at for at, child in enumerate(shown.parent.children) if child is shown)
        shown.parent[place : place + 1] = parts
    return made
