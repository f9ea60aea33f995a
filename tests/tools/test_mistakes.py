"""What an editor can do wrong, each told in one line that names file, line, item and remedy."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from babel.messages.pofile import read_po
from sphinx.errors import ConfigError
from tools.agreement.report import report
from tools.checking import files, markup, metamodel, run, titles
from tools.checking.run import findings, written

from progress_matrix.validation.sources import check_bibliographies
from support.factory import REPOSITORY
from support.trees import copy_of_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from babel.messages.catalog import Catalog
    from tools.checking.finding import Finding
    from tools.checking.metamodel import Metamodel

CYBER = "docs/areas/cyber/r04.md"
PASSAGES = "docs/reports/r04-passages.md"
REPORT = "docs/reports/r04.md"
PROPOSAL = "docs/proposals/2016/p16-cyb-01.md"
CATALOGUE = "locales/fr/LC_MESSAGES/areas/cyber/r04.po"
HEAD = (REPOSITORY / "coding" / "r04-settlements.csv").read_text(encoding="utf-8").partition("\n")[0]
FIRST = ":id: A04-CYB-001\n:report: R04\n:area: AREA-CYB\n:kind: consultation\n"
TEXT = "On concepts and doctrines for cyber security and cyber defence, EU and NATO staff kept up"
OTHER = f":::{{activity}} More\n{FIRST.replace('001', '090')}:theme: Concepts and doctrines\n\nMore.\n:::\n"

ELEVENTH = """:::{report} Eleventh progress report
:id: R11
:period_start: 2025-06
:period_end: 2026-05
:coverage: none

