"""The directive of every view, and the roles: they leave placeholders, nothing else.

The placeholders are filled by :mod:`.resolve` when the whole model is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from .domain import CHECKED, STATUSES, of
from .nodes import progress_query, progress_view
from .validation import Finding, warn
from .views.registry import TEXT, VIEWS, Kind, View

OF_EVERY_VIEW: Mapping[str, Kind] = {"tracker": TEXT}
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
        node = progress_view("", view=view.name, options=dict(self.options))
        self.set_source_info(node)
        domain = of(self.env)
        domain.note_view(self.env.docname, str(self.options.get(view.subject, view.shows)))
        if "coverage" in self.options:
            domain.note_view(self.env.docname, CHECKED)
        if view.page:
            domain.index_pages[view.page.format(**self.options)] = self.env.docname
        return [node]


def add_view(app: Sphinx, view: View) -> None:
    """Register a view and its directive with Sphinx; other extensions may add their own."""
    VIEWS[view.name] = view
    spec = {name: kind.read for name, kind in {**OF_EVERY_VIEW, **view.options}.items()}
    app.add_directive(
        f"progress-{view.name}", type("ViewDirective", (ViewDirective,), {"view": view, "option_spec": spec})
    )


class QueryRole(SphinxRole):
    """``progress-figure`` and ``progress-period``: a figure or a fact in running text.

    The text is a query, read by :mod:`.model.queries` and by :mod:`.views.contents`.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a placeholder and note the view."""
        node = progress_query(self.rawtext, role=self.name, query=self.text)
        self.set_source_info(node)
        of(self.env).note_view(self.env.docname, STATUSES)
        return [node], []
