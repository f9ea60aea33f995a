"""The real tree's pages: figures that add up, links that lead somewhere, names with their note."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from support.factory import REPOSITORY

if TYPE_CHECKING:
    from project.conftest import Site

EVIDENCED = {"reported", "announced", "obstacle_only", "area_only", "other_source"}
UNCOUNTED = {"not_applicable", "not_coded", "other_source", "source_unavailable"}


def counts(site: Site, report: str, *, independent: bool) -> Counter[str]:
    return Counter(
        row["status"]
        for row in site.rows("matrix-proposals-reports")
        if row["report"] == report and (not independent or row["independent"] == "true")
    )


def test_the_figures_of_the_home_page_equal_a_recount(site: Site) -> None:
    text = site.page("index.html").text
    known, every = (counts(site, site.latest, independent=independent) for independent in (True, False))
    known_total, total = (
        sum(number for code, number in found.items() if code not in UNCOUNTED) for found in (known, every)
    )
    assert f"{known['reported']} of {known_total} proposals whose subject is known from another" in text
    assert f"Of all {total} it is {every['reported']};" in text
    applying = [
        row["status"] for row in site.rows("matrix-proposals-reports") if row["status"] != "not_applicable"
    ]
    decided = sum(status not in UNCOUNTED for status in applying)
    assert f"So only {decided} of the {len(applying)} places in the picture have an answer." in text


def test_the_page_of_a_report_counts_its_sentences(site: Site) -> None:
    passages = [one for one in site.of_type("passage") if one["report"] == [site.latest]]
    sentences = sum(int(one["sentences"]) for one in passages)
    text = site.page(f"{site.needs[site.latest]['docname']}.html").text
    assert f"{sentences} of {sentences} sentences accounted for" in text


def test_controls_stand_below_the_heading_and_above_the_table(site: Site) -> None:
    found = 0
    for path in sorted(site.folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if '<form class="progress-filter' in html:
            places = [html.index(part) for part in ("<h1", '<form class="progress-filter', "matrix-table")]
            assert places == sorted(places), path
            found += 1
    assert found


def test_every_cell_with_evidence_links_to_it(site: Site) -> None:
    linked = set(site.page("matrices/proposals.html").links)
    for row in site.rows("matrix-proposals-reports"):
        proposal = site.needs[row["proposal"]]
        anchor = f"{row['proposal']}-{row['report']}"
        address = f"../{proposal['docname']}.html#{anchor}"
        assert (address in linked) is (row["status"] in EVIDENCED), anchor
        assert anchor in site.page(f"{proposal['docname']}.html").ids
        for one in row["evidence"].split():
            assert one in site.page(f"{site.needs[one]['docname']}.html").ids


def test_every_internal_link_leads_somewhere(site: Site) -> None:
    broken = []
    for name in site.names:
        for link in site.page(name).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (
                (site.folder / name).parent.joinpath(unquote(parts.path)).resolve() if parts.path else None
            )
            if target is not None and not target.is_relative_to(site.folder.resolve()):
                continue  # another edition, which this build does not make
            page = str(target.relative_to(site.folder.resolve())) if target is not None else name
            if not (site.folder / page).is_file() or (
                parts.fragment
                and page.endswith(".html")
                and unquote(parts.fragment) not in site.page(page).ids
            ):
                broken.append((name, link))
    assert broken == []


def test_no_page_loads_anything_from_a_network(site: Site) -> None:
    loads = re.compile(r"<(?:script|img|iframe|link rel=\"stylesheet\")[^>]*(?:src|href)=\"(?:https?:)?//")
    assert [
        name for name in site.names if loads.search((site.folder / name).read_text(encoding="utf-8"))
    ] == []


def test_every_page_that_names_a_designation_bears_its_note(site: Site) -> None:
    settings = tomllib.loads((REPOSITORY / "ubproject.toml").read_text(encoding="utf-8"))
    for name, note in settings["progress_matrix"]["designations"].items():
        naming = [page for page in site.names if name in site.page(page).text.replace(note, "")]
        assert naming
        assert [page for page in naming if note not in site.page(page).text] == []


def test_a_card_tells_where_it_was_read_when_it_was_not_the_passage(site: Site) -> None:
    told: Counter[str] = Counter()
    for kind in ("activity", "announcement", "limitation", "statement"):
        for need in site.of_type(kind):
            told[f"{need['docname']}.html"] += need["origin"] != "passage"
    assert len(set(told.values())) > 1
    assert told == {name: site.page(name).words.count("Read in:") for name in told}


def test_the_examples_of_the_reading_guide_are_true(site: Site) -> None:
    guide = (REPOSITORY / "docs/guide.md").read_text(encoding="utf-8")
    ordinals = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    rows = {(row["proposal"], row["report"]): row for row in site.rows("matrix-proposals-reports")}
    told = re.compile(
        r"^(?P<label>[A-Z].*)\n: \{need\}`(?P<item>P[^`]+)` in the (?P<report>\w+) report", re.MULTILINE
    )
    examples = list(told.finditer(guide))
    assert len(examples) >= 7
    for example in examples:
        row = rows[example["item"], f"R{ordinals.index(example['report']) + 1:02}"]
        assert row["label"] == example["label"], example["item"]
        block = guide[example.end() :].partition("\n\n")[0]
        assert set(re.findall(r"\{need\}`([AFS]\d\d-[^`]+)`", block)) <= set(row["evidence"].split())
