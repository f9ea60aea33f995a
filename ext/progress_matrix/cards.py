"""Items as readers see them: a heading, the text, and the facts in a labelled list.

sphinx-needs' own table layout costs several milliseconds an item and gives false
tables in tagged PDF; a few plain nodes cost less and say the same.

On its own page an item tells what is known of it and how far to trust its cells.  The project's
sentences stand in its values: ``told.<field>.<value>`` for each field that the settings list in
``told``; the first sentence of the first one leads.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from .collect import Need, listed, one, text
from .model.matrix import Item
from .model.sentences import Passage, sentences
from .model.statuses import Coverage, Strength
from .nodes import folded
from .views import cite, entries, picture
from .views.cells import BY_CONSTRUCTION, coded, strip
from .views.page import Page, Part, bullets, counted, field_list, inline, joined, leading, paragraph, rubric


def card(
    page: Page, need: Need, content: list[nodes.Node], *, level: int, main: bool = False
) -> nodes.container:
    """Render one item.

    :param content: the item's own text, as it was read.
    :param level: the heading level that fits the place.
    :param main: whether the page is about this item, so that its title stands above already.
    """
    types = page.settings.types
    leads = main and need["type"] in (types.item, types.group)
    classes = ["item", f"item-{need['type']}", *["main-item"] * main, *["item-lead"] * leads]
    box = nodes.container(ids=[need["id"]], classes=classes)
    box["need"] = {"id": need["id"], "title": need["title"], "type": need["type"]}
    if main and need["type"] == types.item:
        box += _item(page, need, content, level)
        return box
    title = str(need["title"])
    box += _kind(page, need) if main else rubric(level, title, classes=["item-title"])
    passage = page.tracker.passages.get(str(need["id"]))
    if passage is None:
        box += [*content, *_lines(page, need, named=not main), *_notes(page, need)]
    else:
        # What only those need who check the text.
        named = ", ".join(label for _, label, _ in _facts(page, need))
        lines = _lines(page, need)
        box += [_sentences(page, passage), *([folded("", *lines, title=named)] if named else lines)]
    if main and need["type"] == types.period and page.html:
        box += _by_group(page, need, level)
    if page.html and passage is None:
        box += cite.fold(page, need)
    return box


def _item(page: Page, need: Need, content: list[nodes.Node], level: int) -> list[nodes.Node]:
    """Render the item that a page is about: what it is, what is known of it, its periods, then the rest."""
    item = page.model.item(str(need["id"]))
    made = [_kind(page, need), *content[:1], _trust(page, need, item, level)]
    if page.html:
        head = page.words("What each {period} says", period=page.nouns("period", 1))
        made += [rubric(level, head), strip(page, item)]
    rest = [*content[1:], *_notes(page, need)]
    found = [(label, value) for _, label, value in _facts(page, need)]
    if found:
        rest.append(field_list(found, ["facts"]))
    if rest:
        title = page.words("More about its subject and sources")
        made.append(folded("", *rest, title=title, classes=["more"]))
    return made


def _by_group(page: Page, need: Need, level: int) -> list[nodes.Node]:
    """Say what a period tells of each area, with a link to where its entries stand."""
    model, key = page.model, str(need["id"])
    made = bullets([], ["counted"])
    for group in model.groups:
        told = picture.in_words(page, [model.cell(item.id, key) for item in model.select(group=group.id)])
        held = (one for one in model.evidence.values() if (one.period, one.group) == (key, group.id))
        first = next(held, None)
        address = page.document(first.docname) if first else None
        title = group.title
        link = nodes.reference("", title, refuri=address, internal=True) if address else title
        made += nodes.list_item("", counted(link, told))
    return [rubric(level, page.words("What it says, by {group}", group=page.nouns("group", 1))), made]


def _lines(page: Page, need: Need, *, named: bool = True) -> list[nodes.Node]:
    """Fold the facts of an item into one line, then say where it was read and what it concerns.

    :param named: whether the line ends with the item's id.
    """
    settings, names = page.settings, page.settings.fields
    piece = page.model.evidence.get(str(need["id"]))
    # When and what kind of thing it was need no label.
    line: list[Part] = [entries.known(page, piece)] if piece else []
    apart: list[nodes.Node] = []
    for name, label, value in _facts(page, need):
        told: list[Part] = [inline(f"{label}:", classes=["fact-name"]), " ", value]
        if name in (settings.links.evidence, "links", "follow_up", *settings.link_facts):
            apart.append(paragraph(told, classes=["item-facts"]))
        elif not piece or name not in (names.when, names.due, names.kind, names.certainty):
            line.append(told)
    if named:
        line.append(inline(page.link(str(need["id"])), classes=["item-id"]))
    return [*([paragraph(joined(line, " · "), classes=["item-facts"])] if line else []), *apart]


def _kind(page: Page, need: Need) -> nodes.paragraph:
    """Make the line of a page's main item: its type and its area; the title stands above."""
    line: list[Part] = [page.words(str(need["type_name"]))]
    group = page.needs.get(one(need, page.settings.links.group))
    if group is not None:
        line += [" · ", page.link(str(group["id"]), str(group["title"]))]
    return paragraph(*line, classes=["item-kind"])


def _notes(page: Page, need: Need) -> list[nodes.Node]:
    names = page.settings.fields
    found: list[nodes.Node] = []
    for name in (names.note, names.reason, names.no_item, names.not_assessable):
        note = text(need, name)
        if note:
            label = nodes.strong("", f"{page.label(name)}: ")
            found.append(paragraph(label, note, classes=["item-note", f"note-{name.replace('_', '-')}"]))
    return found


