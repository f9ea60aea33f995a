"""Every mistake gives a warning that names the file, the line and the item, so that ``-W`` fails.

All mistakes stand in one project: each must be found beside all the others.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from support.tracker import activity, item, passage, proposal, tracker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from support.factory import Build, Root

pytestmark = pytest.mark.fast

# After the page with the good items: of two items with one id, the second is refused.
PAGE = "areas/cyber/r09.md"

# name of the mistake → (the item that has it, what a warning must name beside it)
MISTAKES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "unknown proposal": (activity("A04-CYB-101", matched="P16-CYB-99"), "A04-CYB-101", ("P16-CYB-99",)),
    "unknown passage": (activity("A04-CYB-102", evidence="R04-CYB-77.1"), "A04-CYB-102", ("R04-CYB-77.1",)),
    "unknown report": (activity("A04-CYB-103", report="R99"), "A04-CYB-103", ("R99",)),
    "unknown area": (activity("A04-CYB-104", area="AREA-XXX"), "A04-CYB-104", ("AREA-XXX",)),
    "no report": (activity("A04-CYB-105", report=""), "A04-CYB-105", ("report",)),
    "two reports": (activity("A04-CYB-106", report="R04, R05"), "A04-CYB-106", ("more than 1",)),
    "duplicate id": (activity("A04-CYB-001", title="Twice"), "A04-CYB-001", ("already exists",)),
    "kind outside the enum": (activity("A04-CYB-107", kind="picnic"), "A04-CYB-107", ("picnic",)),
    "actor outside the enum": (activity("A04-CYB-108", actors="Nobody"), "A04-CYB-108", ("Nobody",)),
    "no evidence": (activity("A04-CYB-109", evidence=""), "A04-CYB-109", ("evidence",)),
    "sentence beyond the passage": (
        activity("A04-CYB-110", evidence="R04-CYB-01.4"),
        "A04-CYB-110",
        ("R04-CYB-01.4",),
    ),
    "sentence zero": (activity("A04-CYB-111", evidence="R04-CYB-01.0"), "A04-CYB-111", ("R04-CYB-01.0",)),
    "passage without a sentence": (
        activity("A04-CYB-112", evidence="R04-CYB-01"),
        "A04-CYB-112",
        ("without a sentence",),
    ),
    "passage of another report": (
        activity("A04-CYB-113", evidence="R05-CYB-01.1"),
        "A04-CYB-113",
        ("R05", "belongs to R04"),
    ),
    "date outside the period": (
        activity("A04-CYB-114", when="2016-01"),
        "A04-CYB-114",
        ("outside the period",),
    ),
    "end outside the period": (
        activity("A04-CYB-115", when="2018-11/2021-01"),
        "A04-CYB-115",
        ("outside the period",),
    ),
    "month thirteen": (activity("A04-CYB-116", when="2018-13"), "A04-CYB-116", ("2018-13",)),
    "thirtieth of February": (activity("A04-CYB-117", when="2019-02-30"), "A04-CYB-117", ("2019-02-30",)),
    "ends before it begins": (
        activity("A04-CYB-118", when="2019-03/2018-09"),
        "A04-CYB-118",
        ("before it begins",),
    ),
    "date in words": (activity("A04-CYB-119", when="last spring"), "A04-CYB-119", ("last spring",)),
    "bold title": (activity("A04-CYB-120", title="A *bold* title"), "A04-CYB-120", ("plain text",)),
    "title with a link": (activity("A04-CYB-121", title="See [here](there)"), "A04-CYB-121", ("plain text",)),
    "title with code": (activity("A04-CYB-122", title="The `code`"), "A04-CYB-122", ("plain text",)),
    "title with HTML": (activity("A04-CYB-123", title="<b>Bold</b>"), "A04-CYB-123", ("plain text",)),
    "huge title": (activity("A04-CYB-124", title="long " * 60), "A04-CYB-124", ("plain text",)),
    "follow-up of a later report": (
        activity("A04-CYB-125", fulfils="F05-CYB-101"),
        "A04-CYB-125",
        ("F05-CYB-101", "earlier report"),
    ),
    "follow-up of the same report": (
        activity("A04-CYB-126", continues="F04-OPS-001"),
        "A04-CYB-126",
        ("F04-OPS-001", "earlier report"),
    ),
    "follow-up of no announcement": (
        activity("A04-CYB-127", alters="A04-CYB-001"),
        "A04-CYB-127",
        ("A04-CYB-001",),
    ),
    "options lost to a quote": (
        activity("A04-CYB-128", title="Lost to a quote", where='"Brussels" in places'),
        "Lost to a quote",
        (),
    ),
    "no id": (activity("", title="Nameless"), "Nameless", ("No ID",)),
    "id of another form": (activity("A4-CYB-1"), "A4-CYB-1", ("pattern",)),
    "id in small letters": (activity("a04-cyb-130"), "a04-cyb-130", ("does not match",)),
    "unknown option": (activity("A04-CYB-131", colour="red"), "A04-CYB-131", ("colour",)),
    "link to another type": (activity("A04-CYB-132", matched="AREA-CYB"), "A04-CYB-132", ("AREA-CYB",)),
    "no proposal and no reason": (activity("A04-CYB-133", matched=""), "A04-CYB-133", ("no_proposal",)),
    "link beside a reason for none": (
        activity("A04-CYB-152", no_proposal="Serves none."),
        "A04-CYB-152",
        (":no_proposal: stands beside a link to P16-CYB-01", "take one of the two out"),
    ),
    "inference without reasoning": (
        activity("A04-CYB-134", inferred="P16-CYB-02"),
        "A04-CYB-134",
        ("inference",),
    ),
    "inference without matter or act": (
        activity("A04-CYB-151", inferred="P16-CYB-02", inference="Both are about the same field."),
        "A04-CYB-151",
        ("inference", "pattern"),
    ),
    "two strengths for one proposal": (
        activity("A04-CYB-135", explicit="P16-CYB-01"),
        "A04-CYB-135",
        ("matched", "explicit"),
    ),
    "unidentified proposal linked": (
        activity("A04-CYB-136", matched="P16-OPS-01"),
        "A04-CYB-136",
        ("basis", "unidentified"),
    ),
    "statement without an area": (
        item("statement", "Adrift", id="S04-CYB-101", report="R04", scope="area", evidence="R04-CYB-01.1"),
        "S04-CYB-101",
        (":scope: is area, but :area: names no areas", "name what it is about"),
    ),
    "statement about a group without a name": (
        item(
            "statement",
            "Adrift",
            id="S04-CYB-103",
            report="R04",
            area="AREA-CYB",
            scope="group",
            evidence="R04-CYB-01.1",
        ),
        "S04-CYB-103",
        (":scope: is group, but :concerns: names no proposals", "or change :scope:"),
    ),
    "statement of unknown scope": (
        item("statement", "Adrift", id="S04-CYB-102", report="R04", scope="world", evidence="R04-CYB-01.1"),
        "S04-CYB-102",
        ("world",),
    ),
    "due in words": (
        item(
            "announcement",
            "Soon",
            id="F04-CYB-101",
            report="R04",
            area="AREA-CYB",
            certainty="firm",
            due="soon",
            evidence="R04-CYB-01.1",
            matched="P16-CYB-01",
        ),
        "F04-CYB-101",
        ("soon",),
    ),
    "reconstructed from nothing": (
        proposal("P16-CYB-11", "AREA-CYB", "reconstructed"),
        "P16-CYB-11",
        ("rests on",),
    ),
    "endorsed on no day": (
        proposal("P16-CYB-12", "AREA-CYB").replace("2016-12-06", "2016-02-31"),
        "P16-CYB-12",
        ("2016-02-31",),
    ),
    "proposal without an area": (proposal("P16-CYB-13", ""), "P16-CYB-13", ("area",)),
    "context in another form": (passage("R04", "CYB", 11, 1, "one frame"), "R04-CYB-11", ("one frame",)),
    "context listed twice": (passage("R04", "CYB", 12, 1, "1 frame, 1 purpose"), "R04-CYB-12", ("twice",)),
    "context beyond the passage": (
        passage("R04", "CYB", 13, 1, "1 frame, 2 frame"),
        "R04-CYB-13",
        ("no sentence 2",),
    ),
    "context and evidence at once": (
        passage("R04", "CYB", 14, 1, "1 frame") + activity("A04-CYB-141", evidence="R04-CYB-14.1"),
        "R04-CYB-14",
        ("context and evidence",),
    ),
    "sentences left over": (
        passage("R04", "CYB", 15, 3),
        "R04-CYB-15",
        ("sentence 1 is neither", "in a coded section, nor are 2 more of it"),
    ),
    "more sentences than parts": (
        passage("R04", "CYB", 16, 1, "1 frame").replace(":sentences: 1", ":sentences: 999999999"),
        "R04-CYB-16",
        ("999999999",),
    ),
    "fewer sentences than parts": (
        passage("R04", "CYB", 17, 2, "1 frame").replace(":sentences: 2", ":sentences: 1"),
        "R04-CYB-17",
        ("parts 1, 2",),
    ),
    "number in words": (
        passage("R04", "CYB", 18, 1, "1 frame").replace(":number: 18", ":number: eighteen"),
        "CYB paragraph 18",
        ("eighteen",),
    ),
    "coverage outside the enum": (
        item("report", "Report 9", id="R09", period_start="2023-01", period_end="2023-06", coverage="most"),
        "R09",
        ("most",),
    ),
    "period that ends before it begins": (
        item("report", "Report 8", id="R08", period_start="2023-06", period_end="2023-01", coverage="none"),
        "R08",
        ("before it begins",),
    ),
    "month of a period": (
        item("report", "Report 7", id="R07", period_start="2023-19", period_end="2023-06", coverage="none"),
        "R07",
        ("2023-19",),
    ),
}

VIEWS = {
    "unknown group": (":::{progress-matrix}\n:group: AREA-XXX\n:::", ("matrix", "AREA-XXX", "AREA-CYB")),
    "unknown document": (
        ":::{progress-picture}\n:table: nowhere\n:::",
        ("picture", "'nowhere'", "without suffix"),
    ),
    "unknown series": (":::{progress-register}\n:series: 1816\n:::", ("register", "1816", "2016")),
    "unknown item": (":::{progress-history}\n:item: P99-CYB-01\n:::", ("history", "P99-CYB-01")),
    "no item": (":::{progress-history}\n:::", ("progress-history", ":item:")),
    "unknown period": (":::{progress-coverage}\n:period: R99\n:::", ("coverage", "R99", "R04")),
    "unknown vocabulary": (
        ":::{progress-key}\n:vocabulary: colours\n:::",
        ("progress-key", "colours", "status"),
    ),
    "unknown option": (":::{progress-gaps}\n:since: 2016\n:::", ("progress-gaps", "since")),
    "options lost to a quote": (':::{progress-ledger}\n:group: "AREA" in x\n:::', ("progress-ledger",)),
    "figure of an unknown status": (
        "{progress-figure}`status=done`",
        ("progress-figure", "done", "reported"),
    ),
    "figure of an unknown report": (
        "{progress-figure}`status=reported period=R99`",
        ("progress-figure", "R99"),
    ),
    "figure of nothing": ("{progress-figure}`period=R04`", ("progress-figure", "asks for nothing")),
}


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A tracker with every mistake, built; that it builds at all is the first test."""
    root = tracker(tmp_path_factory.mktemp("mistakes"))
    later = item(
        "announcement",
        "Of the next report",
        id="F05-CYB-101",
        report="R05",
        area="AREA-CYB",
        certainty="firm",
        evidence="R05-CYB-01.1",
        matched="P16-CYB-01",
    )
    root.put(PAGE, "# Mistakes\n\n" + later + "\n".join(written for written, _, _ in MISTAKES.values()))
    for number, (written, _) in enumerate(VIEWS.values()):
        root.put(f"view{number}.md", f"# View {number}\n\n{written}\n")
    return root.build()


