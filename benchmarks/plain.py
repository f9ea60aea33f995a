"""A resolved doctree as plain MyST: the text that readers see, without any item.

The floor is written from it: headings, paragraphs, lists, lists of facts, tables and
links as they were rendered.  Links are plain addresses, the cheapest there are; pictures
and forms, which are no text, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from docutils import nodes

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#$&~])")
# What begins a list, a heading or a field at the start of a line.
_OPENING = re.compile(r"^(\s*\d+)?([-+:.)=])(?=\s|$|:|\w)")


def page(document: nodes.document) -> str:
    """Write a page."""
    return "\n\n".join(_blocks(document.children, 0)) + "\n"


def _blocks(found: Iterable[nodes.Node], depth: int) -> Iterable[str]:
    for node in found:
        if isinstance(node, nodes.Text | nodes.Inline) and node.astext().strip():
            yield _line([node])
            continue
        for kind, write in _WRITERS.items():
            if isinstance(node, kind):
                yield from write(node, depth)
                break
        else:
            if isinstance(node, nodes.Element) and not isinstance(node, nodes.Invisible | nodes.raw):
                yield from _blocks(node.children, depth)


def _section(node: nodes.Element, depth: int) -> Iterable[str]:
    title, *rest = node.children
    yield f"{'#' * (depth + 1)} {_line([title])}"
    yield from _blocks(rest, depth + 1)


def _rubric(node: nodes.Element, depth: int) -> Iterable[str]:
    yield f":::{{rubric}} {_line(node.children)}\n:heading-level: {node.get('heading-level', 2)}\n:::"


def _list(node: nodes.Element, depth: int) -> Iterable[str]:
    yield "\n".join(f"- {_indented(entry, depth, '  ')}" for entry in node.children)


def _facts(node: nodes.Element, depth: int) -> Iterable[str]:
    lines = []
    for fact in node.children:
        assert isinstance(fact, nodes.field)
        lines.append(f":{fact[0].astext()}: {_indented(fact[1], depth, '    ')}")
    yield "\n".join(lines)


def _indented(node: nodes.Node, depth: int, indent: str) -> str:
    return "\n\n".join(_blocks(node.children, depth)).replace("\n", f"\n{indent}")


def _table(node: nodes.Element, depth: int) -> Iterable[str]:
    title = next(iter(node.findall(nodes.title)), None)
    rows = [[_cell(cell) for cell in row.children] for row in node.findall(nodes.row)]
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    text = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    yield f":::{{table}} {_line([title])}\n{text}\n:::" if title else text


def _cell(cell: nodes.Node) -> str:
    parts = list(cell.findall(nodes.TextElement)) if isinstance(cell, nodes.Element) else []
    top = [part for part in parts if isinstance(part, nodes.paragraph)]
    return " ".join(_line(part.children) for part in top) or " "


def _line(found: Iterable[nodes.Node]) -> str:
    text = "".join(map(_inline, found)).replace("\n", " ").strip()
    return _OPENING.sub(r"\1\\\2", text)


def _inline(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return _SPECIAL.sub(r"\\\1", node.astext())
    if isinstance(node, nodes.raw | nodes.Invisible):
        return ""
    text = "".join(map(_inline, node.children))
    if isinstance(node, nodes.reference) and text:
        return f"[{text}]({node.get('refuri') or '#' + node.get('refid', '')})"
    if isinstance(node, nodes.literal):
        return f"`{node.astext()}`"
    if isinstance(node, nodes.strong) and text.strip():
        return f"**{text.strip()}**"
    return text


_Writer = Callable[[nodes.Element, int], Iterable[str]]
_WRITERS: dict[type[nodes.Element], _Writer] = {
    nodes.section: _section,
    nodes.rubric: _rubric,
    nodes.bullet_list: _list,
    nodes.field_list: _facts,
    nodes.table: _table,
    nodes.paragraph: lambda node, depth: [_line(node.children)],
}
