"""Stable names of the data files."""

from __future__ import annotations

FOLDER = "data"
FORMATS = ("csv", "xlsx", "json")

WORKBOOK = "all-tables.xlsx"
PACKAGE = "datapackage.json"
SUMMARY = "summary.json"
CHECKSUMS = "SHA256SUMS"
CODEBOOK = "codebook"
CODES = "codes"
CHANGES = "progress-changes"
"""Under this name the domain notes the page of the changes, beside those of the indices."""
FEED = "changes.atom"
"""Stands beside the pages, not among the data."""
