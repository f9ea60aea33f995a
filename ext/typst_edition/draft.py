"""One edition on its way: what each step leaves for the steps after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typst_edition.assemble import Place
from typst_edition.compile import Compiler, Position
from typst_edition.config import Edition
from typst_edition.links import Links

_LIKELY_PAGE = 50


@dataclass(slots=True)
class Draft:
    """One edition, from its documents to its file."""

    edition: Edition
    places: list[Place]
    """Its documents in order, the identification first."""
    folder: Path
    """The compiler's folder."""
    links: Links

    # -- known once its documents are written

    documents: dict[str, str] = field(default_factory=dict)
    """The document behind each file of the folder."""
    images: dict[str, str] = field(default_factory=dict)
    """The file of each image in the compiler's folder, by its address in the doctree."""
    used: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    """The labels that links ask for, with the document and line of the first."""
    written: set[str] = field(default_factory=set)
    """The labels the text carries."""
    stubs: list[list[list[int]]] = field(default_factory=list)
    """For each table, after those in its cells, for each row, which of its cells are row headers."""
    tables: int = 0
    """How many tables were begun."""
    columns: int = 0
    """How many blocks of columns were begun, named by their number."""
    entries: int = 0
    """How many headings the contents list."""
    heading_level: int = 0
    """The level of the last heading, so that none is skipped."""
    pages: dict[str, set[str]] = field(default_factory=dict)
    """The labels in each companion whose page is printed; those of this edition under no name."""

    # -- known once it is laid out

    compiler: Compiler = field(init=False)
    at: dict[str, Position] = field(default_factory=dict)
    """Where each label stands."""
    heights: dict[str, float] = field(default_factory=dict)
    """The height, in points, that each block of columns should have."""
    printed: dict[str, Any] = field(default_factory=dict)
    """The pages that it prints, its own and those of its companions, and the heights of its columns."""
    rounds: int = 0
    """How often it was laid out."""
    pdf: bytes = b""
    failed: bool = False

    def page(self, label: str | None) -> int:
        """Give the page of *label*: a likely one before it is known, 0 where there is none."""
        if not self.at:
            return _LIKELY_PAGE
        return self.at[label].page if label in self.at else 0
