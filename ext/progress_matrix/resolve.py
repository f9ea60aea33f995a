"""Filling the placeholders: the model becomes nodes when the pages are written.

The model is built once, at ``write-started``, before writing may fork.  Of a page, cards and
views are most, and hold nothing that any other pass over it looks for: so items are set aside
before sphinx-needs would render them, and all is filled when the other passes are done.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeGuard, cast

from docutils import nodes
from sphinx_needs.api import get_needs_view

from . import cards, objects
from ._compat import filtered, is_need
from .collect import Need, Needs, collect
from .domain import of, unshown
from .findings import Finding, warn
from .model import queries as figures
from .nodes import progress_figure, progress_item, progress_period, progress_view, release, walk
from .settings import settings_of
from .validation import places, rules
from .validation.needs import Cleaner
from .views import cells, filters, periods
from .views.page import Page
from .views.registry import VIEWS
from .words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from .views.registry import Options


def prepare(app: Sphinx, builder: Builder) -> None:
    """Build the model of this build and check it (``write-started``)."""
    needs = cast("Needs", {str(key): need for key, need in get_needs_view(app).items()})
    places.locate_schema_findings(needs)
    cleaner = Cleaner(settings_of(app), needs, unshown(app))
    cleaner.clean()
    rules.report(cleaner.reports)
    domain, words = of(app.env), words_of(app)
    domain.tracker = tracker = collect(settings_of(app), cleaner.needs, app.config.release)
    rules.report(rules.findings(tracker))
    # Sphinx reads it of the instance; the types are the project's.
    domain.object_types = objects.kinds(tracker, words, domain.index_pages)  # type: ignore[misc]
    objects.label(app.env, tracker)


def set_aside(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace each item by a placeholder (``doctree-resolved``, early)."""
    cards_of = settings_of(app).facts
    if of(app.env).tracker is None or not cards_of:
        return
    needs = get_needs_view(app)
    for need_node in [node for node in walk(doctree) if is_need(node)]:
        if needs[need_node["refid"]]["type"] not in cards_of:
            continue
        place = progress_item("", *need_node.children, refid=need_node["refid"], classes=need_node["classes"])
        _drop_target(need_node)
        # Not replace_self, which would copy the item's anchor to the placeholder.
        need_node.parent[need_node.parent.index(need_node)] = place


