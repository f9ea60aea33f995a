"""After any edit, an incremental build gives what a fresh build gives, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from progress_matrix import domain
from support.factory import CONF, Root, differing
from support.tracker import ACTIVITIES, activity, item, report, tracker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

R04 = "areas/cyber/r04.md"
OPS = "areas/operations/r04.md"


def _move(root: Root) -> None:
    moved = activity("A04-CYB-002", evidence="R04-CYB-01.2", matched="P16-CYB-02", where="Brussels")
    root.put(R04, root.get(R04).replace(moved, ""))
    root.put(OPS, root.get(OPS) + moved)


def _move_back(root: Root) -> None:
    limitation = root.get(OPS)[root.get(OPS).index(":::{limitation}") :]
    root.swap(OPS, limitation, "")
    root.put(R04, root.get(R04) + limitation)


def _turn(root: Root) -> None:
    first = ACTIVITIES[: ACTIVITIES.index(":::{activity} Meeting A04-CYB-002")]
    second = ACTIVITIES[len(first) :]
    root.swap(R04, ACTIVITIES, second + first)


def _add_page(root: Root) -> None:
    root.put(
        "areas/operations/r05.md",
        "# Operations in report 5\n\n"
        + activity(
            "A05-OPS-001", report="R05", area="AREA-OPS", evidence="R05-CYB-01.1", matched="P17-OPS-01"
        ),
    )
    root.swap("areas/operations/index.md", "r04\n", "r04\nr05\n")


def _delete_page(root: Root) -> None:
    root.drop("areas/cyber/r05.md")
    root.swap("areas/cyber/index.md", "r04\nr05\n", "r04\n")


EDITS: dict[str, Callable[[Root], None]] = {
    "text edited": lambda root: root.swap(R04, "Meeting A04-CYB-001.", "Another text."),
    "retitled": lambda root: root.swap(R04, "} Meeting A04-CYB-001", "} Réunion – « élargie » & more"),
    "date changed": lambda root: root.swap(R04, ":when: 2018-11", ":when: 2019-01"),
    "actor dropped": lambda root: root.swap(R04, "EU staff, NATO staff", "NATO staff"),
    "added": lambda root: root.put(R04, root.get(R04) + activity("A04-CYB-003", matched="P16-CYB-02")),
    "deleted": lambda root: root.put(R04, "# Cyber in report 4\n\nNothing.\n"),
    "moved to another page": _move,
    "moved to a page that is read before": _move_back,
    "order on the page turned": _turn,
    "relinked": lambda root: root.swap(R04, ":matched: P16-CYB-02", ":matched: P17-OPS-01"),
    "link strengthened": lambda root: root.swap(R04, ":matched: P16-CYB-02", ":explicit: P16-CYB-02"),
    "other sentences": lambda root: root.swap(R04, ":evidence: R04-CYB-01.2", ":evidence: R04-CYB-01.1"),
    "report read in part only": lambda root: root.swap(
        "reports/r04.md", ":coverage: full", ":coverage: partial"
    ),
    "coding finished": lambda root: root.swap("reports/r05.md", ":coded: CYB", ":coded: CYB, OPS"),
    "publication moved": lambda root: root.swap("reports/r03.md", "2018-06-20", "2017-12-05"),
    "report retitled": lambda root: root.swap("reports/r05.md", "} Report 5", "} Fifth report"),
    "report added": lambda root: root.put("reports/r06.md", report(6, "2020-07", "2021-06", "none")),
    "page added": _add_page,
    "page deleted": _delete_page,
    "section added": lambda root: root.put(R04, root.get(R04) + "\n## One more section\n\nText.\n"),
    "page retitled": lambda root: root.swap("areas/cyber/index.md", "# Cyber\n", "# Cyber and more\n"),
    "proposal retitled": lambda root: root.swap(
        "proposals/p16-cyb-01.md", "} Subject of P16-CYB-01", "} Other subject"
    ),
    "basis changed": lambda root: root.swap(
        "proposals/p16-cyb-01.md", ":basis: secondary", ":basis: official"
    ),
    "proposal added": lambda root: root.put(
        "proposals/p16-cyb-03.md", root.get("proposals/p16-cyb-01.md").replace("CYB-01", "CYB-03")
    ),
    "proposal deleted": lambda root: root.drop("proposals/p16-ops-01.md"),
    "area retitled": lambda root: root.swap("areas/cyber/index.md", "} Cyber\n", "} Cyber defence\n"),
    "context reason changed": lambda root: root.swap("reports/passages.md", "3 frame", "3 purpose"),
    "announcement retitled": lambda root: root.swap(
        OPS, "} An exercise in autumn 2019", "} A naval exercise"
    ),
    "announcement due later": lambda root: root.swap(OPS, ":due: 2019-10", ":due: 2023-10"),
    "follow-up dropped": lambda root: root.swap("areas/cyber/r05.md", ":fulfils: F04-OPS-001\n", ""),
    "passage retitled": lambda root: root.swap(
        "reports/passages.md", "} CYB paragraph 1\n:id: R04", "} Cyber paragraph 1\n:id: R04"
    ),
    "statement retitled": lambda root: root.swap(OPS, "} The field as a whole", "} All of the field"),
    "statement about a group": lambda root: root.swap(
        OPS, ":scope: area", ":scope: group\n:concerns: P16-CYB-02"
    ),
    "source cited anew": lambda root: root.put(
        "views.md", root.get("views.md") + "\nSee {cite:p}`source2018`.\n"
    ),
    "view added": lambda root: root.put("views.md", root.get("views.md") + "\n:::{progress-groups}\n:::\n"),
    "words of the project changed": lambda root: root.swap(
        "tracker.toml", '\nkind = "Kind"\n', '\nkind = "Sort"\n'
    ),
    "nothing but the time of a file": lambda root: os.utime(root.source / R04),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A tracker that was built once, and a copy of it with all its times."""
    root = tracker(tmp_path_factory.mktemp("edits") / "live")
    root.build()
    shutil.copytree(root.folder, root.folder.with_name("kept"))
    return root


