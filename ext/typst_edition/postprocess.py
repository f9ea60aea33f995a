"""What Typst cannot write yet, put into the finished PDF.

Row headers are tagged TH with their scope, every item gets a named destination, and
objects are packed into streams. The result is deterministic.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from typst_edition.diagnostics import EditionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from typst_edition.compile import Position

_KIDS_PER_NODE = 64


def postprocess(
    pdf: bytes,
    stubs: Sequence[Sequence[Sequence[int]]],
    destinations: Mapping[str, Position],
) -> bytes:
    """Give *pdf* with row headers, named destinations and packed objects.

    *stubs* says for each table, for each row, which cells are row headers;
    *destinations* gives the position behind each name. Raises EditionError when the
    tables of the PDF are not the tables that were written.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _tag_row_headers(document, stubs)
        _name_destinations(document, destinations)
        out = io.BytesIO()
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return out.getvalue()


def _kids(element: pikepdf.Object) -> Iterator[Dictionary]:
    kids = element.get(Name.K)
    if kids is None:
        return
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid


def _tables(element: Dictionary) -> Iterator[Dictionary]:
    """Give the tables at and under *element*, outer before inner, in reading order."""
    if element.get(Name.S) == Name.Table:
        yield element
    for kid in _kids(element):
        yield from _tables(kid)


def _rows(table: Dictionary) -> Iterator[Dictionary]:
    for kid in _kids(table):
        if kid.S == Name.TR:
            yield kid
        elif kid.S in (Name.THead, Name.TBody, Name.TFoot):
            yield from _rows(kid)


def _tag_row_headers(document: pikepdf.Pdf, stubs: Sequence[Sequence[Sequence[int]]]) -> None:
    root = document.Root.StructTreeRoot
    tables = [table for kid in _kids(root) for table in _tables(kid)]
    if len(tables) != len(stubs):
        raise EditionError(f"{len(stubs)} tables were written, and {len(tables)} are in the PDF")
    for table, rows in zip(tables, stubs, strict=True):
        found = list(_rows(table))
        if len(found) != len(rows):
            raise EditionError(f"a table of {len(rows)} rows has {len(found)} in the PDF")
        for row, columns in zip(found, rows, strict=True):
            cells = list(_kids(row))
            for column in columns:
                _make_row_header(cells[column])


def _make_row_header(cell: Dictionary) -> None:
    cell.S = Name.TH
    scope = Dictionary(O=Name.Table, Scope=Name.Row)
    attributes = cell.get(Name.A)
    if attributes is None:
        cell.A = scope
    elif isinstance(attributes, Array):
        attributes.append(scope)
    else:
        cell.A = Array([attributes, scope])


def _name_destinations(document: pikepdf.Pdf, destinations: Mapping[str, Position]) -> None:
    """Write the names as a tree, with those that Typst may have written itself."""
    if not destinations:
        return
    pages = list(document.pages)
    entries: dict[bytes, pikepdf.Object] = {}
    for name, position in destinations.items():
        page = pages[position.page - 1]
        height = float(page.mediabox[3])
        target = Array([page.obj, Name.XYZ, round(position.x, 2), round(height - position.y, 2), 0])
        entries[name.encode()] = target
    if Name.Names not in document.Root:
        document.Root.Names = Dictionary()
    names = document.Root.Names
    old = names.get(Name.Dests)
    if old is not None:
        entries = {**dict(_named(old)), **entries}
    ordered = sorted(entries.items())
    leaves = [ordered[at : at + _KIDS_PER_NODE] for at in range(0, len(ordered), _KIDS_PER_NODE)]
    names.Dests = document.make_indirect(
        Dictionary(Kids=Array([document.make_indirect(_leaf(leaf)) for leaf in leaves]))
    )


def _leaf(entries: Iterable[tuple[bytes, pikepdf.Object]]) -> Dictionary:
    pairs = list(entries)
    flat = [value for name, target in pairs for value in (String(name), target)]
    return Dictionary(Names=Array(flat), Limits=Array([String(pairs[0][0]), String(pairs[-1][0])]))


def _named(node: pikepdf.Object) -> Iterator[tuple[bytes, pikepdf.Object]]:
    flat = list(node.get(Name.Names, []))
    for name, target in zip(flat[::2], flat[1::2], strict=True):
        yield bytes(name), target
    for kid in node.get(Name.Kids, []):
        yield from _named(kid)
