"""What pages show of the data: what each version changed, every table with its files, and links to these.

The home page is noted as a view, so that an incremental build writes it again when what the
data hold changes.  Its description, a ``Dataset`` of schema.org for search engines of data, stands
in a script of a type that is data, which a browser never runs: a content security policy
without ``unsafe-inline`` leaves it alone (HTML standard, "prepare the script element").
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from progress_matrix.api import (
    EVERYTHING,
    STATUSES,
    Column,
    Options,
    Page,
    Part,
    Row,
    Table,
    View,
    bullets,
    joined,
    matrix_stem,
    of,
    paragraph,
    rubric,
    settings_of,
    table,
    words_of,
)

from .edition import Edition, edition_of, publishes
from .package import CHANGES, FEED, FOLDER, FORMATS, PACKAGE, WORKBOOK
from .versions import TYPE, Changes, Difference, Items, Summary, compare


def changes(page: Page, _options: Options, level: int) -> list[nodes.Node]:
    """Show every version with what it changed, or say that there is nothing to compare with."""
    edition = edition_of(page.builder, page.tracker, page.words)
    present = edition.summary
    words = page.words
    blocks: list[nodes.Node] = [paragraph(words("Data version: {version}", version=present.version))]
    if publishes(page.builder) and not edition.name and edition.publication.tag and present.date:
        link = _file(page, words("feed of the changes (Atom)"), FEED)
        blocks.append(paragraph(link, classes=["downloads"]))
    for old, new in edition.steps:  # the export warns of what cannot be read
        heading = rubric(level, words("Version {version}", version=new.version))
        heading["ids"] = [nodes.make_id(f"version-{new.version}")]
        blocks.append(heading)
        if old:
            blocks += _changed(page, old, new)
        else:
            told = words("First version of the data: there is no earlier one to compare it with.")
            blocks.append(paragraph(told))
    return blocks


def _changed(page: Page, old: Summary, new: Summary) -> list[nodes.Node]:
    words, language = page.words, page.words.language
    found = compare(old, new, language)
    items = {**old.texts(language), **new.texts(language)}
    blocks: list[nodes.Node] = [paragraph(words("Compared with version {version}.", version=old.version))]
    if not found:
        return [*blocks, paragraph(words("Nothing changed in the data."))]
    # How subjects are known now is what corrections are about.
    basis = page.settings.fields.basis
    bases = [one for one in found.fields if one.name == basis and one.old and one.new]
    blocks += _differences(page, words("How the subject is known"), bases, items, cells=False)
    blocks += _differences(page, words("Reporting status"), found.cells, items, cells=True)
    for label, keys in (("Added", found.added), ("Removed", found.removed), ("Changed", found.changed)):
        blocks += _listed(page, words(label), keys, found, items)
    if language not in old.languages or language not in new.languages:
        partly = words(
            "The texts of one of the two versions were not kept in this language: only codes, links "
            "and dates were compared."
        )
        blocks.append(paragraph(partly))
    return blocks


def _differences(
    page: Page, caption: str, found: Sequence[Difference], items: Items, *, cells: bool
) -> list[nodes.Node]:
    """Show values of items, or the statuses of *cells*, as they were and as they are now."""
    if not found:
        return []
    show: Callable[[str], Part] = partial(_status, page) if cells else page.value
    body: list[Row] = []
    for one in found:
        period = page.link(one.name, page.short(one.name)) if cells else ""
        body.append([_titled(page, one.item, items), period, show(one.old), show(one.new)])
    head = [page.heading("item"), page.heading("period"), page.words("Before"), page.words("Now")]
    return [table(caption, head, body, widths=[9, 2, 3, 3], sparse=True, classes=["changes"])]


def _status(page: Page, code: str) -> nodes.Node:
    """Write a status; a code that a later vocabulary no longer has stays a code."""
    term = next((status for status in page.tracker.matrix.statuses if status.code == code), None)
    return page.mark(term) if term else nodes.literal("", code)


def _listed(page: Page, label: str, keys: Collection[str], found: Changes, items: Items) -> list[nodes.Node]:
    """List items by type, in the order of their ids, with the names of their changed fields."""
    if not keys:
        return []
    entries = []
    for key in keys:
        fields = ", ".join(page.label(name) for name in found.changed.get(key, ()))
        kind = page.words(items[key][TYPE])
        told = f" ({kind}: {fields})" if fields else f" ({kind})"
        entries.append([paragraph(_titled(page, key, items), told)])
    return [paragraph(nodes.strong("", f"{label}: {len(keys)}")), bullets(entries, ["changes"])]


def _titled(page: Page, need_id: str, items: Items) -> nodes.Element:
    """Link to an item that still is there; name one that is gone."""
    return page.link(need_id, f"{items[need_id].get('title', '')} ({need_id})")


CHANGES_VIEW = View("changes", changes, shows=EVERYTHING, page=CHANGES)


def data(page: Page, _options: Options, _level: int) -> list[nodes.Node]:
    """List the tables, then what each of their columns holds."""
    edition, words = edition_of(page.builder, page.tracker, page.words), page.words
    made: list[nodes.Node] = [_tables(page, edition.tables), _columns(page, edition.tables)]
    if publishes(page.builder):
        workbook = _file(page, words("one workbook (XLSX)"), f"{edition.folder}/{WORKBOOK}")
        package = _file(page, words("data package (JSON)"), f"{edition.folder}/{PACKAGE}")
        whole = paragraph(words("All tables together:"), " ", workbook, " ", package, classes=["downloads"])
        made.insert(0, whole)
    return made


def _tables(page: Page, every: Sequence[Table]) -> nodes.table:
    head = [page.words(name) for name in ("Table", "Contents", "Rows", "Files")]
    body: list[Row] = []
    for one in every:
        files = links(page, one.stem) if publishes(page.builder) else ""
        body.append([nodes.literal("", one.stem), one.title, str(len(one.rows)), files])
    caption = page.words("The tables")
    return table(caption, head, body, widths=[6, 8, 2, 4], sparse=True, classes=["data-tables"])


def _columns(page: Page, every: Sequence[Table]) -> nodes.table:
    """Give each column once, with the tables that have it."""
    words = page.words
    found: dict[tuple[str, str], tuple[Column, list[str]]] = {}
    for one in every:
        for column in one.columns:
            found.setdefault((column.name, column.description), (column, []))[1].append(one.stem)
    body: list[Row] = [
        [
            nodes.literal("", name),
            description,
            "list" if column.separator else column.type,
            nodes.literal("", ", ".join(column.enum)) if column.enum else "",
            ", ".join(stems),
        ]
        for (name, description), (column, stems) in sorted(found.items())
    ]
    head = [words("Column"), words("Meaning"), words("Type"), words("Codes allowed"), words("Tables")]
    return table(words("The columns"), head, body, widths=[4, 6, 2, 5, 6], classes=["codebook"])


DATA_VIEW = View("data", data)


def _file(page: Page, label: str, path: str) -> nodes.reference:
    """Link to a file below the output folder, as seen from this page."""
    root = page.builder.get_relative_uri(page.docname, page.builder.config.root_doc)
    uri = f"{root.rpartition('/')[0]}/{path}".lstrip("/")
    return nodes.reference("", label, refuri=uri, internal=True)


def below(app: Sphinx, page: Page, view: View, options: Options) -> list[nodes.Node]:
    """Link to the files of a view's table (``progress-view``), where they are written beside the pages."""
    if not (publishes(page.builder) and view.stem):
        return []
    files = links(page, view.stem if isinstance(view.stem, str) else view.stem(page.tracker, options))
    return [paragraph(page.words("Download this table:"), " ", files, classes=["downloads"])]


