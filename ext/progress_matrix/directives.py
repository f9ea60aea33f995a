"""Directives and the role: they read options and leave placeholders, nothing else.

The placeholders are filled by :mod:`.resolve` when the whole model is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective, SphinxRole

from .domain import EVERYTHING, LEDGER, STATUSES, TITLES, of
from .export.names import CHANGES
from .findings import Finding, warn
from .nodes import progress_view

if TYPE_CHECKING:
    from docutils import nodes

_CHOICES = ("status", "follow-up", "strength")


def _vocabulary(argument: str) -> str:
    return directives.choice(argument, _CHOICES)


class ViewDirective(SphinxDirective):
    """A view of the model; subclasses say which, and which options it takes.

    ``subject`` names the option that holds the one item shown; without it, ``shows`` says
    what the view is made of.
    """

    view: ClassVar[str]
    required: ClassVar[tuple[str, ...]] = ()
    subject: ClassVar[str] = ""
    shows: ClassVar[str] = STATUSES
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder, and note in the domain that this document holds a view."""
        for name in self.required:
            if not self.options.get(name):
                message = f"Directive {self.name!r} needs the option :{name}:"
                warn(Finding.VIEW, message, self.get_location())
                return []
        node = progress_view("", view=self.view, options=dict(self.options))
        self.set_source_info(node)
        domain = of(self.env)
        domain.note_view(self.env.docname, str(self.options.get(self.subject, self.shows)))
        if self.view == "changes":
            domain.note_index(CHANGES, self.env.docname)
        if self.view == "index":
            domain.note_index(str(self.options["field"]), self.env.docname)
        return [node]


class MatrixDirective(ViewDirective):
    """``progress-matrix``: items × periods, all or those of one ``:group:`` or ``:series:``."""

    view = "matrix"
    option_spec: ClassVar[dict[str, Any]] = {
        "group": directives.unchanged_required,
        "series": directives.unchanged_required,
        "caption": directives.unchanged_required,
    }


class GroupsDirective(ViewDirective):
    """``progress-groups``: areas × periods, a count for each status."""

    view = "groups"
    option_spec: ClassVar[dict[str, Any]] = {"caption": directives.unchanged_required}


class HistoryDirective(ViewDirective):
    """``progress-history``: one ``:item:``, period by period."""

    view = "history"
    required = ("item",)
    subject = "item"
    option_spec: ClassVar[dict[str, Any]] = {"item": directives.unchanged_required}


class GapsDirective(ViewDirective):
    """``progress-gaps``: in force, fully coded, nothing reported."""

    view = "gaps"
    option_spec: ClassVar[dict[str, Any]] = {"caption": directives.unchanged_required}


class LedgerDirective(ViewDirective):
    """``progress-ledger``: announcements and their follow-up."""

    view = "ledger"
    shows = LEDGER
    option_spec: ClassVar[dict[str, Any]] = {
        "caption": directives.unchanged_required,
        "period": directives.unchanged_required,
        "group": directives.unchanged_required,
        "item": directives.unchanged_required,
    }


class CoverageDirective(ViewDirective):
    """``progress-coverage``: passages with what was linked, of one ``:period:`` or of each that has any."""

    view = "coverage"
    option_spec: ClassVar[dict[str, Any]] = {
        "period": directives.unchanged_required,
        "caption": directives.unchanged_required,
    }


class PeriodsDirective(ViewDirective):
    """``progress-periods``: all periods with their coverage and count of reported activity."""

    view = "periods"
    option_spec: ClassVar[dict[str, Any]] = {"caption": directives.unchanged_required}


class KeyDirective(ViewDirective):
    """``progress-key``: the key to a ``:vocabulary:`` (status, follow-up or strength)."""

    view = "key"
    option_spec: ClassVar[dict[str, Any]] = {"vocabulary": _vocabulary}


class IndexDirective(ViewDirective):
    """``progress-index``: all items by the values of one ``:field:``."""

    view = "index"
    shows = TITLES
    required = ("field",)
    option_spec: ClassVar[dict[str, Any]] = {"field": directives.unchanged_required}


class TimelineDirective(ViewDirective):
    """``progress-timeline``: all dated items in the order of time."""

    view = "timeline"
    shows = TITLES
    option_spec: ClassVar[dict[str, Any]] = {}


class RegisterDirective(ViewDirective):
    """``progress-register``: all items with area, series and basis."""

    view = "register"
    option_spec: ClassVar[dict[str, Any]] = {
        "caption": directives.unchanged_required,
        "group": directives.unchanged_required,
        "series": directives.unchanged_required,
    }


class BasesDirective(ViewDirective):
    """``progress-bases``: how many subjects are known, and how."""

    view = "bases"
    option_spec: ClassVar[dict[str, Any]] = {"caption": directives.unchanged_required}


class QueryRole(SphinxRole):
    """``progress-figure`` and ``progress-period``: a figure or a fact in running text.

    The text is a query, read by :mod:`.model.queries` and by :mod:`.views.periods`.
    """

    def __init__(self, placeholder: type[nodes.Element]) -> None:
        """Take the class of the placeholder to leave."""
        self.placeholder = placeholder

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a placeholder and note the view."""
        node = self.placeholder(self.rawtext, query=self.text)
        self.set_source_info(node)
        domain = of(self.env)
        domain.note_view(self.env.docname, STATUSES)
        return [node], []


class ChangesDirective(ViewDirective):
    """``progress-changes``: what each version of the data changed."""

    view = "changes"
    shows = EVERYTHING
    option_spec: ClassVar[dict[str, Any]] = {}


class PictureDirective(ViewDirective):
    """``progress-picture``: all items in all periods as a figure."""

    view = "picture"
    option_spec: ClassVar[dict[str, Any]] = {"caption": directives.unchanged_required}


class DataDirective(ViewDirective):
    """``progress-data``: every exported table with its files, and what its columns hold."""

    view = "data"
    option_spec: ClassVar[dict[str, Any]] = {}


DIRECTIVES: dict[str, type[ViewDirective]] = {
    "progress-matrix": MatrixDirective,
    "progress-groups": GroupsDirective,
    "progress-history": HistoryDirective,
    "progress-gaps": GapsDirective,
    "progress-ledger": LedgerDirective,
    "progress-coverage": CoverageDirective,
    "progress-key": KeyDirective,
    "progress-periods": PeriodsDirective,
    "progress-index": IndexDirective,
    "progress-timeline": TimelineDirective,
    "progress-register": RegisterDirective,
    "progress-bases": BasesDirective,
    "progress-changes": ChangesDirective,
    "progress-picture": PictureDirective,
    "progress-data": DataDirective,
}
