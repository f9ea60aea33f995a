"""A project that lists the extension keeps all that is not the extension's."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.locale import translators
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from pathlib import Path

# sphinx-needs' own layouts use what docutils gives up.
pytestmark = pytest.mark.filterwarnings("ignore:The frontend:DeprecationWarning")

CONF = """
extensions = ["sphinx_needs"] + LISTED
project = "Stock"
author = copyright = "Us"
version = "1"
html_theme = "basic"
html_last_updated_fmt = None
needs_id_regex = "^[A-Z0-9_]{3,}"
needs_reproducible_json = True
needs_build_json = True
"""

PAGE = """
Stock
=====

.. req:: First requirement
   :id: REQ_1
   :status: open
   :tags: alpha, beta
   :layout: complete

   It is :ndf:`copy("status")`, see :need:`SPEC_1`.

.. spec:: A specification
   :id: SPEC_1
   :links: REQ_1
   :style: red_border
   :collapse: true

.. needtable::
   :columns: id; title; status

.. needlist::

.. list-table:: An ordinary table
   :header-rows: 1
   :stub-columns: 1

   * - x
     - y
   * - 1
     - 2
"""


def built(
    folder: Path, builder: str, listed: str, page: str = PAGE, conf: str = "", *, allowed: str = ""
) -> dict[str, str]:
    """Build the project without a warning but one, and give its files but for what differs by itself."""
    source = folder / "source"
    source.mkdir(parents=True)
    (source / "conf.py").write_text(CONF.replace("LISTED", listed) + conf, encoding="utf-8")
    (source / "index.rst").write_text(page, encoding="utf-8")
    log = io.StringIO()
    # What another test of this process may have left: only a build's end clears it.
    translators.clear()
    app = SphinxTestApp(builder, source, folder / "out", warning=log)
    try:
        app.build()
    finally:
        app.cleanup()
    known = ("unknown mimetype", 'conf value "epub_', "RemovedInSphinx")  # Sphinx's own, of an EPUB
    told = [line for line in log.getvalue().splitlines() if not any(part in line for part in known)]
    assert [line for line in told if not allowed or allowed not in line] == []
    assert bool(told) == bool(allowed)
    skip = {".buildinfo"}
    paths = [path for path in app.outdir.rglob("*") if path.is_file() and path.name not in skip]
    return {
        str(path.relative_to(app.outdir)): steady(path).replace(str(folder), "")
        for path in paths
        if path.suffix not in (".epub", ".doctree")
    }


def steady(path: Path) -> str:
    """Give a file without random ids, and without the times that sphinx-needs measures."""
    text = re.sub(r"SNCB-[0-9a-f]{8}", "SNCB", path.read_bytes().decode("latin-1"))
    if path.name == "schema_violations.json":
        report: dict[str, Any] = json.loads(text)
        return str({key: value for key, value in report.items() if key == "validated_needs_count"})
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "now", text)


# That html_tables writes all tables of a page alike is what it is listed for.
@pytest.mark.parametrize("listed", ["progress_matrix", "progress_matrix.open_data"])
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "latex", "xml", "pseudoxml"])
def test_nothing_is_changed_where_nothing_is_configured(tmp_path: Path, builder: str, listed: str) -> None:
    without = built(tmp_path / "without", builder, "[]")
    beside = built(tmp_path / "with", builder, f"[{listed!r}]")
    assert without.keys() == beside.keys()
    assert [name for name in without if without[name] != beside[name]] == []


OURS = {
    "types": {"item": "goal", "group": "field", "period": "review", "passage": "line"},
    "facts": {"goal": []},
}


def test_needs_of_other_types_keep_their_layout_beside_ours(tmp_path: Path) -> None:
    conf = (
        "needs_types = [{'directive': name, 'title': name, 'prefix': name} for name in "
        "('req', 'spec', 'goal', 'field', 'review', 'line')]\n"
    )
    goal = "\n.. goal:: A goal\n   :id: GOAL_1\n\n   Its text.\n"
    without = built(tmp_path / "without", "html", "[]", PAGE + goal, conf)
    settings = f"progress_matrix = {OURS!r}\nneeds_links = {{name: {{}} for name in ('period', 'group')}}\n"
    beside = built(
        tmp_path / "with",
        "html",
        "['progress_matrix']",
        PAGE + goal,
        conf + settings,
        allowed="GOAL_1: :group:",
    )
    parts = [re.split(r'(?=id="GOAL_1")', files["index.html"])[0] for files in (without, beside)]
    theirs = re.compile(r'<div class="need_container.*?id="REQ_1".*?</table>', re.DOTALL)
    assert theirs.findall(parts[0])
    assert theirs.findall(parts[0]) == theirs.findall(parts[1])
    assert "It is open, see" in beside["index.html"]
    ordinary = re.compile(
        r'<table class="docutils[^>]*>\s*<caption>.*?An ordinary table.*?</table>', re.DOTALL
    )
    assert ordinary.findall(without["index.html"])
    assert ordinary.findall(without["index.html"]) == ordinary.findall(beside["index.html"])
    assert not any(name.startswith("data/") for name in beside)


def test_needs_of_other_types_may_use_our_fields_and_links_for_their_own_ends(tmp_path: Path) -> None:
    conf = (
        "needs_types = [{'directive': name, 'title': name, 'prefix': name} for name in "
        "('req', 'spec', 'goal', 'field', 'review', 'line')]\n"
        "needs_links = {name: {} for name in ('period', 'group')}\n"
        "needs_fields = {name: {'nullable': True} for name in ('order', 'when', 'sources')}\n"
        f"progress_matrix = {OURS!r}\n"
    )
    theirs = "\n.. req:: Another\n   :id: REQ_2\n   :group: SPEC_1\n   :order: first\n   :when: soon\n"
    theirs += "   :sources: hearsay\n"
    files = built(tmp_path, "html", "['progress_matrix']", PAGE + theirs, conf)
    need = json.loads(files["needs.json"])["versions"]["1"]["needs"]["REQ_2"]
    assert (need["group"], need["order"], need["when"]) == (["SPEC_1"], "first", "soon")
    assert need["sources"] == "hearsay"


SPANNED = """
+---+---+---+---+
| a         | d |
+===+===+===+===+
| 1 | 2     | 4 |
+---+---+---+---+
"""


def test_a_table_with_cells_across_columns_becomes_no_list(tmp_path: Path) -> None:
    html = built(tmp_path, "html", "['progress_matrix.html_tables']", PAGE + SPANNED)["index.html"]
    assert '<th class="head" colspan="3" scope="col">a</th>' in html
    assert not re.search(r"data-l=|stacked", html)


def test_a_view_without_settings_says_what_is_missing(tmp_path: Path) -> None:
    page = PAGE + "\n.. progress-matrix::\n"
    files = built(tmp_path, "html", "['progress_matrix']", page, allowed="the extension has no settings")
    assert not any(name.startswith("data/") for name in files)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_a_link_to_a_file_is_one_in_every_kind_of_pages(tmp_path: Path, builder: str) -> None:
    page = PAGE + "\n:file-link:`The look <_static/basic.css>`\n"
    html = built(tmp_path, builder, "['file_links']", page)["index.html"]
    assert re.search(r'<a href="_static/basic\.css">The look</a>, \d+\xc2?\xa0kB', html)


EDITIONS = "editions = {'en': 'English', 'fr': 'Français'}\n"


def test_addresses_of_other_editions_are_those_of_their_folders(tmp_path: Path) -> None:
    html = built(tmp_path, "dirhtml", "['bilingual']", conf=EDITIONS)["search/index.html"]
    assert 'hreflang="fr" href="../../fr/search/"' in html


def test_an_epub_has_no_policy_and_no_other_editions(tmp_path: Path) -> None:
    files = built(tmp_path, "epub", "['bilingual', 'page_policy']", conf=EDITIONS)
    assert "security-policy.txt" not in files
    assert not re.search("Content-Security-Policy|hreflang", files["index.xhtml"])