@pytest.mark.parametrize("mistake", list(MISTAKES))
def test_a_mistake_in_an_item_is_named_with_its_place(mistaken: Build, mistake: str) -> None:
    _, named, parts = MISTAKES[mistake]
    about = [line for line in mistaken.warnings if named in line]
    assert mistaken.refuses(PAGE, named, *parts), about


@pytest.mark.parametrize("mistake", list(VIEWS))
def test_a_mistake_in_a_view_is_named_with_its_place(mistaken: Build, mistake: str) -> None:
    page = f"view{list(VIEWS).index(mistake)}.md"
    assert mistaken.refuses(page, *VIEWS[mistake][1]), [line for line in mistaken.warnings if page in line]


def test_what_is_right_is_shown_in_spite_of_the_mistakes(mistaken: Build) -> None:
    assert "P16-CYB-01,R04,reported" in mistaken.data("matrix-proposals-reports.csv")
    assert 'id="A04-CYB-001"' in mistaken.html("areas/cyber/r04")


def test_a_clean_tracker_gives_no_warning(tiny: Root) -> None:
    assert tiny.build().warnings == []


def test_a_mistake_fails_a_build_that_takes_warnings_as_errors(tmp_path: Path) -> None:
    root = tracker(tmp_path, areas__cyber__extra="# Extra\n\n" + activity("A04-CYB-101", when="2016-01"))
    code, built = root.run("-W", "--keep-going")
    assert code == 1
    assert built.refuses("areas/cyber/extra.md", "A04-CYB-101", "2016-01")


