"""Two editions beside each other: the switch, the alternates, the landing page, the search."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from tools.landing import main as write_landing_page

from bilingual.editions import mark_quotations
from folded_search import FoldedEnglish, FoldedFrench, fold
from support.bilingual import CATALOGUE, bilingual
from support.factory import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
from urllib.parse import quote


class Links(HTMLParser):
    """Collects the alternates and the links of a page, with the languages they name."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.alternates: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("hreflang") and tag == "link":
            self.alternates[given["hreflang"]] = given["href"]
        elif given.get("hreflang") and tag == "a":
            self.links[given["hreflang"]] = given["href"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions as ``make html`` lays them out, with the project's own switch."""
    folder = tmp_path_factory.mktemp("editions")
    root = bilingual(folder)
    root.put(
        "layout.html",
        "{% extends '!layout.html' %}{% block relbar1 %}"
        "{% include 'components/language-switch.html' %}{{ super() }}{% endblock %}",
    )
    shutil.copytree(REPOSITORY / "docs/_templates/components", root.source / "components")
    for language in ("en", "fr"):
        config = {"language": language, "templates_path": ["."], "exclude_patterns": ["components"]}
        shutil.copytree(root.build(language, config=config).outdir, folder / "html" / language)
    assert write_landing_page([str(folder / "html")]) == 0
    return folder / "html"


def pages(site: Path, language: str) -> list[str]:
    found = {str(path.relative_to(site / language)) for path in (site / language).rglob("*.html")}
    # A page of sphinx-needs, written past the templates.
    return sorted(found - {"permalink.html"})


def test_every_page_exists_in_both_editions(site: Path) -> None:
    assert pages(site, "en") == pages(site, "fr") != []


def test_every_page_links_to_itself_in_the_other_language(site: Path) -> None:
    for language, other in (("en", "fr"), ("fr", "en")):
        for name in pages(site, language):
            page = site / language / name
            found = Links(page)
            assert (page.parent / found.links[other]).resolve() == site / other / name
            assert (page.parent / found.alternates[other]).resolve() == site / other / name
            assert (page.parent / found.alternates[language]).resolve() == page


def test_the_default_is_the_landing_page_for_home_and_the_first_edition_elsewhere(site: Path) -> None:
    home, inner = Links(site / "fr/index.html"), Links(site / "fr/areas/cyber/r04.html")
    assert (site / "fr" / home.alternates["x-default"]).resolve() == site / "index.html"
    default = (site / "fr/areas/cyber" / inner.alternates["x-default"]).resolve()
    assert default == site / "en/areas/cyber/r04.html"


def test_the_landing_page_offers_each_edition_in_its_own_language_without_scripts(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    assert Links(site / "index.html").links == {"en": "en/index.html", "fr": "fr/index.html"}
    assert "<script" not in text
    assert re.search(r'<section lang="fr">\s*<h1>[^<]*Petit suivi', text)
    assert re.search(r'<section lang="en">\s*<h1>[^<]*Tiny tracker', text)
    assert ">Français</a>" in text
    assert ">English</a>" in text


def test_without_an_edition_there_is_no_landing_page(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no edition here"):
        write_landing_page([str(tmp_path)])


@pytest.mark.parametrize("content", ["", "<!-- nothing -->", "<html><title>A — B</title></html>"])
def test_a_home_page_that_names_no_language_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "index.html").write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"en/index\.html: <html> has no lang"):
        write_landing_page([str(tmp_path)])


def test_a_sorted_glossary_has_accented_letters_beside_plain_ones(tmp_path: Path) -> None:
    terms = ("exercice", "États membres", "zone", "équipe", "Union", "entente", "accord", "à venir")
    entries = "\n\n".join(f"{term}\n  A term." for term in terms)
    root = bilingual(tmp_path)
    root.put("terms.md", f"---\norphan: true\n---\n# Terms\n\n:::{{glossary}}\n:sorted:\n\n{entries}\n:::\n")
    page = root.build("fr", config={"language": "fr"}).html("terms")
    found = re.findall(r'<dt id="term-[^"]*">([^<]*)', page)
    assert found == ["à venir", "accord", "entente", "équipe", "États membres", "exercice", "Union", "zone"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("enquête", "enquete"),
        ("enquêtes", "enquete"),
        ("ENQUÊTE", "enquête"),
        ("Sécurité", "securite"),
        ("rapportée", "rapporter"),
        ("rapportées", "rapporte"),
        ("activités", "activite"),
        ("État", "etat"),
        ("cœur", "coeur"),
        ("coordonnés", "coordonnee"),
        ("réunions", "reunion"),
        ("hybrides", "hybride"),
    ],
)
def test_french_forms_meet_in_one_stem(one: str, other: str) -> None:
    french = FoldedFrench({})
    (mine,), (theirs,) = french.split(one), french.split(other)
    assert french.stem(mine) == french.stem(theirs)


def test_words_that_differ_stay_apart() -> None:
    french = FoldedFrench({})
    words = ("rapport", "réunion", "enquête", "exercice", "équipe")
    assert len({french.stem(french.split(word)[0]) for word in words}) == len(words)


def test_english_folds_foreign_names_only() -> None:
    english = FoldedEnglish({})
    assert english.split("Vyškov, staff-to-staff") == ["vyskov", "staff", "to", "staff"]
    assert fold("Ærø Straße") == "aero strasse"


def test_stop_words_are_folded_too() -> None:
    french = FoldedFrench({})
    assert not french.word_filter(french.split("été")[0])
    assert french.word_filter("enquet")


def test_the_index_holds_the_folded_stem(site: Path) -> None:
    text = (site / "fr/searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    french = FoldedFrench({})
    stem = french.stem(french.split("Enquête")[0])
    found = index["terms"].get(stem, index["titleterms"].get(stem))
    assert found is not None
    assert "splitQuery" in (site / "fr/_static/language_data.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("query", ["enquete", "enquêtes", "ENQUETE", "activite"])
def test_the_french_search_finds_words_without_accents_from_a_folder(
    site: Path, tmp_path: Path, query: str
) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium here")
    address = f"{(site / 'fr/search.html').as_uri()}?q={quote(query)}"
    done = subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            f"--user-data-dir={tmp_path}",
            "--virtual-time-budget=8000",
            "--dump-dom",
            address,
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "areas/cyber/r04.html" in done.stdout


def test_a_catalogue_in_another_encoding_is_named(tmp_path: Path) -> None:
    root = bilingual(tmp_path)
    path = root.source / CATALOGUE / "vocabulary.po"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    code, built = root.run("-D", "language=fr")
    assert code == 2
    assert re.search(r"vocabulary\.po:\d+: the file is not UTF-8; save it as UTF-8", built.log)


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("it has «théories» here", 'it has <span lang="fr">«théories»</span> here'),
        (
            '<a title="«a»">«b» «c»</a>',
            '<a title="«a»"><span lang="fr">«b»</span> <span lang="fr">«c»</span></a>',
        ),
        ("« never closed", "« never closed"),
    ],
)
def test_quotation_marks_tell_the_language(body: str, marked: str) -> None:
    for language, wanted in (("en", marked), ("fr", body)):
        app = SimpleNamespace(config=SimpleNamespace(language=language, editions_quotes={"fr": "«»"}))
        context = {"body": body}
        mark_quotations(cast("Sphinx", app), "", "", context, None)
        assert context["body"] == wanted