def links(page: Page, stem: str) -> Part:
    """Link to the files of a table, one link a format."""
    folder = edition_of(page.builder, page.tracker, page.words).folder
    return joined((_file(page, one.upper(), f"{folder}/{stem}.{one}") for one in FORMATS), " ")


def note_home(app: Sphinx, doctree: nodes.document) -> None:
    """Note that the home page shows data (``doctree-read``)."""
    if app.env.docname == app.config.root_doc:
        of(app.env).note_view(app.env.docname, STATUSES)


def add_head(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add to a page's head what belongs there (``html-page-context``)."""
    domain = of(app.env)
    if domain.tracker is None or not publishes(app.builder):
        return
    made = []
    if pagename == app.config.root_doc:
        made.append(script(edition_of(app.builder, domain.tracker, words_of(app))))
    if pagename == domain.index_pages.get(CHANGES) and settings_of(app).package.tag:
        link = relative_uri(app.builder.get_target_uri(pagename), FEED)
        made.append(f'<link rel="alternate" type="application/atom+xml" href="{escape(link)}">')
    if made:
        context["metatags"] = "\n".join([context.get("metatags", ""), *made, ""])


# What could end the script element or be taken for markup by any reader of the page.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def dataset(edition: Edition) -> dict[str, Any]:
    """Describe the data of an edition (https://schema.org/Dataset)."""
    stated, words = edition.publication, edition.words
    spans = [period.span for period in edition.tracker.matrix.periods if period.span.bounded]
    made: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": words(stated.title) or edition.title,
        "description": words(stated.description) or edition.title,
        "version": edition.version,
        "inLanguage": edition.language,
        "isAccessibleForFree": True,
        "license": [licence.get("path", licence["title"]) for licence in stated.licences],
        "creator": [{"@type": "Organization", "name": words(one["title"])} for one in stated.contributors],
        "isBasedOn": [source.get("path", words(source["title"])) for source in stated.sources],
        "keywords": [words(keyword) for keyword in stated.keywords],
        "distribution": _distribution(edition),
        "dateModified": edition.moment and f"{edition.moment:%Y-%m-%d}",
        "temporalCoverage": spans and f"{min(one.first for one in spans)}/{max(one.last for one in spans)}",
        "url": edition.base_url,
    }
    return {key: value for key, value in made.items() if value}


def _distribution(edition: Edition) -> list[dict[str, str]]:
    main = matrix_stem(edition.tracker)
    files = (
        (PACKAGE, "application/json"),
        (WORKBOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (f"{main}.csv", "text/csv"),
        (f"{main}.json", "application/json"),
    )
    return [
        {
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": media,
            # Without a public address, seen from the home page itself.
            "contentUrl": urljoin(edition.base_url, f"{FOLDER}/{name}"),
        }
        for name, media in files
    ]


def script(edition: Edition) -> str:
    """Write the description as a script element whose text no parser can take for markup."""
    text = json.dumps(dataset(edition), ensure_ascii=False).translate(_ESCAPES)
    return f'<script type="application/ld+json">{text}</script>'
