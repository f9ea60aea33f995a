"""Items as readers see them: a heading, the text, and the facts in a labelled list.

sphinx-needs' own table layout costs several milliseconds an item and gives false
tables in tagged PDF; a few plain nodes cost less and say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .collect import Need, listed, one, text
from .model.sentences import Passage, sentences
from .model.statuses import FollowUp, Strength
from .nodes import folded
from .views import cite, entries, strip, trust, units
from .views.page import Page, bullets, field_list, paragraph, spliced

if TYPE_CHECKING:
    from collections.abc import Iterator


def card(
    page: Page, need: Need, content: list[nodes.Node], *, level: int, main: bool = False
) -> nodes.container:
    """Render one item.

    :param content: the item's own text, as it was read.
    :param level: the heading level that fits the place.
    :param main: whether the page is about this item, so that its title stands above already.
    """
    types = page.tracker.settings.types
    leads = main and need["type"] in (types.item, types.group)
    classes = ["item", f"item-{need['type']}", *["main-item"] * main, *["item-lead"] * leads]
    box = nodes.container(ids=[need["id"]], classes=classes)
    box["need"] = {"id": need["id"], "title": need["title"], "type": need["type"]}
    if main and need["type"] == types.item:
        return _item(page, need, content, box, level)
    box += _kind(page, need) if main else _heading(page, need, level)
    passage = page.tracker.passages.get(str(need["id"]))
    if passage is None:
        box += [*content, *_lines(page, need, named=not main), *_notes(page, need)]
    else:
        # What only those need who check the text.
        named = ", ".join(label for _, label, _ in _facts(page, need))
        box += [_sentences(page, passage), folded("", *_lines(page, need), title=named)]
    if main and need["type"] == types.period and page.builder.format == "html":
        box += _by_group(page, need, level)
    if page.builder.format == "html" and passage is None:
        box += cite.fold(page, need)
    return box


def _item(
    page: Page, need: Need, content: list[nodes.Node], box: nodes.container, level: int
) -> nodes.container:
    """Render the item that a page is about: what it is, what is known of it, its periods, then the rest."""
    item = page.tracker.matrix.item(str(need["id"]))
    box += _kind(page, need)
    box += content[:1]
    box += trust.box(page, need, item, level)
    if page.builder.format == "html":
        head = nodes.rubric("", page.words("What each {period} says", period=page.nouns("period", 1)))
        head["heading-level"] = level
        box += [head, strip.strip(page, item)]
    rest = folded(title=page.words("More about its subject and sources"), classes=["more"])
    rest += [*content[1:], *_notes(page, need)]
    found = [(label, value) for _, label, value in _facts(page, need)]
    if found:
        rest += field_list(found, ["facts"])
    if rest.children:
        box += rest
    return box


def _by_group(page: Page, need: Need, level: int) -> list[nodes.Node]:
    """Say what a period tells of each area, with a link to where its entries stand."""
    model, key = page.tracker.matrix, str(need["id"])
    head = nodes.rubric("", page.words("What it says, by {group}", group=page.nouns("group", 1)))
    head["heading-level"] = level
    made = bullets([], ["counted"])
    for group in model.groups:
        told = units.told(page, [model.cell(item.id, key) for item in model.select(group=group.id)])
        places = [
            piece.docname
            for piece in model.evidence.values()
            if (piece.period, piece.group) == (key, group.id)
        ]
        address = page.document(places[0]) if places else None
        title = nodes.Text(group.title)
        link = nodes.reference("", "", title, refuri=address, internal=True) if address else title
        made += nodes.list_item(
            "", paragraph(link, " ", nodes.inline("", "", *spliced(told), classes=["told"]))
        )
    return [head, made]


def _lines(page: Page, need: Need, *, named: bool = True) -> list[nodes.Node]:
    """Fold the facts of an item into one line, then say where it was read and what it concerns.

    :param named: whether the line ends with the item's id.
    """
    settings, names = page.tracker.settings, page.tracker.settings.fields
    piece = page.tracker.matrix.evidence.get(str(need["id"]))
    # When and what kind of thing it was need no label.
    line = entries.known(page, piece) if piece else []
    apart: list[nodes.Node] = []
    for name, label, value in _facts(page, need):
        told: list[nodes.Node | str] = [nodes.inline("", f"{label}:", classes=["fact-name"]), " ", value]
        if name in (settings.links.evidence, "links", "follow_up", *settings.link_facts):
            apart.append(paragraph(*told, classes=["item-facts"]))
        elif not piece or name not in (names.when, names.due, names.kind, names.certainty):
            line += [*[" · "] * bool(line), *told]
    if named:
        number = nodes.inline("", "", page.link(str(need["id"])), classes=["item-id"])
        line += [*[" · "] * bool(line), number]
    return [*([paragraph(*line, classes=["item-facts"])] if line else []), *apart]


def _heading(page: Page, need: Need, level: int) -> nodes.rubric:
    head = nodes.rubric("", str(need["title"]), classes=["item-title"])
    head["heading-level"] = level
    return head


def _kind(page: Page, need: Need) -> nodes.paragraph:
    """Make the line of a page's main item: its type and its area; the title stands above."""
    line: list[nodes.Node | str] = [page.words(str(need["type_name"]))]
    group = page.tracker.needs.get(one(need, page.tracker.settings.links.group))
    if group is not None:
        line += [" · ", page.link(str(group["id"]), str(group["title"]))]
    return paragraph(*line, classes=["item-kind"])


