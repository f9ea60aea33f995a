"""Where pages and lines break: what belongs together stays together, ids stay whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from support.sheets import is_under_a_third_full, text_of
from typst_edition import escape, layout
from typst_edition.fit import Room, column_widths, fit

if TYPE_CHECKING:
    from typst_edition.conftest import Root

LINES = range(20, 52)
ROWS = range(24, 62)
UPRIGHT, TURNED = Room(473.0, 720.0), Room(760.0, 470.0, landscape=True)


def _chapter(number: int, body: str) -> str:
    title = f"Chapter {number}"
    return f"{title}\n{'=' * len(title)}\n\n{body}\n"


def _lines(count: int) -> str:
    return "\n".join(["| filler"] * count)


def _chapters(root: Root, bodies: dict[int, str]) -> None:
    """Write a project with a chapter of each of the *bodies*; a chapter begins a page."""
    files = {f"c{number}.rst": _chapter(number, body) for number, body in bodies.items()}
    names = "".join(f"   c{number}\n" for number in bodies)
    root.write({"index.rst": f"Home\n====\n\nText.\n\n.. toctree::\n\n{names}", **files})


def _page_with(pages: list[str], text: str) -> int:
    """Give the number of the only page that holds the word or line *text*."""
    (found,) = [number for number, page in enumerate(pages) if text in page.split()]
    return found


def test_a_table_keeps_the_heading_and_the_words_before_it(root: Root) -> None:
    bodies = {
        n: f"{_lines(n)}\n\nHead{n}\n------\n\nFirst{n} note.\n\n- Second{n} note.\n\n"
        f".. list-table:: Caption{n}\n   :header-rows: 1\n\n   * - Column\n   * - row{n}\n   * - end\n"
        for n in LINES
    }
    _chapters(root, bodies)
    pdf = root.build(strict=True).pdf
    pages = pdf.pages(margin=50)[3:]  # after cover and contents
    places = {
        n: {_page_with(pages, f"{word}{n}") for word in ("Head", "First", "Second", "Caption", "row")}
        for n in LINES
    }
    assert {n: found for n, found in places.items() if len(found) > 1} == {}
    # The tables did come to stand on pages of their own, from a certain length of text on.
    begun = [next(iter(places[n])) - _first_page(pages, n) for n in LINES]
    assert set(begun) == {0, 1}
    assert pdf.complaints() == []


def _first_page(pages: list[str], number: int) -> int:
    return next(place for place, page in enumerate(pages) if f"Chapter\xa0{number}\n" in page)


def test_no_last_row_stands_alone_on_a_page(root: Root) -> None:
    bodies = {
        n: "\n".join(
            [
                ".. list-table::",
                "   :header-rows: 1",
                "   :stub-columns: 1\n",
                "   * - Column\n     - Other",
                *(f"   * - row{n}.{row}\n     - cell" for row in range(n)),
            ]
        )
        for n in ROWS
    }
    _chapters(root, bodies)
    pdf = root.build(strict=True).pdf
    pages = pdf.pages(margin=50)[3:]
    last = {n: [_page_with(pages, f"row{n}.{row}") for row in (n - 2, n - 1)] for n in ROWS}
    assert {n: found for n, found in last.items() if found[0] != found[1]} == {}
    assert any(_page_with(pages, f"row{n}.0") != last[n][0] for n in ROWS)
    # They are rows like the others to who cannot see them.
    assert "TFoot" not in pdf.roles()
    assert pdf.scopes().count("Row") == sum(ROWS)
    assert pdf.complaints() == []


def test_a_table_that_breaks_begins_with_two_rows(root: Root) -> None:
    rows = "".join(f"   * - row{{n}}.{row}\n     - cell\n" for row in range(60))
    table = f".. list-table::\n   :header-rows: 1\n\n   * - Head{{n}}\n     - Other\n{rows}"
    bodies = {n: f"{_lines(n)}\n\n{table.format(n=n)}" for n in LINES}
    _chapters(root, bodies)
    pages = root.build(strict=True).pdf.pages(margin=50)[3:]
    places = {n: [_page_with(pages, f"row{n}.{row}") for row in (0, 1)] for n in LINES}
    heads = {n: [f"Head{n}" in pages[place].split() for place in places[n]] for n in LINES}
    assert {n: found for n, found in places.items() if found[0] != found[1]} == {}
    assert {n: found for n, found in heads.items() if not all(found)} == {}
    assert any(_first_page(pages, n) != found[0] for n, found in places.items())


@pytest.mark.parametrize("last", ["long " * 2000, "short"])
def test_long_rows_may_part(root: Root, last: str) -> None:
    rows = "   * - row\n" * 40
    table = f".. list-table::\n\n{rows}   * - {last}\n"
    built = root.write({"index.rst": f"Home\n====\n\n{table}"}).build(strict=True, typst_keep_sources=True)
    source = (built.outdir / "tiny.pdf.typst" / "d0.typ").read_text(encoding="utf-8")
    assert ("table.footer" in source) == (last == "short")


@pytest.mark.parametrize(("letters", "whole"), [(850, True), (950, False)])
def test_a_row_of_less_than_half_a_page_does_not_break(root: Root, letters: int, whole: bool) -> None:  # noqa: FBT001 - parameters
    table = f".. list-table::\n\n   * - row\n     - {'letters ' * (letters // 8)}\n     - cell\n"
    built = root.write({"index.rst": f"Home\n====\n\n{table}"}).build(strict=True, typst_keep_sources=True)
    source = (built.outdir / "tiny.pdf.typst" / "d0.typ").read_text(encoding="utf-8")
    assert ("table.cell(breakable: false)" in source) is whole


def test_rows_under_a_cell_of_several_rows_stay_in_the_body(root: Root) -> None:
    table = "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n| d | e |\n+---+---+\n"
    built = root.write({"index.rst": f"Home\n====\n\n{table}"}).build(strict=True, typst_keep_sources=True)
    source = (built.outdir / "tiny.pdf.typst" / "d0.typ").read_text(encoding="utf-8")
    assert "table.footer" not in source
    assert built.pdf.complaints() == []


def test_a_table_that_fits_does_not_break(root: Root) -> None:
    rows = "".join(f"   * - row{{n}}.{row}\n     - cell\n" for row in range(6))
    table = f".. list-table:: Caption{{n}}\n   :header-rows: 1\n\n   * - Column\n     - Other\n{rows}"
    _chapters(root, {n: f"{_lines(n)}\n\n{table.format(n=n)}" for n in LINES})
    pdf = root.build(strict=True).pdf
    pages = pdf.pages(margin=50)[3:]
    places = {n: {_page_with(pages, f"row{n}.{row}") for row in range(6)} for n in LINES}
    assert {n: found for n, found in places.items() if len(found) > 1} == {}
    assert any(_first_page(pages, n) not in found for n, found in places.items())
    assert pdf.complaints() == []


def _stay_together(root: Root, bodies: dict[int, str], *words: str) -> None:
    """Ask that what begins with these words stands on one page in each chapter, in some not on its first."""
    _chapters(root, bodies)
    pages = root.build(strict=True).pdf.pages(margin=50)[3:]
    places = {n: {_page_with(pages, f"{word}{n}") for word in words} for n in bodies}
    assert {n: found for n, found in places.items() if len(found) > 1} == {}
    assert any(_first_page(pages, n) not in found for n, found in places.items())


def test_a_label_stays_with_its_list(root: Root) -> None:
    bodies = {
        n: f"{_lines(n)}\n\nStatus{n}\n\n**Label{n}**\n\n- first{n}\n- second{n}\n" for n in range(20, 60)
    }
    _stay_together(root, bodies, "Status", "Label", "first")


def test_a_line_stays_with_the_list_it_leads_to(root: Root) -> None:
    bodies = {n: f"{_lines(n)}\n\nParts{n} are:\n\n- first{n}\n- second{n}\n" for n in range(20, 60)}
    _chapters(root, bodies)
    pages = root.build(strict=True).pdf.pages(margin=50)[3:]
    places = {n: {_page_with(pages, f"{word}{n}") for word in ("Parts", "first")} for n in bodies}
    assert {n: found for n, found in places.items() if len(found) > 1} == {}


def test_a_line_does_not_end_a_document_alone(root: Root) -> None:
    bodies = {n: f"{_lines(n)}\n\nBefore{n}\n\nLast{n}\n" for n in range(20, 60)}
    _chapters(root, bodies)
    pages = root.build(strict=True).pdf.pages(margin=50)[3:]
    places = {n: [_page_with(pages, f"{word}{n}") for word in ("Before", "Last")] for n in bodies}
    assert {n: found for n, found in places.items() if found[0] != found[1]} == {}
    assert any(_first_page(pages, n) != found[0] for n, found in places.items())


def test_the_few_lines_under_a_heading_stay_with_what_follows(root: Root) -> None:
    bodies = {n: f"{_lines(n)}\n\nPart{n}\n------\n\nFew{n} words.\n\n- item{n}\n" for n in range(20, 60)}
    _stay_together(root, bodies, "Part", "Few", "item")
    more = {n: body.replace(" words.", " words.\n\nMore.") for n, body in bodies.items()}
    _stay_together(root, more, "Part", "Few", "item")


def test_two_lines_at_least_stand_below_a_heading(root: Root) -> None:
    bodies = {
        n: f"{_lines(n)}\n\nPart{n}\n------\n\none{n}\n  A.\ntwo{n}\n  B.\nthree{n}\n  C.\n"
        for n in range(20, 60)
    }
    _stay_together(root, bodies, "Part", "one", "two")


def test_a_short_card_and_a_drawing_lead_to_what_follows() -> None:
    title, drawing, key, last = nodes.title(), nodes.image(), nodes.paragraph("", "key"), nodes.paragraph()
    card = nodes.container("", nodes.paragraph("", "few words"))
    card[layout.CARD] = True
    layout.mark_introductions([title, card, drawing, key, last])
    assert [bool(node.get(layout.STICKY)) for node in (card, drawing, key)] == [True, True, False]


def test_no_line_that_ends_a_document_begins_a_page_alone(root: Root) -> None:
    bodies = {n: f"{_lines(n)}\n\n- item{n}\n- other{n}\n\nLast{n} words.\n" for n in range(20, 60)}
    _stay_together(root, bodies, "item", "Last")


def test_a_short_opening_stays_on_one_page_before_a_turned_one(root: Root) -> None:
    turned = ".. container:: landscape\n\n   .. list-table::\n\n      * - m{n}\n        - cell\n"
    files = {}
    for n in LINES:
        text = "\n\n".join(f"Word{n}.{k} of the opening." for k in range(6))
        files[f"a{n}.rst"] = f"A{n}\n====\n\n{_lines(n)}\n\n.. toctree::\n\n   b{n}\n"
        files[f"b{n}.rst"] = f"B{n}\n====\n\n{text}\n\nMatrix\n------\n\n{turned.format(n=n)}"
    names = "".join(f"   a{n}\n" for n in LINES)
    root.write({"index.rst": f"Home\n====\n\nText.\n\n.. toctree::\n\n{names}", **files})
    pdf = root.build(strict=True).pdf
    pages = pdf.pages(margin=50)
    found = {n: {_page_with(pages[4:], f"Word{n}.{k}") for k in range(6)} for n in LINES}
    assert {n: places for n, places in found.items() if len(places) > 1} == {}
    begins = [_page_with(pages[4:], f"A{n}") for n in LINES]
    assert {next(iter(found[n])) - begin for n, begin in zip(LINES, begins, strict=True)} == {0, 1}
    assert pdf.complaints() == []


@pytest.mark.parametrize(("paragraphs", "whole"), [(3, True), (40, False)])
def test_a_short_card_does_not_break(root: Root, paragraphs: int, whole: bool) -> None:  # noqa: FBT001 - parameters
    box = nodes.container("", *(nodes.paragraph("", "text") for _ in range(paragraphs)))
    assert layout.is_short(box) == whole
    facts = nodes.field("", nodes.field_name("", "name"), nodes.field_body("", nodes.paragraph("", "value")))
    assert layout.is_short(nodes.field_list("", *(facts.deepcopy() for _ in range(paragraphs)))) == whole


def test_the_last_line_of_a_definition_begins_no_page_alone(root: Root) -> None:
    bodies = {n: f"{_lines(n)}\n\nterm\n  Told{n} here.\n\n  Noted{n} there.\n" for n in range(20, 60)}
    _stay_together(root, bodies, "Told", "Noted")


def test_a_definition_begins_beside_its_term(myst_root: Root) -> None:
    terms = "\n\n".join(f"term{n}\n: beside{n}\n\n  after{n}" for n in range(60))
    files = {"index.md": f"# Home\n\n{terms}\n"}
    conf = 'myst_enable_extensions = ["deflist"]\n'
    pdf = myst_root.write(files, conf).build(strict=True).pdf
    lines = pdf.text.splitlines()
    assert all(any(line.split() == [f"term{n}", f"beside{n}"] for line in lines) for n in range(60))
    assert pdf.complaints() == []


def test_ids_do_not_break_and_keep_their_hyphens(needs_root: Root) -> None:
    item = ".. item:: A thing\n   :id: I-04-LONG-ID\n\n   :np:`(3) A sentence.`\n"
    texts = [f"{'m' * n} word " * 3 + "(:need:`I-04-LONG-ID`), I-04-LONG-ID.3: known." for n in range(1, 20)]
    index = "Home\n====\n\n" + "\n\n".join([item, *texts])
    built = needs_root.write({"index.rst": index}).build(strict=True)
    text = built.pdf.text
    # Once in the heading and twice in each text; in the contents, no item is.
    assert text.count("I-04-LONG-ID") == 1 + 2 * len(texts)
    assert text.count("I-04-LONG-ID.3") == len(texts)
    assert built.pdf.complaints() == []


@pytest.mark.parametrize("widths", ["auto", "10 90"])
def test_an_id_stays_in_its_cell(needs_root: Root, widths: str) -> None:
    id_ = "I-04-VERY-LONG-NAME-OF-ITEM"
    cells = f"   * - :need:`{id_}`\n     - {'a long text beside it ' * 30}"
    files = {
        "index.rst": f"Home\n====\n\n.. item:: A thing\n   :id: {id_}\n\n.. toctree::\n\n   last\n",
        "last.rst": f"Last\n====\n\n.. list-table::\n   :widths: {widths}\n\n{cells}\n",
    }
    built = needs_root.write(files).build(strict=True)
    text = text_of(built.pdf.sheets[-1])
    spots = [text.get_rect(number) for number in range(text.count_rects())]
    texts = [(text.get_text_bounded(*spot), spot[0], spot[2]) for spot in spots]
    beside = min(left for text, left, _ in texts if "beside it" in text)
    ends = [right for text, _, right in texts if "ITEM" in text]
    assert max(ends) < beside
    # A width that the source states gives way: no id breaks.
    assert any(id_ in text for text, _, _ in texts)


def test_only_ids_of_items_and_ranges_are_unbreakable() -> None:
    items = {"A-1", "B-2-C"}
    text = "See A-1, B-2-C.4 and well-known or A-10 (A-1), 1–2 of 2016–2017."
    assert [part for part, is_id in escape.parts(text, items) if is_id] == ["A-1", "B-2-C.4", "A-1", "1–2"]
    assert "".join(part for part, _ in escape.parts(text, items)) == text
    assert escape.with_ids("to A-1.", items) == '#"to ";#whole("A-1");#".";'
    assert escape.unbreakable("A-1 well-known", items) == "A\N{NON-BREAKING HYPHEN}1 well-known"


MARKS = "×\u00a0–\u00a0●\u00a0◐\u00a0●\u00a0◐\u00a0●\u00a0–\u00a0●\u00a0◐"


def test_a_row_of_marks_has_its_room_and_does_not_break(root: Root) -> None:
    table = ".. list-table::\n   :widths: 40 40 1\n\n   * - {0}\n     - {0}\n     - {1}\n"
    word = "incomprehensibilities"
    conf = 'typst_edition_defaults = {"paper": "a5"}\n'
    pdf = root.write({"index.rst": "Home\n====\n\n" + table.format(word, MARKS)}, conf).build(strict=True).pdf
    assert MARKS in pdf.pages()[-1]
    *_, (left, right, *_) = pdf.margins()
    assert min(left, right) >= 13 * 72 / 25.4 - 1


def test_a_head_has_few_lines_where_there_is_room() -> None:
    widths = column_widths([["a text of the first column", "1"]], 2, [["First", "four long words stand"]])
    assert widths[1] * 105 / sum(widths) > len("four long words stand") / 2
    narrow = column_widths([["x" * 30, "1"]], 2, [["First", "four long words stand"]], line=40)
    assert narrow[1] < widths[1]


def test_words_have_their_width_however_much_text_there_is() -> None:
    word = "an_identifier_of_28_letters_"
    widths = column_widths([[word, *["some text " * 100] * 4]], 5)
    assert len(word) < widths[0] * 105 / sum(widths)


def test_words_are_divided_only_where_one_has_no_room() -> None:
    plain = fit([["interoperability", "some text " * 30]] * 3, 2, [["One", "Other"]], page=UPRIGHT)
    assert not plain.hyphenate
    narrow = fit([["interoperability", "some text " * 30]] * 3, 2, [], given=[1.0, 40.0], page=UPRIGHT)
    assert narrow.hyphenate == [0]
    # No line breaks before a colon, even after a blank.
    assert column_widths([[":a_field:, :another:", "x"]], 2)[0] > len(":a_field:, :another:")


def test_columns_share_a_line_by_their_texts() -> None:
    often_empty = [["text " * 14, "", "text " * 14]] * 20 + [["text " * 14, "text " * 20, "text " * 14]]
    first, second, third = column_widths(often_empty, 3)
    assert first == third > second
    # A head in bold type has its room: this word takes 35 points on A5, and its cell 8 more.
    assert column_widths([["x", "text " * 60]], 2, [["Unknown", "Other"]])[0] >= 10
    # What is short has no need to wrap.
    assert column_widths([["? No source", "text " * 60]], 2)[0] >= len("? No source")


@pytest.mark.parametrize(
    ("rows", "page", "whole"), [(5, UPRIGHT, True), (12, TURNED, True), (60, UPRIGHT, False)]
)
def test_a_table_of_few_rows_is_whole(rows: int, page: Room, whole: bool) -> None:  # noqa: FBT001 - parameters
    found = fit([["a", "b"]] * rows, 2, [["One", "Other"]], page=page)
    assert found.whole == whole
    assert bool(found.kept) != whole


def test_the_rows_that_end_a_turned_table_take_a_third_of_a_page(root: Root) -> None:
    start = ".. container:: landscape\n\n   .. list-table::\n\n"
    row = "      * - word\n        - cell\n"
    counts = range(16, 48, 2)
    _chapters(root, {count: start + row * count for count in counts})
    sheets = root.build(strict=True).pdf.sheets
    turned = [sheet for sheet in sheets if sheet.get_size()[0] > sheet.get_size()[1]]
    assert len(turned) > len(counts)
    assert [sheet for sheet in turned if is_under_a_third_full(sheet)] == []


def test_high_rows_are_not_kept_together() -> None:
    assert fit([["text " * 400]] * 9, 1, [], page=UPRIGHT).kept == 0


def _flow(*blocks: nodes.Element) -> list[nodes.Element]:
    document = nodes.document("", "")  # type: ignore[arg-type]
    document += nodes.section("", *blocks)
    layout.prepare(document, landscape=False)
    return list(blocks)


def _text(length: int) -> nodes.paragraph:
    return nodes.paragraph("", nodes.Text("x" * length))


def _turned() -> nodes.table:
    return nodes.table(classes=["landscape"])


@pytest.mark.parametrize(("length", "goes"), [(50, True), (2000, False)])
def test_few_words_go_with_their_landscape_table(length: int, goes: bool) -> None:  # noqa: FBT001 - parameters
    title, first, second, table = _flow(nodes.title(), _text(length), _text(10), _turned())
    assert [node[layout.ORIENTATION] for node in (title, first, second, table)] == [goes, goes, goes, True]
    assert [node[layout.STICKY] for node in (title, first, second, table)] == [False, goes, goes, False]


@pytest.mark.parametrize(("length", "goes"), [(50, True), (2000, False)])
def test_few_words_at_the_end_stay_under_a_landscape_table(length: int, goes: bool) -> None:  # noqa: FBT001 - parameters
    _, after = _flow(_turned(), _text(length))
    assert after[layout.ORIENTATION] == goes
    _, after, _title = _flow(_turned(), _text(length), nodes.title())
    assert not after[layout.ORIENTATION]
    _, after = _flow(nodes.table(), _text(length))
    assert not after[layout.ORIENTATION]
