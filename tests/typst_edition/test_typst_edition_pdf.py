"""A whole edition: structure, accessibility, completeness, reproducibility."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.factory import EXT
from support.pdfs import letters
from support.tiny_edition import CONF, FILES

if TYPE_CHECKING:
    from typst_edition.conftest import Built, Root


def _write(root: Root) -> Root:
    root.extensions = ("sphinx_needs", "sphinxcontrib.bibtex")
    return root.write(FILES, CONF)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Built:
    conftest = request.config.pluginmanager.get_plugin(str(Path(__file__).with_name("conftest.py")))
    root: Root = conftest.Root(tmp_path_factory.mktemp("whole") / "root")  # type: ignore[union-attr]
    return _write(root).build()


def test_it_builds_without_a_warning(built: Built) -> None:
    assert built.warnings == []


def test_it_is_pdf_ua_and_pdf_a(built: Built) -> None:
    assert built.pdf.complaints() == []


def test_language_title_and_marks(built: Built) -> None:
    with built.pdf.open() as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"]) == "A tiny edition"
        assert str(pdf.docinfo["/Author"]) == "The editors"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260301")


def test_quotations_state_their_language(built: Built) -> None:
    assert built.pdf.languages() == {"fr"}


def test_cells_have_scopes(built: Built) -> None:
    scopes = built.pdf.scopes()
    assert scopes.count("Row") == 2
    assert scopes.count("Column") == 3 + 3
    assert "" not in scopes


def test_no_heading_level_is_skipped(built: Built) -> None:
    levels = [int(role[1:]) for role in built.pdf.roles() if role[0] == "H" and role[1:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_sections_and_needs_have_bookmarks(built: Built) -> None:
    assert built.pdf.bookmarks() == [
        (0, "Identification"),
        (0, "Contents"),
        (0, "Home"),
        (0, "1. Items"),
        (1, "I-01 Strengthen the first thing"),
        (1, "1.1. A section"),
        (2, "I-02 The second thing"),
        (3, "I-03 A thing inside"),
        (2, "A-01 What was done"),
        (0, "2. Matrix"),
        (0, "3. Markup"),
        (1, "3.1. Deep"),
        (2, "3.1.1. Deeper"),
        (0, "4. Glossary"),
        (0, "5. Bibliography"),
    ]


def test_every_link_leads_somewhere(built: Built) -> None:
    links = built.pdf.links()
    assert len(links) > 25
    assert "" not in links


def test_items_and_their_parts_have_named_destinations(built: Built) -> None:
    names = built.pdf.names()
    pages = built.pdf.pages()
    for name, text in {
        "I-01": "Strengthen the first thing",
        "I-01.1": "The first sentence",
        "A-01": "It was done",
        "term-hybrid": "The difficulty",
        "tab-matrix": "Things by report",
    }.items():
        assert text in pages[names[name] - 1]


def test_all_text_arrives(built: Built) -> None:
    printed = letters("".join(built.pdf.pages(margin=50)))
    # Footnotes get the edition's own numbers; what the table of a need table says of
    # its columns is text as any other.
    missing = [text for text in built.texts if letters(text) not in printed]
    assert missing == []


def test_text_is_extracted_as_it_is_read(built: Built) -> None:
    text = built.pdf.text
    assert "Élodie Œuvrard" in text
    assert "Efficient offices" in text
    assert "I-02" in text
    row = next(line for line in text.splitlines() if line.startswith("The second thing (I-02) not"))
    assert row.split(") ")[1] == "not in force not reported"


def test_pages(built: Built) -> None:
    pages = built.pdf.pages()
    assert "A tiny edition" in pages[0]
    assert "1 March 2026" in pages[0]
    assert "Only the sources are authentic." in pages[0]
    assert pages[1].startswith("2\n")
    assert "Language English" in pages[1]
    assert "Contents" in pages[1]
    assert all(page.strip() for page in pages)
    assert built.pdf.sizes.count("landscape") == 1


def test_the_words_of_the_template_and_of_sphinx_in_french(root: Root) -> None:
    root.write({"index.rst": "Accueil\n=======\n\n.. note:: Attention.\n"})
    built = root.build(language="fr")
    text = built.pdf.text
    assert "Table des matières" in text
    assert "Accueil 3\n" in text
    assert "1 mars 2026" in text
    assert "Note" in text
    with built.pdf.open() as pdf:
        assert str(pdf.Root.Lang) == "fr"


def test_the_same_bytes_from_another_folder_and_hash_seed(built: Built, tmp_path: Path, root: Root) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "typstpdf", str(_write(root).folder)]
    done = subprocess.run(
        [*command, str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": str(EXT), "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = (tmp_path / "out" / built.pdf.path.name).read_bytes()
    assert made == built.pdf.data
    assert str(tmp_path).encode() not in made


def test_two_editions_of_one_run_differ_in_documents(needs_root: Root) -> None:
    conf = """
typst_editions = [
    {"name": "full-{language}", "title": {"en": "Full", "fr": "Complet"}},
    {"name": "items-{language}", "title": "Items", "documents": ["items"]},
]
"""
    files = {
        "index.rst": "Home\n====\n\nWelcome.\n\n.. toctree::\n\n   items\n",
        "items.rst": "Items\n=====\n\n.. item:: One\n   :id: I-01\n\n   Body.\n",
    }
    built = needs_root.write(files, conf).build(strict=True)
    assert "Welcome" in built["full-en"].text
    assert "Welcome" not in built["items-en"].text
    assert "Body" in built["items-en"].text
    assert sorted(path.name for path in built.outdir.glob("*.p*")) == ["full-en.pdf", "items-en.pdf"]