Not read.
:::
"""


@dataclass(frozen=True)
class Mistake:
    """An edit of a file, and what must be told of it."""

    file: str
    old: str
    new: str
    told: str

    def make(self, root: Path) -> None:
        path = root / self.file
        assert path.resolve().is_relative_to(root.resolve()), "the project's own file"
        text = path.read_text(encoding="utf-8")
        assert self.old in text, (self.file, self.old)
        path.write_bytes(text.replace(self.old, self.new, 1).encode(self.encoding))

    @property
    def encoding(self) -> str:
        return "cp1252" if "UTF-8: save" in self.told else "utf-8"


def fields(old: str, new: str, told: str) -> Mistake:
    """Change the fields of the first item of the page."""
    assert old in FIRST
    return Mistake(CYBER, FIRST, FIRST.replace(old, new, 1), told)


MISTAKES = {
    # What makes a file unreadable.
    "marks of a merge on a page": Mistake(
        CYBER, ":kind:", "<<<<<<< HEAD\n:kind:", "<<<<<<< HEAD”: keep one side"
    ),
    "the end of a merge": Mistake(CYBER, ":kind:", ">>>>>>> other\n:kind:", "the mark of a merge"),
    "marks of a merge in a catalogue": Mistake(
        CATALOGUE, "\nmsgid", "\n=======\nmsgid", "the mark of a merge"
    ),
    "marks of a merge in TOML": Mistake(
        "ubproject.toml", "[needs.links]", "||||||| base\n[needs.links]", "merge"
    ),
    "marks of a merge in a bibliography": Mistake(
        "docs/references.bib", "@misc", "<<<<<<< x\n@misc", "merge"
    ),
    "a catalogue in Latin-1": Mistake(CATALOGUE, "œ", "oe", "not in UTF-8: save the file"),
    "a page in Latin-1": Mistake(PROPOSAL, "The two", "Été, the two", "not in UTF-8: save the file"),
    "a table with a byte order mark": Mistake("coding/r04-settlements.csv", "", "\ufeff", "byte order mark"),
    "a table with semicolons": Mistake(
        "coding/r04-settlements.csv", HEAD, HEAD.replace(",", ";"), "by semicolons"
    ),
    "broken TOML": Mistake("ubproject.toml", '"African Union",', '"African Union', "no TOML"),
    "a text that is not closed in a catalogue": Mistake(
        CATALOGUE, 'msgstr "Échanges', 'msgstr "Échanges\n', "is no line of a catalogue"
    ),
    "a line lost in a catalogue": Mistake(
        CATALOGUE, "\nmsgid", "\nhello\nmsgid", "is no line of a catalogue"
    ),
    "a translated title that is too long": Mistake(
        CATALOGUE,
        "doctrines cyber",
        "doctrines cyber, " + "encore " * 9,
        "A04-CYB-001: its translated title has 123 characters; at most 120 are allowed: shorten it",
    ),
    "markup in a translated title": Mistake(
        CATALOGUE, "doctrines cyber", "*doctrines* cyber", "is no plain text: leave out markup"
    ),
    "a message without a translation": Mistake(
        CATALOGUE, "\nmsgid", '\nmsgid "One more"\n\nmsgid', "has no msgstr below it"
    ),
    "a setting that is no Python": Mistake("conf.py", "project =", "project = =", "no Python"),
    # What makes an item fall apart.
    "an item that is not closed": Mistake(
        CYBER, "kept up their exchanges.\n:::\n", "kept up their exchanges.\n", "is not closed"
    ),
    "the last item of a page not closed": Mistake(
        PROPOSAL, "\n:::\n\n## History", "\n\n## History", "is not closed"
    ),
    "a fence too short": Mistake(
        CYBER, "kept up their exchanges.\n:::\n", "kept up their exchanges.\n::\n", "is not closed"
    ),
    "a fence too many": Mistake(
        CYBER, "## Cyber exercises\n", "## Cyber exercises\n\n:::\n", "closes nothing"
    ),
    "a field twice": fields(
        ":kind: consultation\n", ":kind: briefing\n:kind: meeting\n", "is given twice, in"
    ),
    "an empty line among fields": fields(":area:", "\n:area:", "is read as text: write “:area: AREA-CYB”"),
    "a wrapped line among fields": fields(
        ":area:", "and more\n:area:", "is read as text: write “:area: AREA-CYB”"
    ),
    "a first colon forgotten": fields(":kind:", "kind:", "is read as text: write “:kind: consultation”"),
    "a second colon forgotten": fields(":kind: ", ":kind ", "is read as text: write “:kind: consultation”"),
    "a quotation mark before a value": fields("consultation", '"meeting"', "begins with a quotation mark"),
    "a blank before the type": Mistake(
        CYBER, ":::{activity}", "::: {activity}", "opens no item: write “:::{activity}"
    ),
    "a type misspelt": Mistake(CYBER, ":::{activity}", ":::{activty}", "did you mean “{activity}”?"),
    "no title": Mistake(
        CYBER, "{activity} Continued exchanges on cyber concepts and doctrines", "{activity}", "no title"
    ),
    # Fields against the metamodel.
    "an item under the heading of another theme": Mistake(
        CYBER,
        ":::{activity} Continued exchanges on cyber concepts",
        "## Cyber exercises\n\n:::{activity} Continued exchanges on cyber concepts",
        "stands under “Cyber exercises” and belongs under “Concepts and doctrines”",
    ),
    "a field misspelt": fields(":kind:", ":kinde:", "is no field of activity: did you mean “kind”?"),
    "a status given by hand": fields(
        ":kind:", ":status: realised\n:kind:", ":status: is no field of activity"
    ),
    "a kind that is not allowed": fields(
        "consultation", "meating", "did you mean “meeting”? A new one is added"
    ),
    "an actor that is not allowed": Mistake(
        CYBER, "EU staff, NATO staff", "EU staff, NATO staf", "did you mean “NATO staff”?"
    ),
    "a date in words": Mistake(
        CYBER, ":when: 2018-12\n", ":when: December 2018\n", "is not a date: write YYYY"
    ),
    "a day that is not in the calendar": Mistake(
        CYBER, ":when: 2018-12\n", ":when: 2018-11-31\n", "no day of the calendar"
    ),
    "an interval that ends first": Mistake(
        CYBER, ":when: 2018-12\n", ":when: 2018-12/2018-06\n", "ends before it begins"
    ),
    "no kind": fields(":kind: consultation\n", "", "A04-CYB-001: has no :kind:"),
    "no number": fields(":id: A04-CYB-001\n", "", "activity “Continued exchanges"),
    "values in brackets": Mistake(
        CYBER, ":actors: EU staff, NATO staff", ":actors: [EU staff, NATO staff]", "no brackets"
    ),
    # Items against each other, their page and their report.
    "a number taken twice": fields("A04-CYB-001", "A04-CYB-003", "is taken already in"),
    "two sentences without a comma": Mistake(
        CYBER,
        ": R04-CYB-01.1, R04-CYB-04.1",
        ": R04-CYB-01.1 R04-CYB-04.1",
        "each as in R04-CYB-01.1, with commas",
    ),
    "a number of another form": fields("A04-CYB-001", "A04-CYB-1", "is no number of activity"),
    "a number of another report": fields(
        "A04-CYB-001", "A05-CYB-090", "disagrees with its number, which tells R05"
    ),
    "a number of another area": fields(
        "A04-CYB-001", "A04-HYB-090", "disagrees with its number, which tells AREA-HYB"
    ),
    "a proposal that is none": Mistake(
        CYBER, ":inferred: P16-CYB-01", ":inferred: P16-CYB-10", "P16-CYB-10 is no item"
    ),
    "a sentence that is none": Mistake(
        CYBER, "R04-CYB-01.1, R04-CYB-04.1", "R04-CYB-01.9", "R04-CYB-01 has 1 sentences"
    ),
    "a section that is none": Mistake(
        REPORT, "INT, HYB", "INT, HYP", "HYP is no section; did you mean “HYB”?"
    ),
    "a period that ends first": Mistake(
        REPORT, ":period_end: 2019-06", ":period_end: 2018-05", "lies before :period_start:"
    ),
    "a report before the one before it": Mistake(
        REPORT, ":period_start: 2018-06", ":period_start: 2017-12", "lies before that of R03, 2018-01"
    ),
    "a proposal of another set": Mistake(
        PROPOSAL, ":set: 2016", ":set: 2017", ":set: 2017 disagrees with its number, which tells 2016"
    ),
    "a proposal of another area": Mistake(
        PROPOSAL, ":area: AREA-CYB", ":area: AREA-CAP", "disagrees with its number, which tells AREA-CYB"
    ),
    "a proposal endorsed in another year": Mistake(
        PROPOSAL, ":endorsed: 2016-", ":endorsed: 2017-", "disagrees with its number, which tells 2016"
    ),
    "a count that gives a status": Mistake(
        CYBER,
        "It lists five forms",
        "It lists five of the 74 proposals",
        "counts proposals, and a count gives",
    ),
    "a passage of another section": Mistake(PASSAGES, ":section: HYB", ":section: CYB", "which tells HYB"),
    "a reason for context that is none": Mistake(PASSAGES, " frame", " fram", "did you mean “frame”?"),
    "a source that is not in the bibliography": Mistake(
        PROPOSAL,
        "`ccdcoe2016,",
        "`ccdcoe2061,",
        "the source ccdcoe2061 is not there; did you mean “ccdcoe2016”?",
    ),
    "a page that is not there": Mistake(
        "docs/about.md",
        "# About",
        "{doc}`/gide`\n\n# About",
        "the page /gide is not there; did you mean “/guide”?",
    ),
    "an item that is not there": Mistake(
        "docs/about.md", "# About", "{need}`A04-CYB-901`\n\n# About", "the item A04-CYB-901 is not there"
    ),
    "a view of an item that is none": Mistake(
        PROPOSAL, ":item: P16-CYB-01", ":item: P16-CYB-71", "the item P16-CYB-71 is not there; did you mean"
    ),
    "a comment that is not closed": Mistake(
        CYBER, "\n## ", "\n<!-- later\n\n## ", "the comment <!-- is not closed"
    ),
    "a role that is not closed": Mistake(
        "docs/about.md", "# About", "{doc}`/guide\n\n# About", "begins with ` is not closed"
    ),
    "a page without a title": Mistake(
        CYBER, "# Cyber security and cyber defence: fourth progress report\n", "", "begin the page with “# ”"
    ),
    "a sentence twice": Mistake(
        CYBER, "R04-CYB-01.1, R04-CYB-04.1", "R04-CYB-01.1, R04-CYB-01.1", "names R04-CYB-01.1 twice"
    ),
    "a day in words": Mistake(
        REPORT, ":published: 2019-06-17", ":published: 17 June 2019", "is not a date: write YYYY"
    ),
    "a draft left by a tool": Mistake(
        CYBER, "EU and NATO staff kept up", "Told in own words, with the", "left by a tool"
    ),
    "an item within another": Mistake(CYBER, TEXT, OTHER + TEXT, "is not closed before the next item begins"),
    "a no-break space after a field": fields(":kind: ", ":kind:\u00a0", "another blank than the plain one"),
    "an item too far in": Mistake(CYBER, ":::{activity}", "\t:::{activity}", "too far in to be an item"),
    "an item without a text": Mistake(
        CYBER, f"{TEXT} their exchanges.\n", "", "has no text: write one below the fields"
    ),
    "a block of code that is not closed": Mistake(
        "docs/editors-guide.md",
        '--dry-run"\n   ```',
        '--dry-run"',
        "is not closed before the next one",
    ),
    "HTML on a page": Mistake("docs/about.md", "# About", "<div>\n\n# About", "HTML is not read"),
    "a report of another form": fields(":report: R04", ":report: R4", "R4 is no item; did you mean “R04”?"),
    "sections without commas": Mistake(REPORT, "INT, HYB, OPS, ", "INT HYB OPS, ", "are parted by commas"),
    "a period without its month": Mistake(
        REPORT, ":period_start: 2018-06", ":period_start: 2018", "is not a date"
    ),
    "a reference in quotation marks": Mistake(
        "docs/about.md", "# About", "{doc}‘/guide’\n\n# About", "with its text between backticks"
    ),
    "a reference without its braces": Mistake(
        "docs/about.md", "# About", "See cite:p`report04`.\n\n# About", "write {cite:p} with its text"
    ),
    "a letter that only looks like one of a number": fields(
        "A04-CYB-001", "\u041004-CYB-001", "“А” (cyrillic capital letter a) is no sign of a number"
    ),
    "a blank that only looks like one": Mistake(
        CYBER, "EU staff, NATO staff", "EU\u00a0staff, NATO staff", "holds another blank than the plain one"
    ),
    "a theme of another area": Mistake(
        CYBER,
        ":theme: Concepts and doctrines",
        ":theme: Military mobility",
        "is none of AREA-CYB; allowed: Concepts and",
    ),
    "an area without its first part": fields(
        "AREA-CYB", "CYB", ":area: CYB is no item; did you mean “AREA-CYB”"
    ),
    "a designation without its asterisk": Mistake(
        CYBER,
        "EU and NATO staff kept",
        "EU and NATO staff in Kosovo kept",
        "stands without its asterisk: write Kosovo*",
    ),
    "a heading within an item": Mistake(
        CYBER, TEXT, f"## More\n\n{TEXT}", "is not closed before the heading"
    ),
    "two reports on a page": Mistake(
        "docs/reports/r10.md",
        "## What was read",
        f"{ELEVENTH}\n## What was read",
        "R11: stands on docs/reports/r10.md, and must have a page of its own, r11.md",
    ),
    "a number that was withdrawn": Mistake(
        "docs/corrections.md",
        "- `A04-HYB-016`",
        "- `A04-CYB-001`",
        "is withdrawn here, and an item has it again",
    ),
    "a link to a heading that is not there": Mistake(
        "docs/about.md", "# About", "[Here](changes.md#none)\n\n# About", "the heading none is not there"
    ),
    "a link without the ending of the page": Mistake(
        "docs/about.md", "# About", "[Here](changes)\n\n# About", "did you mean “/changes.md”?"
    ),
    "a reference below a list of pages": Mistake(
        "docs/about.md",
        "bibliography\n```",
        "bibliography\n```\n\n{need}`A04-CYB-901`",
        "A04-CYB-901 is not there",
    ),
    "a figure of a status that is none": Mistake(
        "docs/areas/index.md", "status=reported group", "status=reportd group", "did you mean “reported”?"
    ),
    "a catalogue of another encoding by its head": Mistake(
        CATALOGUE, "charset=utf-8", "charset=latin-9", "its head"
    ),
    "reasoning in another form in a catalogue": Mistake(
        CATALOGUE,
        "P16-CYB-01: matière ajoutée, d'après",
        "P16-CYB-01: supposé, d'après",
        "translated inference has not",
    ),
    "a comma in a name of a list": Mistake(
        "ubproject.toml", '"African Union"', '"Union, African"', "“Union, African” has a comma"
    ),
    "a settlement of no proposal": Mistake(
        "coding/r04-settlements.csv", "P16-HYB-10", "P16-HYB-99", "'P16-HYB-99' is not allowed; did you mean"
    ),
    "a settlement that changes the figures": Mistake(
        "coding/r04-links-settled.csv", "P17-POL-04", "P17-POL-05", "run make agreement"
    ),
    "a quotation mark not closed in a table": Mistake(
        "coding/r04-settlements.csv", '"Briefing each', "Briefing each", "has no second one"
    ),
    "a decision left open": fields("consultation", "?", "“?” was left by a tool"),
    # What was copied, and in one place not changed.
    "the title of another item": Mistake(
        CYBER,
        "cyber concepts and doctrines, April 2019",
        "cyber concepts and doctrines, September 2018",
        "A04-CYB-013: :title: Workshop on cyber concepts and doctrines is that of A04-CYB-012",
    ),
    "the place of another area": Mistake(
        "docs/areas/operations/index.md", ":order: 2", ":order: 3", ":order: 3 is that of AREA-CYB"
    ),
    "the hash of another passage": Mistake(
        PASSAGES,
        "590c0a6ce2af18ea22ef02e07a31487d1ca466a19c251df1504ecd90b6cb8006",
        "c759a90308ef5f68df615782949806db57905756cc3754dfa567f0d4d4571c4e",
        "is that of R04-INT-01",
    ),
    "the history of another proposal": Mistake(
        PROPOSAL,
        ":item: P16-CYB-01",
        ":item: P16-CYB-02",
        "shows another item than that of the page, P16-CYB-01",
    ),
    "the number of another proposal in the page's title": Mistake(
        PROPOSAL,
        "operations · P16-CYB-01",
        "operations · P16-CYB-02",
        "has another title, or number, than its page",
    ),
    "a page's title that lags behind": Mistake(
        "docs/areas/cyber/index.md",
        "# Cyber security and cyber defence",
        "# Cyber security",
        "make them alike",
    ),
    "a catalogue of another language": Mistake(CATALOGUE, "Language: fr", "Language: de", "“Language: fr”"),
    # What Markdown or Sphinx would pass over.
    "a theme of an area that is none": Mistake(
        "docs/areas/cyber/index.md",
        "Concepts and doctrines,",
        "Concepts and doctrine,",
        "is no theme; did you mean",
    ),
    "a glossary's text not further in": Mistake(
        "docs/glossary.md", "  Passing fuel", "Passing fuel", "begin the text of a term with two blanks"
    ),
    "a heading without its blank": Mistake(CYBER, "## Cyber exercises", "##Cyber exercises", "is no heading"),
    "a view too far in": Mistake(
        "docs/areas/cyber/index.md",
        ":::{progress-units}",
        "\t:::{progress-units}",
        "is too far in to be read",
    ),
    "a picture without words": Mistake(
        "docs/about.md", "# About", "![](a.png)\n\n# About", "no words for those"
    ),
    "an interval with a slash for a hyphen": Mistake(
        CYBER, ":when: 2018-09\n", ":when: 2018/09\n", "is not a date: write YYYY"
    ),
    "a citation file of another version": Mistake(
        "CITATION.cff", 'version: "2026', 'version: "2025', "is another version than that of conf.py"
    ),
    "a citation file that is no YAML": Mistake("CITATION.cff", "type: dataset", "type dataset", "no YAML"),
    "a name that only differs in its capitals": Mistake(
        "ubproject.toml", '  "NATO staff",', '  "NATO staff",\n  "Nato staff",', "Nato staff: is listed twice"
    ),
    "a pattern that is none": Mistake(
        "ubproject.toml", "'^R\\d{2}$'", "'^R(\\d{2}$'", "is no pattern: missing )"
    ),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of_tree(tmp_path_factory.mktemp("mistakes") / "tree")
    # Mistakes are made in its catalogues too.
    (root / "ext").unlink()
    shutil.copytree(REPOSITORY / "ext", root / "ext", ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a file once for all mistakes that leave it as it is."""
    monkeypatch.setattr(titles, "read", lambda path: _catalogue(path.read_bytes()))
    monkeypatch.setattr(files, "_of", partial(_all, files._of))
    monkeypatch.setattr(run, "report", lambda root: _report(root, *map(Path.read_bytes, _coded(root))))
    read = markup.read

    def page(path: Path, root: Path, model: Metamodel) -> tuple[list[markup.Item], list[Finding]]:
        key = (path, path.read_bytes(), model.text)
        if key not in _pages:
            _pages[key] = read(path, root, model)
        return _pages[key]

    monkeypatch.setattr(markup, "read", page)


