"""Putting the data on disk: every table in every format, the package, the feed.

All is made in memory first, then written file by file, the list of checksums last.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from progress_matrix.api import Finding, warn, write_if_changed

from . import sheets
from .changes import compare, history
from .feed import feed
from .names import CHECKSUMS, FEED, FOLDER, PACKAGE, SUMMARY, WORKBOOK
from .notes import Prose
from .package import checksums, descriptor, listed
from .schema import json_schema
from .text import as_csv, as_json, dump
from .xlsx import Workbooks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .edition import Edition
    from .summary import Summary


class ExportError(SphinxError):
    """The data could not be written: the build has failed."""

    category = "Export of the data"


def files(folder: Path, edition: Edition) -> dict[str, bytes]:
    """Make the content of every data file, by name.

    :param folder: where the last build's files stand, which may serve again.
    """
    made: dict[str, bytes] = {}
    every = edition.tables
    books = Workbooks(edition, folder, Prose(edition))
    for table in every:
        for number, column in sheets.altered(table):
            message = f"{table.stem}: a sheet cannot hold {column} of row {number} in full; CSV and JSON do"
            warn(Finding.EXPORT, message, None)
        made[f"{table.stem}.csv"] = as_csv(table)
        made[f"{table.stem}.json"] = content = as_json(table)
        made[f"{table.stem}.schema.json"] = schema = dump(json_schema(table))
        made[f"{table.stem}.xlsx"] = books.single(table, (content, schema))
    # All but the workbooks: they say what all of them together are made from.
    texts = [content for name, content in made.items() if not name.endswith(".xlsx")]
    made[WORKBOOK] = books.all_in_one(every, texts)
    made[SUMMARY] = edition.summary.dump()
    made[PACKAGE] = dump(descriptor(edition, every, made))
    return made


def write_all(outdir: Path, edition: Edition, changes_page: str = "") -> None:
    """Write every table below ``outdir/data``; files that would not change stay untouched.

    :param changes_page: document that shows the changes, empty when there is none.
    :raises ExportError: when a file cannot be written.
    """
    made = files(outdir / FOLDER, edition)
    news = _feed(edition, edition.summary, changes_page)
    try:
        _write_data(outdir / FOLDER, made)
        if news is None:
            (outdir / FEED).unlink(missing_ok=True)
        else:
            write_if_changed(outdir / FEED, news)
    except OSError as error:
        raise ExportError(
            f"{error.filename or outdir}: {error.strerror or error}; make the folder writable or free some "
            "space, and build again"
        ) from error


def _write_data(folder: Path, made: Mapping[str, bytes]) -> None:
    for name, content in made.items():
        write_if_changed(folder / name, content)
    sums = folder / CHECKSUMS
    # What an earlier build wrote and this one has no more, such as the table of a removed area.
    before = listed(sums.read_text(encoding="utf-8")) if sums.is_file() else set()
    for name in before - made.keys():
        if Path(name).name == name:
            (folder / name).unlink(missing_ok=True)
    write_if_changed(sums, checksums(made))


def _feed(edition: Edition, present: Summary, docname: str) -> bytes | None:
    frozen, wrong = history(edition.history)
    for message in wrong:
        warn(Finding.EXPORT, message, None)
    last = frozen[-1] if frozen else None
    if last and last.version == present.version and compare(last, present, edition.language):
        warn(
            Finding.EXPORT,
            f"the data differ from those that were released as version {last.version}; "
            "state a new version in conf.py",
            None,
        )
    return feed(edition, frozen, present, edition.address(docname)) if docname else None
