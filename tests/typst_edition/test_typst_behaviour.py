"""One behaviour a test: text, links, warnings, failures."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest

from typst_edition.words import typeset

if TYPE_CHECKING:
    from typst_edition.conftest import Root

NASTY = [
    '#let x = 1; #x #panic() #include "a"',
    "$x^2$ $ alpha $",
    "back\\slash \\ \\u{41}",
    "say \"this\" and 'that'",
    "@ref <label> a < b > c",
    "*star* _under_ ~tilde~ -- --- ...",
    "`tick` ```fence```",
    "[bracket] {brace} (paren); // comment /* comment */",
    "= Heading",
    "- item + item / term: x",
    "https://example.org/#x?y=z&w",
    "100 % of 5 €, “quoted” «cité» naïve œuvre ﬁn 1½",
]
_ESCAPE = str.maketrans({char: "\\" + char for char in "\\`*_|<>[]:\"'-+=#$@~"})


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_nasty_text_arrives_as_it_is(needs_root: Root) -> None:
    lines = [line.translate(_ESCAPE) for line in NASTY]
    body = "\n\n".join(lines)
    index = (
        f'#\\ $x$ \\\\ "q" @a \\*b\\* \\_c\\_ <d \\`e\\`\n{"=" * 60}\n\n{body}\n\n::\n\n   '
        + "\n   ".join(NASTY)
        + "\n\n.. list-table:: #\\ caption $\n\n"
        + "".join(f"   * - {line}\n" for line in lines)
        + '\n.. item:: #title $x$ \\ "q" @at *star* _u_ <b `tick` #panic()\n   :id: I-01\n\n   Body.\n'
    )
    built = needs_root.write({"index.rst": index}, "smartquotes = False\n").build()
    text = _squeeze(built.pdf.text)
    for line in NASTY:
        # As code; and with curly marks as a paragraph, and in a cell.
        assert text.count(_squeeze(line)) >= 1, line
        assert text.count(_squeeze(typeset(line, "en"))) >= 2, line
    title = typeset('#title $x$ \\ "q" @at *star* _u_ <b `tick` #panic()', "en")
    assert _squeeze(title) in text
    assert (1, f"I-01 {title}") in built.pdf.bookmarks()
    assert built.pdf.complaints() == []


# -- links out of the edition

OUTSIDE = {
    "index.rst": "Home\n====\n\n.. toctree::\n\n   here\n   there\n",
    "here.rst": (
        "Here\n====\n\nSee :need:`I-02`, :need:`the word <I-02>`, :doc:`there`, :ref:`the place <place>`.\n\n"
        ".. item:: One\n   :id: I-01\n   :links: I-02\n\n   :need_outgoing:`I-01`\n"
    ),
    "there.rst": (
        "There\n=====\n\n.. _place:\n\nA place\n-------\n\n.. item:: Two\n   :id: I-02\n\n   Body.\n"
    ),
}
OUTSIDE_CONF = 'typst_editions = [{"name": "tiny", "title": "T", "documents": ["here"]}]\n'


def test_a_link_out_of_the_edition_becomes_the_id(needs_root: Root) -> None:
    built = needs_root.write(OUTSIDE, OUTSIDE_CONF).build(strict=True)
    text = " ".join(built.pdf.text.split())
    assert "See Two (I-02), the word (I-02), There, the place." in text
    assert "None" not in text
    assert [link for link in built.pdf.links() if not link.startswith("page ")] == []


@pytest.mark.parametrize("name", ["html_baseurl", "typst_html_baseurl"])
def test_a_link_out_of_the_edition_leads_to_the_html_page(needs_root: Root, name: str) -> None:
    conf = OUTSIDE_CONF + f'{name} = "https://example.org/en"\n'
    built = needs_root.write(OUTSIDE, conf).build(strict=True)
    addresses = {link for link in built.pdf.links() if not link.startswith("page ")}
    assert addresses == {
        "https://example.org/en/there.html",
        "https://example.org/en/there.html#I-02",
        "https://example.org/en/there.html#place",
    }
    assert built.pdf.complaints() == []


def test_an_empty_list_of_links_does_not_say_none(needs_root: Root) -> None:
    index = "Home\n====\n\n.. item:: One\n   :id: I-01\n\n   Links: :need_incoming:`I-01`\n"
    assert "None" not in needs_root.write({"index.rst": index}).build(strict=True).pdf.text


def test_a_link_to_no_place_is_a_warning_and_stays_text(root: Root) -> None:
    conf = """
from docutils import nodes

def lose(app, doctree, docname):
    for paragraph in doctree.findall(nodes.paragraph):
        paragraph += nodes.reference("", "nowhere to go", internal=True, refuri="%index#gone")

def setup(app):
    app.connect("doctree-resolved", lose)
