"""One report in every format: the same passages, sentences and sections come out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tools.intake import IntakeError, read
from tools.intake.normalise import normalise

from support import reports

if TYPE_CHECKING:
    from tools.intake import Document

pytestmark = pytest.mark.fast

TEXTS = Path(__file__).parent / "texts"
REPORT = reports.Marked.read(TEXTS / "marked-en.txt")
# In the order of the report: section, passages, notes.
SECTIONS = [
    ("INT", 5, 0), ("HYB", 7, 1), ("OPS", 3, 1), ("CYB", 3, 1), ("CAP", 2, 0), ("IND", 1, 0), ("EXE", 2, 0),
    ("DCB", 2, 0), ("POL", 1, 0), ("CON", 1, 0),
]  # fmt: skip

_INDENTED = "#set par(first-line-indent: 1.2em, spacing: 0.65em, justify: true)\n"
SETTINGS = {
    "gaps": ("", "= {}"),
    "justified": ("#set par(justify: true)", "= {}"),
    "indents": (_INDENTED, "= {}"),
    "two columns": ("#set page(columns: 2)\n#set par(justify: true)", "= {}"),
    "three columns": (
        "#set page(flipped: true, columns: 3, margin: 1.5cm)\n#set par(justify: true)", "= {}"
    ),
    "marks of notes in brackets": ('#set footnote(numbering: "[1]")', "= {}"),
    "two columns with indents": (f"#set page(columns: 2)\n{_INDENTED}", "= {}"),
    "headings in italics": ("", "#emph[{}]"),
    "headings in capitals": ("#set page(columns: 2)", "#upper[{}]"),
    "numbered headings": ('#set heading(numbering: "1.")', "= {}"),
    "narrow": ('#set page(paper: "a5")\n#set par(justify: true)\n#set text(hyphenate: true)', "= {}"),
    "hanging": ("#set par(hanging-indent: 2em)", "= {}"),
    "deep indents": ("#set par(first-line-indent: (amount: 1cm, all: true), spacing: 0.65em)", "= {}"),
    "letters apart": ("", "#text(tracking: 0.3em)[{}]"),
    "headings on two lines": ("#show heading: it => block(width: 40%, it.body)", "= {}"),
    "drawn marks of lists": ("#set list(marker: circle(radius: 2pt))", "= {}"),
    "two narrow columns": (
        '#set page(paper: "a5", columns: 2)\n#set text(size: 8pt, hyphenate: true)\n#set par(justify: true)',
        "= {}",
    ),
    "numbered lines": ('#set par.line(numbering: "1")', "= {}"),
    "every fifth line numbered, in two columns": (
        "#set page(columns: 2)\n#set par.line(numbering: n => if calc.rem(n, 5) == 0 [#n])", "= {}"
    ),
    "running heads by chapter": (
        "#set page(header: context emph(query(selector(heading).before(here())).map(h => h.body)"
        ".at(-1, default: [Report])))",
        "= {}",
    ),
    "lines far apart": (
        "#set par(leading: 1.3em, spacing: 1.9em)\n#show heading: it => block(width: 40%, it.body)", "= {}"
    ),
    "running heads within wide margins": (
        "#set page(margin: (top: 6cm), header-ascent: 5pt, header: context [#upper[0.1. "
        "#query(selector(heading).before(here())).map(h => h.body).at(-1, default: [Report])] #h(1fr) "
        "#counter(page).display()])",
        "= {}",
    ),
    "two columns below a long title": (
        '#set page(columns: 2)\n#set par(justify: true)\n#place(top, scope: "parent", float: true, '
        "text(26pt, lorem(30)))",
        "= {}",
    ),
    "small numbers of lines beside large headings": (
        "#set par.line(numbering: n => text(5pt)[#n])\n#show heading: set text(20pt)\n"
        '#set heading(numbering: "1")',
        "= {}",
    ),
    "large notes": ("#show footnote.entry: set text(size: 10.5pt)", "= {}"),
}  # fmt: skip


def check(document: Document) -> None:
    found = [
        (code, sum(each.role != "note" for each in every), sum(each.role == "note" for each in every))
        for code, every in document.sections().items()
    ]
    assert [normalise(" ".join(each.sentences)) for each in document.paragraphs if each.role != "note"] == [
        normalise(text) for text in REPORT.passages() if text not in REPORT.notes.values()
    ]
    notes = [" ".join(each.sentences) for each in document.paragraphs if each.role == "note"]
    assert sorted(notes) == sorted(map(normalise, REPORT.notes.values()))
    assert found == SECTIONS
    assert document.unknown == ()


@pytest.mark.parametrize(("setting", "heading"), SETTINGS.values(), ids=SETTINGS)
def test_pdf(tmp_path: Path, setting: str, heading: str) -> None:
    file = tmp_path / "report.pdf"
    reports.pdf(REPORT, file, setting=setting, heading=heading)
    document = read(file, "en", headings=["Refuelling and logistics=-"])
    check(document)
    counted = {"line number"} if "par.line" in setting else set()
    assert {one.reason for one in document.dropped} == {"running head", "page number"} | counted


def test_a_pdf_with_neither_gap_nor_indent_loses_no_section(tmp_path: Path) -> None:
    """Where a full line ends a sentence nothing tells whether a paragraph ends."""
    reports.pdf(REPORT, tmp_path / "report.pdf", setting="#set par(spacing: 0.65em)")
    document = read(tmp_path / "report.pdf", "en", headings=["Refuelling and logistics=-"])
    assert list(document.sections()) == [code for code, _, _ in SECTIONS]
    whole = {normalise(" ".join(each.sentences)) for each in document.paragraphs}
    expected = [normalise(text) for text in REPORT.passages()]
    assert sum(text in whole for text in expected) >= 0.9 * len(expected)
    # Each of the others hides in a passage that is named.
    doubts = " ".join(str(doubt) for doubt in document.doubts)
    hidden = [text for text in expected if text not in whole]
    merged = [one for one in whole if any(text in one for text in hidden)]
    assert all(f"a full line ends a sentence within this one: “{one[:60]}" in doubts for one in merged)


LINE = "The staffs met once more, and were as glad as ever. "
PLACES = "Rome Pisa Bonn Kiel Oslo Lyon Nice Bern Graz Linz Cork York Bath Lund Faro".split()  # noqa: SIM905
LONG = ["".join(f"They met in {one} and in {two}. " for two in PLACES) for one in PLACES]
NARROW = "#set page(width: 9cm, height: auto)\n"
SET = {
    "a list that hangs as far in as paragraphs begin": (
        f"{NARROW}#set par(first-line-indent: 1.5em, spacing: 0.65em, justify: true)\n{{LINES}}"
        "Their cells met in three forms:\n\n#set par(first-line-indent: 0pt, hanging-indent: 1.5em)\n"
        f"(a) weekly talks, as {LINE}\n\n(b) tests that took from 5 to 2.5 days each, or as long as needed;",
        [LINE * 2] * 6
        + ["Their cells met in three forms:", f"(a) weekly talks, as {LINE}"]
        + ["(b) tests that took from 5 to 2.5 days each, or as long as needed;"],
    ),
    "justified text with neither gaps nor indents": (
        f"{NARROW}#set par(justify: true, spacing: 0.65em)\n" + "\n\n".join(LONG),
        LONG,
    ),
    "a raised mark that pushes its line down": (
        f"{NARROW}#set par(leading: 4pt, spacing: 12pt)\n{{LINES}}"
        "They met for a day in the old town of Rome. Some of them#box(height: 11pt)[#super[1]] left.",
        [LINE * 2] * 6 + ["They met for a day in the old town of Rome. Some of them¹ left."],
    ),
    "a page that begins with the end of a paragraph": (
        '#set page(paper: "a5", margin: (top: 1cm))\n{LINES}They agreed to all of this in#pagebreak()its old '
        "hall, in Rome, on 3 May, and left.#v(2cm)They ran well.\n\n{LINES}They spoke of all of this in"
        "#pagebreak()the same old hall, in Rome, and left.#v(2cm)They ran far.",
        [LINE * 2] * 6
        + ["They agreed to all of this in its old hall, in Rome, on 3 May, and left.", "They ran well."]
        + [LINE * 2] * 6
        + ["They spoke of all of this in the same old hall, in Rome, and left.", "They ran far."],
    ),
    "the number of a page far above its foot": (
        '#set page(paper: "a4", margin: (bottom: 7cm), footer-descent: 10pt, numbering: "1")\n'
        + "\n\n".join(LONG),
        LONG,
    ),
    "a sign that stands alone on the last line": (
        f"{NARROW}{{LINES}}They rose, as all of them had hoped, by 0.1\\ %. They fell.",
        [LINE * 2] * 6 + ["They rose, as all of them had hoped, by 0.1 %. They fell."],
    ),
    "an indented report with lines that end far from the edge": (
        f"{NARROW}#set par(first-line-indent: 2em, spacing: 0.65em)\n{{LINES}}\n"
        "They met for a day in Rome.\\ All left, and went home by train on the next day.\n\nSo be it.",
        [LINE * 2] * 6
        + ["They met for a day in Rome. All left, and went home by train on the next day.", "So be it."],
    ),
    "a table over two pages": (
        '#set page(paper: "a5")\n#show figure: set block(breakable: true)\n{LINES}'
        "#figure(table(columns: (1fr, 1fr, 1fr), table.header[Field][Year][Days], "
        "..range(40).map(n => ([Land], [2026], [#n])).flatten()), caption: [Meetings])\n\nAll left.",
        [LINE * 2] * 6 + ["All left."],
    ),
    "a table whose heads are close": (
        f"{NARROW}{{LINES}}#table(columns: (3cm, 3cm), [Long heads of], [columns], [Land], [1], [Sea], [2], "
        "[Air], [3])\n\nAll left.",
        [LINE * 2] * 6 + ["All left."],
    ),
    "a list within a sentence whose marks begin lines": (
        f"{NARROW}#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)\n{{LINES}}They share, "
        "with all of the others, (i) a gate, a road;#linebreak(justify: true);(ii) a hall; (iii) a pool."
        "\n\nAll left.",
        [LINE * 2] * 6
        + ["They share, with all of the others, (i) a gate, a road; (ii) a hall; (iii) a pool.", "All left."],
    ),
    "a number left out among the notes": (
        "{LINES}They met.#footnote[It was in Rome.] All#counter(footnote).step() left."
        "#footnote[All but one.]",
        [LINE * 2] * 6 + ["They met.¹ All left.³", "It was in Rome.", "All but one."],
    ),
    "roman marks of notes at the end": (
        "#set super(typographic: false)\n{LINES}They met.#super[i] All left.#super[iii]\n\n#set text(8pt)\n"
        "#super[i] It was in Rome.\n\n#super[iii] All but one.",
        [LINE * 2] * 6 + ["They met.¹ All left.³", "It was in Rome.", "All but one."],
    ),
    "notes hardly smaller than the text": (
        "#set page(width: 9cm, height: 14cm)\n#set text(size: 10pt)\n{LINES}They met.#super[1] All left."
        "#v(1fr)\n#text(9.5pt)[1 It was in Rome.]",
        [LINE * 2] * 6 + ["They met.¹ All left.", "It was in Rome."],
    ),
    "headings in a side margin": (
        "#set page(margin: (left: 6cm))\n#let side(it) = place(dx: -4cm, box(width: 3cm, strong(it)))\n"
        "{LINES}#side[Cyber security and defence]\nThey met, and left.\n\nThey ran well.",
        [LINE * 2] * 6 + ["They met, and left.", "They ran well."],
    ),
    "short headings across columns": (
        "#let two(it) = block(columns(2, it))\n#set par(justify: true)\n"
        "#two[{LINES}]\n= Political dialogue\n#two[{LINES}]",
        [LINE * 2] * 12,
    ),
    "a caption of two lines": (
        f"{NARROW}{{LINES}}#figure(table(columns: 3, [Field], [Year], [Days], [Land], [2026], [3], [Sea], "
        "[2026], [4]), caption: figure.caption(position: top)[Meetings of the two staffs, by field and by "
        "year])\n\nAll left.",
        [LINE * 2] * 6 + ["All left."],
    ),
    "a heading like its line in the list of contents": (
        '#set page(paper: "a5")\n#set heading(numbering: "1")\n{LINES}#pagebreak()2 Exercises #h(1fr) 5\n\n'
        "They met.#pagebreak()\n#v(-1cm)\n= Defence capabilities\nAll left.",
        [LINE * 2] * 6 + ["They met.", "All left."],
    ),
    "accents that are drawn": (
        "{LINES}They met in Chi#box[s#place(dy: -0.6em)[¸]]in#box[a#place(dy: -0.6em)[˘]]u.",
        [LINE * 2] * 6 + ["They met in Chişinău."],
    ),
    "marks of notes that are not raised": (
        "#show footnote.entry: it => [#counter(footnote).at(it.note.location()).at(0). #it.note.body]\n"
        "{LINES}They met.#footnote[It was in Rome.] All left.#footnote[All but one.]",
        [LINE * 2] * 6 + ["They met.¹ All left.²", "It was in Rome.", "All but one."],
    ),
    "notes at the end of a printed web page": (
        '#let back = text(font: "DejaVu Sans")[↩]\n{LINES}They met.#super[1] All left.#super[2]\n\n'
        "1\\. The list is in Annex I. #back\n\n2\\. See papers 2 and 3. #back",
        [LINE * 2] * 6 + ["They met.¹ All left.²", "The list is in Annex I.", "See papers 2 and 3."],
    ),
}


@pytest.mark.parametrize(("content", "expected"), SET.values(), ids=SET)
def test_how_pages_are_set(tmp_path: Path, content: str, expected: list[str]) -> None:
    text = content.replace("{LINES}", f"{LINE * 2}\n\n" * 6)
    (tmp_path / "report.pdf").write_bytes(reports.typeset(f"= Report\n\n= Exercises\n\n{text}"))
    document = read(tmp_path / "report.pdf", "en")
    assert [" ".join(each.sentences) for each in document.paragraphs] == [each.strip() for each in expected]
    assert document.unknown == ()


def test_docx(tmp_path: Path) -> None:
    reports.docx(REPORT, tmp_path / "report.docx")
    document = read(tmp_path / "report.docx", "en")
    check(document)
    assert [one.text for one in document.dropped] == ["ORCHARD JOINT OFFICE"]
    assert document.within == ("Refuelling and logistics",)


@pytest.mark.parametrize("main", ["main", "article", "div"])
def test_html(tmp_path: Path, main: str) -> None:
    reports.page(REPORT, tmp_path / "report.html", main=main)
    document = read(tmp_path / "report.html", "en")
    check(document)
    assert "cookies" in " ".join(one.text for one in document.dropped)


def test_text(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(reports.plain(REPORT), encoding="utf-8")
    check(read(tmp_path / "report.txt", "en", headings=["Refuelling and logistics=-"]))


WEB = {
    "marks and numbers in cells": (
        "<table><tr><td><p>1.</p></td><td><p>They met.</p></td></tr></table>"
        "<table><tr><td>—</td><td><p>in Rome;</p></td></tr></table>"
        "<table><tr><td>(a)</td><td><p>They left.</p></td></tr></table>",
        ["1. They met.", "in Rome;", "(a) They left."],
    ),
    "paragraphs parted by line breaks": (
        "<div>They met.<br/><br/>\n\nThey\n\nleft<br/>at noon.<br> <br>• All.</div>",
        ["They met.", "They left at noon.", "All."],
    ),
    "marks of a word processor": (
        "<p class=MsoNormal>They met.</p><p class=MsoListParagraph><span>·<i>&nbsp; </i></span>All.</p>",
        ["They met.", "All."],
    ),
    "notes of the official journal": (
        '<p>They met.<a href="#ntr1">(<span>1</span>)</a> All.</p><hr/>'
        '<p class="oj-note"><a href="#ntc1">(<span>1</span>)</a> A note.</p>',
        ["They met.¹ All.", "A note."],
    ),
    "notes of a word processor": (
        '<p>They met.<a href="#_ftn1" name="_ftnref1">[1]</a> All*.</p><div id=ftn9><p>* A star.</p></div>'
        '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note.</p></div>',
        ["They met.¹ All*.", "A star.", "A note."],
    ),
    "notes beside the text": (
        '<div class=text><p>They met in the old town of Rome.<a href="#_ftn1" name="_ftnref1">[1]</a></p>'
        '</div><div><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note.</p></div></div>',
        ["They met in the old town of Rome.¹", "A note."],
    ),
    "notes parted by single line breaks": (
        "<div>They met.<sup>1</sup> All left.<sup>2</sup><br><br><sup>1</sup> A note.<br><sup>2</sup> More."
        "</div>",
        ["They met.¹ All left.²", "A note.", "More."],
    ),
    "a list beside notes": (
        "<p>They met.<sup>1</sup> Three things were done:</p><p>1) Forms.</p><p>2) Permits.</p>"
        "<section class=footnotes><p>1 A note.</p></section>",
        ["They met.¹ Three things were done:", "1) Forms.", "2) Permits.", "A note."],
    ),
    "a quotation that is repeated beside the text": (
        "<p>They met in the old town of Rome.</p><p class=pullquote>They met</p><p>All left.</p>",
        ["They met in the old town of Rome.", "All left."],
    ),
    "a heading of the notes": (
        "<p>They met.<sup>1</sup></p><section class=footnotes><h2>Notes</h2><p>1 A note.</p></section>",
        ["They met.¹", "A note."],
    ),
    "a table of data that names an area": (
        "<p>They met.</p><table><tr><th>Field</th><th>Meetings</th></tr><tr><td>Exercises</td><td>9</td></tr>"
        "</table>",
        ["They met."],
    ),
    "a table of data": (
        "<p>They met.</p><table><tr><th>Exercise</th><th>Year</th></tr><tr><td>Orchard</td><td>2026</td></tr>"
        "</table>",
        ["They met."],
    ),
}


@pytest.mark.parametrize(("content", "expected"), WEB.values(), ids=WEB)
def test_how_web_pages_are_set(tmp_path: Path, content: str, expected: list[str]) -> None:
    (tmp_path / "report.html").write_text(f"<html><body>{content}</body></html>", encoding="utf-8")
    document = read(tmp_path / "report.html", "en")
    assert [" ".join(each.sentences) for each in document.paragraphs] == expected
    assert document.unknown == ()


def test_typed_marks_of_a_list_in_a_word_file(tmp_path: Path) -> None:
    reports.tables(tmp_path / "report.docx", ["They met:", "– in Rome;", "– in Pisa."])
    document = read(tmp_path / "report.docx", "en")
    assert [one.sentences for one in document.paragraphs] == [("They met:",), ("in Rome;",), ("in Pisa.",)]


def test_tables_of_a_word_file(tmp_path: Path) -> None:
    data = [["Exercise", "Year"], ["Exercises", "2026"]]
    reports.tables(tmp_path / "report.docx", ["They met."], data, [["Exercises"]], [["1.", "They ran."]])
    document = read(tmp_path / "report.docx", "en")
    assert [(one.section, *one.sentences) for one in document.paragraphs][::2] == [
        ("INT", "They met."), ("EXE", "They ran."),
    ]  # fmt: skip
    assert [one.text for one in document.dropped if one.reason == "table"] == [*data[0], *data[1]]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("report.pdf", b"no PDF", "no PDF that can be read"),
        ("report.docx", b"no zip", "no Word file that can be read"),
        ("report.doc", b"", "save it as .docx"),
        ("report.txt", "Réunion.".encode("latin-1"), "save it as UTF-8"),
        ("report.html", b"", "report.html: "),
        ("missing.pdf", None, "missing.pdf"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(IntakeError, match=message):
        read(tmp_path / name, "en")


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    reports.pdf(
        reports.Marked((), {}), tmp_path / "scan.pdf", setting="#set page(header: none, footer: none)"
    )
    with pytest.raises(IntakeError, match="pictures of pages and no text"):
        read(tmp_path / "scan.pdf", "en")


def test_what_an_editor_should_look_at_is_said(tmp_path: Path) -> None:
    long = "The staffs met again and again. " * 60
    text = f"It began.\n\nExercises\n\n{long}\n\nPolitical dialogue The two councils met."
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    said = [str(doubt) for doubt in read(tmp_path / "report.txt", "fr").doubts]
    for part in (
        "no section CYB",
        "line 5: EXE has an unusually long passage (360 words)",
        "a passage begins with the heading “Political dialogue”",
        "the text looks English, and was read as french",
    ):
        assert [line for line in said if part in line], part


def test_what_stands_beside_the_text_is_named(tmp_path: Path) -> None:
    text = f"= Report\n\n= Exercises\n\n{LINE * 4}\n\nThey met in Rome.#h(3cm)In brief: they met."
    (tmp_path / "report.pdf").write_bytes(reports.typeset(text))
    said = [str(doubt) for doubt in read(tmp_path / "report.pdf", "en").doubts]
    assert [line for line in said if "wide gap" in line and "They met in Rome." in line]


def test_a_page_break_within_a_numbered_report_needs_no_guess(tmp_path: Path) -> None:
    blocks = [("=", "Report"), ("#", "Exercises")]
    pairs = [(one, two) for one in ("Alpha", "Beta", "Gamma", "Delta", "Zeta") for two in "vwxyz"]
    blocks += [
        ("", f"{number}. {one} met {two} again, for the third time. " + f"So {one} did. " * number)
        for number, (one, two) in enumerate(pairs, 1)
    ]
    reports.pdf(reports.Marked(tuple(blocks), {}), tmp_path / "report.pdf")
    document = read(tmp_path / "report.pdf", "en")
    assert [len(each.sentences) for each in document.paragraphs] == list(range(2, 27))
    assert not [doubt for doubt in document.doubts if "the page ends" in doubt.text]


# The words on both sides of a page's foot, where the last line is full; whether they are one passage.
FEET = {
    "an initial": ("It was led by J.", "F. Arnaud of the staff.", True),
    "an abbreviation": ("It rests on the list of No.", "7 of the first set.", True),
    "a word that speaks of the sentence before": ("They met in Rome.", "It was the third time.", True),
    "two sentences": ("They met in Rome.", "Staffs thank the hosts.", False),
}


@pytest.mark.parametrize("justify", ["true", "false"])
@pytest.mark.parametrize(("before", "after", "one"), FEET.values(), ids=FEET)
def test_a_full_line_at_the_foot_of_a_page(
    tmp_path: Path, before: str, after: str, justify: str, *, one: bool
) -> None:
    """Where nothing tells, justified text goes on, and ragged text does not."""
    text = " ".join(["The staffs met once more, and were as glad as ever."] * 4)
    blocks = (("=", "Report"), ("#", "Exercises"), *[("", text)] * 6, ("", f"{before}§{after}"))
    spread = f'#set par(justify: {justify})\n#show "§": pagebreak()\n'
    spread += '#show regex("^(It|They) [^ ]+ "): it => it + h(1fr)'
    reports.pdf(reports.Marked(blocks, {}), tmp_path / "report.pdf", setting=spread)
    document = read(tmp_path / "report.pdf", "en")
    assert len(document.paragraphs) == (7 if one or justify == "true" else 8)
    assert any("the page ends after a full line" in doubt.text for doubt in document.doubts) is not one
