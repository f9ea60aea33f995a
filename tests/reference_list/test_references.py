"""The list of references in two languages: what is translated, what is marked, what stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from support.bilingual import CATALOGUE, TWO_EDITIONS, catalogue
from support.factory import Build, Root, differing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast

SOURCES = """
@misc{fleet,
  title    = {{The Fleet's Log}},
  author   = {{Sea Board} and {Harbour Office}},
  year     = {2019},
  date     = {2019-06-01},
  url      = {https://example.org/log?a=1},
  language = {french},
  langid   = {english},
  note     = {Opening only}
}

@online{novel,
  title    = {{Le journal de bord}},
  author   = {Brook, Ada},
  date     = {2018-06},
  language = {french}
}

@techreport{lost,
  title  = {{[Log that was lost]}},
  author = {{Sea Board}},
  year   = {2020},
  note   = {Opening only}
}
"""
BESIDE = """@techreport{tide,
  title    = {{[Report on tides]}},
  author   = {{Sea Board}},
  year     = {n.d.},
  language = {english}
}
"""
FRENCH = {
    "Sea Board": "Conseil de la mer",
    "Harbour Office": "Bureau du port",
    "Opening only": "Début seulement",
    "[Log that was lost]": "[Journal perdu]",
}
PAGES = {
    "index.md": "# Home\n\n```{toctree}\ntide\nsources\n```\n\nAs told {cite:p}`fleet`.\n",
    "tide.md": "# Tide\n\nAs told {cite:p}`tide`.\n",
    "tide.bib": BESIDE,
    "sources.md": "# Sources\n\n```{bibliography}\n:all:\n```\n",
    "sources.bib": SOURCES,
    f"{CATALOGUE}/sources.po": catalogue(FRENCH),
    f"{CATALOGUE}/tide.po": catalogue({"[Report on tides]": "[Rapport sur les marées]"}),
}
CONF = (
    TWO_EDITIONS
    + """
extensions += ["bilingual", "typst_edition"]
bibtex_bibfiles = ["sources.bib", "tide.bib"]
bibtex_default_style = "edition"
bibtex_reference_style = "label"
progress_matrix_from_toml = ""
needs_gettext_fields = []
typst_editions = [{"name": "book", "title": "Book"}]
"""
)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path, "[needs]\n", CONF, dict(PAGES))


def references(build: Build) -> list[str]:
    """Give the references as they are written, without numbers and links."""
    written = re.findall(r'<div class="citation".*?<p>(.*?)</p>', build.html("sources"), re.DOTALL)
    return [re.sub(r"</?a[^>]*>", "", text) for text in written]


def test_english(root: Root) -> None:
    build = root.build()
    assert build.warnings == []
    assert references(build) == [
        "Sea Board; Harbour Office. <em>The Fleet's Log</em>, 1 June 2019. Opening only. "
        "https://example.org/log?a=1",
        "Sea Board. <em>[Report on tides]</em>.",
        'Ada Brook. <em lang="fr">Le journal de bord</em>, June 2018.',
        "Sea Board. <em>[Log that was lost]</em>, 2020. Opening only.",
    ]


def test_french(root: Root) -> None:
    build = root.build(config={"language": "fr"})
    assert build.warnings == []
    assert references(build) == [
        'Conseil de la mer; Bureau du port. <em lang="en">The Fleet\'s Log</em>, 1er\u00a0juin 2019. '
        "Début seulement. https://example.org/log?a=1",
        "Conseil de la mer. <em>[Rapport sur les marées]</em>.",
        "Ada Brook. <em>Le journal de bord</em>, juin 2018.",
        "Conseil de la mer. <em>[Journal perdu]</em>, 2020. Début seulement.",
    ]
    (tooltip,) = re.findall(r'title="([^"]*Fleet[^"]*)"', build.html())
    assert tooltip.startswith("Conseil de la mer; Bureau du port. The Fleet")


def test_messages_stand_in_the_catalogue_of_the_file_s_own_page_with_their_lines(root: Root) -> None:
    build = root.build("pot", builder="gettext", config={"needs_build_json": False})
    found = {}
    for page in ("tide", "sources"):
        with (build.outdir / f"{page}.pot").open("rb") as stream:
            found[page] = {str(entry.id): entry.locations for entry in read_po(stream) if entry.id}
    assert found["tide"].keys() == {"Tide", "As told {cite:p}`tide`.", "Sea Board", "[Report on tides]"}
    assert found["sources"].keys() == {"Sources", *FRENCH}
    lines = SOURCES.splitlines()
    noted = [number for number, line in enumerate(lines, 1) if "Opening only" in line]
    assert [number for _, number in found["sources"]["Opening only"]] == noted


def test_a_changed_translation_reaches_list_and_tooltips(root: Root) -> None:
    french = {"language": "fr"}
    root.build(config=french)
    root.put(f"{CATALOGUE}/sources.po", catalogue(FRENCH | {"Opening only": "Première page seulement"}))
    again = root.build(config=french)
    assert "Première page seulement" in again.html("sources")
    assert "Première page seulement" in again.html("index")
    assert differing(again, root.build("fresh", config=french)) == []


def test_a_date_that_is_none_names_the_entry(root: Root) -> None:
    root.swap("sources.bib", "{2018-06}", "{June}")
    code, built = root.run()
    assert code == 2
    assert "novel: date: 'June' is not a date" in built.log
    assert "Traceback" not in built.log


def test_the_paper_edition_knows_the_language_of_a_title(root: Root) -> None:
    build = root.build(builder="typstpdf", config={"language": "fr", "typst_keep_sources": True})
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(build.outdir.rglob("d*.typ")))
    assert len(re.findall(r'#text\(lang: "en"[^\[]*\[#emph\[[^\]]*Fleet', source)) == 1
