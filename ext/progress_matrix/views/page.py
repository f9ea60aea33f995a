"""What every view needs while one page is rendered: words, links and small nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri

from .._compat import references
from ..collect import Needs, Tracker, text
from ..model.matrix import Cell, Item, Matrix
from ..model.statuses import Coded, Coverage
from ..nodes import table_cell, table_frame, table_row, term_mark
from ..settings import Settings
from ..words import Words

Part: TypeAlias = "nodes.Node | str | Sequence[Part]"
"""What stands in a line: a node, a plain text, or several of these."""
Row: TypeAlias = Sequence[Part]

# docutils counts references among block nodes too, so the blocks are named.
_BLOCKS = (nodes.bullet_list, nodes.container, nodes.field_list, nodes.paragraph, nodes.table)
_READ = {Coverage.FULL: "in full", Coverage.PARTIAL: "in part", Coverage.NONE: "not read"}
_KINDS = {"count": "total", "band": "band"}
# So many columns have room for their words on an upright page; a turned one parts the text.
_UPRIGHT_COLUMNS = 6


# Sphinx writes out whatever an event carries, if only for its debug log: no small thing here.
@dataclass(frozen=True, repr=False)
class Page:
    """The page being rendered."""

    builder: Builder
    docname: str
    tracker: Tracker
    words: Words
    indices: Mapping[str, str] = field(default_factory=dict)
    # Document → its address seen from this page: a matrix links the same pages again and again.
    _addresses: dict[str, str | None] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)
    chosen: frozenset[str] | None = None
    """The items that a filter of the view leaves; None without a filter."""

    @property
    def model(self) -> Matrix:
        """The matrix that is shown."""
        return self.tracker.matrix

    @property
    def needs(self) -> Needs:
        """The items by id, as sphinx-needs has them."""
        return self.tracker.needs

    @property
    def settings(self) -> Settings:
        """What the project told."""
        return self.tracker.settings

    @cached_property
    def apart(self) -> bool:
        """Whether links to items and sources are the same as on other such pages of its folder.

        It holds neither, to which its links would be shorter, and has an address of its own.
        """
        places = {text(need, "docname") for need in self.needs.values()}
        places |= {source.docname for source in references(self.builder.env).values()}
        return self.builder.name == "html" and self.docname not in places

    @property
    def html(self) -> bool:
        """Whether the builder makes pages for a screen; another one makes paper or text."""
        return str(self.builder.format) == "html"

    def items(self, options: Mapping[str, str]) -> tuple[Item, ...]:
        """Give the items that the view shows, by its options ``group``, ``series`` and ``filter``."""
        every = self.model.select(group=options.get("group", ""), series=options.get("series", ""))
        return tuple(item for item in every if self.chosen is None or item.id in self.chosen)

    def first(self, name: str) -> bool:
        """Tell whether this page asks for something for the first time, which stands once on a page."""
        before = name in self._made
        self._made.add(name)
        return not before

    def value(self, code: str, name: str = "") -> str:
        """Give a field's value as readers see it: its label, in the edition's language.

        :param name: the field, where the same code means different things in two fields.
        """
        labels = self.settings.values
        return self.words(labels.get(f"{name}.{code}", labels.get(code, code)))

    def series(self, name: str) -> str:
        """Give the name of a series as readers see it."""
        return self.value(name, self.settings.fields.series)

    def read(self, coverage: Coverage) -> str:
        """Say how much of a period was read, in the project's words or in ours."""
        code = coverage.value
        own = self.value(code, self.settings.fields.coverage)
        return own if own != self.words(code) else self.words(_READ[coverage])

    def fact(self, need_id: str, name: str) -> str:
        """Give what an item holds in a field, by its name in ``[progress_matrix.fields]``."""
        return text(self.needs[need_id], getattr(self.settings.fields, name))

    def label(self, name: str) -> str:
        """Give a field's name as readers see it."""
        return self.words(self.settings.labels.get(name, name.replace("_", " ").capitalize()))

    def heading(self, name: str) -> str:
        """Give the project's word for ``item``, ``period`` or ``group`` as a heading."""
        return self.words(self.settings.noun(name, 1).capitalize())

    def short(self, need_id: str) -> str:
        """Give the short name of an area or period: its field ``short``, or else its title."""
        need = self.needs.get(need_id)
        if need is None:  # the one area of a project without areas
            return self.nouns("item", 2).capitalize()
        return text(need, "short") or str(need["title"])

    def nouns(self, name: str, number: int) -> str:
        """Give the project's word for ``item``, ``period`` or ``group`` as it follows a number."""
        return self.words(self.settings.noun(name, number))

    def caption(self, options: Mapping[str, str], default: str) -> str:
        """Give a view's caption: the author's own, or the view's."""
        return self.words(options.get("caption", default))

    def date(self, text: str) -> str:
        """Give a date in words; a value that is not a date gets its label."""
        try:
            return self.words.date(text)
        except ValueError:
            return self.value(text)

    def place(self, cell: Cell) -> tuple[str, str]:
        """Give document and anchor of what a cell rests on: its item's history, else the item."""
        docname = self.indices.get(f"history of {cell.item}", "")
        if docname:
            return docname, f"{cell.item}-{cell.period}"
        return self.model.item(cell.item).docname, cell.item

    def uri(self, docname: str, anchor: str) -> str | None:
        """Give the address of an anchor seen from this page, None when it is not in the edition."""
        if docname == self.docname:
            return f"#{anchor}"
        if not docname:
            # What another project holds has an address of its own.
            need = self.needs.get(anchor.partition(".")[0], {})
            return text(need, "external_url") or None
        base = self.document(docname)
        if base is None:
            return None
        # A single page names a document by an anchor, too.
        return f"#{anchor}" if base.startswith("#") else f"{base}#{anchor}"

    def document(self, docname: str) -> str | None:
        """Give the address of a document seen from this page, None when it is not in the edition."""
        if docname not in self._addresses:
            self._addresses[docname] = None
            with suppress(NoUri):
                if docname in self.builder.env.found_docs:
                    self._addresses[docname] = self.builder.get_relative_uri(self.docname, docname)
        return self._addresses[docname]

    def anchor_link(self, docname: str, anchor: str, *label: Part) -> nodes.Element:
        """Link to an anchor; the label alone when its document is not in the edition."""
        uri = self.uri(docname, anchor)
        if uri is None:
            return inline(*label)
        reference = nodes.reference("", "", *flat(label), internal=bool(docname))
        if uri.startswith("#"):
            reference["refid"] = anchor
        else:
            reference["refuri"] = uri
        return reference

    def link(self, need_id: str, label: str = "") -> nodes.Element:
        """Link to an item, or to a sentence ``R01-A-01.2``, by id; its id is the label unless told."""
        need = self.needs.get(need_id.partition(".")[0])
        if need is None:
            return nodes.inline("", label or need_id)
        return self.anchor_link(text(need, "docname"), need_id, label or need_id)

    def titled(self, need_id: str, told: str = "") -> Part:
        """Link to an item by its title, followed by its id and by what is told of it."""
        link = self.link(need_id, str(self.needs[need_id]["title"]))
        number = inline(need_id, classes=["item-id"])
        return [link, " (", number, f", {told})" if told else ")"]

    def mark(self, term: Coded, word: Part = "") -> nodes.inline:
        """Write a coded term: its mark for the eye, its word, which may be a link, for everybody."""
        return inline(sign(term), " ", word or self.words(term.label), classes=["term", css(term)])

    def citation(self, sentences: Sequence[str]) -> nodes.inline:
        """Write evidence in its citable form, each sentence number a link."""
        grouped: dict[str, list[str]] = {}
        for sentence in sentences:
            grouped.setdefault(sentence.partition(".")[0], []).append(sentence)
        parts, before = [], ""
        for passage_id, cited in grouped.items():
            passage = self.tracker.passages.get(passage_id)
            place = f"{self.needs[passage.period]['title']}, {passage.title}" if passage else ""
            section, _, name = place.rpartition(", ")
            # The period and the section are told once.
            parts.append(self._passage_citation(passage_id, cited, name if section == before else place))
            before = section
        return inline(joined(parts), classes=["citation-form"])

    def _passage_citation(self, passage_id: str, cited: list[str], place: str) -> Part:
        """Write the sentences cited of a passage: each run of them is a link to its first."""
        # What names no sentence is a mistake that is told elsewhere; here it stands as written.
        if not place or not all(sentence.partition(".")[2].isdecimal() for sentence in cited):
            return ", ".join(cited)
        unit = self.words("sentence" if len(cited) == 1 else "sentences")
        place = f"{place}, {unit}\N{NO-BREAK SPACE}"
        links: list[Part] = []
        for first, last in _runs(int(sentence.partition(".")[2]) for sentence in cited):
            label = str(first) if first == last else f"{first}–{last}"
            links.append(self.link(f"{passage_id}.{first}", label if links else place + label))
        return joined(links, ", ")


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Put numbers that follow each other together: the first and the last of each run."""
    runs = (list(run) for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]))
    return [(run[0][1], run[-1][1]) for run in runs]


def sign(term: Coded) -> term_mark:
    """Write the mark of a coded term alone."""
    return term_mark("", term.mark, classes=["term-mark"])


def css(term: Coded) -> str:
    """Give the class a coded term bears in the style sheet."""
    return f"{type(term).__name__.lower()}-{term.look.replace('_', '-')}"


def paragraph(*parts: Part, classes: Iterable[str] = ()) -> nodes.paragraph:
    """Make a paragraph of nodes and plain strings."""
    made = nodes.paragraph(classes=list(classes))
    made += flat(parts)
    return made


def inline(*parts: Part, classes: Iterable[str] = ()) -> nodes.inline:
    """Make a part of a line of nodes and plain strings."""
    return nodes.inline("", "", *flat(parts), classes=list(classes))


def joined(parts: Iterable[Part], separator: str = "; ") -> list[Part]:
    """Give the parts of a line one after the other, with a separator between them."""
    return [one for part in parts for one in (separator, part)][1:]


def rubric(level: int, *parts: Part, classes: Iterable[str] = ()) -> nodes.rubric:
    """Make a heading that stands in no table of contents."""
    made = nodes.rubric("", "", *flat(parts), classes=list(classes))
    made["heading-level"] = level
    return made


def leading(told: str) -> list[Part]:
    """Give a text with its first sentence standing out."""
    first, stop, rest = told.partition(". ")
    return [nodes.strong("", first + stop.strip()), f" {rest}" * bool(rest)]


def flat(parts: Iterable[Part]) -> list[nodes.Node]:
    """Give the nodes of a line."""
    line: list[nodes.Node] = []
    for part in parts:
        if isinstance(part, nodes.Node):
            line.append(part)
        elif isinstance(part, str):
            line.append(nodes.Text(part))
        else:
            line += flat(part)
    return line


def counted(link: Part, told: Part) -> nodes.paragraph:
    """Make the line of a list that leads elsewhere and tells how much is found there."""
    return paragraph(link, " ", inline(told, classes=["told"]))


def bullets(entries: Iterable[Iterable[nodes.Node]], classes: Iterable[str] = ()) -> nodes.bullet_list:
    """Make a bullet list, each entry given by its block nodes."""
    made = nodes.bullet_list(bullet="-", classes=list(classes))
    made += [nodes.list_item("", *blocks) for blocks in entries]
    return made


def field_list(facts: Iterable[tuple[str, Part]], classes: Iterable[str] = ()) -> nodes.field_list:
    """Make a list of labelled facts."""
    made = nodes.field_list(classes=list(classes))
    for label, value in facts:
        body = nodes.field_body("", value if isinstance(value, _BLOCKS) else paragraph(value))
        made += nodes.field("", nodes.field_name("", label), body)
    return made


def table(
    caption: str,
    head: Row,
    body: Iterable[Row | table_row],
    *,
    widths: Sequence[int] = (),
    sparse: bool = False,
    classes: Iterable[str] = (),
) -> nodes.table:
    """Make a table with a caption, a header row and row headers in its first column.

    :param sparse: whether columns of which no row tells anything are left out: a project may lack
        what they show.
    """
    rows = [cells if isinstance(cells, table_row) else row_of(cells) for cells in (head, *body)]
    columns = dict(enumerate(widths or (3, *(1 for _ in head[1:]))))
    if sparse and len(rows) > 1:
        columns = {at: width for at, width in columns.items() if any(row[at].astext() for row in rows[1:])}
        for row in rows:
            row.children = [row[at] for at in columns]
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=width, stub=int(at == 0)) for at, width in enumerate(columns.values())]
    group += [nodes.thead("", rows[0]), nodes.tbody("", *rows[1:])]
    title = nodes.title("", caption)
    return table_frame("", title, group, classes=["matrix-table", "stacked", *classes])


def wide(made: nodes.table) -> nodes.container:
    """Let a table that has many columns turn on paper; on a screen it may use the page's whole width."""
    columns = sum(1 for _ in made.findall(nodes.colspec))
    turns = ["landscape"] if columns > _UPRIGHT_COLUMNS else []
    return nodes.container("", made, classes=["wide-table", *turns])


def unseen(text: str) -> nodes.inline:
    """Make a word that is read aloud and printed as data, but not shown beside its mark."""
    return inline(text, classes=["unseen"])


def row_of(cells: Row, *, ids: Iterable[str] = (), data: Mapping[str, str] | None = None) -> table_row:
    """Make a row of a table.

    :param data: attributes ``data-…``, which filters work on.
    """
    # Without a style sheet's selectors, a row's kind shows by its class.
    row = table_row(ids=list(ids), classes=[_KINDS[key] for key in data or () if key in _KINDS])
    if data:
        row["data"] = data
    for cell in cells:
        entry = table_cell()
        if isinstance(cell, _BLOCKS):
            entry += cell
        else:
            entry += paragraph(cell)
            if isinstance(cell, nodes.Element):
                entry["classes"] += [name for name in cell["classes"] if "-" in name]
        row += entry
    return row
