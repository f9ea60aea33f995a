"""What a publisher sets: papers, covers, page references, companions, facts of the edition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from support.pdfs import letters
from support.sheets import text_of

if TYPE_CHECKING:
    from typst_edition.conftest import Root

FILLER = "Some words that fill a line and then another one. " * 30
CHAPTER = "{name}\n======\n\n.. _place-{name}:\n\nPlace {name}\n--------------\n\n" + (FILLER + "\n\n") * 8
INDEX = """
Home
====

.. container:: listed

   See :ref:`the first <place-one>`, :ref:`again <place-one>` and :ref:`the second <place-two>`.

Not listed: :ref:`the second <place-two>`.

.. toctree::

   one
   two
"""
FILES = {"index.rst": INDEX, **{f"{name}.rst": CHAPTER.format(name=name) for name in ("one", "two")}}
INK, A5 = (0.12, 0.31, 0.48), (419.5, 595.3)


# -- page references


def test_a_reference_prints_the_page_that_its_link_leads_to(root: Root) -> None:
    conf = 'typst_edition_defaults = {"page_references": ["listed"]}\n'
    pdf = root.write(FILES, conf).build(strict=True).pdf
    text = " ".join(pdf.text.split())
    pages = {name: pdf.names()[f"place-{name}"] for name in ("one", "two")}
    assert pages["one"] < pages["two"]
    # Once in a block for each place, and only in a box of the class.
    told = f"See the first (p. {pages['one']}), again and the second (p. {pages['two']})."
    assert told in text
    assert "Not listed: the second. " in text
    assert pdf.complaints() == []


EVERYWHERE = """
.. _own:

.. container:: item

   See :ref:`this one <own>` and :ref:`the first <place-one>`.

.. container:: names

   Of a name: :ref:`the second <place-two>`.

A text that leads to :ref:`the second <place-two>`, see [Who]_.

.. list-table::
   :stub-columns: 1

   * - :ref:`Row <place-one>`
     - :ref:`cell <place-one>`