@cache
def _catalogue(content: bytes) -> Catalog:
    return read_po(io.BytesIO(content))


@cache
def _report(root: Path, *_contents: bytes) -> dict[Path, str]:
    return report(root)


def _coded(root: Path) -> list[Path]:
    """Give the files that the report is made from."""
    return [*sorted((root / "coding").rglob("*.*")), root / "docs" / "agreement.md"]


@cache
def _all(find: Callable[..., Iterable[Finding]], *file: object) -> list[Finding]:
    return [*find(*file)]


_pages: dict[tuple[Path, bytes, str], tuple[list[markup.Item], list[Finding]]] = {}


def test_the_project_has_no_mistake(tree: Path) -> None:
    assert list(files.findings(tree)) == []
    assert written(tree)[0] == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_told_in_one_line(tree: Path, mistake: Mistake) -> None:
    path = tree / mistake.file
    before = path.read_bytes()
    try:
        mistake.make(tree)
        unread = list(files.findings(tree)) or list(metamodel.findings(tree))
        told = list(map(str, unread or written(tree)[0]))
    finally:
        path.write_bytes(before)
    assert len(told) == 1, told
    assert told[0].startswith(f"{mistake.file}:"), told
    assert mistake.told in told[0]


def test_a_page_that_was_deleted_is_one_line(tree: Path) -> None:
    path = tree / CYBER
    before = path.read_bytes()
    path.unlink()
    try:
        told = [str(finding) for finding in findings(tree)[0]]
    finally:
        path.write_bytes(before)
    assert told == [
        f"{CYBER}:1: is gone, and its catalogue is not: "
        f"bring the page back, or rename or delete {CATALOGUE}, too"
    ]


