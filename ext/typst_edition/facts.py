"""Facts of the edition in running text: its title, say, on its identification page.

The role ``{edition}`title``` leaves a placeholder, because one document may stand in
several editions. A builder of another kind makes one edition, of which
``typst_other_edition`` tells the facts.
"""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from typst_edition.config import FACTS, Localised, in_language
from typst_edition.diagnostics import Subtype, warn
from typst_edition.needs import BUILDER_FORMAT

NOTHING = "\N{EN DASH}"
"""What stands for a fact that the configuration does not state."""


class EditionFact(nodes.Inline, nodes.Element):
    """The place of a fact: attribute ``fact`` names it."""


class FactRole(SphinxRole):
    """``{edition}`title```: a fact of the edition that the text stands in."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a placeholder, or warn of a fact that does not exist."""
        if self.text not in FACTS:
            told = f"edition: {self.text!r} is not a fact of an edition: allowed are {', '.join(FACTS)}"
            warn(Subtype.UNKNOWN_FACT, told, self.get_location())
            return [nodes.Text(self.text)], []
        return [EditionFact(self.rawtext, fact=self.text)], []


def fill_facts(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Tell the facts of the one edition that a builder of another kind makes (``doctree-resolved``)."""
    if app.builder.format == BUILDER_FORMAT:
        return
    config = app.config
    known: dict[str, Localised] = {
        "title": config.project,
        "version": config.release,
        "publisher": config.author,
        **config.typst_other_edition,
    }
    known.setdefault("scope", known.get("subtitle", ""))

    def fact(name: str) -> str:
        return in_language(known.get(name, ""), config.language)

    for row in [row for row in doctree.findall(nodes.row) if tells_nothing(row, fact)]:
        row.parent.remove(row)
    for node in list(doctree.findall(EditionFact)):
        node.replace_self(nodes.Text(fact(node["fact"]) or NOTHING))


def tells_nothing(row: nodes.Element, fact: Callable[[str], str]) -> bool:
    """Say whether *row* tells beside its head only facts that nobody stated; *fact* gives one by name."""
    asked = [node["fact"] for node in row.findall(EditionFact)]
    if not asked or any(map(fact, asked)):
        return False
    return not any(cell.astext() for cell in row.children[1:])
