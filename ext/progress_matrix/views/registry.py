"""What a view declares of itself, in one place: all else follows from it.

The directive of a view leaves a placeholder; :mod:`..resolve` fills it when the whole model is known,
and a publisher takes the tables from the declaration.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from ..collect import Tracker
from ..domain import CHECKED, STATUSES, of
from ..model.queries import QueryError, parse
from ..nodes import progress_query, progress_view
from ..validation import Finding, warn
from ..words import Words
from .page import Page
from .tables import Table

Options = Mapping[str, str]

Reader = Callable[[str], Any]
"""Checks and converts the text of an option where it is written."""

TEXT: Reader = directives.unchanged_required


def percentage(argument: str) -> str:
    """Read a percentage; ``ValueError`` when it is none."""
    found = re.fullmatch(r"(?:>=\s*)?(\d{1,3})\s*%?", (argument or "").strip(), re.ASCII)
    if found is None or int(found[1]) > 100:  # noqa: PLR2004 - per cent
        raise ValueError(f"{argument!r} is not a percentage; allowed are 0% to 100%")
    return found[1]


def choice(*allowed: str) -> Reader:
    """Make the reader of an option that takes one of a few words."""
    return lambda argument: directives.choice(argument, allowed)


@dataclass(frozen=True, slots=True)
class View:
    """One view, asked for by the directive ``progress-<name>``.

    :param show: makes the nodes, of the page, the options and the level of a heading there.
    :param options: each with its reader; :func:`..model.queries.check_ids` knows those that name ids.
    :param required: the options without which there is nothing to show.
    :param subject: the option that holds the one item shown; without it, ``shows`` is the subject.
    :param page: the name under which the domain notes the page; an option in braces is its value.
    :param stem: the stem of the exported table that holds the rows shown, or what gives it.
    :param data: makes the exported tables; only labels and texts differ between languages.
    :param wrong: tells what is wrong with what is shown, so that a warning says so, or nothing.
    """

    name: str
    show: Callable[[Page, Options, int], list[nodes.Node]]
    options: Mapping[str, Reader] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    subject: str = ""
    shows: str = STATUSES
    page: str = ""
    stem: str | Callable[[Tracker, Options], str] = ""
    data: Callable[[Tracker, Words], list[Table]] | None = None
    wrong: Callable[[Page, Options], str] | None = None


VIEWS: dict[str, View] = {}
"""Every view that an extension has added, by name; the placeholders hold the name alone."""


OF_ITEMS: Mapping[str, Reader] = dict.fromkeys(("caption", "group", "series", "filter"), TEXT)
"""The options of a view that shows items one by one: which of them, and under what caption."""

OF_EVERY_VIEW: Mapping[str, Reader] = {"tracker": TEXT}
"""The options of every directive: which of several trackers it shows."""


class ViewDirective(SphinxDirective):
    """The directive of one view, which its declaration describes."""

    view: ClassVar[View]
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder, and note in the domain that this document holds a view."""
        view = self.view
        for name in view.required:
            if not self.options.get(name):
                message = f"Directive {self.name!r} needs the option :{name}:"
                warn(Finding.VIEW, message, self.get_location())
                return []
        noted = view.page.format(**self.options)
        node = progress_view("", view=view.name, options=dict(self.options), page=noted)
        self.set_source_info(node)
        if "caption" in self.options:
            # Which Sphinx translates with the page.
            caption = nodes.caption(self.options["caption"], self.options["caption"])
            self.set_source_info(caption)
            node += caption
        domain = of(self.env)
        domain.note_view(self.env.docname, str(self.options.get(view.subject, view.shows)))
        if "coverage" in self.options:
            domain.note_view(self.env.docname, CHECKED)
        if noted:
            domain.index_pages[noted] = self.env.docname
        return [node]


def add_view(app: Sphinx, view: View) -> None:
    """Register a view and its directive with Sphinx; other extensions may add their own."""
    VIEWS[view.name] = view
    spec = {**OF_EVERY_VIEW, **view.options}
    app.add_directive(
        f"progress-{view.name}", type("ViewDirective", (ViewDirective,), {"view": view, "option_spec": spec})
    )


class QueryRole(SphinxRole):
    """``progress-figure`` and ``progress-period``: a figure or a fact in running text.

    The text is a query, read by :mod:`..model.queries` and by :mod:`.contents`.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a placeholder and note the view."""
        if self.name == "progress-figure":
            try:
                parse(self.text)
            except QueryError as error:
                warn(Finding.VIEW, f"{self.name}: {error}", self.get_location())
                return [nodes.Text(self.text)], []
        node = progress_query(self.rawtext, role=self.name, query=self.text)
        self.set_source_info(node)
        of(self.env).note_view(self.env.docname, STATUSES)
        return [node], []


def tables(tracker: Tracker, words: Words) -> list[Table]:
    """Make the exported tables of all views; those that repeat rows of another one come last."""
    made = [table for view in VIEWS.values() if view.data for table in view.data(tracker, words)]
    return sorted(made, key=lambda table: table.part)
