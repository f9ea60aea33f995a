"""Visitors of descriptions of programs' objects, in a plain form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from typst_edition.writer import Writer

if TYPE_CHECKING:
    from sphinx import addnodes


class ObjectVisitors(Writer):
    """Signatures as lines of code, descriptions indented."""

    def visit_desc(self, node: addnodes.desc) -> None:
        """Begin the description of an object."""
        self.start_block(node)
        self.anchor(node)

    def depart_desc(self, _node: addnodes.desc) -> None:
        """Nothing is open."""

    def visit_desc_signature(self, node: addnodes.desc_signature) -> None:
        """Write a signature on a line of its own."""
        self.start_block(node)
        self.anchor(node)
        self.write("#rubric[#code-text[")

    def depart_desc_signature(self, _node: addnodes.desc_signature) -> None:
        """Close the signature."""
        self.write("]]\n")

    def visit_desc_content(self, node: addnodes.desc_content) -> None:
        """Indent the description."""
        self.anchor(node)
        self.write("#pad(left: 1.5em)[\n")
        self.boxes += 1

    def depart_desc_content(self, _node: addnodes.desc_content) -> None:
        """Close the description."""
        self.boxes -= 1
        self.write("]\n")

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        """Write the parameters in brackets, with commas."""
        opening, closing = ("[", "]") if node.tagname == "desc_type_parameter_list" else ("(", ")")
        self.text(opening)
        for position, child in enumerate(node.children):
            if position:
                self.text(", ")
            child.walkabout(self)
        self.text(closing)
        raise nodes.SkipNode

    visit_desc_type_parameter_list = visit_desc_parameterlist

    def visit_desc_returns(self, node: addnodes.desc_returns) -> None:
        """Write what is returned after an arrow."""
        self.anchor(node)
        self.text(" → ")

    def depart_desc_returns(self, _node: addnodes.desc_returns) -> None:
        """Nothing is open."""

    def _see_through(self, node: nodes.Element) -> None:
        self.anchor(node)

    def _seen_through(self, node: nodes.Element) -> None:
        """Nothing is open."""

    visit_desc_name = visit_desc_addname = visit_desc_annotation = visit_desc_type = _see_through
    depart_desc_name = depart_desc_addname = depart_desc_annotation = depart_desc_type = _seen_through
    visit_desc_parameter = visit_desc_optional = visit_desc_type_parameter = _see_through
    depart_desc_parameter = depart_desc_optional = depart_desc_type_parameter = _seen_through
    visit_desc_signature_line = visit_desc_inline = _see_through
    depart_desc_signature_line = depart_desc_inline = _seen_through