def test_a_note_excuses_a_date_outside_the_period(tmp_path: Path) -> None:
    noted = activity("A04-CYB-101", when="2016-01", editor_note="The report looks back.")
    assert tracker(tmp_path, areas__cyber__extra=f"# Extra\n\n{noted}").build().warnings == []


def test_a_file_that_is_no_utf8_is_left_out(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    page = root.source / "areas" / "cyber" / "r09.md"
    text = "# Réunions\n\n" + activity("A04-CYB-101", text="Été.")
    page.write_bytes(text.encode("latin-1"))
    built = root.build()
    assert built.refuses("areas/cyber/r09.md", "not UTF-8", "0xe9")
    assert not (built.outdir / "areas" / "cyber" / "r09.html").exists()
    page.write_text(text, encoding="utf-8")
    mended = root.build()
    assert mended.warnings == []
    assert "A04-CYB-101" in mended.html("areas/cyber/r09")


def test_control_characters_are_refused(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    controls = "\x00\x07\x0b\x0c\x1b\x85\u2028\u2029"
    for number, control in enumerate(controls):
        root.put(f"m{number}.md", "# More\n\n" + activity(f"A04-CYB-10{number}", title=f"Odd{control}one"))
    built = root.build()
    for number, control in enumerate(controls):
        assert built.refuses(f"m{number}.md", f"U+{ord(control):04X}", ":::{activity} Odd")


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("':when: 2018-11'", "\n:when: 2018-11\n"),
        ("':when: 2018-11'", "(see the annex)\n:when: 2018-11\n"),
        ("'when: 2018-11'", "when: 2018-11\n"),
        ("'：when: 2018-11'", "\n：when: 2018-11\n"),
        ("'when： 2018-11'", "\nwhen： 2018-11\n"),
        ("'<<<<<<< HEAD'", "<<<<<<< HEAD\n:when: 2018-11\n=======\n:when: 2018-12\n>>>>>>> other\n"),
    ],
)
def test_fields_that_became_text_are_named(tmp_path: Path, line: str, written: str) -> None:
    root = tracker(tmp_path)
    root.swap("areas/cyber/r04.md", ":when: 2018-11\n", written)
    assert root.build().refuses("areas/cyber/r04.md", "A04-CYB-001", line)