def refuse(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say of each placeholder that nothing can fill it, in a project without settings."""
    for node in [node for node in walk(doctree) if _is_placeholder(node)]:
        message = (
            "the extension has no settings: name the table with them in conf.py "
            "(progress_matrix_from_toml or progress_matrix)"
        )
        warn(Finding.VIEW, message, node)
        node.parent.remove(node)


def fill_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill views, figures and item cards of a document (``doctree-resolved``, late)."""
    tracker = of(app.env).tracker
    # One pass over the document for all that is to be filled.
    found = [node for node in walk(doctree) if _is_placeholder(node)]
    if tracker is None:
        for node in found:
            node.parent.remove(node)
        return
    page = Page(app.builder, docname, tracker, words_of(app), of(app.env).index_pages)
    tables: list[nodes.table] = []
    for node in found:
        if isinstance(node, progress_view):
            made = fill(app, page, node)
            node.replace_self(made)
            tables += [inner for block in made for inner in walk(block) if _is_ours(inner)]
        elif isinstance(node, progress_figure):
            node.replace_self(figure(page, node))
        elif isinstance(node, progress_period):
            node.replace_self(period_fact(page, node))
    for number, table in enumerate(tables, 1):
        table["ids"].append(f"matrix-table-{number}")
    # After the figures, which an item's text may hold.
    for node in found:
        if isinstance(node, progress_item):
            node.replace_self(_card(page, doctree, node))
    _filters(page, [table for table in tables if "filterable" in table["classes"]])


def let_go(
    app: Sphinx, pagename: str, templatename: str, context: object, doctree: nodes.document | None
) -> None:
    """Give back the memory of a page's tree (``html-page-context``, the last)."""
    if doctree is not None:
        release(doctree)


def _filters(page: Page, tables: list[nodes.table]) -> None:
    form = filters.form(page, tables)
    if form is not None:
        place = _before(tables)
        place.parent.insert(place.parent.index(place), form)


def _card(page: Page, doctree: nodes.document, node: nodes.Element) -> nodes.container:
    need = page.tracker.needs.get(str(node["refid"]))
    if need is None:
        return _bare(node)
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
    place = tables[0].parent
    while len(tables) > 1 and not any(made in place.parent.findall(nodes.table) for made in tables[1:]):
        place = place.parent
    return place


def _is_ours(node: nodes.Node) -> TypeGuard[nodes.table]:
    return isinstance(node, nodes.table) and "matrix-table" in node["classes"]


def _is_placeholder(node: nodes.Node) -> TypeGuard[nodes.Element]:
    return isinstance(node, (progress_view, progress_figure, progress_period, progress_item))


def _bare(node: nodes.Element) -> nodes.container:
    """Show an item that the model had to leave out: its id and its text, without facts."""
    need_id = str(node["refid"])
    head = nodes.rubric("", need_id, classes=["item-title"])
    return nodes.container("", head, *node.children, ids=[need_id], classes=["item"])


def _drop_target(need_node: nodes.Element) -> None:
    """Remove the empty target that sphinx-needs puts before a need: the card has the anchor."""
    parent = need_node.parent
    position = parent.index(need_node)
    before = parent[position - 1] if position else None
    if isinstance(before, nodes.target) and need_node["refid"] in before.get("ids", ()):
        parent.remove(before)


def _level(node: nodes.Node) -> int:
    depth = 1
    parent = node.parent
    while parent is not None:
        depth += isinstance(parent, nodes.section)
        parent = parent.parent
    return min(depth, 6)


def _chosen(app: Sphinx, expression: str, node: nodes.Node) -> frozenset[str]:
    """Give the ids of the items that an expression of sphinx-needs chooses, which warns of a wrong one."""
    try:
        return frozenset(filtered(app, expression, node))
    except SyntaxError as error:
        warn(Finding.VIEW, f"filter: {expression!r} is not an expression: {error.msg}", node)
        return frozenset()


def figure(page: Page, node: nodes.Element) -> nodes.Node:
    """Compute one figure of running text."""
    try:
        query = figures.parse(node["query"])
        count = figures.answer(query, page.tracker.matrix, page.tracker.passages)
    except figures.QueryError as error:
        warn(Finding.VIEW, f"progress-figure: {error}", node)
        return nodes.problematic("", node["query"])
    show = query.get("show", "")
    if show in ("value", "total"):
        return nodes.Text(str(count.value if show == "value" else count.of))
    return nodes.Text(cells.count_text(page, count))


def period_fact(page: Page, node: nodes.Element) -> nodes.Node:
    """Tell one fact of a period in running text."""
    try:
        return periods.fact(page, node["query"])
    except figures.QueryError as error:
        warn(Finding.VIEW, f"progress-period: {error}", node)
        return nodes.problematic("", node["query"])


def fill(app: Sphinx, page: Page, node: nodes.Element) -> list[nodes.Node]:
    """Render one view, or report what its options name that does not exist."""
    options: Options = node["options"]
    view = VIEWS[node["view"]]
    for name, kind in view.options.items():
        known = kind.known(page.tracker.matrix) if kind.known else None
        if known is not None and name in options and options[name] not in known:
            message = f"{view.name}: {name} {options[name]!r} is not one of {', '.join(sorted(known))}"
            warn(Finding.VIEW, message, node)
            return []
    if "filter" in options:
        page = replace(page, chosen=_chosen(app, options["filter"], node))
    wrong = view.wrong(page, options) if view.wrong else ""
    if wrong:
        warn(Finding.VIEW, f"{view.name}: {wrong}", node)
    made = view.show(page, options, _level(node))
    for below in app.emit("progress-view", page, view, options):
        made += below
    return made