.. [Who] Somebody.
"""


def test_every_reference_in_text_prints_its_page_but_where_none_is_wanted(root: Root) -> None:
    conf = 'typst_edition_defaults = {"page_references": ["*"], "without_pages": ["names"]}\n'
    pdf = root.write({**FILES, "index.rst": INDEX + EVERYWHERE}, conf).build(strict=True).pdf
    text = " ".join(pdf.text.split())
    one, two = (pdf.names()[f"place-{name}"] for name in ("one", "two"))
    assert f"Not listed: the second (p. {two})." in text
    assert f"See this one and the first (p. {one})." in text
    assert "Of a name: the second." in text
    assert f"leads to the second (p. {two}), see [Who]." in text
    assert f"Row (p. {one}) cell" in text
    assert "cell (p." not in text


NOTED = """
Home Name* [#n]_
================

Text [#a]_ on Name* [#n]_ and Name* [#n]_.

{filler}

.. list-table::
   :header-rows: 1

   * - Head
     - What
   * - Row
     - Name* [#n]_

Part Name* [#n]_
----------------

{filler}

{filler}

.. container:: pair

   {filler}

   Name* [#n]_ in columns [#b]_

.. rst-class:: each-page

.. [#n] \\* A note on the name.

.. [#a] Note a.
.. [#b] Note b.
"""


def test_a_note_of_each_page_stands_once_on_each_page_that_has_its_sign(root: Root) -> None:
    conf = 'typst_edition_defaults = {"in_columns": ["pair"]}\n'
    pdf = root.write({"index.rst": NOTED.format(filler=FILLER * 4)}, conf).build(strict=True).pdf
    # The contents and the running heads repeat headings, without their notes.
    _, contents, *pages = pdf.pages(margin=50)
    found = [(page.count("Name*") > 0, page.count("* A note on the name.")) for page in pages]
    assert "Part Name*" in contents
    assert "A note" not in contents
    assert len(found) > 2
    assert [one for one in found if one != (one[0], int(one[0]))] == []
    # It takes no number from the others.
    text = letters(pdf.text)
    assert "1notea" in text
    assert "2noteb" in text
    assert pdf.complaints() == []


TWO = """
typst_editions = [
    {"name": "report", "title": "The report", "documents": ["index", "one"], "short": "Report",
     "companions": ["annex"]},
    {"name": "annex", "title": "The annex", "documents": ["two"], "short": "Annex",
     "companions": ["report"]},
]
typst_edition_defaults = {"page_references": ["listed"]}
"""


def test_companions_print_each_others_pages(root: Root) -> None:
    files = dict(FILES)
    files["two.rst"] += "\n.. container:: listed\n\n   Back to :ref:`the first <place-one>`.\n"
    built = root.write(files, TWO).build(strict=True)
    report, annex = built["report"], built["annex"]
    text = " ".join(report.text.split())
    page = annex.names()["place-two"]
    assert f"the second (Annex, p. {page})." in text
    back = report.names()["place-one"]
    assert f"Back to the first (Report, p. {back})." in " ".join(annex.text.split())
    assert "annex.pdf#place-two" in report.links()
    assert "report.pdf#place-one" in annex.links()
    with report.open() as pdf:
        notes = [note for sheet in pdf.pages for note in sheet.obj.get("/Annots", [])]
        outer = [note for note in notes if "/A" in note and note.A.S == "/GoToR"]
        assert {str(note.Contents) for note in outer} == {f"Annex, page {page}"}
    assert report.complaints() == annex.complaints() == []


def test_a_companion_with_an_address_is_linked_there(root: Root) -> None:
    conf = TWO.replace('"short": "Annex"', '"short": "Annex", "address": "https://example.org/annex.pdf"')
    built = root.write(FILES, conf).build(strict=True)
    assert "https://example.org/annex.pdf#place-two" in built["report"].links()


@pytest.mark.parametrize(
    ("base", "link"),
    [("https://example.org/en/", "https://example.org/pdf/annex.pdf#place-two"), ("", "annex.pdf#place-two")],
)
def test_an_address_is_seen_from_the_pages(root: Root, base: str, link: str) -> None:
    conf = TWO + f'html_baseurl = "{base}"\ntypst_edition_defaults["address"] = "../pdf/{{file}}"\n'
    assert link in root.write(FILES, conf).build(strict=True)["report"].links()


def test_an_edition_whose_companion_fails_says_so(root: Root) -> None:
    files = {**FILES, "two.rst": FILES["two.rst"] + "\nAnd 日.\n"}
    built = root.write(files, TWO).build()
    assert built.status == 1
    assert "edition annex was not written: " in built.log
    assert "edition report was not written: its companion could not be made: annex" in built.log


# -- papers


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", (595.3, 841.9)), ("a5", A5), ("us-letter", (612.0, 792.0))]
)
def test_text_stands_between_the_margins_of_each_paper(
    root: Root, paper: str, size: tuple[float, float]
) -> None:
    conf = (
        f'typst_edition_defaults = {{"paper": "{paper}", "margins": {{"outside": "15mm"}},'
        ' "subtitle": "What it says of many things and more, which takes the foot of a page and some"}\n'
    )
    pdf = root.write(FILES, conf).build(strict=True).pdf
    with pdf.open() as document:
        assert [float(edge) for edge in document.pages[0].mediabox[2:]] == pytest.approx(size, abs=0.5)
    # In the foot of a small page the subtitle has no room; elsewhere it stands there.
    assert ("foot of a page" in pdf.pages()[-1]) == (paper != "a5")
    for left, right, below, above in pdf.margins():
        assert min(left, right) >= 15 * 72 / 25.4 - 1.5
        assert min(below, above) >= 15


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_least_margins_keep_head_and_foot_on_the_sheet(root: Root, paper: str) -> None:
    sides = {"inside": "7mm", "outside": "7mm", "top": "15mm", "bottom": "14mm"}
    conf = f'typst_edition_defaults = {{"paper": "{paper}", "margins": {sides}, "landscape": ["index"]}}\n'
    text = "Élan et plaisir.  " * 900
    files = {
        "index.rst": f"Élan\n====\n\n{text}\n\n.. toctree::\n\n   more\n",
        "more.rst": f"Éa\n==\n\n{text}",
    }
    pdf = root.write(files, conf).build(strict=True).pdf
    assert set(pdf.sizes) == {"landscape", "portrait"}
    # Five millimetres, but for what a letter hangs over.
    assert [edges for edges in pdf.margins() if min(edges) < 5 * 72 / 25.4 - 1] == []


WIDE = "Home\n====\n\n.. list-table:: All columns\n   :header-rows: 1\n\n   * - {head}\n   * - {body}\n"


def test_a_table_that_does_not_fit_names_itself(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [f"P16-HYB-0{n}" for n in range(9)]
    cells = "\n     - ".join(items * 2)
    conf = 'typst_edition_defaults = {"paper": "a5"}\n'
    monkeypatch.setattr("typst_edition.builder.item_documents", lambda _: dict.fromkeys(items, "index"))
    built = root.write({"index.rst": WIDE.format(head=cells, body=cells)}, conf).build()
    assert built.status == 1
    assert re.search(
        r"edition tiny was not written: the table “All columns” \(index:\d+\) does not fit: "
        r"“P16.HYB.00” in column 1 needs \d+pt and has \d+pt\. Choose a larger paper",
        built.log,
    )


def test_fonts_sizes_and_colours_are_those_of_the_edition(root: Root) -> None:
    conf = (
        'typst_edition_defaults = {"text_size": "12pt", "fonts": {"text": "New Computer Modern",'
        ' "headings": "DejaVu Sans Mono"}}\n'
    )
    pdf = root.write({"index.rst": "Home\n====\n\nText.\n"}, conf).build(strict=True).pdf
    with pdf.open() as document:
        fonts = document.pages[-1].Resources.Font
        names = {str(font.BaseFont).partition("+")[2] for _, font in fonts.items()}
    assert any(name.startswith("NewCM") for name in names)
    assert any(name.startswith("DejaVuSansMono") for name in names)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ('"fonts": {"text": "Nowhere"}', "fonts: text: 'Nowhere' is not one of DejaVu Sans Mono, Libertinus"),
        ('"font_folder": "gone"', "font_folder: there is no folder 'gone'"),
    ],
)
def test_a_font_that_is_not_there_is_named(root: Root, keys: str, message: str) -> None:
    conf = f"typst_edition_defaults = {{{keys}}}\n"
    built = root.write({"index.rst": "Home\n====\n\nText.\n"}, conf).build()
    assert built.status == 1
    assert f"edition tiny was not written: {message}" in built.log


# -- leaflets


def test_a_leaflet_has_neither_cover_nor_contents(root: Root) -> None:
    conf = """
typst_editions = [{
    "name": "tiny", "title": "A leaflet", "subtitle": "On one place", "cover": False, "toc_depth": 0,
    "documents": ["index", "more"], "identification": "who", "cover_lines": ["Unofficial."],
}]
"""
    files = {
        "index.rst": "Home\n====\n\nText.\n\n.. toctree::\n\n   more\n   who\n",
        "more.rst": "More\n====\n\nMore text.\n",
        "who.rst": "Who\n===\n\nFrom the editors.\n",
    }
    pdf = root.write(files, conf).build(strict=True).pdf
    assert len(pdf.pages()) == 1
    text = " ".join(pdf.text.split())
    order = ["A leaflet", "On one place", "Version 1.0", "Unofficial.", "Home", "More text", "Who"]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)
    assert pdf.complaints() == []


def test_what_is_left_out_leaves_its_links_alive(root: Root) -> None:
    index = (
        "Home\n====\n\n.. container:: screen-only\n\n   .. _gone:\n\n   Click here.\n\n"
        ".. container:: other\n\n   Stays.\n\nSee :ref:`there <gone>`.\n"
    )
    conf = 'typst_edition_defaults = {"leave_out": ["screen-only", "else*#other"]}\n'
    pdf = root.write({"index.rst": index}, conf).build(strict=True).pdf
    assert "Click" not in pdf.text
    assert "Stays." in pdf.text
    assert "" not in pdf.links()


def test_what_is_left_out_takes_no_room_in_a_table(root: Root) -> None:
    words = "Twelve words are in this cell and they stand on one line."
    table = (
        f".. role:: gone\n\n.. list-table::\n\n   * - :gone:`{'Not printed. ' * 20}End` A\n     - {words}\n"
    )
    conf = 'typst_edition_defaults = {"leave_out": ["gone"]}\n'
    pdf = root.write({"index.rst": f"Home\n====\n\n{table}"}, conf).build(strict=True).pdf
    assert words in pdf.text


# -- what the edition says of itself


def test_facts_are_those_of_each_edition(root: Root) -> None:
    conf = """
typst_editions = [
    {"name": "one", "title": "First", "subtitle": "Of all", "identifier": "ISBN 1"},
    {"name": "two", "title": "Second", "scope": "A part", "version": "9"},
]
"""
    index = "Home\n====\n\n" + "; ".join(
        f":edition:`{fact}`" for fact in ("title", "scope", "version", "identifier", "file", "publisher")
    )
    built = root.write({"index.rst": index}, conf).build(strict=True)
    assert "First; Of all; 1.0; ISBN\xa01; one.pdf; The editors" in built["one"].text
    assert "Second; A part; 9; –; two.pdf; The editors" in built["two"].text


@pytest.mark.parametrize("builder", ["typstpdf", "html"])
def test_a_row_of_facts_that_nobody_stated_is_left_out(root: Root, builder: str) -> None:
    rows = [("Title", ":edition:`title`"), ("Identifier", ":edition:`identifier`"), ("Colour", "–")]
    rows.append(("Number", "No. :edition:`identifier`"))
    lines = "".join(f"   * - {head}\n     - {told}\n" for head, told in rows)
    index = f"Home\n====\n\n.. list-table::\n   :stub-columns: 1\n\n{lines}"
    built = root.write({"index.rst": index}).build(builder=builder, strict=True)
    page = built.pdf.text if builder == "typstpdf" else (built.outdir / "index.html").read_text("utf-8")
    assert "Identifier" not in page
    assert all(head in page for head in ("Title", "Colour", "Number"))


def test_a_fact_that_does_not_exist_is_named(root: Root) -> None:
    built = root.write({"index.rst": "Home\n====\n\n:edition:`colour`\n"}).build()
    assert (
        "index.rst:4: WARNING: edition: 'colour' is not a fact of an edition: allowed are title" in built.log
    )


def test_catalogues_find_what_they_need(root: Root) -> None:
    conf = (
        'typst_edition_defaults = {"author": "The tracker\'s editors", "subject": "What it is about",'
        ' "keywords": ["one", "two"],'
        ' "rights": "CC BY 4.0", "identifier": "ISBN 1", "region": {"en": "GB"}}\n'
    )
    pdf = root.write({"index.rst": "Home\n====\n\nText.\n"}, conf).build(strict=True).pdf
    with pdf.open() as document:
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo["/Subject"]) == "What it is about"
        assert str(document.docinfo["/Keywords"]) == "one, two"
        with document.open_metadata() as metadata:
            assert metadata["dc:rights"] == "CC BY 4.0"
            assert list(metadata["dc:publisher"]) == ["The tracker’s editors"]
            assert metadata["dc:identifier"] == "ISBN 1"
        # The cover has a name; the other pages are called as they are printed.
        labels = list(document.Root.PageLabels.Nums)
        assert (str(labels[1].P), int(labels[2])) == ("Cover", 1)
        assert (str(labels[3].S), int(labels[3].St)) == ("/D", 2)
        assert str(document.Root.PageMode) == "/UseOutlines"
        assert int(document.Root.Outlines.Count) > 0
    assert pdf.complaints() == []


def test_running_heads_mirror(root: Root) -> None:
    pdf = root.write(FILES).build(strict=True).pdf
    for number, sheet in list(enumerate(pdf.sheets, 1))[1:]:
        width, height = sheet.get_size()
        outer = (0, 0.5) if number % 2 == 0 else (0.5, 1)
        half = text_of(sheet).get_text_bounded(width * outer[0], height - 60, width * outer[1], height)
        assert str(number) in half.split()


def test_straight_marks_are_curled_in_the_language_of_the_nearest_box(root: Root) -> None:
    french = '.. container:: lang-fr\n\n   l\'OTAN et "l\'UE"\n\n   .. rst-class:: lang-de\n\n   "Wort"'
    inside = french.replace("\n", "\n  ").replace("OTAN", "une")
    index = f'Home\n====\n\nThe "word" isn\'t \'new\'.\n\n{french}\n\n- {inside}\n\n"End"\n'
    pdf = root.write({"index.rst": index}, "smartquotes = False\n").build(strict=True).pdf
    for told in ("The “word” isn’t ‘new’.", "l’OTAN et «l’UE»", "l’une et «l’UE»", "“End”"):
        assert told in pdf.text
    assert pdf.text.count("„Wort“") == 2
    assert pdf.languages() == {"fr", "de"}


DRAWN = """
from docutils import nodes

def draw(app, doctree):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="9" height="9"/></svg>'
    image = nodes.image("", uri="", alt="A square", width="100%")
    image["svg"] = svg
    doctree[0] += nodes.figure("", image, nodes.caption("", "A drawing"))

def setup(app):
    app.connect("doctree-read", draw)
"""


def test_an_image_may_hold_its_drawing(root: Root) -> None:
    pdf = root.write({"index.rst": "Home\n====\n\nText.\n"}, DRAWN).build(strict=True).pdf
    told = [str(element.Alt) for role, element in pdf.elements() if role == "Figure"]
    assert told == ["A square"]
    with pdf.open() as document:
        # A drawing and no image of dots.
        kinds = [str(each.get("/Subtype")) for each in document.objects if isinstance(each, pikepdf.Stream)]
    assert "/Image" not in kinds
    assert pdf.complaints() == []
