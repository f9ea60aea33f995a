"""Reading rendered pages: the running text of the edition's own language."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Neither code nor controls nor drawings hold running text.
_SILENT = frozenset({"code", "kbd", "pre", "samp", "script", "style", "svg", "template"})
# Links to a place, and the mark beside a status: signs, not punctuation.
_SIGNS = frozenset({"headerlink", "term-mark"})
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
)
_BLOCKS = frozenset(
    {
        "article",
        "aside",
        "blockquote",
        "button",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    }
)


class Text(HTMLParser):
    """Collects the blocks of text of a page that are in its own language."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.blocks: list[str] = [""]
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; one in another language, hidden or of code is passed over."""
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag in _BLOCKS or tag == "br":
            self.blocks.append("")
        if tag in _VOID:
            return
        other = "lang" in given and given["lang"] != self.language
        silent = other or tag in _SILENT or bool(_SIGNS & set((given.get("class") or "").split()))
        if silent and tag not in _BLOCKS:
            self.blocks[-1] += "X"  # a word stands here, whatever it says
        self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, with whatever in it was not closed."""
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not any(silent for _, silent in self._open):
            self.blocks[-1] += data


def blocks(page: Path) -> Iterator[str]:
    """Give each block of a page's text in the page's language, white space joined."""
    reader = Text()
    reader.feed(page.read_text(encoding="utf-8"))
    for block in reader.blocks:
        text = " ".join(part for part in block.replace("\n", " ").split(" ") if part).strip()
        if text:
            yield text