def _notes(page: Page, need: Need) -> list[nodes.Node]:
    names = page.tracker.settings.fields
    found: list[nodes.Node] = []
    for name in (names.note, names.reason, names.no_item, names.not_assessable):
        note = text(need, name)
        if note:
            label = nodes.strong("", f"{page.label(name)}: ")
            found.append(paragraph(label, note, classes=["item-note", f"note-{name.replace('_', '-')}"]))
    return found


def _facts(page: Page, need: Need) -> Iterator[tuple[str, str, nodes.Node]]:
    """Give name, label and value of each fact that the configuration lists for a type and the item has."""
    for name in page.tracker.settings.facts.get(str(need["type"]), ()):
        node = _fact(page, need, name)
        if node is not None:
            yield name, page.label(name), node


def _fact(page: Page, need: Need, name: str) -> nodes.Node | None:
    settings = page.tracker.settings
    if name == "links":
        return _links(page, need)
    if name == "follow_up":
        return _state(page, need)
    if name == settings.links.evidence:
        sentences_cited = listed(need, name)
        return page.citation(sentences_cited) if sentences_cited else None
    value = need.get(name)
    if value in (None, "", [], ()) or value == settings.unsaid.get(name):
        return None
    if name in (settings.fields.when, settings.fields.due, *settings.dates):
        return nodes.Text(page.date(str(value)))
    if name in settings.link_facts:
        return _targets(page, listed(need, name))
    if isinstance(value, (list, tuple)):
        return _values(page, name, [str(part) for part in value])
    if isinstance(value, bool):
        return nodes.Text(page.words("yes" if value else "no"))
    return nodes.Text(page.value(str(value), name))


def _values(page: Page, name: str, values: list[str]) -> nodes.inline:
    whole = nodes.inline()
    docname = page.index_of(name)
    for index, value in enumerate(values):
        if index:
            whole += nodes.Text("; ")
        whole += page.anchor_link(docname, f"{name}-{nodes.make_id(value)}", page.words(value))
    return whole


def _targets(page: Page, ids: tuple[str, ...]) -> nodes.inline:
    whole = nodes.inline()
    for index, need_id in enumerate(ids):
        if index:
            whole += nodes.Text("; ")
        whole += page.titled(need_id)
    return whole


def _links(page: Page, need: Need) -> nodes.Node | None:
    """List the items the evidence concerns, each with the strength of the link."""
    settings = page.tracker.settings
    line = nodes.inline(classes=["item-links"])
    for strength in Strength:
        for target in listed(need, settings.links.strengths.get(strength, "")):
            line += [nodes.Text("; ")] * bool(len(line))
            line += page.titled(target, page.words(strength.short))
    return line if len(line) else None


def _state(page: Page, need: Need) -> nodes.Node | None:
    entry = page.tracker.ledger.get(str(need["id"]))
    if entry is None:
        return None
    node = nodes.inline("", "", page.mark(entry.state))
    for need_id in entry.follow_ups:
        node += [nodes.Text("; "), page.titled(need_id)]
    if entry.state is FollowUp.RE_ANNOUNCED:
        node += nodes.Text(f" ({page.words('repeated {number} times', number=entry.repeated)})")
    return node


def _sentences(page: Page, passage: Passage) -> nodes.bullet_list:
    """Each sentence of a passage, an anchor of its own, with the items that cite it."""
    entries: list[list[nodes.Node]] = []
    for sentence in sentences(passage, page.tracker.cited):
        line = paragraph(nodes.strong("", page.words("Sentence {number}", number=sentence.number)), ": ")
        line["ids"].append(sentence.id)
        for index, need_id in enumerate(sentence.evidence):
            line += [nodes.Text("; ")] * bool(index)
            line += spliced([page.titled(need_id)])
        if not sentence.evidence:
            reason = sentence.context
            told = page.words("context ({reason})", reason=page.words(reason)) if reason else ""
            line += nodes.Text(told or page.words("unlinked"))
        entries.append([line])
    if passage.note:
        entries.append([paragraph(nodes.emphasis("", passage.note))])
    return bullets(entries, ["sentences"])
