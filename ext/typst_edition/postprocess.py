"""What Typst cannot write yet, or not as fast, put into the finished PDF.

Row headers are tagged TH with their scope, the last rows of a table as its body's; links
inside the file get their destination, every item gets a named one, and objects are packed
into streams. The result is deterministic.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name

from typst_edition.compile import Position
from typst_edition.config import Edition
from typst_edition.diagnostics import EditionError
from typst_edition.draft import Draft
from typst_edition.words import typeset, words

_KIDS_PER_NODE = 64
_ABOVE = 4.0  # points
_INSIDE = b"typst-edition:"
_BESIDE = b"typst-beside:"
_TABLE = re.compile(rb"^(\d+) 0 obj\n<</Type/StructElem/S/Table\b", re.MULTILINE)


def postprocess(draft: Draft, drafts: Mapping[str, Draft]) -> bytes:
    """Give the PDF of *draft* with row headers, destinations, page labels and packed objects.

    *drafts* are all editions by name, to which links may lead. Raises EditionError when the tables
    of the PDF are not the tables that were written, or a link leads nowhere.
    """
    edition = draft.edition
    with pikepdf.open(io.BytesIO(draft.pdf)) as document:
        # Typst numbers a table after those in it.  They are looked for in what it wrote: to ask its
        # elements one by one, tens of thousands, took longer than all the rest here.
        tables = [document.get_object(int(found[1]), 0) for found in _TABLE.finditer(draft.pdf)]
        _mend_tables(tables, draft.stubs)
        target = _destinations(document, draft.at)
        _resolve_links(document, target, draft, drafts)
        names = draft.links.targets.names.items()
        _name_destinations(document, {name: target(label) for name, label in names if label in draft.at})
        _open_bookmarks(document)
        _label_pages(document, words(edition.language).cover if edition.cover else "")
        _catalogue(document, edition)
        out = io.BytesIO()
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return out.getvalue()


def _catalogue(document: pikepdf.Pdf, edition: Edition) -> None:
    """Write what catalogues read of *edition* that the compiler does not write."""

    def plain(text: str) -> str:
        return typeset(text, edition.language).replace("\N{NO-BREAK SPACE}", " ")

    values = {
        # There may be several publishers.
        "dc:publisher": [plain(edition.author)] if edition.author else None,
        "dc:rights": plain(edition.rights),
        "dc:identifier": edition.identifier or edition.address,
    }
    if any(values.values()):
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.update({key: value for key, value in values.items() if value})


def _label_pages(document: pikepdf.Pdf, cover: str) -> None:
    """Let readers of PDF call each page as it is printed; the *cover* has a name."""
    labels = [0, Dictionary(P=cover), 1, Dictionary(S=Name.D, St=2)]
    document.Root.PageLabels = Dictionary(Nums=Array(labels if cover else [0, Dictionary(S=Name.D)]))


def _open_bookmarks(document: pikepdf.Pdf) -> None:
    """Show the bookmarks beside the text, with the sections of each chapter folded."""
    outlines = document.Root.get(Name.Outlines)
    if outlines is None:
        return
    document.Root.PageMode = Name.UseOutlines
    entry = outlines.get(Name.First)
    count = 0
    while entry is not None:
        if Name.Count in entry:
            entry.Count = -abs(int(entry.Count))
        count += 1
        entry = entry.get(Name.Next)
    outlines.Count = count


def _destinations(document: pikepdf.Pdf, positions: Mapping[str, Position]) -> Callable[[str], Array]:
    """Give what makes the destination of each label, once; raises EditionError for one that has no place."""
    pages = [(page.obj, float(page.mediabox[3])) for page in document.pages]

    @cache
    def destination(label: str) -> Array:
        position = positions.get(label)
        if position is None:
            raise EditionError(f"a link leads to {label!r}, which is not in the PDF")
        page, height = pages[position.page - 1]
        # A little above, so that the line itself is in view.
        top = round(height - max(0.0, position.y - _ABOVE), 2)
        return Array([page, Name.XYZ, round(position.x, 2), top, 0])

    return destination


def _resolve_links(
    document: pikepdf.Pdf, target: Callable[[str], Array], draft: Draft, drafts: Mapping[str, Draft]
) -> None:
    """Give each link its destination, and say in words where it leads."""
    page_word = words(draft.edition.language).page
    for page in document.pages:
        for annotation in page.obj.get(Name.Annots, ()):
            action = annotation.get(Name.A)
            if action is None:
                continue
            address = bytes(action.get(Name.URI, b""))
            if address.startswith(_INSIDE):
                label = address.removeprefix(_INSIDE).decode()
                annotation.Dest = target(label)
                annotation.Contents = f"{page_word}{draft.page(label)}"
                del annotation[Name.A]
            elif address.startswith(_BESIDE):
                name, _, place = address.removeprefix(_BESIDE).decode().partition("#")
                other = drafts[name].edition
                number = drafts[name].page(drafts[name].links.targets.names.get(place))
                if not number:
                    raise EditionError(f"a link leads to {place!r}, which is not in {other.file}")
                annotation.A = _leading_to(other, place)
                annotation.Contents = f"{other.short}, {page_word.lower()}{number}"


def _leading_to(edition: Edition, name: str) -> Dictionary:
    """Give the action of a link to the place *name* in another file: on the web if it is there."""
    if edition.address:
        return Dictionary(S=Name.URI, URI=f"{edition.address}#{quote(name)}")
    file = Dictionary(Type=Name.Filespec, F=edition.file, UF=edition.file)
    return Dictionary(S=Name.GoToR, F=file, D=name, NewWindow=True)


def _kids(element: pikepdf.Object) -> Iterator[Dictionary]:
    kids = element.get(Name.K, Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid


def _rows(table: pikepdf.Object) -> Iterator[Dictionary]:
    for kid in _kids(table):
        if kid.S == Name.TR:
            yield kid
        elif kid.S in (Name.THead, Name.TBody, Name.TFoot):
            yield from _rows(kid)


def _mend_tables(tables: Sequence[pikepdf.Object], stubs: Sequence[Sequence[Sequence[int]]]) -> None:
    """Tag row headers; the rows that were a footer only to stay together are the body's."""
    if len(tables) != len(stubs):
        raise EditionError(f"{len(stubs)} tables were written, and {len(tables)} are in the PDF")
    for table, rows in zip(tables, stubs, strict=True):
        found = list(_rows(table))
        if len(found) != len(rows):
            raise EditionError(f"a table of {len(rows)} rows has {len(found)} in the PDF")
        above: dict[str, pikepdf.Object] = {}
        for row, columns in zip(found, rows, strict=True):
            cells = list(_kids(row))
            if above or (Name.TBody == row.P.S and cells[0].S == Name.TH):
                _mend_band(cells, above)
            for column in columns:
                cells[column].S = Name.TH
                cells[column].A.append(Dictionary(O=Name.Table, Scope=Name.Row))
        for part in _kids(table):
            if Name.TFoot == part.S:
                part.S = Name.TBody