"""
    built = root.write({"index.rst": "Home\n====\n\nText.\n"}, conf).build()
    (warning,) = built.warnings
    assert "link to a place that does not exist: 'nowhere to go' [typst_edition.lost_target]" in warning
    assert "nowhere to go" in built.pdf.text


def test_documents_of_the_same_ids_keep_their_own_links(root: Root) -> None:
    page = "{0}\n===\n\n.. _x{0}:\n\nSame\n----\n\nText of {0}, `Same`_.\n"
    files = {"index.rst": "Home\n====\n\n.. toctree::\n\n   a\n   b\n"}
    files |= {f"{name}.rst": page.format(name) for name in "ab"}
    built = root.write(files).build(strict=True)
    assert "same" not in built.pdf.names()  # ambiguous
    assert {"xa", "xb"} <= set(built.pdf.names())
    assert built.pdf.links()[-1] != built.pdf.links()[-2]


# -- warnings

UNKNOWN = """
from docutils import nodes

class strange(nodes.General, nodes.Element):
    pass

def exchange(app, doctree, docname):
    for note in list(doctree.findall(nodes.note)):
        node = strange("", *note.children)
        node.source, node.line = note.source, note.line
        note.replace_self(node)

def setup(app):
    app.connect("doctree-resolved", exchange)
"""
STRANGE = "Home\n====\n\nText.\n\n.. note:: kept text\n"


def test_an_unknown_node_is_named_with_file_and_line(root: Root) -> None:
    built = root.write({"index.rst": STRANGE}, UNKNOWN).build()
    (warning,) = built.warnings
    assert "index.rst:6: WARNING: unknown node strange" in warning
    assert "[typst_edition.unknown_node]" in warning
    assert "kept text" in built.pdf.text


def test_warnings_can_be_errors_and_can_be_suppressed(root: Root) -> None:
    root.write({"index.rst": STRANGE}, UNKNOWN)
    with pytest.raises(AssertionError):  # the build's status, see Root.build
        root.build(strict=True)
    root.build(strict=True, suppress_warnings=["typst_edition.unknown_node"])


@pytest.mark.parametrize(
    ("source", "warning", "text"),
    [
        (
            ".. image:: p.svg",
            "3: WARNING: image without alternative text: p.svg [typst_edition.missing_alt]",
            "",
        ),
        (":math:`a^2`", "3: WARNING: a formula is printed as its source [typst_edition.math]", "a^2"),
        (".. math:: b^2", "3: WARNING: a formula is printed as its source [typst_edition.math]", "b^2"),
        (".. raw:: typst\n\n   #panic()", "WARNING: raw Typst is left out", "Home"),
        (
            "- item\n\n  .. rst-class:: landscape\n\n  para",
            "WARNING: landscape inside a box is printed upright [typst_edition.nested_landscape]",
            "para",
        ),
    ],
)
def test_a_warning_of_each_kind(root: Root, source: str, warning: str, text: str) -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    built = root.write({"index.rst": f"Home\n====\n{source}\n", "p.svg": picture}).build()
    (given,) = built.warnings
    assert warning in given
    assert text in built.pdf.text


def test_raw_html_is_left_out_silently(root: Root) -> None:
    built = root.write({"index.rst": "Home\n====\n\n.. raw:: html\n\n   <b>not here</b>\n\nText.\n"})
    assert "not here" not in built.build(strict=True).pdf.text


def test_a_pattern_without_a_document_is_a_warning(root: Root) -> None:
    conf = 'typst_editions = [{"name": "tiny", "title": "T", "documents": ["index", "areas/*"]}]\n'
    built = root.write({"index.rst": "Home\n====\n"}, conf).build()
    (warning,) = built.warnings
    assert "edition tiny: documents: no document fits 'areas/*' [typst_edition.no_document]" in warning


@pytest.mark.parametrize("key", ["titles_only", "toc_leave_out", "landscape"])
def test_each_pattern_is_of_a_document(root: Root, key: str) -> None:
    conf = f'typst_edition_defaults = {{"{key}": ["ind*#", "areas/*"]}}\n'
    (warning,) = root.write({"index.rst": "Home\n====\n"}, conf).build().warnings
    assert f"edition tiny: {key}: no document fits 'areas/*'" in warning


# -- failures


def test_a_failing_edition_keeps_the_old_file_and_fails_the_build(root: Root) -> None:
    conf = """
