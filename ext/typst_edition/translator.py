"""The translator: all visitors together, and the form of the nodes that need none."""

from __future__ import annotations

from typing import ClassVar

from typst_edition.nodes_blocks import BlockVisitors
from typst_edition.nodes_lists import ListVisitors
from typst_edition.nodes_media import MediaVisitors
from typst_edition.writer import Form


def _plain(names: str, *, printed: bool = True) -> dict[str, Form]:
    """Give nodes without a form of their own: their text stands as any other, if it is *printed*."""
    return dict.fromkeys(names.split(), Form(printed=printed))


class TypstTranslator(BlockVisitors, ListVisitors, MediaVisitors):
    """Writes one resolved document as Typst source, for one place in one edition."""

    forms: ClassVar[dict[str, Form]] = {
        "emphasis": Form("#emph[", "]"),
        "title_reference": Form("#emph[", "]"),
        "manpage": Form("#emph[", "]"),
        "strong": Form("#strong[", "]"),
        "subscript": Form("#sub[", "]"),
        "superscript": Form("#super[", "]"),
        "subtitle": Form("#rubric[", "]\n", is_block=True),
        "centered": Form("#align(center)[#strong[", "]]\n", is_block=True),
        "block_quote": Form("#quotation[\n", "]\n", is_block=True, is_box=True),
        "attribution": Form("#attribution[", "]\n", is_block=True),
        # Descriptions of programs' objects: signatures as lines of code, what they say indented.
        "desc": Form(is_block=True),
        "desc_signature": Form("#rubric[#code-text[", "]]\n", is_block=True),
        "desc_content": Form("#pad(left: 1.5em)[\n", "]\n", is_box=True),
        "desc_returns": Form('#" → ";'),
        **_plain("desc_name desc_addname desc_annotation desc_type desc_parameter desc_optional"),
        **_plain("desc_type_parameter desc_signature_line desc_inline compact_paragraph hlist hlistcol"),
        **_plain("generated abbreviation acronym problematic pending_xref target download_reference"),
        **_plain("compound glossary acks versionmodified legend label option_string NeedPart"),
        **_plain("comment substitution_definition index toctree meta pending system_message", printed=False),
        **_plain("tabular_col_spec highlightlang decoration docinfo", printed=False),
    }