def _mend_band(cells: Sequence[Dictionary], above: dict[str, pikepdf.Object]) -> None:
    """Make the header cells of a band plain ones: those below have the headers that it has.

    *above* are the headers of each such cell, by its id.
    """
    for cell in cells:
        own = next(each for each in cell.A if Name.Table == each.O)
        if cell.S == Name.TH:
            cell.S = Name.TD
            above[str(cell.ID)] = own.Headers
            del own[Name.Scope]
        else:
            own.Headers = above.get(str(own.Headers[0]), own.Headers)


def _name_destinations(document: pikepdf.Pdf, destinations: Mapping[str, Array]) -> None:
    """Write the names as a tree, with those that Typst has written itself."""
    if Name.Names not in document.Root:
        document.Root.Names = Dictionary()
    names = document.Root.Names
    named = list(names.get(Name.Dests, Dictionary()).get(Name.Names, ()))
    entries = {bytes(name): target for name, target in zip(named[::2], named[1::2], strict=True)}
    entries.update((name.encode(), target) for name, target in destinations.items())
    if not entries:
        return
    ordered = sorted(entries.items())
    leaves = []
    for at in range(0, len(ordered), _KIDS_PER_NODE):
        leaf = ordered[at : at + _KIDS_PER_NODE]
        flat = [value for pair in leaf for value in pair]
        leaves.append(
            document.make_indirect(Dictionary(Names=Array(flat), Limits=Array([flat[0], flat[-2]])))
        )
    names.Dests = document.make_indirect(Dictionary(Kids=Array(leaves)))
