"""Tables and turned pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst_edition.conftest import Root


SPANS = """
Home
====

+------+-----+-----+
| H    | A   | B   |
+======+=====+=====+
| one  | a1  | b1  |
|      +-----+-----+
|      | a2  | b2  |
+------+-----+-----+
| two  | wide      |
+------+-----------+
"""

STUBS = """
from docutils import nodes

def stub(app, doctree, docname):
    for table in doctree.findall(nodes.table):
        next(iter(table.findall(nodes.colspec)))["stub"] = 1
        for entry in table.findall(nodes.entry):
            if entry.astext() == "a1":
                entry["classes"].append("status-reported")
            if entry.parent.parent.tagname == "thead":
                entry["ids"] = ["head-" + entry.astext()]

def setup(app):
    app.connect("doctree-resolved", stub)

typst_edition_defaults = {"styles": {"status-reported": {"fill": "#d9ead9"}}}
"""


def test_row_headers_under_spans_and_anchors_in_header_rows(root: Root) -> None:
    built = root.write({"index.rst": SPANS}, STUBS).build(strict=True)
    assert built.pdf.scopes() == ["Column", "Column", "Column", "Row", "Row"]
    assert {"head-H", "head-A"} <= set(built.pdf.names())
    assert built.pdf.complaints() == []
    with built.pdf.open() as pdf:
        # The fill #d9ead9, as the page's operators state it.
        assert b"0.8509804 0.91764706 0.8509804" in pdf.pages[-1].Contents.read_bytes()


NESTED = """
Home
====

.. list-table::
   :header-rows: 1
   :stub-columns: 1

   * - Outer
     - Cell
   * - first
     - .. list-table::
          :stub-columns: 1

          * - inner
            - cell
          * - inner too
            - cell
   * - second
     - cell

.. list-table::
   :header-rows: 1

   * - After
     - Cell
   * - row
     - cell
"""


def test_row_headers_of_a_table_in_a_table(root: Root) -> None:
    pdf = root.write({"index.rst": NESTED}).build(strict=True).pdf
    outer = ["Column", "Column", "Row", "Row", "Row", "Row"]
    assert pdf.scopes() == [*outer, "Column", "Column"]
    headers = [pdf.text.index(word) for word in ("Outer", "first", "inner too", "second", "After")]
    assert headers == sorted(headers)
    assert pdf.complaints() == []


def test_header_rows_repeat_on_continued_tables(root: Root) -> None:
    rows = "".join(f"   * - row {number}\n     - text\n" for number in range(150))
    head = "Home\n====\n\n.. list-table:: Long\n   :header-rows: 1\n\n"
    index = f"{head}   * - Column one `Home`_ [#n]_\n     - Other\n{rows}\n.. [#n] A note.\n"
    built = root.write({"index.rst": index}).build(strict=True)
    with_rows = [page for page in built.pdf.pages() if "row " in page]
    assert len(with_rows) > 2
    assert all("Column one" in page for page in with_rows)
    # Its repetitions are artifacts, which may hold neither links nor notes.
    assert built.pdf.complaints() == []
    assert len(built.pdf.links()) == 4  # contents, Home, the note and back
    assert built.pdf.text.count("A note.") == 1


def test_no_page_is_empty_and_no_heading_alone_around_landscape(root: Root) -> None:
    matrix = ".. container:: landscape\n\n   .. list-table::\n\n      * - {}\n        - cell\n\n"
    index = "Home\n====\n\nFirst.\n\n.. toctree::\n\n   turned\n   last\n"
    turned = "Turned\n======\n\nOne\n---\n\n" + matrix.format("m1") + "Two\n---\n\n" + matrix.format("m2")
    turned += "Three\n-----\n\nUpright again.\n"
    built = root.write({"index.rst": index, "turned.rst": turned, "last.rst": "Last\n====\n\nEnd.\n"})
    pdf = built.build(strict=True).pdf
    assert pdf.sizes == ["portrait", "portrait", "portrait", "landscape", "portrait", "portrait"]
    pages = pdf.pages(margin=50)
    assert [word in pages[3] for word in ("Turned", "One", "m1", "Two", "m2")] == [True] * 5
    assert "Three" in pages[4]
    assert all(page.strip() for page in pages)


def test_documents_are_turned_by_the_configuration(root: Root) -> None:
    conf = 'typst_editions = [{"name": "tiny", "title": "T", "landscape": ["m/*"]}]\n'
    files = {
        "index.rst": "Home\n====\n\nText.\n\n.. toctree::\n\n   m/a\n   m/b\n",
        "m/a.rst": "Aa\n==\n\nText.\n",
        "m/b.rst": "Bb\n==\n\nText.\n",
    }
    pdf = root.write(files, conf).build(strict=True).pdf
    assert pdf.sizes == ["portrait", "portrait", "portrait", "landscape", "landscape"]


BANDS = """
from docutils import nodes

def bands(app, doctree, docname):
    for row in doctree.findall(nodes.row):
        if row.astext().startswith("band"):
            row["classes"].append("band")

def setup(app):
    app.connect("doctree-resolved", bands)
"""


def test_a_band_stays_with_the_row_below_it(root: Root) -> None:
    rows = "".join(
        f"   * - band{number}\n     - one\n   * - row{number}\n     - two\n" for number in range(90)
    )
    head = "Home\n====\n\n.. list-table:: Long\n   :header-rows: 1\n   :stub-columns: 1\n\n"
    head += "   * - Name\n     - Count\n"
    pdf = root.write({"index.rst": f"{head}{rows}"}, BANDS).build(strict=True).pdf
    with_bands = [page.split() for page in pdf.pages(margin=50) if "band" in page]
    assert len(with_bands) > 3
    assert {page[-1] for page in with_bands} == {"two"}
    # A band is a row of the body, and no header of the columns below it.
    assert pdf.scopes() == ["Column", "Column", *["Row"] * 180]
    assert pdf.complaints() == []
