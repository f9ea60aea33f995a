"""Sphinx configuration of the EU–NATO common proposals tracker."""

import atexit
import gc
import sys
from pathlib import Path

from pybtex.backends.plaintext import Backend
from pybtex.plugin import register_plugin

HERE = Path(__file__).parent
# The extensions live in the project; pyproject.toml installs them for other projects.
sys.path.insert(0, str(HERE / "ext"))

# Doctrees are many small objects that live long.  With Python's own thresholds the
# collector walks them again and again: a quarter of a build's CPU, for no memory worth having.
gc.set_threshold(50_000, 200, 1_000)
# At its end the interpreter would look through all that is left once more, for seconds.
atexit.register(gc.freeze)

project = "EU–NATO common proposals tracker"
author = "The tracker's editors"
copyright = "2026, the tracker's editors, CC BY 4.0"  # noqa: A001 - Sphinx names it so
# The data version: the date of the last change of coding or register.
version = release = "2026-11-30"
language = "en"

extensions = [
    "myst_parser",
    "sphinx_needs",
    "sphinxcontrib.bibtex",
    "progress_matrix",
    "progress_matrix.open_data",
    "source_texts",
    "progress_matrix.html_tables",
    "bilingual",
    "folded_search",
    "file_links",
    "page_policy",
    "typst_edition",
]

root_doc = "index"
exclude_patterns: list[str] = []
locale_dirs = ["../locales"]
# One catalogue a page, so that an edited sentence names the page it stands on.
gettext_compact = False
gettext_uuid = False
gettext_location = True
# Titles of items are always extracted; these are the fields that hold sentences or names.
needs_gettext_fields = [
    "theme",
    "matter",
    "act",
    "short",
    "editor_note",
    "inference",
    "no_proposal",
    "not_assessable",
    "context_note",
]
# The names of need types, as all of the metamodel, are translated in this catalogue.
needs_gettext_vocabulary = "vocabulary"
# The editions beside each other, each language by its own name; these values of this file
# are translated in the catalogue of the vocabulary.
editions = {"en": "English", "fr": "Français"}
editions_quotes = {"fr": "«»"}
editions_foreign = "dfn"  # the glossary gives each term's name in the other language so
editions_translated = ["project", "author", "copyright", "html_title"]
editions_catalogue = "vocabulary"
templates_path = ["docs/_templates"]

# Quotation marks and dashes are written as they are meant, in each language.
smartquotes = False
# A title in another language says which: [title]{.language-fr}.
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

needs_from_toml = "ubproject.toml"
progress_matrix_from_toml = "ubproject.toml"

# sphinxcontrib-bibtex looks this backend up for every citation, and each time pybtex
# scans all installed packages; once registered, it is found at once.
register_plugin("pybtex.backends", "plaintext", Backend, force=True)
# The bibliography, and the entry that each new report brings with its pages.
bibtex_bibfiles = sorted(str(path.relative_to(HERE)) for path in HERE.glob("docs/**/*.bib"))
# References in the language of the edition (ext/bilingual/references.py).
bibtex_default_style = "edition"
bibtex_reference_style = "label"

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["docs/_static"]
html_css_files = ["tracker.css", "header.css", "icons.css"]
html_js_files = [("keep-place.js", {"defer": "defer"})]
# The header leads to every part, each page to its neighbours; text, tables and pictures have the width.
html_sidebars = {"**": []}
# Brought by sphinx-needs and the theme for what these pages do not use.
page_policy_unused = [
    "_static/sphinx-needs/*",
    "_static/sphinx-data-viewer/*",
    "_static/graphviz.css",
    "_static/jquery.js",
    "_static/_sphinx_javascript_frameworks_compat.js",
    "DOCUMENTATION_OPTIONS.pagename*",
    "permalink.html",  # finds an item by a script and a server; here each has an address of its own
]
html_use_index = False  # nothing is marked for it; the indices are pages of their own
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None  # a date of the build would differ from build to build
html_permalinks_icon = "#"
html_theme_options = {
    "navbar_align": "left",
    "header_links_before_dropdown": 8,
    "show_prev_next": True,
    "show_nav_level": 1,
    "navigation_depth": 3,
    # Long texts have a list of contents; the home page, lists and matrices need the width.
    "secondary_sidebar_items": {
        pages: ["page-toc"] for pages in ("[!i]*", "areas/*/r*", "reports/r*", "indices/[!i]*")
    },
    "navbar_end": ["components/language-switch.html", "theme-switcher"],
    "primary_sidebar_end": [],  # the theme has a place for advertisements there
    "footer_start": ["copyright"],
    "footer_end": [],
    "use_edit_page_button": False,
}

