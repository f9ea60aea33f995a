"""Sphinx configuration of the example: audit recommendations, followed up year by year."""

project = "Recommendations of the audit office of Lindholm"
author = "The example's authors"
project_copyright = "2026, the example's authors"
version = release = "2026-01-31"  # the data version

extensions = [
    "myst_parser",
    "sphinx_needs",
    "progress_matrix",
    "progress_matrix.open_data",
    "progress_matrix.html_tables",
]

myst_enable_extensions = ["colon_fence"]
smartquotes = False

# One file states the item types, their links and what each means to the matrices.
needs_from_toml = "ubproject.toml"
progress_matrix_from_toml = "ubproject.toml"

html_theme = "alabaster"

# sphinx-needs leaves these in every output; an EPUB does not know what they are.
epub_exclude_files = ["permalink.html", "schema_violations.json"]