def test_fields_of_a_directive_within_an_item_are_its_own(tmp_path: Path) -> None:
    text = "Text.\n\n::::{figure} picture.png\n:tags: a\n::::"
    root = tracker(tmp_path, areas__cyber__extra="# Extra\n\n" + activity("A04-CYB-101", text=text))
    assert not root.build().refuses("areas/cyber/extra.md", "stands in the text")


def test_an_item_that_no_page_shows_counts_for_nothing(tmp_path: Path) -> None:
    hidden = activity("A04-CYB-101", hide="true", matched="P16-CYB-02")
    draft = "::::{only} draft\n" + activity("A04-CYB-102", matched="P16-CYB-02").rstrip() + "\n::::\n"
    shown = "::::{only} html\n" + activity("A04-CYB-103", matched="P16-CYB-02").rstrip() + "\n::::\n"
    asked = "".join(
        f"\n::::{{ifconfig}} {condition}\n{activity(key, matched='P16-CYB-02').rstrip()}\n::::\n"
        for key, condition in (
            ("A04-CYB-104", "builder == 'latex'"),
            ("A04-CYB-105", "language == 'en' and builder == 'html'"),
        )
    )
    root = tracker(tmp_path, areas__cyber__extra=f"# Extra\n\n{hidden}{draft}\n{shown}{asked}")
    root.put("conf.py", root.get("conf.py") + '\nextensions += ["sphinx.ext.ifconfig"]\n')
    built = root.build()
    assert built.refuses("areas/cyber/extra.md", "A04-CYB-101", "on no page", ":hide:")
    assert built.refuses("areas/cyber/extra.md", "A04-CYB-102", "on no page", "only")
    assert built.refuses("areas/cyber/extra.md", "A04-CYB-104", "on no page", "ifconfig")
    assert not built.refuses("areas/cyber/extra.md", "A04-CYB-103")
    matrix = built.data("matrix-proposals-reports.csv")
    assert "A04-CYB-103" in matrix
    assert "A04-CYB-105" in matrix
    assert "A04-CYB-101" not in matrix
    assert "A04-CYB-102" not in matrix
    assert "A04-CYB-104" not in matrix


