"""The real PDF editions: standards, structure, links, and all of the text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from support.pdfs import letters

if TYPE_CHECKING:
    from paper.conftest import Data, Editions

# Where the running header and the number of the page stand, in points.
MARGIN = 56


def test_they_build_without_a_warning(editions: Editions) -> None:
    assert (editions.code, editions.log) == (0, "")


def test_they_are_pdf_ua_and_pdf_a(editions: Editions) -> None:
    assert [pdf.complaints() for pdf in editions.both] == [[], []]


def test_language_title_and_structure(editions: Editions) -> None:
    titles = []
    for edition in editions.both:
        with edition.open() as pdf:
            assert str(pdf.Root.Lang) == editions.language
            assert pdf.Root.MarkInfo.Marked
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            titles.append(str(pdf.docinfo["/Title"]))
        assert titles[-1] in " ".join(edition.pages()[0].split())
    assert len(set(titles)) == 2


def test_every_header_cell_has_a_scope(editions: Editions) -> None:
    for edition in editions.both:
        assert set(edition.scopes()) == {"Row", "Column"}


def test_each_row_of_the_matrix_has_a_header(editions: Editions, data: Data) -> None:
    rows = len(data.of_type("proposal")) + len(data.of_type("area"))
    for edition in editions.both:
        assert edition.scopes().count("Row") >= rows


def test_proposals_and_activities_have_bookmarks(editions: Editions, data: Data) -> None:
    marked = {title.split(" ")[0] for _, title in editions.full.bookmarks()}
    assert {*data.of_type("proposal"), *data.of_type("activity")} - marked == set()


def test_each_proposal_opens_by_its_id(editions: Editions, data: Data) -> None:
    names, pages = editions.full.names(), editions.full.pages()
    lost = [id_ for id_ in data.of_type("proposal") if id_ not in pages[names.get(id_, 1) - 1]]
    assert lost == []


def test_no_link_leads_nowhere(editions: Editions) -> None:
    for edition in editions.both:
        links = edition.links()
        assert links
        assert "" not in links


def test_each_cell_with_evidence_is_a_link(editions: Editions, data: Data) -> None:
    cells = {f"{cell['proposal']}-{cell['report']}" for cell in data.cells if cell["evidence"]}
    beside = f"{editions.full.path.name}#"
    outer = {link.removeprefix(beside) for link in editions.matrices.links() if link.startswith(beside)}
    assert cells
    assert cells - outer == set()
    assert cells - editions.full.linked_names() == set()


def test_links_to_the_other_file_have_a_place_there(editions: Editions) -> None:
    beside = f"{editions.full.path.name}#"
    asked = {link.removeprefix(beside) for link in editions.matrices.links() if link.startswith(beside)}
    assert asked - set(editions.full.names()) == set()


@pytest.mark.parametrize(("edition", "documents"), [("full", ""), ("matrices", "matrices/|identification$")])
def test_all_text_arrives(editions: Editions, edition: str, documents: str) -> None:
    pages = [letters(page) for page in getattr(editions, edition).pages(margin=MARGIN)]
    printed = "".join(pages)
    chosen = [name for name in editions.texts if re.match(documents, name)]
    missing = {
        (name, text)
        for name in chosen
        for text in editions.texts[name]
        if letters(text) not in printed and not _over_a_page_end(text, pages)
    }
    assert chosen
    assert missing == set()


def _over_a_page_end(text: str, pages: list[str]) -> bool:
    """Say whether *text* begins on one page and ends on the next, below a repeated header row."""
    words = [letters(word) for word in text.split()]
    parts = [("".join(words[:cut]), "".join(words[cut:])) for cut in range(1, len(words))]
    return any(head in page and tail in after for page, after in pairwise(pages) for head, tail in parts)


def test_accents_and_ligatures_come_out_right(editions: Editions) -> None:
    for edition in editions.both:
        text = edition.text
        assert not re.findall("[\ufb00-\ufb06\ufffd\ue000-\uf8ff]", text)
        # No accent stands apart from its letter.
        assert not re.findall("[\u0300-\u036f]", text)
    # With the pairs of letters that the face has ligatures for.
    words = {"en": ("official", "first", "identification"), "fr": ("identification", "officiel", "œuvre")}
    for word in words[editions.language]:
        assert word in editions.full.text
