"""The real PDF editions of each language, built once, and the data they are compared with."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po

from support import editions as real
from support import printing
from support.factory import EXT, REPOSITORY
from support.pdfs import Pdf
from typst_edition.assemble import names_for

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages import Catalog


NAMES = ("report", "matrices", "evidence", "cyber-briefing", "area-cyber")
"""The editions of the project, and those that the publishers' guide shows."""


@dataclass(frozen=True)
class Editions:
    """The PDF editions of one language, and the texts that went into them."""

    language: str
    folder: Path
    code: int
    log: str

    def __getitem__(self, name: str) -> Pdf:
        return self._every[name]

    @property
    def every(self) -> list[Pdf]:
        """All editions, those of the guide too."""
        return list(self._every.values())

    @cached_property
    def _every(self) -> dict[str, Pdf]:
        return {name: Pdf(self.folder / self.told["config"][name]["file"]) for name in NAMES}

    @cached_property
    def told(self) -> dict[str, Any]:
        """What the build kept: the texts of each document, the documents of each edition."""
        return printing.told(self.folder)

    def texts(self, name: str) -> list[tuple[str, str]]:
        """Give the document and the words of each text that edition *name* must print."""
        config = self.told["config"][name]
        documents = [*self.told["places"][name], *[config["identification"]] * config["cover"]]
        found = []
        for docname in documents:
            left_out = names_for(docname, config["leave_out"])
            for text, names in self.told["texts"][docname]:
                run_in = "table-head" in names and not set(names).isdisjoint(config["run_in"])
                # A row that tells only this of the edition is left out.
                untold = not set(names).isdisjoint(config["unstated"])
                if left_out.isdisjoint(names) and not run_in and not untold:
                    found.append((docname, text))
        return found


@dataclass(frozen=True)
class Data:
    """What the HTML edition of the same language exports."""

    folder: Path
    catalogue: Catalog | None
    vocabularies: Catalog | None

    def word(self, english: str) -> str:
        """Give a word of the views in the edition's language."""
        if self.catalogue is None:
            return english
        message = self.catalogue.get(english)
        assert message is not None, english
        return str(message.string)

    def vocabulary(self, english: str) -> str:
        """Give a sentence of the settings in the edition's language."""
        return str(self.vocabularies[english].string) if self.vocabularies else english

    @cached_property
    def needs(self) -> dict[str, dict[str, Any]]:
        """Every item, by id."""
        exported = json.loads((self.folder / "needs.json").read_text(encoding="utf-8"))
        found: dict[str, dict[str, Any]] = exported["versions"][exported["current_version"]]["needs"]
        return found

    def of_type(self, kind: str) -> list[str]:
        """Give the ids of a type."""
        return [id_ for id_, need in self.needs.items() if need["type"] == kind]

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        """The cells of the matrix of proposals, row by row."""
        path = self.folder / "data" / "matrix-proposals-reports.json"
        found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["rows"]
        return found

    @cached_property
    def tallies(self) -> list[dict[str, str]]:
        """The counts of the matrix of areas, row by row."""
        path = self.folder / "data" / "matrix-areas-reports.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))


@pytest.fixture(scope="session", params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def editions(language: str, tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """The editions of one language, built with warnings as errors."""
    made = real.pdf(tmp_path_factory, language)
    return Editions(language, made.folder, made.code, made.log)


@pytest.fixture(scope="session")
def data(language: str, tmp_path_factory: pytest.TempPathFactory) -> Data:
    """The data of one language."""
    catalogues: list[Catalog | None] = [None, None]
    if language != "en":
        vocabulary = REPOSITORY / "locales" / language / "LC_MESSAGES" / "vocabulary.po"
        files = (EXT / "progress_matrix" / "locale" / f"{language}.po", vocabulary)
        catalogues = [read_po(io.BytesIO(file.read_bytes())) for file in files]
    return Data(real.pages(tmp_path_factory, language), *catalogues)