def _numbered(page: Path, old: str, new: str) -> list[str]:
    """Give what is told while the report of a page has another number."""
    before = page.read_bytes()
    page.write_bytes(before.replace(f":id: {old}\n".encode(), f":id: {new}\n".encode(), 1))
    try:
        return [str(finding) for finding in findings(page.parents[2])[0]]
    finally:
        page.write_bytes(before)


def test_a_report_that_lost_its_number_is_two_lines(tree: Path) -> None:
    """Hundreds of items name it."""
    told = _numbered(tree / REPORT, "R04", "R14")
    assert told[0].startswith(f"{REPORT}:4: R14: stands on {REPORT}, and must have a page of its own")
    assert ":report: R04 is no item, and of" in told[1]
    assert len(told) == 2


def test_a_report_with_the_number_of_another_is_two_lines(tree: Path) -> None:
    told = _numbered(tree / "docs/reports/r10.md", "R10", "R09")
    assert "take the next free number, R10" in told[0]
    assert ":report: R10 is no item, and of" in told[1]
    assert len(told) == 2


def test_a_name_taken_from_a_list_is_one_line(tree: Path) -> None:
    """Many items hold it, and one mistake took it away."""
    path = tree / "ubproject.toml"
    before = path.read_bytes()
    try:
        path.write_bytes(before.replace(b'  "NATO staff",\n', b"", 1))
        told = [str(finding) for finding in findings(tree)[0]]
        path.write_bytes(before.replace(b'  "NATO staff",\n', b'  "NATO staff",\n  "NATO staff",\n', 1))
        twice = [str(finding) for finding in findings(tree)[0]]
        path.write_bytes(before.replace(b"[needs.links]", b"[needs.link]", 1))
        lost = [str(finding) for finding in findings(tree)[0]]
    finally:
        path.write_bytes(before)
    assert len(told) == 1
    assert "“NATO staff” is not allowed" in told[0]
    assert "more items have the same" in told[0]
    assert ["ubproject.toml:" in line and "NATO staff: is listed twice" in line for line in twice] == [True]
    assert [line.partition(":")[0] for line in lost] == ["ubproject.toml"]
    assert "[needs.links]: is not there; did you mean “link”?" in lost[0]