# The PDF editions.  Dates come from the data version, so that the same sources give the
# same bytes.  Another edition, of one area say, is one more entry with its documents.
typst_date = release
# What the identification page says of the edition that has no PDF.
typst_other_edition = {
    "subtitle": {"en": "Web edition", "fr": "Édition web"},
    "scope": {
        "en": "All proposals, reports, items and matrices, with the data",
        "fr": "L'ensemble des propositions, des rapports, des éléments et des tableaux, avec les données",
    },
}
typst_edition_defaults = {
    "title": {"en": project, "fr": "Suivi des propositions communes UE-OTAN"},
    "author": {"en": author, "fr": "La rédaction du suivi"},
    "cover_lines": [
        {
            "en": "Coded by machine; not checked by a person unless a page says so.",
            "fr": "Codé par une machine; non vérifié par une personne, sauf indication contraire.",
        },
        {
            "en": "Unofficial. Only the reports published by the EU and NATO are authentic.",
            "fr": "Texte non officiel. Seuls les rapports publiés par l'UE et l'OTAN font foi.",
        },
        {"en": "English edition", "fr": "Édition française"},
    ],
    "subject": {
        "en": "What the progress reports say on the 74 EU–NATO common proposals, report by report",
        "fr": "Ce que disent les rapports d'étape des 74 propositions communes UE-OTAN",
    },
    "keywords": [
        {"en": "European Union", "fr": "Union européenne"},
        {"en": "NATO", "fr": "OTAN"},
        {"en": "common proposals", "fr": "propositions communes"},
        {"en": "progress reports", "fr": "rapports d'étape"},
        {"en": "traceability", "fr": "traçabilité"},
    ],
    "rights": {
        "en": "Creative Commons Attribution 4.0 International (CC BY 4.0)",
        "fr": "Creative Commons Attribution 4.0 International (CC BY 4.0)",
    },
    "region": {"en": "GB", "fr": "FR"},
    # Seen from the pages of a language, once they have an address (html_baseurl).
    "address": "../pdf/{file}",
    "identification": "identification",
    "page_references": [
        "*",
        "citation-form",
        "entry-title",
        "entry-source",
        "entry-outcome",
        "item-links",
        "with-page",
    ],
    # Of these the indices tell the pages, in the order of the alphabet.
    "without_pages": ["index-names"],
    "leave_out": [
        "screen-only",
        "downloads",
        "unseen",
        "trust-general",
        "entry-undated",
        "proposals/*#entry-text",
        "proposals/*#entry-note",
        "proposals/*#caveat",
        "indices/*#entry-line",
        "matrices/*#entry-line",
        "indices/*#entry-source",
        "indices/*#entry-kind",
        "areas/*/index#each-report-in-full",
    ],
    "run_in": ["evidence", "entries", "units"],
    "in_columns": ["index-entry"],
    "styles": {
        "status-reported": {"fill": "#1f4e7a", "ink": "#ffffff"},
        "by-construction": {"fill": "#d5e3f1", "edge": "#1f4e7a"},
        "status-announced": {"fill": "#eaf1f8"},
        "status-area-only": {"fill": "#eaf1f8"},
        "status-no-mention": {"edge": "#7b8696"},
        "status-other-source": {"ink": "#8a4300"},
        "status-source-unavailable": {"ink": "#6b7583"},
        "status-not-applicable": {"ink": "#6b7583"},
        "total": {"fill": "#dde3ea"},
        "band": {"fill": "#e9edf2"},
    },
}
typst_editions = [
    {
        "name": "report",
        "filename": "common-proposals-{language}",
        "subtitle": {
            "en": "The report: what the progress reports say of each proposal",
            "fr": "Le rapport: ce que les rapports d'étape disent de chaque proposition",
        },
        "scope": {
            "en": "Summary, reading guide, matrices, proposals, areas, reports, indices, method and sources",
            "fr": "Résumé, guide de lecture, tableaux, propositions, domaines, rapports, index, méthode et "
            "sources",
        },
        "short": {"en": "Report", "fr": "Rapport"},
        "documents": [
            "summary",
            "guide",
            "matrices/*",
            "proposals/*",
            "areas/*",
            "reports/*",
            "indices/*",
            "about",
            "*",
        ],
        "landscape": ["matrices/proposals", "matrices/areas"],
        "exclude": [
            "index",
            "areas/*/r*",
            "reports/r*-passages",
            "matrices/index",
            "matrices/coverage",
            "editors-guide",
            "publishers-guide",
            "another-tracker",
            "reference",
            "data",
            "sources",
            "accessibility",
            "changes",
            "agreement",
            "codebook",
        ],
        "leave_out": [
            *typst_edition_defaults["leave_out"],
            # Said of the first area.
            "areas/[!h]*/index#squares",
            # They stand in the matrices of all areas.
            "areas/*/index#the-proposals",
            "areas/*/index#what-was-announced-and-what-became-of-it",
            "reports/r*#announcements-of-this-report",
            "reports/r*#evidence-coverage",
            # On a screen alone.
            "guide#finding-things",
        ],
        "titles_only": ["about"],
        "companions": ["evidence"],
        "toc_leave_out": ["summary#", "guide#", "proposals/20*"],
    },
    {
        "name": "matrices",
        "filename": "common-proposals-matrices-{language}",
        "subtitle": {
            "en": "The matrices: every proposal in every report",
            "fr": "Les tableaux: chaque proposition dans chaque rapport",
        },
        "scope": {
            "en": "The status of each proposal in each report, the counts of each area, the announcements, "
            "and how the subjects are known",
            "fr": "Le statut de chaque proposition dans chaque rapport, le décompte de chaque domaine, "
            "les annonces et la façon dont les objets sont connus",
        },
        "short": {"en": "Matrices", "fr": "Tableaux"},
        "documents": ["matrices/*"],
        "exclude": ["matrices/coverage", "matrices/index"],
        "landscape": ["matrices/proposals", "matrices/areas"],
        "companions": ["report", "evidence"],
    },
    {
        "name": "evidence",
        "filename": "common-proposals-evidence-{language}",
        "subtitle": {
            "en": "The evidence: every item, and every paragraph of the reports read in full",
            "fr": "Annexe: les éléments probants et les paragraphes des rapports lus en entier",
        },
        "scope": {
            "en": "Activities, announcements, obstacles and statements by area and report, "
            "with the codebook and the agreement between the codings",
            "fr": "Activités, annonces, obstacles et déclarations par domaine et par rapport, "
            "avec le manuel de codage et l'accord entre les codages",
        },
        "short": {"en": "Evidence", "fr": "Annexe"},
        "documents": ["areas/*", "reports/r*-passages", "matrices/coverage", "codebook", "agreement"],
        "exclude": ["areas/index"],
        "titles_only": ["areas/*/index"],
        "companions": ["report"],
    },
]
