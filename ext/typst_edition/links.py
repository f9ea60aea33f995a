"""Where links lead inside an edition, and what becomes of those that lead out of it.

Before a document is written, :class:`Targets` walks all documents of the edition and
gives each place that a link can name one Typst label. So each link is known to hold or
not to hold when it is written, and no label is asked for that no text carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import quote

from docutils import nodes

from typst_edition.layout import ancestors

OWN_LABEL = "typst_label"
"""The attribute of an element that carries a label: the label's name."""

PREFIX = "%"
"""What begins an address inside the documents, as no URL does: ``%docname#id``."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_WITHOUT_PLACE = (nodes.footnote_reference, nodes.footnote, nodes.document)


def document_uri(docname: str) -> str:
    """Give the address by which Sphinx names *docname* during a Typst build."""
    return PREFIX + docname


def place(docname: str, id_: str) -> str:
    """Give the name of the place *id_* in *docname*, which is also its label."""
    return f"{docname}#{id_}"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one link leads, if it leads anywhere."""

    way: str = ""
    """The template's function: ``inside`` the edition, ``beside`` it in a companion, or ``outside``."""
    place: str = ""
    """A label, the companion and the name of the place in its file (``edition#name``), or an address."""
    item: str = ""
    """The id of an item that is not in the edition; to be printed if the text lacks it."""
    lost: bool = False
    """Whether the document is in the edition, and the place in it does not exist."""


@dataclass(slots=True)
class Targets:
    """The places of one edition that links can name."""

    labels: dict[str, str] = field(default_factory=dict)
    """The label of each place and, by their names, of documents; several may share one."""
    names: dict[str, str | None] = field(default_factory=dict)
    """The label behind each id; None where several documents use the id."""
    entries: dict[str, str] = field(default_factory=dict)
    """The labels of the entries of a bibliography, with what the text calls each one."""

    def add_document(self, docname: str, document: nodes.document) -> None:
        """Label the places of *document*."""
        for element in document.findall(nodes.Element):
            ids = element["ids"]
            first_heading = isinstance(element, nodes.section) and docname not in self.labels
            if not ids and not first_heading:
                continue
            # A part of a footnote may be printed elsewhere, or twice.
            in_footnote = any(isinstance(one, nodes.footnote) for one in ancestors(element))
            if not in_footnote and not isinstance(element, _WITHOUT_PLACE):
                self._label(docname, _carrier(element), ids)
        self.labels.setdefault(docname, document_uri(docname))

    def _label(self, docname: str, carrier: nodes.Element, ids: Iterable[str]) -> None:
        names = list(carrier["ids"]) or list(ids)
        label = carrier.get(OWN_LABEL) or (place(docname, names[0]) if names else document_uri(docname))
        carrier[OWN_LABEL] = label
        if isinstance(carrier, nodes.citation):
            self.entries[label] = next(carrier.findall(nodes.label)).astext()
        if isinstance(carrier, nodes.section) and docname not in self.labels:
            # A link to the document leads to its first heading.
            self.labels[docname] = label
            self.names.setdefault(docname, label)
        for id_ in ids:
            self.labels.setdefault(place(docname, id_), label)
            self.names[id_] = label if self.names.get(id_, label) == label else None


def _carrier(element: nodes.Element) -> nodes.Element:
    """Give the element that carries the label of *element*: mostly itself.

    A heading appears again in the contents, and a header row on each page of its
    table; a label inside would occur twice. So the section or table carries it.
    """
    for child, parent in pairwise([element, *ancestors(element)]):
        if isinstance(child, nodes.title) and isinstance(parent, nodes.section):
            return parent
        if isinstance(child, nodes.thead):
            return parent.parent
    return element


@dataclass(frozen=True, slots=True)
class Links:
    """Finds the destination of each link of one edition."""

    targets: Targets
    companions: Mapping[str, Targets]
    """What the editions hold, by name, that links out of this one may lead to."""
    base: str
    """The address of the HTML pages, ending in a slash; empty if unknown."""
    suffix: str
    """What the files of the HTML pages end in."""
    items: Mapping[str, str]
    """The document of each item (need or part of a need) by id, in or out of the edition."""

    def of_reference(self, node: nodes.Element, docname: str) -> Destination:
        """Give the destination of the reference *node* in *docname*."""
        if refid := node.get("refid"):
            return self.of_place(docname, refid)
        uri = node.get("refuri", "")
        if uri.startswith(PREFIX):
            target, _, id_ = uri.removeprefix(PREFIX).partition("#")
            return self.of_place(target, id_)
        if _SCHEME.match(uri):
            return Destination("outside", uri)
        if uri and self.base and not uri.startswith("#"):
            return Destination("outside", self.base + uri.lstrip("./"))
        return Destination()

    def of_place(self, docname: str, id_: str) -> Destination:
        """Give the destination of the place *id_* (may be empty) in *docname*."""
        if docname in self.targets.labels:
            label = self.targets.labels.get(place(docname, id_) if id_ else docname)
            return Destination("inside", label) if label else Destination(lost=True)
        name = id_ or docname
        for edition, targets in self.companions.items():
            if targets.names.get(name):
                return Destination("beside", f"{edition}#{name}")
        item = id_ if id_ in self.items else ""
        if not self.base:
            return Destination(item=item)
        fragment = "#" + quote(id_) if id_ else ""
        address = self.base + quote(docname) + self.suffix + fragment
        return Destination("outside", address, item)
