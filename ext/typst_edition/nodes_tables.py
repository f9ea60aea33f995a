"""Visitors of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import ceil

from docutils import nodes

from typst_edition import escape
from typst_edition.config import points
from typst_edition.facts import tells_nothing
from typst_edition.fit import LETTER, Room, fit
from typst_edition.layout import of_kind
from typst_edition.nodes_inline import InlineVisitors
from typst_edition.words import typeset

# The classes of tables whose source states the widths of the columns.
_GIVEN = frozenset({"colwidths-given", "items-periods"})
# A row stays on one page if each of its cells has fewer letters than its part of these: so many
# take less than half of a page.
_SHORT = 2700
# The points of a letter in the smallest type of tables: a drawing does not shrink with the type.
_SMALL = LETTER * 8 / 9


@dataclass(frozen=True, slots=True)
class _Row:
    node: nodes.row
    source: str
    texts: list[str]
    """The text of each column."""
    stubs: list[int]
    """Which of the cells are row headers."""

    @property
    def is_band(self) -> bool:
        return "band" in self.node["classes"]


class TableVisitors(InlineVisitors):
    """Tables with caption, header rows that repeat, and row headers."""

    def visit_table(self, node: nodes.table) -> None:
        """Write a table; note for later which of its cells are row headers.

        Typst has no word for row headers yet: they are tagged after compiling.
        """
        self.start_block(node)
        if self.place.is_front and not self.draft.edition.cover:
            self._write_facts(node)
        elif self.runs_in(node):
            self._write_runs(node)
        else:
            self._write_table(node)

    def _write_table(self, node: nodes.table) -> None:
        caption = next(of_kind(node, nodes.title), None)
        specs = [spec for group in of_kind(node, nodes.tgroup) for spec in of_kind(group, nodes.colspec)]
        self.draft.tables += 1
        start = f"{self.docname}#table:{self.draft.tables}"
        anchors = f"{self.take_anchors()}#located({escape.exact_string(start)});"
        title = f"[{self.caption(node, caption, 'table')}]" if caption is not None else "none"
        columns = {number: bool(spec.get("stub")) for number, spec in enumerate(specs)}
        head = [self._row(*row, columns, start) for row in self._rows(node, nodes.thead)]
        body = [self._row(*row, columns, "") for row in self._rows(node, nodes.tbody)]
        # After those of the tables in its cells: so the finished PDF numbers them.
        self.draft.stubs.append([row.stubs for row in (*head, *body)])
        page = Room.of(self.draft.edition, landscape=self.in_landscape)
        stated = [] if _GIVEN.isdisjoint(node["classes"]) else specs
        given = [float(spec.get("colwidth", 1)) or 1.0 for spec in stated]
        texts = [[row.texts for row in rows] for rows in (head, body)]
        fits = fit(texts[1], len(specs), texts[0], given=given, page=page)
        whole = fits.whole and not any(True for _ in node.findall(_is_tall))
        # The compiler checks that each word has room; inside a box only it knows how much.
        words = [] if self.boxes else fits.words
        self.write(
            f"#data-table({escape.array(f'{width}fr' for width in fits.widths)}, size: {fits.size}pt, "
            f"hyphenate: {escape.array(map(str, fits.hyphenate))}, whole: {escape.boolean(whole)}, "
            f"lead: {fits.lead:.0f}pt, anchors: [{anchors}], caption: {title}, "
            f"name: {self._name_of(node, caption)}, room: {page.width:g}pt, "
            f"words: {escape.array(escape.array(map(escape.string, longest)) for longest in words)},\n"
        )
        if head:
            self.write(f"  table.header(repeat: true, {_lines(head)}),\n")
        since = next((count for count, row in enumerate(reversed(body)) if row.is_band), len(body))
        kept = min(fits.kept, since)
        # A cell that reaches into other rows may end in those that would be set apart.
        cells = (cell for row in body for cell in of_kind(row.node, nodes.entry))
        if kept > 1 and not any("morerows" in cell for cell in cells):
            # What stays together does so as a footer, which Typst does not break.  The rows are those
            # of the body again when the PDF is finished.
            self.write(f"  {_lines(body[:-kept])},\n")
            self.write(f"  table.footer(repeat: false, {_lines(body[-kept:])}))\n\n")
        else:
            self.write(f"  {_lines(body)})\n\n")

    def _row(
        self, row: nodes.row, cells: list[tuple[nodes.entry, int]], columns: Mapping[int, bool], head_of: str
    ) -> _Row:
        """Write the *cells* of a *row*; *columns* tells of each whether its cells are row headers.

        *head_of* is the label at the start of the table that the row heads.
        """
        stubs = [at for at, (_, column) in enumerate(cells) if columns.get(column) and not head_of]
        plain = [_text(entry, self.left_out) for entry, _ in cells]
        whole = all(len(text) * len(cells) < _SHORT for text in plain)
        texts = dict.fromkeys(columns, "")
        sources = []
        for at, (entry, column) in enumerate(cells):
            self.header_of = head_of
            sources.append(self._cell(entry, in_head=bool(head_of), in_stub=at in stubs, whole=whole))
            if column in columns and not entry.get("morecols"):
                # References to pages, which are not in the text, count too.
                text = typeset(plain[at] + self.marks, self.language)
                texts[column] = escape.unbreakable(text, self.draft.links.items)
        self.header_of = ""
        return _Row(row, ", ".join(sources), list(texts.values()), stubs)

    def _rows(
        self, table: nodes.table, kind: type[nodes.Element]
    ) -> Iterator[tuple[nodes.row, list[tuple[nodes.entry, int]]]]:
        """Give the rows of one *kind* of part, with the column of each cell, but those that tell nothing."""
        free: dict[int, int] = {}  # column -> the first row that no cell above reaches into
        parts = (part for group in of_kind(table, nodes.tgroup) for part in of_kind(group, kind))
        rows = (row for part in parts for row in of_kind(part, nodes.row))
        for number, row in enumerate(rows):
            cells = []
            column = 0
            for entry in of_kind(row, nodes.entry):
                while free.get(column, 0) > number:
                    column += 1
                cells.append((entry, column))
                for _ in range(entry.get("morecols", 0) + 1):
                    free[column] = number + entry.get("morerows", 0) + 1
                    column += 1
            if not tells_nothing(row, self.draft.edition.fact):
                yield row, cells

    def _write_facts(self, node: nodes.table) -> None:
        """Write the identification of a leaflet, which has no page for it, as one run of text."""
        facts = []
        for _, cells in self._rows(node, nodes.tbody):
            label, *values = (self.inner(entry) for entry, _ in cells)
            facts.append(f"[#fact[{label}][{' '.join(values)}]]")
        self.write(f"#facts({', '.join(facts)})\n")

    def _write_runs(self, node: nodes.table) -> None:
        """Write the rows of a table as entries of a list, each as one run of text."""
        self.in_row_header = True
        runs = [self.run_of(row) for row, _ in self._rows(node, nodes.tbody)]
        self.in_row_header = False
        self.write(f"#bullets{''.join(f'[{run}]' for run in runs)}\n")

    def _name_of(self, node: nodes.table, caption: nodes.title | None) -> str:
        """Give the name by which the compiler calls a table that has no room."""
        line = next((part.line for part in node.findall(nodes.Element) if part.line), None)
        place = f"{self.docname}:{line}" if line else self.docname
        return escape.string(f"“{caption.astext()}” ({place})" if caption is not None else f"({place})")

    def _cell(self, entry: nodes.entry, *, in_head: bool, in_stub: bool, whole: bool) -> str:
        options = ["breakable: false"] if whole else []
        if more := entry.get("morecols"):
            options.append(f"colspan: {int(more) + 1}")
        if more := entry.get("morerows"):
            options.append(f"rowspan: {int(more) + 1}")
        style = self._style_of(entry)
        if fill := style.get("fill"):
            options.append(f"fill: rgb({escape.string(fill)})")
        if edge := style.get("edge"):
            options.append(f"stroke: .7pt + rgb({escape.string(edge)})")
        self.inks.append(style.get("ink", ""))
        outer, self.in_row_header = self.in_row_header, in_stub
        self.marks = ""
        content = self._head_lines(entry) if in_head else self.inner(entry)
        self.in_row_header = outer
        self.inks.pop()
        if ink := style.get("ink"):
            content = f"#inked(rgb({escape.string(ink)}))[{content}]"
        if in_head or (in_stub and style):
            content = f"#header-text[{content}]"
        return f"table.cell({', '.join(options)})[{content}]" if options else f"[{content}]"

    def _head_lines(self, entry: nodes.entry) -> str:
        """Write a header cell; of several lines in a box, the first alone is set off."""
        lines = list(entry.findall(nodes.paragraph))
        if len(lines) == 1 or not isinstance(entry.children[0], nodes.container):
            return self.inner(entry)
        self.anchor(entry)
        first, *rest = [self.inner(line) for line in lines]
        return f"{first}#plain-lines({', '.join(f'[{line}]' for line in rest)})"

    def _style_of(self, entry: nodes.entry) -> Mapping[str, str]:
        """Give the colours configured for a class of *entry* or its row: of several, the last configured."""
        styles = self.draft.edition.styles
        classes: list[str] = [*entry["classes"], *entry.parent["classes"]]
        found = [styles[name] for name in styles if name in classes]
        return found[-1] if found else {}

    def caption(self, node: nodes.Element, caption: nodes.Element, kind: str) -> str:
        """Give the source of the *caption* of *node*, with Sphinx's number for the *kind*."""
        number = self._figure_number(node, kind)
        source = self.inner(caption)
        return f"#caption-number[{escape.markup_text(number)}]{source}" if number else source

    def _figure_number(self, node: nodes.Element, kind: str) -> str:
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        for id_ in node["ids"]:
            if number := numbers.get(id_):
                form = self.config.numfig_format.get(kind, "%s")
                value = ".".join(map(str, number))
                return str(form % value if "%s" in form else form.format(number=value, name=""))
        return ""