FIGURE = "{progress-figure}`status=reported period=R04`"


def pages(root: Root, texts: Iterable[str]) -> dict[str, str]:
    """Put a page for each of the texts into a tracker, with a label and a number of its own."""
    made = {f"more{number}": text.replace("NUMBER", str(number)) for number, text in enumerate(texts, 1)}
    for name, text in made.items():
        root.put(f"{name}.md", text)
    root.swap("index.md", "views\n", "\n".join(["views", *made, ""]))
    return made


def test_a_heading_holds_no_figure(tiny: Root) -> None:
    roles = ["{progress-figure}`status=reported period=R04`", "{progress-period}`title period=R04`"]
    headings = ["# State: {}\n\nText.\n", "# Page\n\n## State: {}\n\nText.\n"]
    made = pages(tiny, [heading.replace("{}", role) for heading in headings for role in roles])
    built = tiny.build()
    for page, text in made.items():
        query = text.split("`")[1]
        assert built.refuses(f"{page}.md", "a figure cannot be shown", query)
        assert query in built.html(page)


def test_what_others_refer_to_and_plain_text_hold_no_figure(tiny: Root) -> None:
    texts = [
        ":::{list-table} All FIGURE\n:name: labNUMBER\n* - a\n:::",
        "```{figure} x.png\n:name: labNUMBER\nAll FIGURE\n```",
        "```{code-block} text\n:name: labNUMBER\n:caption: All FIGURE\nx\n```",
        "(labNUMBER)=\n:::{rubric} All FIGURE\n:::",
        "```{glossary}\nAll FIGURE\n  x\n```",
        "```{toctree}\n:caption: All FIGURE\n```",
        "```{toctree}\nAll FIGURE <views>\n```",
        "```{image} x.png\n:alt: All FIGURE\n```",
        ":::{index} All FIGURE\n:::",
        ":::{progress-matrix}\n:caption: All FIGURE\n:::",
        activity("A04-CYB-101", matched="P16-CYB-02", title="All FIGURE"),
        activity("A04-CYB-102", matched="P16-CYB-02", text="All FIGURE."),
    ]
    made = pages(tiny, [f"# Page\n\n{text}\n".replace("FIGURE", FIGURE) for text in texts])
    tiny.put("x.png", "")
    told = [line for line in tiny.build().warnings if "a figure cannot be shown" in line]
    assert len(told) == len(texts)
    for page, text in made.items():
        # Where the text stands, or what it is a part of.
        last = next(number for number, line in enumerate(text.splitlines(), 1) if FIGURE in line)
        (line,) = (line for line in told if f"{page}.md:" in line)
        assert any(f"{page}.md:{number}: " in line for number in range(3, last + 1))


def test_titles_that_nobody_refers_to_hold_figures(tiny: Root) -> None:
    texts = [
        ":::{list-table} All FIGURE\n* - a\n:::",
        "(lab)=\n\n:::{admonition} All FIGURE\nx\n:::",
        ":::{rubric} All FIGURE\n:::",
        "All FIGURE\n: x",
    ]
    made = pages(tiny, [f"# Page\n\n{text}\n".replace("FIGURE", FIGURE) for text in texts])
    tiny.swap("conf.py", '["colon_fence"', '["deflist", "colon_fence"')
    built = tiny.build()
    assert built.warnings == []
    assert [page for page in made if not re.search(r"All \d of \d", built.html(page))] == []


