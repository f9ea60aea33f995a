"""Putting the data on disk: every table in every format, the package, the feed.

All is made in memory first, then written file by file, the list of checksums last.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from sphinx.errors import SphinxError

from progress_matrix.api import Finding, Table, warn, write_if_changed

from .edition import Edition
from .package import CHECKSUMS, FEED, PACKAGE, SUMMARY, WORKBOOK, checksums, descriptor, json_schema, listed
from .versions import Summary, compare, lines
from .xlsx import Workbooks, altered, legal


class ExportError(SphinxError):
    """The data could not be written: the build has failed."""

    category = "Export of the data"


def files(folder: Path, edition: Edition) -> dict[str, bytes]:
    """Make the content of every data file, by name; the last build's, in *folder*, may serve again."""
    made: dict[str, bytes] = {}
    every = edition.tables
    books = Workbooks(edition, folder)
    for table in every:
        for number, column in altered(table):
            message = f"{table.stem}: a sheet cannot hold {column} of row {number} in full; CSV and JSON do"
            warn(Finding.EXPORT, message, None)
        made[f"{table.stem}.csv"] = as_csv(table)
        made[f"{table.stem}.json"] = as_json(table)
        made[f"{table.stem}.schema.json"] = dump(json_schema(table))
        made[f"{table.stem}.xlsx"] = books.single(table)
    # Rows that another table has too stand there once.
    made[WORKBOOK] = books.all_in_one([table for table in every if not table.part])
    made[SUMMARY] = edition.summary.dump()
    made[PACKAGE] = dump(descriptor(edition, every, made))
    return made


def write_all(outdir: Path, edition: Edition, changes_page: str, trackers: Collection[str]) -> None:
    """Write every table into the folder of the data; files that would not change stay untouched.

    :param changes_page: document that shows the changes, empty when there is none.
    :param trackers: the names of all trackers of the project.
    :raises ExportError: when a file cannot be written.
    """
    made = files(outdir / edition.folder, edition)
    news = feed(edition, changes_page)
    try:
        _write_data(outdir / edition.folder, made)
        if edition.name:
            return
        _clear(outdir / edition.folder, trackers)
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


def _clear(data: Path, trackers: Collection[str]) -> None:
    """Delete what was written below the folder of the data for trackers that the project has no more."""
    for sums in data.glob(f"*/{CHECKSUMS}"):
        # A project may publish files of its own with their sums.
        ours = {PACKAGE, SUMMARY} <= listed(sums.read_text(encoding="utf-8", errors="replace"))
        if ours and sums.parent.name not in trackers:
            _write_data(sums.parent, {})
            sums.unlink()
            if not any(sums.parent.iterdir()):
                sums.parent.rmdir()


# Without an indent the json module uses its fast encoder; made once, it serves every row.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def as_csv(table: Table) -> bytes:
    """Write a table as CSV (RFC 4180, UTF-8), truth values as ``true`` and ``false``.

    Nothing is put before a text that a spreadsheet would take for a formula: a CSV is
    for programs and holds the texts as they are.  The workbooks are for spreadsheets.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.header)
    # The csv module writes None as nothing itself.
    truth = {True: "true", False: "false"}
    writer.writerows([truth[one] if isinstance(one, bool) else one for one in row] for row in table.rows)
    return stream.getvalue().encode()


def as_json(table: Table) -> bytes:
    """Write a table as JSON: its title and a list of rows, one a line."""
    names = table.header
    rows = ",\n".join([_encode(dict(zip(names, row, strict=True))) for row in table.rows])
    inner = f"\n{rows}\n" if rows else ""
    return f'{{"title": {_encode(table.title)},\n"rows": [{inner}]}}\n'.encode()


def dump(data: Any) -> bytes:
    """Write any other JSON for people too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(edition: Edition, docname: str) -> bytes | None:
    """Write the changes as an Atom feed (RFC 4287), an entry a version.

    Ids are ``tag:`` URIs (RFC 4151) and dates those of the versions, so that the same data give the same
    feed whenever and wherever it is built.

    :param docname: document that shows the changes, empty when there is none.
    :returns: None without a document, a ``tag`` in the settings or a date for every version.
    """
    for message in edition.frozen[1]:
        warn(Finding.EXPORT, message, None)
    last, present = edition.steps[0]
    if last and last.version == present.version:
        message = f"the data differ from those that were released as version {last.version}"
        warn(Finding.EXPORT, f"{message}; state a new version in conf.py", None)
    tag, words = edition.publication.tag, edition.words
    if not (docname and tag and all(version.date for _, version in edition.steps)):
        return None
    page = edition.address(docname)
    root = ET.Element("feed", {"xmlns": _ATOM, _XML_LANG: edition.language})
    title = words(edition.publication.title) or edition.title
    _add(root, "title", words("{title}: changes of the data", title=title))
    _add(root, "id", f"{tag}{edition.language}/changes")
    _add(root, "updated", f"{present.date}T00:00:00Z")
    author = ET.SubElement(root, "author")
    makers = "; ".join(words(one["title"]) for one in edition.publication.contributors)
    _add(author, "name", makers or edition.title)
    ET.SubElement(root, "link", rel="self", href=urljoin(edition.base_url, FEED))
    ET.SubElement(root, "link", rel="alternate", href=urljoin(edition.base_url, page))
    for old, new in edition.steps:
        first = [words("First version of the data.")]
        content = lines(compare(old, new, edition.language), words) if old else first
        _entry(root, edition, new, page, content)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _entry(root: ET.Element, edition: Edition, version: Summary, page: str, content: list[str]) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", edition.words("Version {version}", version=version.version))
    _add(entry, "id", f"{edition.publication.tag}{edition.language}/changes/{version.version}")
    _add(entry, "updated", f"{version.date}T00:00:00Z")
    ET.SubElement(entry, "link", rel="alternate", href=urljoin(edition.base_url, page))
    _add(entry, "content", "\n".join(content), type="text")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = legal(text)