typst_editions = [
    {"name": "tiny", "title": "T"},
    {"name": "other", "title": "T", "documents": ["good"]},
]
"""
    files = {"index.rst": "Home\n====\n\nFine.\n\n.. toctree::\n\n   good\n", "good.rst": "Good\n====\n"}
    old = root.write(files, conf).build().pdf.data
    # No font that ships with the compiler has this character.
    files["index.rst"] = files["index.rst"].replace("Fine.", "Fine.\n\nAnd 日.")
    root.write(files, conf)
    (root.folder / "_out" / "other.pdf").unlink()
    failed = root.build()
    assert failed.status == 1
    assert re.search(
        r"ERROR: edition tiny was not written: .*日.*take another sign.*font_folder\) \(index:6\)", failed.log
    )
    assert "index.rst:6: ERROR" in root.log.getvalue()
    assert (root.folder / "_out" / "tiny.pdf").read_bytes() == old
    assert (root.folder / "_out" / "other.pdf").exists()
    assert not list((root.folder / "_out").glob("*.part"))


def test_text_that_typst_would_drop_is_fatal(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    from typst_edition.nodes_blocks import BlockVisitors  # noqa: PLC0415 - patched here only

    def wrong(self: BlockVisitors, node: object) -> None:
        self.start_block(node)  # type: ignore[arg-type]
        self.write("#par[#block[")
        self.children(node)  # type: ignore[arg-type]
        self.write("]]")

    monkeypatch.setattr(BlockVisitors, "visit_paragraph", wrong)
    root.write({"index.rst": "Home\n====\n\nLost.\n"})
    failed = root.build()
    assert failed.status == 1
    assert re.search(r"would lose text: .*was ignored \(index:4\)", failed.log)
    assert not (root.folder / "_out" / "tiny.pdf").exists()


def test_a_compiler_that_is_killed_fails_its_edition(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    killed = root.folder.with_name("killed.py")
    killed.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr("typst_edition.compile._WORKER", killed)
    failed = root.write({"index.rst": "Home\n====\n"}).build()
    assert failed.status == 1
    assert "edition tiny was not written: the compiler ended unexpectedly, with code -9" in failed.log


def test_an_identification_that_is_not_there(root: Root) -> None:
    conf = 'typst_editions = [{"name": "tiny", "title": "T", "identification": "who"}]\n'
    failed = root.write({"index.rst": "Home\n====\n"}, conf).build()
    assert failed.status == 1
    assert "edition tiny was not written: identification: there is no document 'who'" in failed.log


def test_an_edition_without_documents(root: Root) -> None:
    conf = 'typst_editions = [{"name": "tiny", "title": "T", "exclude": ["*"]}]\n'
    failed = root.write({"index.rst": "Home\n====\n"}, conf).build()
    assert failed.status == 1
    assert "documents: no document is in it" in failed.log


def test_a_start_that_is_not_there(root: Root) -> None:
    conf = 'typst_editions = [{"name": "tiny", "title": "T", "start": "nowhere"}]\n'
    failed = root.write({"index.rst": "Home\n====\n"}, conf).build()
    (line,) = failed.warnings
    assert line == "ERROR: edition tiny was not written: start: there is no document 'nowhere'"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("typst_date", "soon", "typst_date: 'soon' is not a date such as '2026-03-01'"),
        ("typst_date", date(2026, 3, 1), "typst_date: datetime.date(2026, 3, 1) is not a string"),
        ("typst_editions", "all", "typst_editions: 'all' is not a list of dictionaries"),
        ("typst_edition_defaults", ["a4"], "typst_edition_defaults: ['a4'] is not a dictionary"),
        ("typst_edition_defaults", {"papper": "a4"}, "typst_edition_defaults: unknown papper; known are "),
        ("typst_keep_sources", "yes", "typst_keep_sources: 'yes' is not True or False"),
        ("typst_other_edition", "web", "typst_other_edition: 'web' is not a dictionary"),
        ("typst_other_edition", {"colour": "x"}, "typst_other_edition: 'colour' is not one of title, "),
        ("typst_other_edition", {"title": 3}, "typst_other_edition: title: 3 is not a string, nor strings"),
        ("typst_need_fields", ["status"], "typst_need_fields: ['status'] is not a dictionary"),
        ("typst_need_fields", {"status": 3}, "typst_need_fields: status: 3 is not a string, nor strings"),
        ("typst_html_baseurl", 3, "typst_html_baseurl: 3 is not a string, nor strings by language"),
    ],
)
def test_configuration_is_checked_at_the_start(root: Root, key: str, value: object, said: str) -> None:
    root.write({"index.rst": "Home\n====\n"}, f"import datetime\n{key} = {value!r}\n")
    with pytest.raises(SystemExit):
        root.build()
    # Sphinx itself warns of some of the wrong types.
    *warned, line = re.sub(r"\x1b\[[0-9;]*m", "", root.log.getvalue()).splitlines()
    assert line.startswith(f"ERROR: conf.py: {said}") or f": {said}" in line
    assert [other for other in warned if "has type" not in other] == []
