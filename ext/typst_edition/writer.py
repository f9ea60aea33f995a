"""The ground all visitors stand on: the output, anchors, languages and page orientation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from typst_edition import escape
from typst_edition.assemble import Place, matches, names_for
from typst_edition.diagnostics import Subtype, warn
from typst_edition.draft import Draft
from typst_edition.layout import KEPT, ORIENTATION, TRANSPARENT, language_of, prepare
from typst_edition.links import OWN_LABEL
from typst_edition.words import primary, region, typeset


class Writer(SphinxTranslator):
    """Collects Typst source; the visitors of the mixins write into it.

    Takes one resolved document, the *builder*, the document's *place* in the edition and
    the *draft* of this; gives the source in :attr:`body` after :meth:`visit`.
    """

    def __init__(self, document: nodes.document, builder: Builder, place: Place, draft: Draft) -> None:
        super().__init__(document, builder)
        self.place = place
        self.docname = place.docname
        self.draft = draft
        self.body: list[str] = []
        self.pending: list[str] = []
        self.boxes = 0
        """How many boxes are open around the current element: no page turns inside one."""
        self.sections = 0
        self.cards = 0
        """How many items the current element stands in."""
        self.in_landscape = False
        self.in_opening = False
        self.in_heading = False
        self.in_columns = False
        self.entry_note = ""
        """What is to be printed below the heading, or the end, of an entry in columns."""
        self.header_of = ""
        """In a header row that repeats: the label at the start of its table."""
        self.language = self.stated = draft.edition.language
        """What the text is set in, and what the nearest element states: a section has no box to say it."""
        self.last = " "
        """The last character of running text in the block, after which the next one is set."""
        self.told: dict[int, set[str]] = {}
        """The items whose page a block of text has named already."""
        self.first_part = ""
        """Where the first of several parts of an item leads, until their page is told."""
        self.in_row_header = False
        self.marks = ""
        """What stands for the references to pages in a cell, as long as they are."""
        self.inks: list[str] = []
        """The colour of the text in the cells that are open, empty where none is configured."""
        self.left_out = names_for(self.docname, draft.edition.leave_out)
        self.footnotes = {id_: note for note in document.findall(nodes.footnote) for id_ in note["ids"]}
        self.references = Counter(one["refid"] for one in document.findall(nodes.footnote_reference))
        """How often each footnote is referred to."""

    # -- output

    def write(self, source: str) -> None:
        """Append Typst *source*."""
        self.body.append(source)

    def start_block(self, node: nodes.Element) -> None:
        """Begin a block on a line of its own, marked with its source line; its label waits for text.

        The mark is how a message of the compiler finds back to the source.
        """
        line = node.line or getattr(node.parent, "line", None)
        self.last = " "
        self.write(f"\n/*L:{line}*/" if line else "\n")
        self.anchor(node)

    def text(self, text: str) -> None:
        """Append running *text*, after the anchors that wait for it."""
        self.flush()
        if text:
            whole = typeset(text, self.language, self.last)
            self.last = text[-1:]
            self.write(escape.with_ids(whole, self.draft.links.items))

    def children(self, node: nodes.Element, start: str = "", end: str = "", *, boxed: bool = False) -> None:
        """Write what is inside *node* between *start* and *end*; if it is *boxed*, no page turns in it."""
        self.write(start)
        self.boxes += boxed
        self._write_all(node.children)
        self.boxes -= boxed
        self.write(end)

    def inner(self, node: nodes.Element, children: Iterable[nodes.Node] | None = None) -> str:
        """Give the source of what is inside *node*: with its anchor and language, without its form.

        For elements that are arguments of their parent, such as cells and list items.
        With *children*, only these of its children are written.
        """

        def write(_node: nodes.Element) -> None:
            self._write_all(node.children if children is None else children)
            self.flush()

        outer, self.body = self.body, []
        self.last = " "
        self.boxes += 1
        self.anchor(node)
        self._speak(node, write)
        self.boxes -= 1
        source, self.body = "".join(self.body), outer
        return source

    def _write_all(self, children: Iterable[Any]) -> None:
        """Write *children*; texts side by side are one: a computed figure, say, and the words around it."""
        for are_texts, some in groupby(list(children), lambda child: isinstance(child, nodes.Text)):
            if are_texts:
                self.text("".join(text.astext() for text in some))
            else:
                for child in some:
                    self.visit(child)

    def _speak(self, node: nodes.Element, write: Callable[[nodes.Element], None]) -> None:
        """Let *write* set *node* in its language, if it is another; no region unless it states one."""
        outer = self.language, self.stated
        self.stated = language_of(node) or self.stated
        differs = self.stated != self.language and not isinstance(node, TRANSPARENT)
        if differs:
            self.language = self.stated
            area = region(self.language)
            stated = escape.string(area) if area else "none"
            self.write(f"#text(lang: {escape.string(primary(self.language))}, region: {stated})[")
        write(node)
        if differs:
            self.write("]")
        self.language, self.stated = outer

    # -- anchors

    def anchor(self, node: nodes.Element) -> None:
        """Let the label of *node*, if it carries one, wait for the first text inside."""
        if label := node.get(OWN_LABEL):
            self.pending.append(label)

    def skip(self, node: nodes.Element) -> None:
        """Let all labels in *node*, which is not written, wait for the next text: links may lead there."""
        for part in node.findall(nodes.Element):
            self.anchor(part)

    def flush(self) -> None:
        """Write the anchors that wait."""
        self.write(self.take_anchors())

    def take_anchors(self) -> str:
        """Give the source of the anchors that wait, which wait no longer."""
        if not self.pending:
            return ""
        labels, self.pending = self.pending, []
        fresh = [label for label in dict.fromkeys(labels) if label not in self.draft.written]
        self.draft.written.update(fresh)
        return "".join(f"#anchor({escape.exact_string(label)});" for label in fresh)

    # -- what surrounds the visitors

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Write *node* for a visitor of another extension that walks through it."""
        self._write_all([node])
        raise nodes.SkipNode

    def visit(self, node: nodes.Element) -> None:
        """Write *node* with all in it; turn the page and change the language as it asks."""
        if not self.left_out.isdisjoint(node["classes"] + node["ids"]):
            self.skip(node)
            return
        self._turn(node)
        self._speak(node, self._write)

    def _write(self, node: nodes.Element) -> None:
        """Write *node* by the visitor of its class, else of the nearest above."""
        names = (kind.__name__ for kind in type(node).__mro__)
        name = next(name for name in names if hasattr(self, f"visit_{name}"))
        try:
            getattr(self, f"visit_{name}")(node)
        except nodes.SkipNode:
            return
        # Ours write all of the node; those of other extensions may leave its children to us.
        if depart := getattr(self, f"depart_{name}", None):
            self.children(node)
            depart(node)

    def visit_Element(self, node: nodes.Element) -> None:  # noqa: N802 - named after the node
        """Write a node that has no visitor."""
        told = f"unknown node {type(node).__name__}: its text is kept without form"
        warn(Subtype.UNKNOWN_NODE, told, node)
        self.anchor(node)
        self.children(node)

    def is_left_out(self, node: nodes.Node) -> bool:
        """Say whether nothing of *node*, a box, is printed."""
        if isinstance(node, nodes.TextElement):
            return not self.left_out.isdisjoint(node["classes"])
        return bool(node.children) and all(map(self.is_left_out, node.children))

    def runs_in(self, node: nodes.Element) -> bool:
        """Say whether the entries of *node* are set as one run of text each."""
        return any(name in self.draft.edition.run_in for name in node["classes"])

    def run_of(self, box: nodes.Element) -> str:
        """Give the source of the paragraphs in *box* one after the other."""
        self.anchor(box)
        anchors = self.take_anchors()
        shown = [text for text in box.findall(nodes.paragraph) if not self.is_left_out(text)]
        parts = [self.inner(text).strip() for text in shown]
        return anchors + "#run-in" + "".join(f"[{part}]" for part in parts if part) if any(parts) else anchors

    def visit_document(self, node: nodes.document) -> None:
        """Write a document; if it has no heading, links to it lead to its first text."""
        turned = matches(self.docname, self.draft.edition.landscape)
        prepare(node, landscape=turned, items=self.draft.links.items, left_out=self.left_out)
        if self.place.title_only:
            for title in list(node.findall(nodes.title))[:1]:
                self.sections += 1
                self.visit(title)
            return
        if not any(True for _ in node.findall(nodes.section)):
            self.pending.append(self.draft.links.targets.labels[self.docname])
        self.children(node)
        self.flush()
        if self.in_landscape:
            self.write("]\n")

    def _turn(self, node: nodes.Element) -> None:
        wish = node.get(ORIENTATION)
        if self.boxes:
            if "landscape" in node["classes"] and not self.in_landscape:
                warn(Subtype.NESTED_LANDSCAPE, "landscape inside a box is printed upright", node)
            return
        # A title of the first level begins a page, which nothing kept on one page can do.
        if node.get(KEPT) and self.place.depth and self.draft.heading_level:
            self.in_opening = True
            self.write("\n#opening[\n")
        if wish is None or wish == self.in_landscape:
            return
        if self.in_opening:
            self.in_opening = False
            self.write("]\n")
        self.in_landscape = wish
        self.write("\n#[#set page(..landscape)\n" if wish else "]\n")
