"""An item as readers see it: its text, its facts in one line, what it rests on, what it concerns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.factory import Root


def card(html: str, anchor: str) -> list[str]:
    """Give the lines of a card without its tags."""
    text = html[html.index(f'id="{anchor}"') :].partition("</details>")[0]
    text = text.partition(">")[2].replace("\N{NO-BREAK SPACE}", " ")
    lines = (re.sub(r"<[^>]+>", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def test_an_activity_tells_first_what_was_done(tiny: Root) -> None:
    page = "areas/cyber/r04.md"
    tiny.put(page, tiny.get(page).replace(":id: A04-CYB-001\n", ":id: A04-CYB-001\n:editor_note: So told.\n"))
    lines = card(tiny.build().html("areas/cyber/r04"), "A04-CYB-001")
    assert lines[:6] == [
        "Meeting A04-CYB-001",
        "Meeting A04-CYB-001.",
        "November 2018 · Meeting · Who: EU staff; NATO staff · A04-CYB-001",
        "Evidence: Report 4, CYB paragraph 1, sentence 1",
        "Proposals: Subject of P16-CYB-01 (P16-CYB-01, subject named)",
        "Editor's note: So told.",
    ]


def test_what_checks_a_text_is_folded(tiny: Root) -> None:
    html = tiny.build().html("reports/passages")
    lines = card(html, "R04-CYB-01")
    assert lines[1] == "Sentence 1: Meeting A04-CYB-001 (A04-CYB-001)"
    assert lines[-2] == "Text fingerprint"
    assert "0" * 64 in lines[-1]


def test_a_paragraph_without_facts_has_nothing_to_unfold(tiny: Root) -> None:
    bare = replace(tiny, toml=re.sub(r"(?m)^passage = \[.*\]$", "passage = []", tiny.toml))
    html = bare.build().html("reports/passages")
    assert "<details" not in html
    assert 'href="#R04-CYB-01"' in html


def test_the_section_of_several_citations_is_told_once(tiny: Root) -> None:
    page, passages = "areas/cyber/r04.md", "reports/passages.md"
    tiny.put(passages, re.sub(r"(CYB|OPS) paragraph 1", r"Introduction, \1 paragraph", tiny.get(passages)))
    wanted = ":evidence: R04-CYB-01.1, R04-OPS-01.1\n"
    tiny.put(page, tiny.get(page).replace(":evidence: R04-CYB-01.1\n", wanted, 1))
    lines = card(tiny.build().html("areas/cyber/r04"), "A04-CYB-001")
    told = "Evidence: Report 4, Introduction, CYB paragraph, sentence 1; OPS paragraph, sentence 1"
    assert told in lines
