"""The real PDF editions: standards, structure, links, pages, and all of the text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
import typst

from paper.conftest import NAMES
from progress_matrix.model.statuses import OURS
from support.factory import REPOSITORY
from support.pdfs import letters
from support.printing import guide_blocks
from support.sheets import (
    FOOT,
    boxes,
    in_the_margins,
    is_under_a_third_full,
    lines_below,
    overlaps,
    rows_of_tables,
    text_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from paper.conftest import Data, Editions
    from support.pdfs import Pdf


# Where the running head and foot stand, in points, with the tails of their letters.
MARGIN = 44
MOST_PAGES = {"report": 170, "matrices": 13, "cyber-briefing": 2}
PRINTED = re.compile(r"(?:.*, )?p\.\s(\d+)\D*")
# So many links of one block may stand before the one on the page that they share.
NEAR = 12
# No line of text is higher, in points.
LINE = 16
# Below this a table goes on on the next page; by so much two columns may end unevenly.
AT_FOOT, UNEVEN = 100, 120


def test_they_build_without_a_warning(editions: Editions) -> None:
    assert (editions.code, editions.log) == (0, "")


def test_no_process_takes_a_gigabyte(editions: Editions) -> None:
    assert max(editions.told["memory"]) < 1_000_000


@pytest.mark.parametrize("name", MOST_PAGES)
def test_they_are_no_longer_than_they_may_be(editions: Editions, name: str) -> None:
    assert len(editions[name].pages()) <= MOST_PAGES[name]


def test_the_editions_of_the_guide_take_ten_lines_at_most() -> None:
    blocks = guide_blocks(REPOSITORY)
    assert len(blocks) == 2
    assert [block for block in blocks if len(block.splitlines()) > 10] == []


def test_they_are_pdf_ua_and_pdf_a(editions: Editions) -> None:
    assert {pdf.path.name: pdf.complaints() for pdf in editions.every if pdf.complaints()} == {}


@pytest.mark.parametrize("name", NAMES)
def test_each_says_of_itself_what_it_is(editions: Editions, name: str) -> None:
    edition = editions[name]
    with edition.open() as pdf:
        assert str(pdf.Root.Lang).partition("-")[0] == editions.language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        title = str(pdf.docinfo["/Title"])
    pages = [" ".join(page.split()) for page in edition.pages()]
    assert title in pages[0]
    if editions.told["config"][name]["cover"]:
        # The identification page names this edition and no other.
        subtitles = {other: editions.told["config"][other]["subtitle"] for other in NAMES}
        assert [other for other, told in subtitles.items() if letters(told) in letters(pages[1])] == [name]
    else:
        facts = letters(" ".join(pages)[-2500:])
        subtitle = editions.told["config"][name]["subtitle"]
        assert all(letters(told) in facts for told in (title, subtitle, "2026-", "CC BY 4.0"))


@pytest.mark.parametrize("name", ["report", "matrices", "evidence"])
def test_every_header_cell_has_a_scope(editions: Editions, name: str) -> None:
    assert set(editions[name].scopes()) == {"Row", "Column"}


def test_each_figure_has_an_alternative_text(editions: Editions) -> None:
    told = []
    for edition in editions.every:
        told += [str(element.get("/Alt", "")) for role, element in edition.elements() if role == "Figure"]
    assert len(told) > 10
    # In a key the text stands beside the shape, which is told by its mark.
    marks = {status.mark for status in OURS} | {"†"}
    assert [text for text in told if len(text) < 40 and text not in marks] == []


@pytest.mark.parametrize("name", ["report", "matrices"])
def test_each_row_of_the_matrix_has_a_header(editions: Editions, data: Data, name: str) -> None:
    rows = len(data.of_type("proposal")) + len(data.of_type("area"))
    assert editions[name].scopes().count("Row") >= rows


def test_each_proposal_opens_by_its_id(editions: Editions, data: Data) -> None:
    names, pages = editions["report"].names(), editions["report"].pages()
    lost = [id_ for id_ in data.of_type("proposal") if id_ not in pages[names.get(id_, 1) - 1]]
    assert lost == []


# -- links and references


def test_no_link_leads_nowhere(editions: Editions) -> None:
    for name in NAMES:
        links = editions[name].links()
        # The briefing leads nowhere else.
        assert bool(links) == (name != "cyber-briefing")
        assert "" not in links


def test_links_to_another_file_have_a_place_there(editions: Editions) -> None:
    names = {edition.path.name: set(edition.names()) for edition in editions.every}
    lost = []
    for edition in editions.every:
        for link in edition.links():
            file, _, name = link.partition("#")
            if file in names and name not in names[file]:
                lost.append((edition.path.name, link))
    assert lost == []


def test_each_cell_with_evidence_is_a_link(editions: Editions, data: Data) -> None:
    report = editions["report"]
    cells = {f"{cell['proposal']}-{cell['report']}" for cell in data.cells if cell["evidence"]}
    beside = f"{report.path.name}#"
    outer = {link.removeprefix(beside) for link in editions["matrices"].links() if link.startswith(beside)}
    assert cells
    assert cells - outer == set()
    assert cells - report.linked_names() == set()


@pytest.mark.parametrize(("name", "least"), [("report", 3000), ("matrices", 70), ("evidence", 400)])
def test_each_printed_page_is_the_one_its_link_leads_to(editions: Editions, name: str, least: int) -> None:
    edition = editions[name]
    pages = {other.path.name: other.names() for other in editions.every}
    printed_on = ((PRINTED.fullmatch(link.words), link.to) for link in _linked(edition))
    found = [(int(printed[1]), link) for printed, link in printed_on if printed]
    wrong = []
    for printed, link in found:
        file, _, place = link.partition("#")
        leads = pages[file][place] if place else int(link.removeprefix("page "))
        if printed != leads:
            wrong.append((printed, link))
    assert len(found) >= least
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_each_reference_prints_its_page_or_needs_none(editions: Editions, data: Data, name: str) -> None:
    edition = editions[name]
    names = {other.path.name: other.names() for other in editions.every}
    # In tables, what many rows say again: the header has the page, or the contents have that of an area.
    again = {data.word(word) for status in OURS for word in (status.label, status.short)}
    again |= {" ".join(str(data.needs[id_]["short"]).split()) for id_ in data.of_type("report")}
    long = [word.split() for word in again]
    areas = [names[edition.path.name].get(id_) for id_ in data.of_type("area")]
    # What indices list, each in the order of the alphabet.
    indices = re.compile("(?:actors|partners|exercises|where)-")
    lists = {page for place, page in edition.names().items() if indices.match(place)}
    found = [link for link in _linked(edition) if not link.to.startswith("http")]
    contents = {link.page for link in found if ". ." in link.words}
    lost = []
    for at, link in enumerate(found):
        file, _, place = link.to.partition("#")
        leads = names[file][place] if place else int(link.to.removeprefix("page "))
        near = found[max(0, at - NEAR) : at + NEAR]
        told = any((page := PRINTED.fullmatch(other.words)) and int(page[1]) == leads for other in near)
        index = indices.match(place) if place else leads in lists
        # The same page, or the item of which the last line has come to stand on the next.
        own = not place and leads in (link.page, link.page - (link.words in data.needs))
        said = link.words.strip("".join(status.mark for status in OURS) + " †") in again
        # Between the lines of a long one stand pieces of those beside it.
        said = said or any(
            len(word) > 1 and [w for w in link.words.split() if w in word] == word for word in long
        )
        in_table = link.in_table and (said or (not place and leads in areas))
        number = link.words.strip("[],;: ").isdecimal()
        if not (told or index or own or in_table or number or link.page in contents):
            lost.append(link)
    assert lost == []


@dataclass(frozen=True)
class Link:
    page: int
    words: str
    to: str
    in_table: bool
    """Whether it stands in a cell."""


@cache
def _linked(edition: Pdf) -> list[Link]:
    """Give each link with the words on it."""
    found = []
    links = iter(edition.links())
    with edition.open() as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for number, sheet in enumerate(pdf.pages):
            text = text_of(edition.sheets[number])
            for note in sheet.obj.get("/Annots", []):
                if note.Subtype != "/Link":
                    continue
                link = next(links)
                words = " ".join(text.get_text_bounded(*area) for area in _areas(note))
                role = parents[int(note.StructParent)]
                while role.get("/P") is not None and role.S not in ("/TD", "/TH"):
                    role = role.P
                in_table = role.get("/S") in ("/TD", "/TH")
                found.append(Link(number + 1, " ".join(words.split()), link, in_table))
    return found


def _areas(note: Any) -> list[tuple[float, float, float, float]]:
    """Give the rectangles of a link: one a line, if it has several."""
    left, bottom, right, top = (float(edge) for edge in note.Rect)
    corners = [float(edge) for edge in note.get("/QuadPoints", [])]
    if top - bottom < LINE or not corners:
        # The last figure may stand on the edge, and the bracket beside it.
        return [(left, bottom, right + 1, top)]
    quads = [corners[at : at + 8] for at in range(0, len(corners), 8)]
    return [(min(quad[::2]), min(quad[1::2]) - 2, max(quad[::2]) + 1, max(quad[1::2]) + 2) for quad in quads]


def test_nothing_is_told_that_only_a_screen_can_do(editions: Editions) -> None:
    told = {
        "en": (
            "click",
            "hover",
            "scroll",
            "tooltip",
            "word is a link",
            "word links",
            "on this page",
            "the box",
        ),
        "fr": ("cliqu", "survol", "défil", "infobulle", "mot est un lien", "mot renvoie", "sur cette page"),
    }
    words = rf"\b(?:{'|'.join(told[editions.language])})"
    found = [
        (edition.path.name, number, said[0])
        for edition in editions.every
        for number, page in enumerate(edition.pages(), 1)
        for said in re.finditer(words, " ".join(page.split()), re.IGNORECASE)
    ]
    assert found == []


def test_each_entry_of_the_indices_has_its_page(editions: Editions, data: Data) -> None:
    short = {"en": "Evidence", "fr": "Annexe"}[editions.language]
    printed = letters(" ".join(editions["report"].pages(margin=MARGIN)))
    lost = [
        id_
        for id_ in data.of_type("activity")
        if (need := data.needs[id_]).get("actors")
        and not re.search(re.escape(letters(need["title"]) + letters(short)) + r"p\d", printed)
    ]
    assert lost == []


def test_each_page_that_names_a_designation_bears_its_note(editions: Editions, data: Data) -> None:
    settings = tomllib.loads((REPOSITORY / "ubproject.toml").read_text(encoding="utf-8"))
    for name, note in settings["progress_matrix"]["designations"].items():
        told, sign = letters(data.vocabulary(note)), note.partition(" ")[0]
        naming = [
            (edition.path.name, number, told in letters(page))
            for edition in editions.every
            # A running head repeats the name of an entry, which has the note.
            for number, page in enumerate(edition.pages(margin=MARGIN), 1)
            if f"{name}{sign}" in page
        ]
        assert len(naming) > 2
        assert [place for place in naming if not place[2]] == []


# -- pages


@pytest.mark.parametrize("name", NAMES)
def test_no_text_stands_in_the_margins_or_over_other_text(editions: Editions, name: str) -> None:
    measured = [
        (number, in_the_margins(sheet, number), list(overlaps(sheet)))
        for number, sheet in enumerate(editions[name].sheets, 1)
    ]
    assert [page for page in measured if page[1] or page[2]] == []


@pytest.mark.parametrize("name", ["report", "matrices", "evidence"])
def test_only_a_chapter_ends_with_a_page_under_a_third_full(editions: Editions, name: str) -> None:
    edition = editions[name]
    starts = _chapters(edition)
    inner = [number for number in range(2, len(edition.sheets)) if number + 1 not in starts]
    assert [number for number in inner if is_under_a_third_full(edition.sheets[number - 1])] == []


@pytest.mark.parametrize("name", ["report", "matrices", "evidence"])
def test_no_heading_and_no_head_of_a_table_stands_with_one_line_at_the_foot(
    editions: Editions, name: str
) -> None:
    heads = editions[name].headings()
    faults: list[tuple[int, str | list[float]]] = []
    for number, sheet in enumerate(editions[name].sheets, 1):
        places = [(left, top) for left, top, _ in heads.get(number, [])]
        counts = zip(heads.get(number, []), lines_below(sheet, places), strict=True)
        faults += [(number, title) for (*_, title), count in counts if count < 2]
        # The head has a rule of its own.
        tables = [rows for rows in rows_of_tables(sheet) if rows and rows[-1] < AT_FOOT]
        faults += [(number, rows) for rows in tables if len(rows) < 3]
    assert heads
    assert faults == []


def test_the_columns_of_the_indices_end_evenly(editions: Editions) -> None:
    report = editions["report"]
    chapters = sorted(_chapters(report))
    last = next(page for page in chapters if page > report.names()["indices/timeline"]) - 1
    sheet = report.sheets[last - 1]
    middle = sheet.get_size()[0] / 2
    texts = [box for box in boxes(sheet) if box[1] > FOOT]
    # Of a few lines, all may stand in the first.
    top = max(box[3] for box in texts)
    ends = [
        min((box[1] for box in texts if (box[0] > middle) == second), default=top) for second in (False, True)
    ]
    assert abs(ends[0] - ends[1]) < UNEVEN


FAULTY = """
#set page(paper: "a4", margin: (inside: {inside}, outside: 19mm, y: 23mm))
#set document(title: "Faulty")
#for number in range(40) [Line #number of a page that is full enough. #linebreak()]
#place(top + left, dx: 0mm, dy: 40mm)[{placed}]
#pagebreak()
A page with a line.
#pagebreak()
#place(top + left, dy: 100mm)[A heading #linebreak() A line]
#let rule(_, y) = (top: if y == 0 {{ .9pt }}, bottom: .4pt)
#place(bottom + right, table(stroke: rule, [Head], [Row]))
"""


@pytest.mark.parametrize(
    ("inside", "placed", "faults"),
    [("24mm", "", (0, 0)), ("20mm", "", (40, 0)), ("24mm", "Text over other text", (0, 1))],
)
def test_the_measures_find_each_fault(
    tmp_path: Path, inside: str, placed: str, faults: tuple[int, int]
) -> None:
    (tmp_path / "faulty.typ").write_text(FAULTY.format(inside=inside, placed=placed), encoding="utf-8")
    typst.compile(str(tmp_path / "faulty.typ"), output=str(tmp_path / "faulty.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "faulty.pdf") as document:
        full, empty, foot = document
        assert (len(in_the_margins(full, 1)) // 40 * 40, len(list(overlaps(full)))) == faults
        assert (is_under_a_third_full(full), is_under_a_third_full(empty)) == (False, True)
        top = max(box[3] for box in boxes(foot))
        assert lines_below(foot, [(boxes(foot)[0][0], top)]) == [1]
        assert [len(rows) for rows in rows_of_tables(foot)] == [2]


def _chapters(edition: Pdf) -> set[int]:
    """Give the pages on which a chapter begins."""
    with edition.open() as pdf, pdf.open_outline() as outline:
        order = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
        return {order[item.destination[0].objgen] for item in outline.root}  # type: ignore[index]  # Typst's are


@pytest.mark.parametrize("name", NAMES)
def test_all_text_arrives(editions: Editions, name: str) -> None:
    pages = [letters(page) for page in editions[name].pages(margin=MARGIN)]
    printed = "".join(pages)
    texts = editions.texts(name)
    missing = {
        (docname, text)
        for docname, text in texts
        if letters(text) not in printed and not _over_a_page_end(text, pages)
    }
    assert texts
    assert missing == set()


def _over_a_page_end(text: str, pages: list[str]) -> bool:
    """Say whether *text* begins on one page and ends on the next, below a repeated header row.

    An address may break anywhere.
    """
    words = [letters(word) for word in text.split()]
    parts = [("".join(words[:cut]), "".join(words[cut:])) for cut in range(1, len(words))]
    if any(head in page and tail in after for page, after in pairwise(pages) for head, tail in parts):
        return True
    whole = letters(text)
    return any(
        page.endswith(whole[:cut]) and after.startswith(whole[cut:])
        for page, after in pairwise(pages)
        for cut in range(1, len(whole))
    )


def test_all_items_stand_in_the_evidence(editions: Editions, data: Data) -> None:
    kinds = ("activity", "announcement", "limitation", "statement", "passage")
    items = {id_ for kind in kinds for id_ in data.of_type(kind)}
    named = set(editions["evidence"].names()) | set(editions["report"].names())
    assert items - named == set()


def test_accents_and_ligatures_come_out_right(editions: Editions) -> None:
    for edition in editions.every:
        text = edition.text
        assert not re.findall("[\ufb00-\ufb06\ufffd\ue000-\uf8ff]", text)
        # No accent stands apart from its letter, and no mark of quotation is straight.
        assert not re.findall("[\u0300-\u036f]", text)
    # With the pairs of letters that the face has ligatures for.
    words = {"en": ("official", "first", "find"), "fr": ("officiel", "cohérence", "œuvre")}
    for word in words[editions.language]:
        assert word in editions["report"].text


@pytest.mark.parametrize("name", ["report", "matrices", "evidence"])
def test_marks_are_curled_and_french_has_no_space_before_its_marks(editions: Editions, name: str) -> None:
    # Code is printed as it is typed.
    codes = {"report": 0, "matrices": 0, "evidence": 4}
    text = editions[name].text
    assert len(re.findall(r"\w['\"]\w", text)) <= codes[name]
    if editions.language == "fr":
        # The question mark is the mark of one term, and begins its line.
        assert not re.findall(r"«\s|\s»|\w\s[:;!?](?!\w| Impossible à)", text)