def _lines(rows: list[_Row]) -> str:
    """Give rows a line each, with the line of the source for the compiler's messages.

    A row of the class ``band`` below a plain one is a header to the compiler, so that it
    stays with the row after it. It is a row of the body again when the PDF is finished.
    """
    parts = []
    plain = False
    for row in rows:
        leads, plain = plain and row.is_band, not row.is_band
        cells = f"table.header(level: 2, repeat: false, {row.source})" if leads else row.source
        parts.append(f"/*L:{row.node.line}*/{cells}" if row.node.line else cells)
    return ",\n  ".join(parts)


def _text(entry: nodes.entry, left_out: AbstractSet[str]) -> str:
    """Give the text of a cell, without what is *left_out* by its class.

    A drawing as wide as so many letters counts as one word of these.
    """
    text = entry.astext()
    for part in entry.findall(nodes.Element):
        if not left_out.isdisjoint(part["classes"]):
            text = text.replace(part.astext(), "", 1)
    for image in entry.findall(nodes.image):
        width = str(image.get("width", ""))
        if width.endswith("pt") and image.astext():
            text = text.replace(image.astext(), "e" * ceil(points(width) / _SMALL))
    return text


def _is_tall(node: nodes.Node) -> bool:
    """Say whether the height of *node*, inside a table, does not show in its text."""
    inner_table = isinstance(node, nodes.table) and isinstance(node.parent, nodes.entry)
    drawing = isinstance(node, nodes.image) and not isinstance(node.parent, nodes.TextElement)
    return inner_table or drawing or isinstance(node, (nodes.literal_block, nodes.math_block))
