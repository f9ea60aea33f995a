"""Write the page on which readers choose an edition: ``python tools/landing.py build/html``.

Everything on it comes from the editions themselves: each folder with a home page is one,
with its language and its title.  The page holds plain links, so that it works without
scripts and from a folder without a server.
"""

from __future__ import annotations

import html
import sys
from dataclasses import dataclass
from pathlib import Path
from string import Template

import lxml.html
from babel import Locale

TEMPLATE = Path(__file__).with_suffix(".html")
HOME = "index.html"


@dataclass(frozen=True)
class Edition:
    """One edition: its folder, the language of its home page, and its title."""

    folder: str
    language: str
    title: str

    @property
    def name(self) -> str:
        """The language's own name."""
        return (Locale.parse(self.language, sep="-").get_display_name() or self.language).capitalize()


def editions(site: Path) -> list[Edition]:
    """Find the editions of a built site, by their folders.

    :raises SystemExit: when there is none, or one whose home page names no language.
    """
    found = []
    for page in sorted(site.glob(f"*/{HOME}")):
        home = lxml.html.parse(page).getroot()
        if home is None or not home.get("lang"):  # an empty page has no root
            sys.exit(f"{page}: <html> has no lang")
        # A page's title ends with the site's, which is what all editions share.
        title = (home.findtext("head/title") or "").rpartition(" — ")[2].strip()
        found.append(Edition(page.parent.name, home.get("lang", ""), title))
    if not found:
        sys.exit(f"{site}: no edition here; run make html")
    return found


def page(found: list[Edition]) -> str:
    """Write the landing page of the editions."""
    alternates = "\n    ".join(
        f'<link rel="alternate" hreflang="{edition.language}" href="{edition.folder}/{HOME}">'
        for edition in found
    )
    blocks = "\n      ".join(
        f'<section lang="{edition.language}">\n        <h1>{html.escape(edition.title)}</h1>\n        '
        f'<a href="{edition.folder}/{HOME}" hreflang="{edition.language}">{html.escape(edition.name)}</a>'
        "\n      </section>"
        for edition in found
    )
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=found[0].language,
        title=html.escape(" – ".join(edition.title for edition in found)),
        alternates=alternates,
        editions=blocks,
    )


def main(arguments: list[str]) -> int:
    """Write the page into the folder given."""
    if len(arguments) != 1:
        sys.exit("usage: python tools/landing.py build/html")
    site = Path(arguments[0])
    (site / HOME).write_text(page(editions(site)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
