"""What other extensions may use of this one; all else may change without a word.

An extension adds views of its own with :func:`add_view`, and nodes below any view as a
listener of the event ``progress-view`` (page, view, options).  Words that stand beside a
module as ``locale/<language>.po`` are translated by :func:`words_of`.
"""

from ._compat import NeedPartNode, NeedReference, field_names, items_of, own_language
from .assets import write_if_changed
from .collect import Need, Tracker, listed, slug, text
from .configuration import ends_plainly
from .domain import EVERYTHING, STATUSES, of
from .model.statuses import Status
from .nodes import line_of, message_node, table_cell, table_frame, table_row, walk
from .settings import Publication, Settings, settings_of
from .validation import Finding, warn
from .validation.sources import decoded, entry_lines, guard_citations
from .views.matrix import stem as matrix_stem
from .views.page import Page, Part, Row, bullets, joined, paragraph, rubric, table
from .views.registry import Options, View, add_view, tables
from .views.tables import IDS, TEXTS, Column, Grid, Table, Value, items_stem, kinds, told
from .words import Words, catalogues, words_of

# fmt: off
__all__ = [
    "EVERYTHING", "IDS", "STATUSES", "TEXTS", "Column", "Finding", "Grid", "Need", "NeedPartNode",
    "NeedReference", "Options", "Page", "Part", "Publication", "Row", "Settings", "Status", "Table",
    "Tracker", "Value", "View", "Words", "add_view", "bullets", "catalogues", "decoded", "ends_plainly",
    "entry_lines", "field_names", "guard_citations", "items_of", "items_stem", "joined", "kinds",
    "line_of", "listed", "matrix_stem", "message_node", "of", "own_language", "paragraph", "rubric",
    "settings_of", "slug", "table", "table_cell", "table_frame", "table_row", "tables", "text",
    "told", "walk", "warn", "words_of", "write_if_changed",
]
