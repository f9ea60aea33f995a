"""How to cite the page of an item and one of its cells: as text and as BibTeX, from the data version."""

from __future__ import annotations

import re
from html import escape

from docutils import nodes
from sphinx.config import Config

from ..collect import Need
from ..nodes import folded
from .page import Page, field_list, paragraph, rubric

_YEAR = re.compile(r"\d{4}(?=-|$)")
# Characters that TeX reads as commands.
_TEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {char: f"\\{char}" for char in "&%$#_{}"}
)


def _stated(page: Page) -> bool:
    """Tell whether the project says who wrote it and which version it is, as a citation must."""
    config = page.builder.config
    return bool(config.version) and config.author not in ("", Config().author)


def block(page: Page, need: Need, level: int) -> list[nodes.Node]:
    """Make the citation of an item's page and of its cells; for builders that make pages."""
    if not _stated(page):
        return []
    words, key, named = page.words, str(need["id"]), _named(need)
    head = rubric(level - 1, words("Cite"), classes=["cite-head"])
    facts: list[tuple[str, nodes.Node]] = [(words("This page"), citation(page, named, key))]
    for cell in page.model.row(key):
        if cell.evidence or cell.status.counted:
            told = f"{named}, {page.model.period(cell.period).title}: {words(cell.status.label)}"
            facts.append((page.short(cell.period), citation(page, told, f"{key}-{cell.period}")))
    return [nodes.container("", head, field_list(facts, ["facts"]), _bibtex(page, need), classes=["cite"])]


def fold(page: Page, need: Need) -> list[nodes.Node]:
    """Make the citation of one item, shown when asked for."""
    if not _stated(page):
        return []
    told = citation(page, _named(need), str(need["id"]))
    return [folded("", told, _bibtex(page, need), title=page.words("Cite"))]


def _named(need: Need) -> str:
    return f"{need['title']} ({need['id']})"


def citation(page: Page, title: str, anchor: str) -> nodes.paragraph:
    """Write how to cite a place of this page: who, what, where, which version, and when it was read."""
    config, words = page.builder.config, page.words
    text = words(
        "{author}, “{title}”, {project}, data version {version}",
        author=config.author,
        title=title,
        project=config.project,
        version=config.version,
    )
    address = _address(page, anchor)
    if not address:
        return paragraph(f"{text}.", classes=["citation-text"])
    day = nodes.inline("", words("day of access"), classes=["day-of-access"])
    before, _, after = words(
        "{text}, {address}, accessed on {day}.", text=text, address=address, day="\0"
    ).partition("\0")
    return paragraph(before, day, after, classes=["citation-text"])


def _address(page: Page, anchor: str) -> str:
    base = str(page.builder.config.html_baseurl)
    return f"{base.rstrip('/')}/{page.builder.get_target_uri(page.docname)}#{anchor}" if base else ""


def _bibtex(page: Page, need: Need) -> nodes.Element:
    """Write the entry; names and titles stand in double braces, so that their case is kept."""
    config, key = page.builder.config, str(need["id"])
    year = _YEAR.match(str(config.version))
    note = page.words("Data version {version}", version=config.version)
    fields = {
        "author": f"{{{config.author.translate(_TEX)}}}",
        "title": f"{{{_named(need).translate(_TEX)}}}",
        "howpublished": config.project.translate(_TEX),
        "note": note.translate(_TEX),
        "year": year.group() if year else "",
        "url": _address(page, key),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    source = "\n".join([f"@misc{{{key},", ",\n".join(lines), "}"])
    shown = nodes.raw("", f"<pre>{escape(source, quote=False)}</pre>", format="html")
    return folded("", shown, title="BibTeX")