def _facts(page: Page, need: Need) -> Iterator[tuple[str, str, Part]]:
    """Give name, label and value of each fact that the configuration lists for a type and the item has."""
    for name in page.settings.facts.get(str(need["type"]), ()):
        told = _fact(page, need, name)
        if told:
            yield name, page.label(name), told


def _fact(page: Page, need: Need, name: str) -> Part:
    if name == "links":
        return _links(page, need)
    if name == "follow_up":
        return _state(page, need)
    if name == page.settings.links.evidence:
        cited = listed(need, name)
        return page.citation(cited) if cited else ""
    value = need.get(name)
    if value in (None, "", [], ()) or value == page.settings.unsaid.get(name):
        return ""
    if name in (page.settings.fields.when, page.settings.fields.due, *page.settings.dates):
        return page.date(str(value))
    if name in page.settings.link_facts:
        return joined(map(page.titled, listed(need, name)))
    if isinstance(value, (list, tuple)):
        index = page.indices.get(name, "")
        anchors = [(page.tracker.anchor(name, str(one)), page.words(str(one))) for one in value]
        links = (page.anchor_link(index if anchor else "", anchor, label) for anchor, label in anchors)
        return inline(joined(links), classes=["index-names"])
    if isinstance(value, bool):
        return page.words("yes" if value else "no")
    return page.value(str(value), name)


def _links(page: Page, need: Need) -> Part:
    """List the items the evidence concerns, each with the strength of the link."""
    names = page.settings.links.strengths
    line = [
        page.titled(target, page.words(strength.short))
        for strength in Strength
        for target in listed(need, names.get(strength, ""))
    ]
    return inline(joined(line), classes=["item-links"]) if line else ""


def _state(page: Page, need: Need) -> Part:
    entry = page.tracker.ledger.get(str(need["id"]))
    if entry is None:
        return ""
    line = joined([page.mark(entry.state), *map(page.titled, entry.follow_ups)])
    return [line, entries.repeated(page, entry)]


def _sentences(page: Page, passage: Passage) -> nodes.bullet_list:
    """Each sentence of a passage, an anchor of its own, with the items that cite it."""
    entries: list[list[nodes.Node]] = []
    for sentence in sentences(passage, page.tracker.cited):
        head = nodes.strong("", page.words("Sentence {number}", number=sentence.number))
        told: Part = page.words("unlinked")
        if sentence.evidence:
            told = joined(map(page.titled, sentence.evidence))
        elif sentence.context:
            told = page.words("context ({reason})", reason=page.words(sentence.context))
        line = paragraph(head, ": ", told)
        line["ids"].append(sentence.id)
        entries.append([line])
    if passage.note:
        entries.append([paragraph(nodes.emphasis("", passage.note))])
    return bullets(entries, ["sentences"])


def _trust(page: Page, need: Need, item: Item, level: int) -> nodes.container:
    """Make the box of an item."""
    head = rubric(level, page.words("What is known, and how far to trust it"), classes=["trust-head"])
    told = {
        "trust-subject": _subject(page, need, item),
        "trust-bound": _bound(page, item),
        # The same for all items: an edition that prints them one after the other leaves it out.
        "trust-general": _read(page),
    }
    lines = [paragraph(entry, classes=[name]) for name, entry in told.items() if entry]
    lines += [paragraph(*line.children, classes=["trust-general"]) for line in coded(page)]
    return nodes.container("", head, bullets([line] for line in lines), classes=["trust"])


def _subject(page: Page, need: Need, item: Item) -> list[Part]:
    """Say how the subject is known."""
    line: list[Part] = []
    for name in page.settings.told:
        value = need.get(name)
        code = ("no", "yes")[value] if isinstance(value, bool) else value
        told = page.words(page.settings.values.get(f"told.{name}.{code}", ""))
        if told:
            line += [f" {told}"] if line else leading(told)
    if item.rests_on:
        known = {key: page.tracker.passages.get(key) for key in sorted(item.rests_on)}
        names = {key: f"{page.short(one.period)}, {one.title}" if one else "" for key, one in known.items()}
        links = joined(page.link(key, name) for key, name in names.items())
        line += [f" {page.words('It rests on:')} ", links, "."]
    return line


def _bound(page: Page, item: Item) -> list[Part]:
    """Say of which periods no other result was possible."""
    names = [page.short(cell.period) for cell in page.model.row(item.id) if cell.by_construction]
    if not names:
        return []
    told = page.words("So what it shows for the {periods} proves little.", periods=", ".join(names))
    return [nodes.strong("", told), f" {page.words(BY_CONSTRUCTION)} (†)"]


def _read(page: Page) -> list[Part]:
    """Say how much was read of the periods."""
    periods = page.model.periods
    whole = [page.short(period.id) for period in periods if period.coverage is Coverage.FULL]
    if len(whole) == len(periods):
        return []
    told = page.words("Only these were read in full: {periods}.", periods=", ".join(whole))
    if not whole:
        told = page.words("No {period} was read in full.", period=page.nouns("period", 1))
    elif len(whole) == 1:
        told = page.words("Only the {periods} was read in full.", periods=whole[0])
    other = page.words("If nothing was seen in another one, that proves nothing.")
    return [nodes.strong("", told), f" {other}"]
