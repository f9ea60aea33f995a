"""What other projects do that ours does not: builders, dates, filters, the same view twice."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.testing.util import SphinxTestApp
from sphinx.util.i18n import CatalogInfo

from support.factory import differing
from support.inquiry import ANSWERS, ITEMS, PERIODS, TOML, VIEWS, inquiry
from support.tracker import activity, tracker

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.factory import Root

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TWICE = "# Twice\n\n" + "\n".join([*VIEWS.partition("\n")[2].split("Accepted:")[:1]] * 2)


def test_a_view_that_stands_twice_on_a_page_has_its_anchors_once(tmp_path: Path) -> None:
    built = inquiry(tmp_path, twice__md=TWICE).build()
    assert built.warnings == []
    ids = re.findall(r'(?<![-\w])id="([^"]+)"', built.html("twice"))
    assert "A-1-H-1" in ids
    assert [name for name in set(ids) if ids.count(name) > 1] == []


def test_links_of_a_picture_lead_to_anchors_of_a_single_page(tmp_path: Path) -> None:
    built = inquiry(tmp_path).build(builder="singlehtml")
    html = built.html()
    anchors = set(re.findall(r'href="#([^"]+)"', html))
    assert {"C-1", "A-1"} <= anchors
    assert [name for name in anchors if f'id="{name}"' not in html] == []


def test_years_of_three_digits_are_years(tmp_path: Path) -> None:
    periods = PERIODS.replace("2024-H1", "0900-H1").replace("2024-H2", "0901-H2")
    root = inquiry(tmp_path, halves__md=periods)
    root.put("items.md", root.get("items.md").replace(":since: 2023", ":since: 0899-04-04"))
    assert root.build().warnings == []


@pytest.mark.parametrize(
    ("expression", "wrong"),
    [
        ("priority ==", "invalid syntax"),
        ("priorty == 'high'", "name 'priorty' is not defined"),
        ("priority > 3", "'>' not supported"),
        ("search('(', title)", "missing ), unterminated"),
    ],
)
def test_a_filter_that_is_no_expression_is_one_warning(tmp_path: Path, expression: str, wrong: str) -> None:
    views = VIEWS + f"\n```{{progress-matrix}}\n:filter: {expression}\n```\n"
    (told,) = inquiry(tmp_path, views__md=views).build().warnings
    assert f"filter: {expression!r} is not an expression" in told
    assert wrong in told


def test_a_kind_that_has_no_evidence_yet_has_a_figure(tmp_path: Path) -> None:
    page = "# No answers\n"
    assert "R-1" in ANSWERS
    built = inquiry(tmp_path, answers__md=page).build()
    assert built.warnings == []
    assert "answers: 0 of 0." in re.sub(r"<[^>]+>", "", built.html("views"))


@pytest.mark.parametrize("base", ["https://example.org/a", "https://example.org/a/"])
def test_the_address_of_the_site_may_end_with_a_slash_or_not(tmp_path: Path, base: str) -> None:
    built = inquiry(tmp_path).build(config={"html_baseurl": base})
    assert '"contentUrl": "https://example.org/a/data/' in built.html().replace("\\/", "/")


def test_periods_are_read_in_full_where_no_field_says_how_much_was(tmp_path: Path) -> None:
    root = inquiry(tmp_path, halves__md=re.sub(r"^:(coverage|coded):.*\n", "", PERIODS, flags=re.MULTILINE))
    root.put("tracker.toml", re.sub(r"^(coverage|coded) = .*\n", "", root.toml, flags=re.MULTILINE))
    built = root.build()
    assert built.warnings == []
    assert "Accepted: 1 of 4" in re.sub(r"<[^>]+>", "", built.html("views"))


def test_an_index_takes_a_field_of_one_text_whole(tmp_path: Path) -> None:
    page = VIEWS + "\n```{progress-index}\n:field: decision\n```\n"
    built = inquiry(tmp_path, views__md=page).build()
    assert built.warnings == []
    entries = re.findall(r'<div class="index-entry[^"]*" id="decision-([^"]+)"', built.html("views"))
    assert entries == ["accepted", "in-part", "rejected"]


def test_entries_of_an_index_stand_by_date_and_are_counted_by_kind(tiny: Root) -> None:
    tiny.put(
        "areas/cyber/r04.md",
        "# Cyber in report 4\n\n"
        + activity("A04-CYB-001", actors="EU staff", title="Undated")
        + activity("A04-CYB-002", actors="EU staff", title="Later", when="2018-11")
        + activity("A04-CYB-003", actors="EU staff", title="Earlier", when="2018-10/2018-12"),
    )
    page = tiny.get("areas/operations/r04.md")
    tiny.put("areas/operations/r04.md", page.replace(":due:", ":actors: EU staff\n:due:"))
    entry = tiny.build().html("views").partition('id="actors-eu-staff"')[2]
    told = dict.fromkeys(re.findall(r"Undated|Later|Earlier|An exercise", entry))
    assert list(told) == ["Earlier", "Later", "An exercise", "Undated"]
    assert "Activities: 3; announcement: 1. " in entry


def test_an_index_of_a_field_that_no_evidence_has_is_one_warning(tmp_path: Path) -> None:
    page = VIEWS + "\n```{progress-index}\n:field: decison\n```\n"
    assert inquiry(tmp_path, views__md=page).build().refuses("views.md", "'decison'", "decision")


def test_a_period_of_one_month_names_it_once(tmp_path: Path) -> None:
    periods = re.sub("2024-H(.)", r"2024-0\1", PERIODS)
    root = inquiry(tmp_path, halves__md=periods)
    root.put("views.md", VIEWS + "\nLasts: {progress-period}`span of=H-1`.\n")
    text = re.sub(r"<[^>]+>", "", root.build().html("views"))
    assert "Lasts: January 2024." in text
    assert "Jan\N{NO-BREAK SPACE}2024–" not in text


def test_every_page_of_an_epub_is_xhtml(tmp_path: Path) -> None:
    page = VIEWS + "\n```{progress-find}\n```\n"
    config = {"epub_exclude_files": ["permalink.html", "schema_violations.json"], "copyright": "2026"}
    built = inquiry(tmp_path, views__md=page).build(builder="epub", config=config)
    for path in built.outdir.glob("*.xhtml"):
        ET.parse(path)


def test_controls_count_an_item_once_however_often_it_stands_on_the_page(tmp_path: Path) -> None:
    # A matrix and a register of the same five.
    assert "5 of 5 recommendations<" in inquiry(tmp_path).build().html("views")


FILTERED = (
    VIEWS
    + """
