"""Items as cards, and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from typst_edition.conftest import Root

pytestmark = pytest.mark.fast


def test_a_card_shows_the_configured_fields(needs_root: Root) -> None:
    index = (
        "Home\n====\n\n"
        ".. item:: One\n   :id: I-01\n   :status: open\n   :tags: x\n   :links: I-02\n\n   Body.\n\n"
        ".. item:: Two\n   :id: I-02\n\n   Body.\n"
    )
    fields = 'typst_need_fields = {"status": {"en": "State"}, "links_back": "Named by"}\n'
    text = " ".join(needs_root.write({"index.rst": index}, fields).build(strict=True).pdf.text.split())
    assert "State open" in text
    assert "Named by I-01" in text
    assert "Tags" not in text


def test_a_long_card_breaks_and_keeps_its_title_with_its_text(needs_root: Root) -> None:
    long = "\n\n".join(["   " + "Some words of a long paragraph. " * 12] * 12)
    items = "".join(f".. item:: Number {n}\n   :id: I-{n}\n\n{long}\n\n" for n in range(1, 6))
    pdf = needs_root.write({"index.rst": f"Home\n====\n\n{items}"}).build(strict=True).pdf
    for page in pdf.pages(margin=50):
        assert not page.strip().splitlines()[-1].startswith(("Item", "I-"))
    assert pdf.complaints() == []


MADE = """
from docutils import nodes

def make(app, doctree, docname):
    for need in list(doctree.findall(lambda node: type(node).__name__ == "Need")):
        head = nodes.rubric("", need["ids"][0] + " by another")
        head["heading-level"] = 3
        box = nodes.container("", head, *need.children, ids=list(need["ids"]), classes=["item"])
        need.replace_self(box)

def setup(app):
    app.connect("doctree-resolved", make, priority=50)
"""


def test_a_need_made_by_another_extension_is_a_card_with_a_bookmark(needs_root: Root) -> None:
    index = "Home\n====\n\n.. item:: One\n   :id: I-01\n\n   Body, see :need:`I-01`.\n"
    pdf = needs_root.write({"index.rst": index}, MADE).build(strict=True).pdf
    assert (1, "I-01 by another") in pdf.bookmarks()
    assert "I-01" in pdf.names()
    assert "" not in pdf.links()
    assert pdf.complaints() == []


def test_markdown_with_footnotes_and_definitions(myst_root: Root) -> None:
    index = """# Home

Text.[^1] Again.[^1] <b>not html</b>

Term
: Definition

[^1]: The note.
"""
    conf = 'myst_enable_extensions = ["deflist"]\n'
    built = myst_root.write({"index.md": index}, conf).build(strict=True)
    assert built.pdf.text.count("The note.") == 1
    assert "Definition" in built.pdf.text
    assert built.pdf.complaints() == []


def test_a_footnote_nobody_refers_to_is_not_lost(root: Root) -> None:
    index = "Home\n====\n\nText.\n\n.. [1] The lonely note.\n"
    assert "The lonely note." in root.write({"index.rst": index}).build().pdf.text