RULES = {
    "a link of another type": Mistake(
        "docs/areas/exercises/r04.md",
        ":matched: P",
        ":matched: AREA-EXE, P",
        "link 'AREA-EXE' in field 'matched'",
    ),
    "a passage with another count, and context without a reason": Mistake(
        PASSAGES,
        ":context_note: Sentence 1: introduces the list of key elements.\n",
        "",
        "R04-INT-03: sentences that are context need a :context_note:",
    ),
    "proposals named where the report names no group": Mistake(
        "docs/areas/hybrid-threats/r04.md",
        ":scope: area\n",
        ":scope: area\n:concerns: P16-HYB-02\n",
        "only a statement with :scope: group names proposals",
    ),
    "a picture that is not there": Mistake(
        "docs/about.md",
        "# About",
        "![A](_static/none.png)\n\n# About",
        "image file not readable: _static/none.png",
    ),
    "a note without its text": Mistake("docs/sources.md", "Each citation", "Each[^1] citation", "1"),
    "a citation that is none": Mistake(
        "docs/accessibility.md",
        "# Acc",
        "{cite:p}`{p. {3}}report04`\n\n# Acc",
        "write it as in {cite:p}`key`",
    ),
    "a figure that asks for nothing": Mistake(
        "docs/matrices/index.md", "# ", "{progress-figure}`stat=reported`\n\n# ", "'stat=reported'"
    ),
    "reasoning without an inferred link": Mistake(
        "docs/areas/operations/r04.md", ":inferred:", ":matched:", "stands with a link in :inferred: alone"
    ),
    "a proposal and a reason for none": Mistake(
        "docs/areas/political-dialogue/r04.md",
        ":no_proposal:",
        ":matched: P17-POL-03\n:no_proposal:",
        "take one of the two",
    ),
    "a report that was not read and is coded": Mistake(
        REPORT, ":coverage: full", ":coverage: none", "has no coded"
    ),
    "a placeholder lost in a catalogue of the extension": Mistake(
        "ext/progress_matrix/locale/fr.po", 'dit chaque {period}"', 'dit chaque {periode}"', "lacks {period}"
    ),
    "no proposal and no reason for none": Mistake(
        CYBER,
        ":no_proposal: That training is opened to the other side, how it is designed and that practice "
        "is compared are not told.\n",
        "",
        "A04-CYB-003: at least one proposal, or a stated reason for none",
    ),
    "an inferred link without its reason": Mistake(
        "docs/areas/cyber/r05.md",
        ":no_proposal:",
        ":inferred: P16-CYB-01\n:editors_note:",
        "is no field of activity",
    ),
    "a role that is none": Mistake(
        "docs/glossary.md",
        "# Glossary",
        "# Glossary {citep}`x`",
        "is no directive or role; did you mean “cite:p”",
    ),
    "a page that no other names": Mistake(
        "docs/publishers-guide.md", "orphan: true", "x: y", "name the page in a {toctree}"
    ),
    "a sentence not translated": Mistake(
        "docs/guide.md", "\n\n", "\n\nA sentence that nobody translated yet.\n\n", "untranslated"
    ),
    "a report read in part and coded": Mistake(
        "docs/reports/r08.md",
        ":coverage: partial",
        ":coverage: partial\n:coded: CYB",
        "not read in full has no coded",
    ),
    "an official number of an inferred subject": Mistake(
        "docs/proposals/2017/p17-cyb-01.md",
        ":area:",
        ":official_no: 2.1\n:area:",
        "a number is official when",
    ),
    "another link than its reason": Mistake(
        "docs/areas/capacity-building/r04.md",
        ":inferred: P16-DCB-02",
        ":inferred: P16-DCB-04",
        "and the inferred links differ in",
    ),
    "a link in two parts": Mistake(
        "docs/data.md", "\n\n", "\n\n[Changes] (changes.md)\n\n", "“] (changes.md)” is shown as it stands"
    ),
    "emphasis that is not closed": Mistake(
        "docs/changes.md", "\n\n", "\n\nA *word.\n\n", "“*word.” is shown as it"
    ),
    "a table without its head": Mistake(
        "docs/methodology.md", "\n\n", "\n\n| a |\n| b |\n\n", "“| a | | b |”"
    ),
    "HTML in a translation": Mistake(
        "locales/fr/LC_MESSAGES/summary.po",
        'msgstr "Ce que les rapports',
        'msgstr "<b>Ce</b> que les rapports',
        "<b> too many",
    ),
    "the English in a translation": Mistake(
        "locales/fr/LC_MESSAGES/areas/cyber/index.po",
        "Rapport par rapport",
        "Report by report",
        "says the same words",
    ),
}


