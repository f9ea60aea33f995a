"""The division of a whole text: sections, paragraphs, footnotes, page breaks."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from tools.intake.blocks import IntakeError
from tools.intake.document import Document
from tools.intake.document import divide as divided
from tools.intake.headings import HeadingError, fold
from tools.intake.headings import read as headings
from tools.intake.languages import LANGUAGES
from tools.intake.text_file import divide as cut

pytestmark = pytest.mark.fast

TEXTS = Path(__file__).parent / "texts"
# Longer than a heading is.
LONG = "One after the other, the many members of the two staffs went back to work with"


def divide(text: str, language: str = "en", *extra: str) -> Document:
    table = headings({}, extra)
    return divided(cut(text, lambda line: table.code(line) is not None), table, LANGUAGES[language])


def shape(document: Document) -> list[tuple[str, str, str, int]]:
    return [(each.section, each.place, each.role, len(each.sentences)) for each in document.paragraphs]


def paragraphs(text: str, *extra: str) -> list[str]:
    return [
        " ".join(each.sentences) for each in divide(f"Start of it.\n\n{text}", "en", *extra).paragraphs[1:]
    ]


def test_the_english_fixture() -> None:
    document = divide((TEXTS / "invented-en.txt").read_text(encoding="utf-8"))
    assert document.front == (
        "Eleventh progress report on the implementation of the common set of proposals",
        "12 June 2026",
    )
    assert shape(document) == [
        ("INT", "01", "intro", 2),
        ("INT", "02", "intro", 1),
        ("INT", "03", "intro", 2),
        ("INT", "04", "intro", 1),
        ("INT", "05", "intro", 1),
        ("HYB", "01", "body", 5),
        ("HYB", "N1", "note", 2),
        ("CYB", "01", "body", 3),
        ("CYB", "N1", "note", 1),
        ("EXE", "01", "body", 2),
        ("CON", "01", "conclusion", 2),
    ]
    cyber = document.sections()["CYB"][0]
    assert cyber.sentences[0].endswith("on malware² and on the conduct of exercises.")
    assert document.paragraphs[3].sentences == ("A new workshop was held, which the U.S. delegation joined",)


def test_the_french_fixture() -> None:
    document = divide((TEXTS / "invented-fr.txt").read_text(encoding="utf-8"), "fr")
    assert document.front[-1] == "1er juin 2027"
    assert shape(document) == [
        ("INT", "01", "intro", 2),
        ("INT", "02", "intro", 1),
        ("INT", "03", "intro", 2),
        ("INT", "04", "intro", 1),
        ("HYB", "01", "body", 7),
        ("HYB", "N1", "note", 2),
        ("POL", "01", "body", 2),
        ("CON", "01", "conclusion", 1),
    ]
    hybrid = document.sections()["HYB"][0]
    assert hybrid.sentences[4].endswith("l'échelon dirigeant des deux organisations*.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It went\n\non well. It ended.", ["It went on well. It ended."]),
        (
            f"{LONG} the\n\nForeign Affairs Council. It ended.",
            [f"{LONG} the Foreign Affairs Council. It ended."],
        ),
        ("It went\n\n12\n\non well.", ["It went on well."]),
        ("It went\n\fon well.", ["It went on well."]),
        (f"{LONG}¹\n\n¹ A note.\n\nthe end.", [f"{LONG}¹ the end.", "A note."]),
        (
            "It went.¹\n\n¹ A note that goes\n\non over the page.",
            ["It went.¹", "A note that goes on over the page."],
        ),
        ("It went.\n\nIt ended.", ["It went.", "It ended."]),
        # What a page break between two sentences leaves, and what the editors' guide makes of it.
        ("It went.\n\nPage 2 of 3\n\nIt ended.", ["It went.", "It ended."]),
        ("It went.\n\fIt ended.", ["It went.", "It ended."]),
        ("It went.\nIt ended.", ["It went. It ended."]),
        (
            "It is a well-\nknown thing, and an inter-\nservice one.",
            ["It is a well-known thing, and an inter-service one."],
        ),
        ("Both short-\nand long-term, pro-\nKremlin too.", ["Both short- and long-term, pro-Kremlin too."]),
        (
            "It is a dis-\nplay of the display, a frame-\nwork.\n\nThe framework is out.",
            ["It is a display of the display, a framework.", "The framework is out."],
        ),
        (
            "It is on www.\nexample.org/a_\nb.html, they say.",
            ["It is on www.example.org/a_b.html, they say."],
        ),
        ("It went.[1]\n\n[1] A note.", ["It went.¹", "A note."]),
        ("It went C-1.\n\nIt went.[1]\n\n[1] A note.", ["It went C-1.", "It went.¹", "A note."]),
        ("It is so.*\n\n[*] A note.", ["It is so.*", "A note."]),
        ("It went.†\n\n† A note.", ["It went.†", "A note."]),
        ("It is non-\nbinding, a so-\ncalled one.", ["It is non-binding, a so-called one."]),
        (
            "It went.\n\nTable 1: Days\n\nYear    Days   All\n2026    3      4\n\nIt ended.",
            ["It went.", "It ended."],
        ),
        ("It went.\n\nField   Days\nLand    3\nSea     4\nIt ended.", ["It went.", "It ended."]),
        ("It went.\n\n| Year | Days |\n|---|---|\n| 2026 | 3 |\n\nIt ended.", ["It went.", "It ended."]),
        ("It went.\n\nFigure 2. A map of Rome\n\nIt ended.", ["It went.", "It ended."]),
        # Paragraphs that begin with an indent, and no line between them.
        ("    It went. It went\non.\n    It ended.", ["It went. It went on.", "It ended."]),
        ("- One. It went\n  on. All\n  of it.\n    It ended.", ["One. It went on. All of it.", "It ended."]),
        ("- One.\n  It went.\n    It ended.", ["One. It went.", "It ended."]),
        ("It went.¹\n¹ A note.\n² More.", ["It went.¹", "A note.", "More."]),
        ("It was – as said\n– good.", ["It was – as said – good."]),
        ("Points:\n- One\n- Two\nand more\n\nIt ended.", ["Points:", "One", "Two and more", "It ended."]),
        ("Points:\n\n* One.\n* Two.", ["Points:", "One.", "Two."]),
        ("It is so.*\n\n* A note.", ["It is so.*", "A note."]),
        ("14 Member States took part.", ["14 Member States took part."]),
        ("Points:\n\n1) One;\n\n2) two.", ["Points:", "1) One;", "2) two."]),
        ("Points:\n\n- One;\n\n  o two;\n\n- three.", ["Points:", "One;", "two;", "three."]),
        ("It went on.¹\n\n____\n¹ A note.", ["It went on.¹", "A note."]),
        ("It went\n\n____\n¹ A note.\n\non well.¹", ["It went on well.¹", "A note."]),
        (
            "It went.\n\n+-------+\n| It is |\n| told. |\n+-------+\n\nAll left.",
            ["It went.", "It is told.", "All left."],
        ),
        (
            "It went.\n- One. It is\n  told.\n   All went\nwell.",
            ["It went.", "One. It is told.", "All went well."],
        ),
        ("- It is so in\n  Rome:\n  61 of them.", ["It is so in Rome: 61 of them."]),
        (
            "It is the list of the\n\nForeign Office. It ended.",
            ["It is the list of the Foreign Office. It ended."],
        ),
        ("They use air-\nto-air signs.", ["They use air-to-air signs."]),
        (
            "See https://example.org/to\nol-kit_1/a.html, too.",
            ["See https://example.org/tool-kit_1/a.html, too."],
        ),
    ],
)
def test_what_is_joined_and_what_is_not(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize("form", ["({})", "[{}]", "{}."])
def test_numbers_run_through_the_paragraphs_and_not_through_their_lists(form: str) -> None:
    texts = [f"They met on day {number}." for number in range(1, 10)]
    texts[4] = "They agreed on two things:"
    numbered = [f"{form.format(number)} {text}" for number, text in enumerate(texts, 1)]
    numbered[5:5] = members = [f"{form.format(number)} thing {number};" for number in (1, 2)]
    texts[5:5] = members
    document = divide("\n\n".join(numbered))
    assert [" ".join(each.sentences) for each in document.paragraphs] == texts


def test_numbers_may_begin_anew_in_each_section() -> None:
    sections = ["Exercises", "Conclusion"]
    text = "\n\n".join(f"{title}\n\n(1) They met.\n\n(2) They left." for title in sections)
    assert [each.sentences for each in divide(text).paragraphs] == [("They met.",), ("They left.",)] * 2


@pytest.mark.parametrize(
    "heading", ["J. Exercises", "0.2 Exercises", "Part III – Exercises", "EXERCI SES", "7.1.2. Exercises"]
)
def test_a_heading_is_known_by_its_words(heading: str) -> None:
    assert divide(f"They met.\n\n{heading}\n\nThey left.").paragraphs[-1].section == "EXE"


def test_a_title_said_again_is_no_heading() -> None:
    document = divide("Note\n\nReport on the plan\n\nIt is attached.\n\nReport on the plan\n\nThey met.")
    assert document.unknown == ()
    assert [(one.text, one.reason) for one in document.dropped] == [("Report on the plan", "title")]


def test_lines_that_were_filled_tell_where_a_paragraph_ends() -> None:
    """Where each line was filled, one on which the next word had room was ended on purpose."""
    start = "They met in Rome. They spoke of many things, and of some more."
    texts = [start + " All left." * count for count in range(2, 30)]
    # A line that is full tells nothing.
    texts = [text for text in texts if len(textwrap.wrap(text, 60)[-1]) < 50]
    filled = "\n".join(textwrap.fill(text, 60) for text in texts)
    assert [" ".join(each.sentences) for each in divide(filled).paragraphs] == [
        text.strip() for text in texts
    ]


def test_double_space_parts_no_paragraphs() -> None:
    told = "".join(f"They met on day {day}, and they spoke of many things, one by one. " for day in range(20))
    text = textwrap.fill(told, 60)
    double = "\n\n".join(text.splitlines())
    found = divide(f"{double}\n\n\nThey left.").paragraphs
    assert [" ".join(each.sentences) for each in found] == [" ".join(text.split()), "They left."]
    assert found[1].where == f"line {2 * len(text.splitlines()) + 2}"


def test_paragraph_numbers_are_labels() -> None:
    document = divide("1. The first. It is short.\n\n2. The second.\n\nExercises\n\n3. The third.")
    assert [each.sentences for each in document.paragraphs] == [
        ("The first.", "It is short."),
        ("The second.",),
        ("The third.",),
    ]


def test_a_decimal_in_a_numbered_report_is_no_label() -> None:
    text = "1. The first. It is short.\n\n2. The second:\n\na) The time fell to 2.5 days.\n\n3. End."
    assert divide(text).paragraphs[2].sentences == ("a) The time fell to 2.5 days.",)


def test_numbers_of_two_parts_are_labels() -> None:
    document = divide("1.1 The first. It is short.\n\n1.2. The second.\n\nExercises\n\n2.1 The third.")
    assert [each.sentences[0] for each in document.paragraphs] == ["The first.", "The second.", "The third."]


def test_line_breaks_and_page_furniture_leave_the_hashes_alone() -> None:
    text = (TEXTS / "invented-en.txt").read_text(encoding="utf-8")
    wide = (
        text.replace("workshop, 2)", "workshop,\n2)").replace("\n\n* * *", "\r\n\r\n* * *").replace("'", "’")
    )
    assert [each.sha256 for each in divide(wide).paragraphs] == [
        each.sha256 for each in divide(text).paragraphs
    ]


def test_an_unknown_heading_is_no_guess() -> None:
    text = "It began.\n\nSpace and the seas\n\nIt went on."
    unnamed = divide(text)
    assert [str(each) for each in unnamed.unknown] == ["line 3: Space and the seas"]
    assert [(each.section, each.number) for each in unnamed.paragraphs] == [("INT", 1), ("INT", 2)]
    named = divide(text, "en", "Space and the seas=OPS")
    assert [(each.section, each.number) for each in named.paragraphs] == [("INT", 1), ("OPS", 1)]
    assert named.unknown == ()
    text_after_all = divide(text, "en", "Space and the seas=+")
    assert (len(text_after_all.paragraphs), text_after_all.unknown) == (3, ())
    within = divide(text, "en", "Space and the seas=-")
    assert [(each.section, each.number) for each in within.paragraphs] == [("INT", 1), ("INT", 2)]


@pytest.mark.parametrize(
    "heading",
    ["C Y B E R   S E C U R I T Y   A N D   D E F E N C E",
     "IV. C Y B E R S E C U R I T Y A N D D E F E N C E",
     "Strengthening political dialogue\nbetween EU and NATO", "Cyber security\nand defence"],
)  # fmt: skip
def test_a_heading_with_letters_apart_or_on_two_lines(heading: str) -> None:
    document = divide(f"It began.\n\n{heading}\n\nIt went on.")
    assert [each.section for each in document.paragraphs] in (["INT", "CYB"], ["INT", "POL"])
    assert document.unknown == ()


def test_a_member_of_a_list_is_no_heading() -> None:
    assert paragraphs("Two of them:\n- Rules of work, and\n- Lists.") == [
        "Two of them:",
        "Rules of work, and",
        "Lists.",
    ]


def test_a_note_before_or_without_its_call_goes_to_the_section_that_calls() -> None:
    text = "It began.¹\n\nExercises\n\nThey ran.²\n\n* A note.\n\nConclusion\n\nIt ended.\n\n¹ Another note."
    assert [(each.section, each.place) for each in divide(text).paragraphs] == [
        ("INT", "01"), ("EXE", "01"), ("EXE", "N1"), ("CON", "01"), ("INT", "N1"),
    ]  # fmt: skip


def test_a_raised_number_is_surer_than_one_after_a_word() -> None:
    text = "It began.\n\nExercises\n\nThey ran.³\n\nPolitical dialogue\n\nThey meet in Q3.\n\n³ A note."
    assert ("EXE", "N1") in [(each.section, each.place) for each in divide(text).paragraphs]


def test_a_contents_list_may_have_headings_that_are_unknown() -> None:
    titles = ["Exercises", "Space", "Conclusion"]
    text = "\n\n".join(["Contents", *titles, *(f"{title}\n\nIt is told." for title in titles)])
    assert [str(each) for each in divide(text).unknown] == ["line 13: Space"]
    assert [each.section for each in divide(text, "en", "Space=OPS").paragraphs] == ["EXE", "OPS", "CON"]


def test_a_contents_list_opens_no_section_twice() -> None:
    contents = "Report\n\nExercises\n\nConclusion\n\n"
    text = f"{contents}Introduction\n\nIt began.\n\nExercises\n\nThey ran.\n\nConclusion\n\nIt ended."
    document = divide(text)
    assert [(each.section, each.number) for each in document.paragraphs] == [
        ("INT", 1),
        ("EXE", 1),
        ("CON", 1),
    ]
    assert not [doubt for doubt in document.doubts if "second time" in doubt.text]


@pytest.mark.parametrize("option", ["Space", "=OPS", "Space=Ops", "Space=XYZ"])
def test_a_heading_option_of_another_form_is_refused(option: str) -> None:
    with pytest.raises(HeadingError, match="--heading"):
        headings({}, [option])


def test_titles_of_areas_are_headings() -> None:
    table = headings({"HYB": ["Menaces de l'ombre"]})
    assert table.code("III. MENACES DE L’OMBRE:") == "HYB"
    assert table.code("Menaces de l'aube") is None
    assert fold("Mise en œuvre à l'été") == "mise en oeuvre a l ete"


@pytest.mark.parametrize("text", ["", "\n\n* * *\n", "Title only"])
def test_a_text_without_paragraphs_is_refused(text: str) -> None:
    with pytest.raises(IntakeError, match="no paragraph"):
        divide(text)


def test_more_notes_than_ids_can_number_are_refused() -> None:
    notes = "\n\n".join(f"It went.¹\n\n¹ Note {word}." for word in "abcdefghij")
    with pytest.raises(IntakeError, match="more passages than ids can number"):
        divide(notes)
