"""A marked text → the same report as a PDF, a Word file, a web page and a plain text.

A line of the marked text is a block: ``= `` title, ``~ `` date, ``# `` heading, ``## ``
heading within a section, ``- `` entry of a list, ``* * *``, ``[^1]: `` note; else a paragraph.
"""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MARK = re.compile(r"(?P<kind>=|~|##|#|-) ")
_NOTE = re.compile(r"\[\^(?P<mark>.)\]: ")
_CALL = re.compile(r"\[\^(.)\]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Marked:
    """A marked text: its blocks, each with its kind, and its notes by their marks."""

    blocks: tuple[tuple[str, str], ...]
    notes: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Marked:
        blocks, notes = [], {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := _NOTE.match(line):
                notes[found["mark"]] = line[found.end() :]
            elif found := _MARK.match(line):
                blocks.append((found["kind"], line[found.end() :]))
            else:
                blocks.append(("", line))
        return cls(tuple(blocks), notes)

    def passages(self) -> list[str]:
        """Give what an intake must find, in order: paragraphs, entries and, after each, its notes."""
        found = []
        for kind, text in self.blocks:
            if kind in {"", "-"} and text != "* * *":
                found.append(_called(text))
                found += [self.notes[mark] for mark in _CALL.findall(text)]
        return found


def _called(text: str) -> str:
    """Write the calls of notes as an intake gives them; a star stands in the text itself."""
    return _CALL.sub(lambda call: "" if call[1] == "*" else call[1].translate(_RAISED), text)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Give the text between the calls of notes, and each call after it."""
    pieces = _CALL.split(text)
    yield from zip(pieces[::2], [*pieces[1::2], ""], strict=True)


def plain(report: Marked) -> str:
    blocks = []
    for kind, text in report.blocks:
        blocks.append(f"- {_called(text)}" if kind == "-" else _called(text))
        blocks += [f"{mark.translate(_RAISED)} {report.notes[mark]}" for mark in _CALL.findall(text)]
    return "\n\n".join(blocks)


def pdf(
    report: Marked, target: Path, *, language: str = "en", setting: str = "", heading: str = "= {}"
) -> None:
    """Typeset with Typst; ``setting`` are lines of Typst before the text."""
    lines = [
        f'#set text(lang: "{language}", size: 10.5pt)',
        '#set page(paper: "a4", header: [ORCHARD JOINT OFFICE 11/26], footer: context align(center)'
        '[#counter(page).display("1 / 1", both: true)])',
        setting,
    ]
    frames = {
        "=": '#text(size: 17pt, weight: "bold")[{}]\n',
        "~": "{}\n",
        "##": "== {}\n",
        "#": f"{heading}\n",
        "-": "- {}",
        "": "{}\n",
    }
    for kind, text in report.blocks:
        if text == "* * *":
            lines.append("\n#align(center)[\\* \\* \\*]\n")
            continue
        said = "".join(_string(part) + _footnote(report, mark) for part, mark in _parts(text))
        # A list ends with an empty line.
        lines.append(("" if kind == "-" else "\n") + frames[kind].format(said))
    target.write_bytes(typeset("\n".join(lines)))


def typeset(source: str) -> bytes:
    """Give the PDF of a Typst source."""
    return typst.compile(source.encode())


def _string(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if text else ""


def _footnote(report: Marked, mark: str) -> str:
    if mark == "*":  # a note whose star stands in the text
        note = f'#footnote(numbering: _ => "")[\\* {_string(report.notes[mark])}]'
        return f"{note}#counter(footnote).update(n => n - 1)"
    return f"#footnote[{_string(report.notes[mark])}]" if mark else ""


def docx(report: Marked, target: Path) -> None:
    """Write a Word file: headings and lists by style, notes in a part of their own."""
    styles = {"=": "Title", "#": "Heading1", "##": "Heading2", "-": "ListParagraph"}
    body, notes = [], []
    for kind, text in report.blocks:
        runs = ""
        for part, mark in _parts(text):
            runs += _run(part)
            if mark:
                notes.append(("* " if mark == "*" else "") + report.notes[mark])
                custom = ' w:customMarkFollows="1"' if mark == "*" else ""
                runs += f'<w:r><w:footnoteReference{custom} w:id="{len(notes)}"/></w:r>'
        style = f'<w:pPr><w:pStyle w:val="{styles[kind]}"/></w:pPr>' if kind in styles else ""
        body.append(f"<w:p>{style}{runs}</w:p>")
    parts = [
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + note)}</w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    ]
    names = (("Title", "Title"), ("Heading1", "heading 1"), ("Heading2", "heading 2"))
    every = [f'<w:style w:styleId="{one}"><w:name w:val="{name}"/></w:style>' for one, name in names]
    separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    with zipfile.ZipFile(target, "w") as archive:
        for name, tag, content in (
            ("document", "document", f"<w:body>{''.join(body)}</w:body>"),
            ("footnotes", "footnotes", separator + "".join(parts)),
            ("styles", "styles", "".join(every)),
            ("header1", "hdr", f"<w:p>{_run('ORCHARD JOINT OFFICE')}</w:p>"),
        ):
            archive.writestr(f"word/{name}.xml", f'<w:{tag} xmlns:w="{_W}">{content}</w:{tag}>')


def tables(target: Path, paragraphs: list[str], *tables: list[list[str]]) -> None:
    """Write a Word file of some paragraphs and then some tables."""

    def paragraph(text: str) -> str:
        return f"<w:p>{_run(text)}</w:p>"

    content = "".join(map(paragraph, paragraphs))
    for rows in tables:
        cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
        content += f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{content}</w:body></w:document>'
        )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r>'


def _link(call: re.Match[str]) -> str:
    """Link a call to its note; a star stands in the text itself."""
    mark = call[1]
    return "" if mark == "*" else f'<sup><a id="ref{mark}" href="#fn{mark}">{mark}</a></sup>'


def page(report: Marked, target: Path, *, main: str = "main") -> None:
    """Write a web page; ``main`` is the element that holds the report."""
    frames = {
        "=": "<h1>{}</h1>", "~": '<p class="date">{}</p>', "#": "<h2>{}</h2>", "##": "<h3>{}</h3>",
        "-": "<ul><li><p>{}</p></li></ul>", "": "<p>{}</p>",
    }  # fmt: skip
    lines = []
    for kind, text in report.blocks:
        said = html.escape(text, quote=False)
        said = _CALL.sub(
            lambda call: (
                "" if call[1] == "*" else f'<sup><a id="ref{call[1]}" href="#fn{call[1]}">{call[1]}</a></sup>'
            ),
            said,
        )
        lines.append(frames[kind].format(said))
    notes = [
        f'<li id="fn{mark}">{html.escape(note)} <a href="#fnref{mark}">↩</a></li>'
        for mark, note in report.notes.items()
        if mark != "*"
    ]
    starred = [f'<p class="footnote">* {note}</p>' for mark, note in report.notes.items() if mark == "*"]
    text = "\n".join([*lines, "<hr>", *(["<ol>", *notes, "</ol>"] if notes else []), *starred])
    target.write_text(
        "<!DOCTYPE html><html><head><title>x</title></head><body><header><nav><ul><li>Home</li><li>Press room"
        '</li></ul></nav></header><div class="cookie-banner"><p>This site uses cookies. Do you accept them?'
        f'</p></div><{main} class="content">{text}<div class="share"><p>Share this page.</p></div></{main}>'
        "<footer><p>All rights reserved.</p></footer></body></html>",
        encoding="utf-8",
    )
