"""The texts of the spreadsheets' cover and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from .package import designations

if TYPE_CHECKING:
    from progress_matrix.api import Table

    from .edition import Edition

Lines = Sequence[Sequence[str]]


class Prose:
    """What the workbooks of an edition say around their tables: a list of lines for each sheet."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def cover(self) -> Lines:
        """What the workbook is, of which version, in which language, under which licence."""
        words, stated = self.edition.words, self.edition.publication
        lines = [words(stated.title) or self.edition.title]
        lines += [words(stated.description)] if stated.description else []
        lines.append(words("Data version: {version}", version=self.edition.version))
        lines.append(words("Language: {language}", language=self.edition.language))
        lines += [words("Licence: {licence}", licence=self._named(licence)) for licence in stated.licences]
        lines += [words("Source: {source}", source=self._named(source)) for source in stated.sources]
        lines += [words("Made by: {name}", name=words(one["title"])) for one in stated.contributors]
        lines += [stated.homepage] if stated.homepage else []
        return [[line] for line in lines]

    @cached_property
    def notes(self) -> Lines:
        """What a reader of any sheet must know."""
        words = self.edition.words
        caveat = self.edition.tracker.settings.caveat
        lines = [words("Notes"), *([words(caveat)] if caveat else []), *designations(self.edition)]
        lines.append(words("An empty cell means that there is no value; it never stands for zero."))
        lines.append(words("Every text is stored as text: none is a formula, whatever it begins with."))
        lines.append(
            words(
                "A character that a spreadsheet cannot hold is shown as {sign}, and a text that is too long "
                "ends with an ellipsis; the CSV and JSON files hold them in full.",
                sign="\N{REPLACEMENT CHARACTER}",
            )
        )
        return [[line] for line in lines]

    def for_table(self, table: Table) -> Lines:
        """Give the notes of a workbook with one table: the cover's text, the notes, the columns."""
        columns = [[f"{column.name}: {column.description}"] for column in table.columns]
        return [[table.title], *self.cover, *self.notes[1:], *columns]

    def _named(self, table: Mapping[str, str]) -> str:
        return f"{self.edition.words(table['title'])} {table.get('path', '')}".rstrip()