def test_what_only_a_build_finds_is_told_in_one_line_too(tree: Path) -> None:
    before = {mistake.file: (tree / mistake.file).read_bytes() for mistake in RULES.values()}
    try:
        for mistake in RULES.values():
            mistake.make(tree)
        told = [str(finding) for finding in findings(tree)[0]]
    finally:
        for name, content in before.items():
            (tree / name).write_bytes(content)
    for name, mistake in RULES.items():
        # A catalogue is named behind the message.
        found = [line for line in told if f"→ {mistake.file}:" in line or line.startswith(f"{mistake.file}:")]
        assert len(found) == 1, (name, told)
        assert mistake.told in found[0], (name, found)
    assert len(told) == len(RULES)
    assert "\n" not in "".join(told)


def test_a_broken_list_of_aliases_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tools" / "suggest" / "aliases.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[actors]\n"industry" []\n', encoding="utf-8")
    (told,) = map(str, files.findings(tmp_path))
    assert told.startswith("tools/suggest/aliases.toml:2: no TOML")


DATED = "  year         = {2016},\n  month        = jul,\n  date "
BIBLIOGRAPHY = {
    "another month": ("month        = jul", "month        = aug", "disagrees with year and month, '2016-08'"),
    "no title": ("  title ", "  titel ", "has no title; add one"),
    "no date": (DATED, "  day ", "has no date; add one"),
    "a brace too many": (
        "{Warsaw},",
        "{Warsaw}},",
        "year: stands outside its entry; a brace before it is too many",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), BIBLIOGRAPHY.values(), ids=BIBLIOGRAPHY)
def test_an_entry_that_contradicts_itself_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "a.bib"
    first = (REPOSITORY / "docs/references.bib").read_text(encoding="utf-8").partition("\n}\n")[0]
    path.write_text(first.replace(old, new, 1) + "\n}\n", encoding="utf-8")
    config = SimpleNamespace(bibtex_bibfiles=["a.bib"], bibtex_encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(told)):
        check_bibliographies(cast("Any", SimpleNamespace(confdir=tmp_path)), cast("Any", config))