@pytest.fixture
def built(kept: Root) -> Root:
    """The tracker as it was after its first build, in the same folder, which Sphinx remembers."""
    shutil.rmtree(kept.folder)
    shutil.copytree(kept.folder.with_name("kept"), kept.folder)
    return kept


@pytest.mark.parametrize("edit", list(EDITS))
def test_an_incremental_build_equals_a_fresh_one(built: Root, edit: str) -> None:
    EDITS[edit](built)
    incremental = built.build()
    assert "could not be created" not in incremental.log
    assert differing(incremental, built.build("fresh")) == []


@pytest.mark.parametrize("edit", ["text edited", "retitled", "date changed", "words of the project changed"])
def test_files_that_come_back_with_an_older_time(built: Root, edit: str) -> None:
    EDITS[edit](built)
    for path in built.source.rglob("*"):
        os.utime(path, (10**9, 10**9))
    assert differing(built.build(), built.build("fresh")) == []


def test_an_included_file_with_an_older_time(tiny: Root) -> None:
    tiny.put("part.txt", "One text.")
    tiny.put("views.md", tiny.get("views.md") + "\n```{literalinclude} part.txt\n```\n")
    tiny.run()
    tiny.put("part.txt", "Two texts.")
    os.utime(tiny.source / "part.txt", (10**9, 10**9))
    _, incremental = tiny.run()
    assert ">Two<" in incremental.html("views")
    assert differing(incremental, tiny.run(out="fresh")[1]) == []


def test_a_file_that_is_no_longer_included(tiny: Root) -> None:
    views = tiny.get("views.md")
    tiny.put("part.txt", "One text.")
    tiny.put("views.md", f"{views}\n```{{literalinclude}} part.txt\n```\n")
    tiny.build()
    tiny.put("views.md", views)
    incremental = tiny.build()
    kept = incremental.outdir / ".progress-matrix.json"
    fresh = tiny.build("fresh")
    assert kept.read_bytes() == (fresh.outdir / kept.name).read_bytes()
    assert differing(incremental, fresh) == []


LOOK = """
html_static_path = ["look"]
html_css_files = ["own.css"]
templates_path = ["templates"]
html_theme_path = ["themes"]
html_theme = "own"
"""


