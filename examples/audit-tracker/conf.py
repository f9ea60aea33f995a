"""Sphinx configuration of the example: audit recommendations, followed up year by year."""

project = "Recommendations of the audit office of Lindholm"
author = "The example's authors"
version = release = "2026-01-31"  # the data version

extensions = ["myst_parser", "sphinx_needs", "progress_matrix", "open_data", "html_tables"]

myst_enable_extensions = ["colon_fence"]
smartquotes = False

# One file states the item types, their links and what each means to the matrices.
needs_from_toml = "ubproject.toml"
progress_matrix_from_toml = "ubproject.toml"

html_theme = "alabaster"
