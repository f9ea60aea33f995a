"""The translator: all visitors together, and those of nodes that have no more than a form."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from typst_edition.nodes_blocks import BlockVisitors
from typst_edition.nodes_lists import ListVisitors
from typst_edition.nodes_media import MediaVisitors
from typst_edition.writer import Writer


def _form(start: str = "", end: str = "", *, block: bool = False, boxed: bool = False) -> Any:
    """Make the visitor that writes what is inside a node between *start* and *end*.

    A *block* begins on a line of its own; if it is *boxed*, no page turns in it.
    """

    def visit(self: TypstTranslator, node: nodes.Element) -> None:
        if block:
            self.start_block(node)
        else:
            self.anchor(node)
        self.children(node, start, end, boxed=boxed)

    return visit


class TypstTranslator(BlockVisitors, ListVisitors, MediaVisitors):
    """Writes one resolved document as Typst source, for one place in one edition."""

    visit_emphasis = visit_title_reference = visit_manpage = _form("#emph[", "]")
    visit_strong = _form("#strong[", "]")
    visit_subscript = _form("#sub[", "]")
    visit_superscript = _form("#super[", "]")
    visit_subtitle = _form("#rubric[", "]\n", block=True)
    visit_centered = _form("#align(center)[#strong[", "]]\n", block=True)
    visit_block_quote = _form("#quotation[\n", "]\n", block=True, boxed=True)
    visit_attribution = _form("#attribution[", "]\n", block=True)
    # Descriptions of programs' objects: signatures as lines of code, what they say indented.
    visit_desc = _form(block=True)
    visit_desc_signature = _form("#rubric[#code-text[", "]]\n", block=True)
    visit_desc_content = _form("#pad(left: 1.5em)[\n", "]\n", boxed=True)
    visit_desc_returns = _form('#" → ";')
    # The text of these stands as any other.
    visit_desc_name = visit_desc_addname = visit_desc_annotation = visit_desc_type = _form()
    visit_desc_parameter = visit_desc_optional = visit_desc_type_parameter = _form()
    visit_desc_signature_line = visit_desc_inline = visit_compact_paragraph = visit_hlist = _form()
    visit_hlistcol = visit_generated = visit_abbreviation = visit_acronym = visit_problematic = _form()
    visit_pending_xref = visit_target = visit_download_reference = visit_compound = _form()
    visit_glossary = visit_acks = visit_versionmodified = visit_legend = visit_label = _form()
    visit_option_string = visit_NeedPart = _form()  # noqa: N815 - named after the node
    # These are not printed.
    visit_comment = visit_substitution_definition = visit_index = visit_toctree = Writer.anchor
    visit_meta = visit_pending = visit_system_message = visit_tabular_col_spec = Writer.anchor
    visit_highlightlang = visit_decoration = visit_docinfo = Writer.anchor
