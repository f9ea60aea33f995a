"""How to cite the page of an item: as text and as BibTeX, from the data version, not the day."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from .page import Page, paragraph

if TYPE_CHECKING:
    from ..collect import Need

_YEAR = re.compile(r"\d{4}(?=-|$)")
# Characters that TeX reads as commands; the backslash first, so that ours stay.
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {char: f"\\{char}" for char in "&%$#_{}"}


def block(page: Page, need: Need) -> nodes.container:
    """Make the citation of an item's page; for builders that make pages."""
    config = page.builder.config
    title = f"{need['id']} {need['title']}"
    text = page.words(
        "{author}: “{title}”. In: {project}. Data version {version}.",
        author=config.author,
        title=title,
        project=config.project,
        version=config.version,
    )
    line = paragraph(text)
    address = _address(page, str(need["id"]))
    if address:
        line += [nodes.Text(" "), nodes.reference("", address, refuri=address)]
    source = escape(bibtex(page, str(need["id"]), title, address), quote=False)
    details = f"<details><summary>BibTeX</summary>\n<pre>{source}</pre>\n</details>"
    return nodes.container("", line, nodes.raw("", details, format="html"), classes=["cite-page"])


def _address(page: Page, anchor: str) -> str:
    base = str(page.builder.config.html_baseurl)
    return f"{base.rstrip('/')}/{page.builder.get_target_uri(page.docname)}#{anchor}" if base else ""


def bibtex(page: Page, key: str, title: str, address: str) -> str:
    """Write the entry; names and titles stand in double braces, so that their case is kept."""
    config = page.builder.config
    year = _YEAR.match(str(config.version))
    fields = {
        "author": f"{{{_tex(config.author)}}}",
        "title": f"{{{_tex(title)}}}",
        "howpublished": _tex(config.project),
        "note": _tex(page.words("Data version {version}", version=config.version)),
        "year": year.group() if year else "",
        "url": address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", ",\n".join(lines), "}"])


def _tex(text: object) -> str:
    return "".join(_TEX.get(char, char) for char in str(text))