def test_a_citation_that_cannot_be_read_is_named(tiny: Root) -> None:
    citations = ["{cite:p}`source2016{p. {3}`", "{cite:t}`,`", "{cite}`{p. 3}`"]
    made = pages(tiny, [f"# Page\n\nText {citation}.\n" for citation in citations])
    built = tiny.build()
    for page, text in made.items():
        assert built.refuses(f"{page}.md", "malformed citation target", "write it as in {cite:p}`key`")
        assert text.split("`")[1] in built.html(page)


@pytest.mark.parametrize("line", [".. activity: Meeting", ".. progress-matrix:"])
def test_a_directive_without_its_second_colon_is_named(tmp_path: Path, line: str) -> None:
    root = tracker(tmp_path)
    root.put("more.rst", f"More\n====\n\n{line}\n\n.. A comment: with colons.\n")
    root.swap("index.md", "views\n", "views\nmore\n")
    built = root.build()
    assert len(built.warnings) == 1
    assert built.refuses("more.rst", line, "is a comment", f"{line.split(':', maxsplit=1)[0]}::")


FOOT = "{footcite:t}`source2016,source2018`\n\n```{footbibliography}\n```"


@pytest.mark.parametrize(
    "citation",
    [
        "{cite:p}`{see}source2016{p. 3, note 2}, source2018`",
        "{cite:alp}`source2016,\nsource2018`",
        FOOT,
        # What is shown or left out, and not cited.
        "{cite:t}`source2016,source2018` ``{cite:p}`source2017` ``",
        "{cite:t}`source2016,source2018` <!-- {cite:p}`source2017` -->",
        "{cite:t}`source2016,source2018`\n\n% {cite:p}`source2017`\n",
        "{cite:t}`source2016,source2018`\n\n```text\n{cite:p}`source2017`\n```",
    ],
)
def test_an_item_names_the_sources_that_it_cites(tmp_path: Path, citation: str) -> None:
    root = tracker(tmp_path)
    root.swap("proposals/p16-cyb-01.md", "{cite:p}`source2016`", citation)
    built = root.build()
    assert built.warnings == []
    row = next(csv.DictReader(io.StringIO(built.data("items-proposals.csv"))))
    assert row["sources"] == "source2016; source2018"


def test_what_is_cited_in_a_note_is_not_told_with_the_text(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    root.swap("areas/cyber/r04.md", "Meeting A04-CYB-001.", f"It met. {FOOT}")
    html = root.build().html("views")
    assert "It met." in html
    assert "footcite" not in html


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"@misc{more, title={A {B}, year={2016}}\n", "more.bib:2: more: syntax error in line 2"),
        (
            b"@misc{more, title={A}}\n\n@misc{more, title={B}}\n",
            "more.bib:3: more: repeated bibliography entry",
        ),
        (
            b"@misc{more, title={A}, title={B}}\n",
            "more.bib:1: more: entry with key more has a duplicate title",
        ),
        (b"@misc{more,\n month=juli}\n", "juli; a month is jan, feb, mar"),
        (b"@misc{more,\n date={June}}\n", "more.bib:1: more: date: 'June' is not a date"),
        (b"@misc{more,\n url={example.org}}\n", "more.bib:1: more: url: 'example.org' is no address"),
        (b"@misc{title={A}}\n", "more.bib:1: '@misc{title=' has no key; write one after {"),
        (b"misc{more,\n title={A}}\n", "more.bib:1: 'misc{more,' begins no entry; write @ before it"),
        ("@misc{more, title={Été}}\n".encode("latin-1"), "more.bib:1: the file is not UTF-8"),
        (b"@misc{more, title={A}}\r\n>>>>>>> other\r\n", "more.bib:2: '>>>>>>> other' is left from a merge"),
    ],
)
def test_a_broken_bibliography_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    root = tracker(tmp_path)
    (root.source / "more.bib").write_bytes(content)
    root.swap("conf.py", '["sources.bib"]', '["sources.bib", "more.bib"]')
    code, built = root.run()
    assert code == 2
    assert "Traceback" not in built.log
    assert said in built.log
