"""Items as readers see them: a heading, the text, and the facts in a labelled list.

sphinx-needs' own table layout costs several milliseconds an item and gives false
tables in tagged PDF; a few plain nodes cost less and say the same.
"""

from __future__ import annotations

from docutils import nodes

from .collect import Need, listed, text
from .model.sentences import Passage, sentences
from .model.statuses import FollowUp, Strength
from .views import cite
from .views.page import Page, bullets, field_list, paragraph, spliced


def card(
    page: Page, need: Need, content: list[nodes.Node], *, level: int, main: bool = False
) -> nodes.container:
    """Render one item.

    :param content: the item's own text, as it was read.
    :param level: the heading level that fits the place.
    :param main: whether the page is about this item, so that its title stands above already.
    """
    box = nodes.container(ids=[need["id"]], classes=["item", f"item-{need['type']}"])
    box["need"] = {"id": need["id"], "title": need["title"], "type": need["type"]}
    box += _kind(page, need) if main else _heading(page, need, level)
    passage = page.tracker.passages.get(str(need["id"]))
    if passage is not None:
        box += _sentences(page, passage)
    else:
        box += content
        box += _notes(page, need)
    found = facts(page, need)
    if main and page.builder.format == "html":
        found.append((page.words("Cite this page"), cite.block(page, need)))
    if found:
        box += field_list(found, ["facts"])
    return box


def _heading(page: Page, need: Need, level: int) -> nodes.rubric:
    # The dot parts title and label on paper; on a screen the label's frame does.
    dot = nodes.inline("", " · ", classes=["item-dot"])
    line: list[nodes.Node | str] = [*_id(page, need), str(need["title"]), dot, _type(page, need)]
    head = nodes.rubric("", "", *spliced(line))
    head["heading-level"] = level
    head["classes"].append("item-title")
    return head


def _kind(page: Page, need: Need) -> nodes.paragraph:
    """Make the line of a page's main item: its id and its type, without the title."""
    return paragraph(*_id(page, need), _type(page, need), classes=["item-kind"])


def _id(page: Page, need: Need) -> list[nodes.Node]:
    return [nodes.inline("", "", page.link(str(need["id"])), classes=["item-id"]), nodes.Text(" ")]


def _type(page: Page, need: Need) -> nodes.inline:
    return nodes.inline("", page.words(str(need["type_name"])), classes=["item-type"])


def _notes(page: Page, need: Need) -> list[nodes.Node]:
    names = page.tracker.settings.fields
    found: list[nodes.Node] = []
    for name in (names.note, names.reason, names.no_item, names.not_assessable):
        note = text(need, name)
        if note:
            label = nodes.strong("", f"{page.label(name)}: ")
            found.append(paragraph(label, note, classes=["item-note", f"note-{name.replace('_', '-')}"]))
    return found


def facts(page: Page, need: Need) -> list[tuple[str, nodes.Node]]:
    """Give the labelled facts of an item, as the configuration lists them for its type."""
    found: list[tuple[str, nodes.Node]] = []
    for name in page.tracker.settings.facts.get(str(need["type"]), ()):
        node = _fact(page, need, name)
        if node is not None:
            found.append((page.label(name), node))
    return found


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
    entries = []
    for strength in Strength:
        targets = listed(need, settings.links.strengths.get(strength, ""))
        entries += [[paragraph(page.titled(target), " · ", page.mark(strength))] for target in targets]
    entries += [[paragraph(page.titled(t))] for t in listed(need, settings.links.concerns)]
    return bullets(entries) if entries else None


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