@pytest.mark.parametrize("file", ["look/own.css", "templates/page.html", "themes/own/layout.html"])
@pytest.mark.parametrize("time", [None, 10**9], ids=["newer", "older"])
def test_a_style_sheet_or_template_changes_every_page(tiny: Root, file: str, time: int | None) -> None:
    tiny.put("conf.py", CONF + LOOK)
    tiny.put("look/own.css", "p { color: black }")
    tiny.put("templates/page.html", '{% extends "!page.html" %}{% block body %}black{% endblock %}')
    tiny.put("themes/own/theme.toml", '[theme]\ninherit = "basic"\n')
    tiny.put(
        "themes/own/layout.html", '{% extends "basic/layout.html" %}{% block footer %}black{% endblock %}'
    )
    tiny.run()
    tiny.swap(file, "black", "blue")
    if time:
        os.utime(tiny.source / file, (time, time))
    assert differing(tiny.run()[1], tiny.run(out="fresh")[1]) == []


FIGURE = "```{figure} dot.svg\n:name: drawn\nThe caption\n```\n"
EQUATION = "```{math}\n:label: sum\na + b\n```\n"
TERM = "```{glossary}\nword\n  Its meaning.\n```\n"
PLACE = "(place)=\nThe place.\n"


@pytest.mark.parametrize(
    ("old", "new", "elsewhere"),
    [
        (PLACE, "", PLACE),
        (TERM, "", TERM),
        ("The caption", "Another caption", ""),
        (FIGURE, FIGURE.replace("drawn", "first") + FIGURE, ""),
        (EQUATION, EQUATION.replace("sum", "first") + EQUATION, ""),
    ],
    ids=["place moved", "term moved", "caption changed", "figure before", "equation before"],
)
def test_what_a_reference_shows_of_another_page(tiny: Root, old: str, new: str, elsewhere: str) -> None:
    tiny.put("conf.py", f"{CONF}numfig = True\n")
    tiny.swap("index.md", "register\n", "register\nnaming\nnamed\n")
    tiny.put("dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    tiny.put(
        "naming.md", "# Naming\n\n{ref}`this <place>` {ref}`drawn` {numref}`drawn` {eq}`sum` {term}`word`\n"
    )
    tiny.put("named.md", f"# Named\n\n{PLACE}\n{FIGURE}\n{EQUATION}\n{TERM}")
    tiny.put("other.md", "# Other\n\n")
    tiny.build()
    tiny.swap("named.md", old, new)
    tiny.put("other.md", tiny.get("other.md") + elsewhere)
    assert differing(tiny.build(), tiny.build("fresh")) == []


def test_a_changed_template_of_items_has_them_read_again(tiny: Root) -> None:
    tiny.put("conf.py", f'{CONF}needs_template_folder = "forms"\n')
    tiny.put("forms/short.need", "One text of {{ title }}.\n")
    tiny.swap(R04, ":id: A04-CYB-002\n", ":id: A04-CYB-002\n:template: short\n")
    tiny.build()
    tiny.swap("forms/short.need", "One", "Another")
    incremental = tiny.build()
    assert "Another text of" in incremental.html("areas/cyber/r04")
    assert differing(incremental, tiny.build("fresh")) == []