```{progress-matrix}
:filter: status == "open" or "late" in tags
```
```{needextend} R-1
:+to: A-5
```
"""
)
TITLED = (
    ANSWERS
    + """:::{hurdle} As [[copy("title", "A-5")]]
:id: O-2
:half: H-2
:to: A-4
:::
"""
)
EDITS: dict[str, Callable[[Root], None]] = {
    "what extends an item": lambda root: root.swap("views.md", ":+to: A-5", ":+to: A-4"),
    "a status": lambda root: root.swap("items.md", ":status: open", ":status: closed"),
    "tags": lambda root: root.swap("items.md", ":tags: late", ":tags: early"),
    "what a title copies": lambda root: root.swap("items.md", "} Advice 5", "} Another"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_items_get_from_elsewhere_is_written_again(tmp_path: Path, edit: str) -> None:
    items = ITEMS.replace(":id: A-1\n", ":id: A-1\n:status: open\n")
    items = items.replace(":id: A-2\n", ":id: A-2\n:tags: late\n")
    root = inquiry(tmp_path, views__md=FILTERED, items__md=items, answers__md=TITLED)
    assert root.build().warnings == []
    EDITS[edit](root)
    assert differing(root.build(), root.build("fresh")) == []


def test_a_build_of_one_document_leaves_the_rest_to_the_next(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    root.build()
    root.swap("items.md", "} Advice 1", "} Another")
    app = SphinxTestApp("html", root.source, tmp_path / "out")
    app.build(filenames=[root.source / "items.md"])
    app.cleanup()
    assert differing(root.build(), root.build("fresh")) == []


def test_a_filter_looks_at_the_items_alone(tmp_path: Path) -> None:
    # Half-years have no such field, and nothing is greater than none.
    views = VIEWS + '\n```{progress-matrix}\n:filter: since > "2022"\n```\n'
    assert inquiry(tmp_path, views__md=views).build().warnings == []


@pytest.mark.parametrize(
    ("schema", "written", "value"),
    [("boolean", "yes", "true"), ("integer", "3", "3"), ("array", "rejected, accepted", "accepted")],
)
def test_a_status_is_given_by_a_flag_a_number_or_one_of_several(
    tmp_path: Path, schema: str, written: str, value: str
) -> None:
    of = ', items = { type = "string" }' if schema == "array" else ""
    toml = TOML.replace(
        "[needs.fields]\n",
        f'[needs.fields]\nx = {{ schema = {{ type = "{schema}"{of} }}, nullable = true }}\n',
    )
    root = inquiry(tmp_path, answers__md=ANSWERS.replace(":decision: accepted", f":x: {written}"))
    root.put(
        "tracker.toml", toml.replace('where = { decision = "accepted" }', f'where = {{ x = "{value}" }}')
    )
    built = root.build()
    assert built.warnings == []
    assert "Accepted: 1 of 4" in re.sub(r"<[^>]+>", "", built.html("views"))


def test_a_label_of_an_author_keeps_its_place(tmp_path: Path) -> None:
    root = inquiry(tmp_path, more__md="(a-1)=\n\n# More\n\nSee {ref}`a-1`, and {ref}`A-2`.\n")
    html = root.build().html("more")
    assert 'href="#a-1"' in html
    assert 'href="items.html#A-2"' in html


def test_titles_that_are_no_headings_hold_figures(tmp_path: Path) -> None:
    page = "# More\n\n:::{admonition} All {progress-figure}`items=yes show=value`\n\nText.\n:::\n"
    built = inquiry(tmp_path, more__md=page).build()
    assert built.warnings == []
    assert "All 5" in built.html("more")


def test_a_project_without_author_and_version_does_not_say_how_to_cite_it(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    assert "BibTeX" not in root.build().html("answers")
    assert "BibTeX" in root.build("stated", config={"author": "Us"}).html("answers")


def test_settings_that_an_editor_of_windows_saved(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    needs, _, ours = TOML.partition("[progress_matrix]\n")
    root.put("tracker.toml", needs)
    (root.source / "ours.toml").write_bytes(f"\ufeff[progress_matrix]\n{ours}".replace("\n", "\r\n").encode())
    assert root.build(config={"progress_matrix_from_toml": "ours.toml"}).warnings == []


def test_catalogues_that_can_only_be_read_are_taken_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _in_french(inquiry(tmp_path), WORDS.format("Advice 1", "Été 1"))
    path = root.source / "locales/fr/LC_MESSAGES/items.po"
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, read_po(io.StringIO(path.read_text(encoding="utf-8"))))
    os.utime(path, (1, 1))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(CatalogInfo, "write_mo", refuse)
    built = root.build(config={"language": "fr"})
    assert built.warnings == []
    assert "Été 1" in built.html("items")


def test_a_tracker_that_holds_nothing_yet_gives_no_warning(tmp_path: Path) -> None:
    views = VIEWS.replace("```{progress-history}\n:item: A-1\n```\n", "").partition("Accepted:")[0]
    empty = {f"{name}__md": f"# {name}\n" for name in ("items", "halves", "answers")}
    root = inquiry(tmp_path, views__md=views, **empty)
    paper = "extensions.append('typst_edition')\ntypst_editions = [{'name': 'all', 'title': 'All'}]\n"
    root.put("conf.py", root.get("conf.py") + paper)
    for builder in ("html", "typstpdf"):
        assert root.build(builder=builder).warnings == []
    for name, text in (("items.md", ITEMS), ("halves.md", PERIODS), ("answers.md", ANSWERS)):
        root.put(name, text)
    assert differing(root.build(), root.build("fresh")) == []


def test_a_link_to_a_part_of_an_item_is_one_to_the_item(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    root.put("items.md", ITEMS.replace("Advice 2.\n", "Advice {np}`(1) on money`.\n"))
    root.put("answers.md", ANSWERS.replace(":to: A-2\n", ":to: A-2.1\n", 1))
    built = root.build()
    assert built.warnings == []
    assert "A-2,H-1,partly_accepted" in built.data("matrix-recommendations-half-years.csv")
    assert 'href="items.html#A-2"' in built.html("answers")


def test_the_tables_of_several_pages_stand_on_a_single_page(tmp_path: Path) -> None:
    assert tracker(tmp_path).build(builder="singlehtml").warnings == []


def test_a_cell_leads_to_no_history_whose_condition_does_not_hold(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    history = ":::{progress-history}\n:item: P16-CYB-01\n:::\n"
    root.swap("proposals/p16-cyb-01.md", history, f"::::{{only}} printed\n{history}::::\n")
    assert 'href="proposals/p16-cyb-01.html#P16-CYB-01"' in root.build().html("views")
    root.put("conf.py", f"{root.get('conf.py')}tags.add('printed')\n")
    again = root.build()
    assert 'href="proposals/p16-cyb-01.html#P16-CYB-01-R04"' in again.html("views")
    assert differing(again, root.build("fresh")) == []


@pytest.mark.parametrize(
    ("one", "other"), [("c++", "c#"), ("Ελλάδα", "Ισπανία"), ("50 %", "50%"), ("é", "e\u0301"), ("A", "a")]
)
def test_values_that_differ_in_signs_only_have_anchors_of_their_own(
    tmp_path: Path, one: str, other: str
) -> None:
    page = VIEWS + "\n```{progress-index}\n:field: decision\n```\n"
    given = {"accepted": one, "rejected": other}
    answers, toml = ANSWERS, TOML
    for old, new in given.items():
        answers = answers.replace(f":decision: {old}", f":decision: {new}")
        toml = toml.replace(f'decision = "{old}"', f'decision = "{new}"')
    root = inquiry(tmp_path, views__md=page, answers__md=answers)
    root.put("tracker.toml", toml)
    built = root.build()
    assert built.warnings == []
    html = built.html("views")
    (jumps,) = re.findall(r'<div class="index-jump.*?</div>', html, re.DOTALL)
    led = dict(re.findall(r'href="#([^"]+)"[^>]*>(.*?)</a>', jumps))
    assert {*given.values()} <= {*led.values()}
    for anchor, value in led.items():
        assert re.search(rf'id="{re.escape(anchor)}">\s*<h2 [^>]*>{re.escape(value)}\xa0', html), anchor


def test_a_field_that_stands_twice_is_named(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    root.swap("answers.md", ":id: R-1\n", ":id: R-1\n:decision: rejected\n")
    assert root.build().refuses("answers.md", ":decision: stands twice", "Answer 1")


def test_a_field_that_stands_twice_between_hyphens_is_named(tmp_path: Path) -> None:
    old = ":id: R-1\n:half: H-1\n:decision: accepted\n:to: A-1\n"
    new = f"---\n{old.replace(chr(10) + ':', chr(10)).removeprefix(':')}decision: rejected\n---\n"
    root = inquiry(tmp_path)
    root.swap("answers.md", old, new)
    assert root.build().refuses("answers.md", ":decision: stands twice", "Answer 1")


def test_a_single_page_leads_to_nothing_that_it_does_not_hold(tmp_path: Path) -> None:
    root = inquiry(tmp_path, halves__md=f"---\norphan: true\n---\n\n{PERIODS}")
    root.swap("index.md", "halves\n", "")
    html = root.build(builder="singlehtml").html()
    assert "Half-year 1" in html
    assert 'href="#H-1"' not in html
    assert 'href="#A-1"' in html


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "||||||| base", "<html>", 'msgid "open', "\ufeff#"])
def test_what_is_no_line_of_a_catalogue_is_named(tmp_path: Path, line: str) -> None:
    root = _in_french(inquiry(tmp_path), f"{HEAD}{line}\n")
    (told,) = root.build(config={"language": "fr"}).warnings
    assert "items.po:5: WARNING: " in told
    assert repr(line) in told


def test_a_catalogue_that_is_not_there_is_named(tmp_path: Path) -> None:
    root = _in_french(inquiry(tmp_path), HEAD)
    assert root.build(config={"language": "fr"}).warnings == []
    assert root.build("english").warnings == []
    (told,) = root.build("de", config={"language": "de"}).warnings
    assert "language: 'de' has no catalogue in" in told
    (root.source / "locales/fr/LC_MESSAGES/gone.po").symlink_to("/nowhere.po")
    assert "gone.po: No such file" in root.refusal(out="again", config={"language": "fr"})


WORDS = f'{HEAD}msgid "{{}}"\nmsgstr "{{}}"\n'


@pytest.mark.parametrize(
    ("encoding", "end", "said"),
    [
        ("utf-8", "\r\n", ""),
        ("utf-8-sig", "\r\n", ""),
        ("utf-8", "\r", ""),
        ("cp1252", "\n", ".po:6: the file is not UTF-8"),
        ("utf-16", "\n", ".po:1: the file is not UTF-8"),
    ],
)
@pytest.mark.parametrize("name", ["items", "words"])
def test_a_catalogue_is_taken_as_it_was_saved_or_named(
    tmp_path: Path, encoding: str, end: str, said: str, name: str
) -> None:
    root = _in_french(inquiry(tmp_path), WORDS.format("Advice 1", "Été 1"))
    root.put("locales/fr/LC_MESSAGES/words.po", WORDS.format("Recommendation", "Conseil écrit"))
    root.swap("tracker.toml", "[progress_matrix]\n", '[progress_matrix]\nvocabularies = ["words"]\n')
    path = root.source / f"locales/fr/LC_MESSAGES/{name}.po"
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", end).encode(encoding))
    if said:
        assert f"{name}{said}" in root.refusal(config={"language": "fr"})
        return
    built = root.build(config={"language": "fr"})
    assert built.warnings == []
    assert "Été 1" in built.html("items")
    assert "Conseil écrit" in built.html("views")


def test_an_empty_catalogue_is_named(tmp_path: Path) -> None:
    root = _in_french(inquiry(tmp_path), "")
    (told,) = root.build(config={"language": "fr"}).warnings
    assert "items.po:1: WARNING: the catalogue is empty" in told


def _in_french(root: Root, catalogue: str) -> Root:
    root.put("conf.py", f"{root.get('conf.py')}extensions += ['progress_matrix.gettext']\n")
    root.put("locales/fr/LC_MESSAGES/items.po", catalogue)
    return root


def test_an_author_with_too_many_commas_is_one_line(tmp_path: Path) -> None:
    root = tracker(tmp_path)
    root.put("more.bib", "@misc{more, title={A}, author={a, b, c, d, e}, year={2016}}\n")
    root.swap("conf.py", '["sources.bib"]', '["sources.bib", "more.bib"]')
    said = root.refusal()
    assert "more.bib:1: more: Too many commas in 'a, b, c, d, e'" in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        (
            "@webpage{more, title={A}, year={2016}}",
            "is of type webpage, for which the style has no form; write @misc",
        ),
        ("@book{more, title={A}, author={B}, year={2016}}", "missing publisher in more; add it"),
    ],
)
def test_a_source_that_the_style_cannot_write_is_one_line(tmp_path: Path, entry: str, wrong: str) -> None:
    root = tracker(tmp_path)
    root.put("more.bib", f"{entry}\n")
    root.swap("conf.py", '["sources.bib"]', '["sources.bib", "more.bib"]')
    root.build()  # as long as it is not cited
    root.swap("proposals/p16-cyb-01.md", "`source2016`", "`source2016,more`")
    assert f"more.bib: more: {wrong}" in root.refusal(out="again")
    root.swap("proposals/p16-cyb-01.md", "{cite:p}`source2016,more`", "{cite:p}`source2016` {footcite}`more`")
    assert root.build("third").refuses("proposals/p16-cyb-01.md", f"more.bib: more: {wrong}")


def test_a_column_of_several_items_has_the_noun_of_several(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    root.swap("tracker.toml", '["recommendation", "recommendations"]', '["duty", "duties"]')
    assert ",duties," in root.build().data("announcements.csv").splitlines()[0]


def test_settings_that_are_not_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    root = inquiry(tmp_path)
    root.put("ours.toml", "")
    (root.source / "ours.toml").write_bytes(b"[progress_matrix]\ncaveat = '\xe9'\n")
    said = root.refusal(config={"progress_matrix_from_toml": "ours.toml"})
    assert "ours.toml:2: the file is not UTF-8" in said
