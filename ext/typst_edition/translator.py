"""The translator: all visitors together."""

from __future__ import annotations

from typst_edition.nodes_blocks import BlockVisitors
from typst_edition.nodes_lists import ListVisitors
from typst_edition.nodes_media import MediaVisitors
from typst_edition.nodes_notes import NoteVisitors
from typst_edition.nodes_objects import ObjectVisitors


class TypstTranslator(BlockVisitors, ListVisitors, MediaVisitors, NoteVisitors, ObjectVisitors):
    """Writes one resolved document as Typst source, for one place in one edition."""