def test_the_search_keeps_the_index_entries_of_pages_that_are_not_written(tiny: Root) -> None:
    tiny.put("terms.md", f"# Terms\n\n{TERM}")
    entry = re.compile(r'"word":\[\[\d+,"term-word",true\]\]')
    for out in ("out", "out", "fresh"):
        assert entry.search((tiny.build(out).outdir / "searchindex.js").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("_workbooks")
def test_workbooks_are_fresh_too(tiny: Root) -> None:
    first = tiny.build().files()
    EDITS["relinked"](tiny)
    incremental = tiny.build()
    assert differing(incremental, tiny.build("fresh")) == []
    changed = {name for name, content in incremental.files().items() if content != first.get(name)}
    assert "data/matrix-proposals-reports.xlsx" in changed


@pytest.mark.usefixtures("_workbooks")
def test_workbooks_lead_to_where_an_item_has_moved(tiny: Root) -> None:
    tiny.build()
    tiny.put("proposals/p16-moved.md", tiny.get("proposals/p16-cyb-01.md"))
    tiny.drop("proposals/p16-cyb-01.md")
    assert differing(tiny.build(), tiny.build("fresh")) == []


@pytest.mark.usefixtures("_workbooks")
def test_a_build_without_a_change_writes_nothing(tiny: Root) -> None:
    before = tiny.run()[1].times()
    assert tiny.run()[1].times() == before
    assert any(name.startswith("data/") for name in before)


def pages_written(root: Root, old: str, new: str, page: str = R04) -> set[str]:
    """Edit a page, mostly the activities of the fourth report; name the pages that the next build writes."""
    before = root.run()[1].times()
    root.swap(page, old, new)
    after = root.run()[1].times()
    return {name for name in after if name.endswith(".html") and after[name] != before.get(name)}


def test_a_text_is_on_its_own_page_alone(tiny: Root) -> None:
    # All but its first paragraph, which views show too.
    written = pages_written(tiny, "Meeting A04-CYB-002.", "Meeting A04-CYB-002.\n\nAnother paragraph.")
    # Sphinx writes the page above it in the tree again too.
    assert written == {"areas/cyber/r04.html", "areas/cyber/index.html"}


def test_a_paragraph_is_written_with_the_histories_that_show_it(tiny: Root) -> None:
    written = pages_written(tiny, "Meeting A04-CYB-002.", "Meeting A04-CYB-002. It was long.")
    assert {"areas/cyber/r04.html", "proposals/p16-cyb-02.html"} <= written
    # Indices and lists show titles and first sentences.
    assert not {"views.html", "proposals/p16-ops-01.html", "reports/passages.html"} & written


def test_what_stands_above_a_page_is_written_when_that_was_read(tiny: Root) -> None:
    page = "proposals/p16-cyb-02"
    tiny.put("above.md", f"# Above\n\n```{{toctree}}\n{page}\n```\n")
    written = pages_written(tiny, "Meeting A04-CYB-002.", "Meeting A04-CYB-002. It was long.")
    assert f"{page}.html" in written
    assert "above.html" not in written
    tiny.put(f"{page}.md", tiny.get(f"{page}.md").replace("# ", "# Anew: ", 1))
    incremental = tiny.run()[1]
    assert "Anew: " in incremental.html("above")
    assert differing(incremental, tiny.run(out="fresh")[1]) == []


def test_a_ledger_is_written_for_what_touches_an_announcement_alone(tiny: Root) -> None:
    tiny.put("ledger.md", "---\norphan: true\n---\n\n# Ledger\n\n:::{progress-ledger}\n:::\n")
    assert "ledger.html" not in pages_written(tiny, "} Meeting A04-CYB-002", "} Another title")
    follow_up = pages_written(tiny, "} Meeting A05-CYB-001", "} The exercise", "areas/cyber/r05.md")
    assert "ledger.html" in follow_up


def test_a_title_rewrites_the_pages_that_show_it(tiny: Root) -> None:
    written = pages_written(tiny, "} Meeting A04-CYB-002", "} Another title")
    assert {"areas/cyber/r04.html", "proposals/p16-cyb-02.html", "views.html"} <= written
    assert (
        not {"proposals/p16-ops-01.html", "proposals/p17-ops-01.html", "areas/operations/r04.html"} & written
    )


def test_parallel_equals_serial(tiny: Root) -> None:
    serial = tiny.build("serial")
    parallel = tiny.build("parallel", jobs=4)
    assert parallel.warnings == []
    assert differing(serial, parallel) == []


def test_a_parallel_incremental_build_equals_a_fresh_one(tiny: Root) -> None:
    tiny.build(jobs=4)
    _move(tiny)
    _add_page(tiny)
    assert differing(tiny.build(jobs=4), tiny.build("fresh")) == []


def test_other_hash_seeds_and_folders_give_the_same_bytes(tmp_path: Path) -> None:
    codes, builds = zip(
        *(tracker(tmp_path / name).run(seed=seed) for name, seed in (("one", "1"), ("two", "2"))), strict=True
    )
    assert codes == (0, 0)
    assert differing(*builds) == []


CRASHER = """
from pathlib import Path


def crash(app, pagename, *_):
    if pagename == "views" and Path(app.srcdir, "crash").exists():
        raise RuntimeError("crash in the write phase")


def setup(app):
    app.connect("html-page-context", crash)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.mark.parametrize("first_build", [True, False], ids=["at first", "later"])
def test_the_build_after_a_crash_is_right(tiny: Root, first_build: bool) -> None:  # noqa: FBT001
    tiny.put("crasher.py", CRASHER)
    tiny.put(
        "conf.py",
        CONF.replace('"progress_matrix"', '"progress_matrix", "crasher"')
        + "import sys\nsys.path.insert(0, __file__.removesuffix('conf.py'))\n",
    )
    if not first_build:
        tiny.build()
    EDITS["relinked"](tiny)
    tiny.put("crash", "")
    with pytest.raises(Exception, match="crash in the write phase"):
        tiny.build()
    tiny.drop("crash")
    assert differing(tiny.build(), tiny.build("fresh")) == []


def test_a_page_that_is_gone_leaves_nothing_even_after_a_crash(tiny: Root) -> None:
    tiny.put("crasher.py", CRASHER)
    conf = CONF.replace('"progress_matrix"', '"progress_matrix", "crasher"')
    conf = conf.replace("html_copy_source = False\n", "")
    tiny.put("conf.py", f"{conf}import sys\nsys.path.insert(0, __file__.removesuffix('conf.py'))\n")
    tiny.build()
    EDITS["page deleted"](tiny)
    tiny.put("new.md", "# New\n")
    tiny.put("crash", "")
    with pytest.raises(Exception, match="crash in the write phase"):
        tiny.build()
    tiny.drop("crash")
    tiny.drop("new.md")
    assert differing(tiny.build(), tiny.build("fresh")) == []


def test_two_builders_share_the_doctrees(tiny: Root) -> None:
    tiny.build(builder="html")
    tiny.build(builder="dirhtml")
    EDITS["relinked"](tiny)
    EDITS["retitled"](tiny)
    folders = tiny.build(builder="dirhtml")
    pages = tiny.build(builder="html")
    assert differing(pages, tiny.build("fresh", builder="html")) == []
    assert differing(folders, tiny.build("fresh folders", builder="dirhtml")) == []


@pytest.mark.parametrize("name", ["part.txt", "note.md"])
def test_what_another_builder_has_read_is_written_too(tiny: Root, name: str) -> None:
    tiny.put("part.txt", "One text.")
    tiny.put("note.md", "# Note\n\nOne text.\n\n```{literalinclude} part.txt\n```\n")
    tiny.build()
    tiny.swap(name, "One", "Another")
    os.utime(tiny.source / name, (10**9, 10**9))
    tiny.build(builder="xml")
    assert differing(tiny.build(), tiny.build("fresh")) == []


def test_an_output_folder_that_was_cleared_is_filled_again(tiny: Root) -> None:
    built = tiny.build()
    (built.outdir / "data" / "matrix-proposals-reports.csv").unlink()
    (built.outdir / ".progress-matrix.json").write_text("{ half a file", encoding="utf-8")
    assert differing(tiny.build(), tiny.build("fresh")) == []


def test_a_change_of_what_is_kept_between_builds_changes_its_version() -> None:
    # Otherwise a page read by an older version has a subject that nothing changes any more.
    subjects = (domain.EVERYTHING, domain.STATUSES, domain.TITLES, domain.ANNOUNCED, domain.CHECKED)
    kept = (domain.ProgressDomain.data_version, sorted(domain.ProgressDomain.initial_data), subjects)
    names = ["conditions", "contents", "indices", "views"]
    assert kept == (9, names, ("", "*statuses", "*titles", "*announced", "*checked"))


def test_an_item_of_each_kind_may_follow_text_of_its_page(tmp_path: Path) -> None:
    text = "# More\n\nSome text.\n\n" + item(
        "limitation",
        "Nobody came",
        id="L04-CYB-001",
        report="R04",
        area="AREA-CYB",
        evidence="R04-CYB-01.2",
        matched="P16-CYB-01",
    )
    root = tracker(tmp_path, areas__cyber__more=text)
    assert "Nobody came" in root.build().html("proposals/p16-cyb-01")
