"""The splitter against a whole report that was divided by hand.

The text is no part of the project.  Whoever holds it says where, in the environment:
TRACKER_SOURCE_TEXT (the report in French, in any format that is read) and
TRACKER_SOURCE_PARAGRAPHS (its division).
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tools.intake import Document, read

_TEXT, _DIVISION = os.environ.get("TRACKER_SOURCE_TEXT"), os.environ.get("TRACKER_SOURCE_PARAGRAPHS")

pytestmark = [
    pytest.mark.fast,
    pytest.mark.skipif(
        not (_TEXT and _DIVISION),
        reason="the report's text is not at hand: set TRACKER_SOURCE_TEXT and TRACKER_SOURCE_PARAGRAPHS",
    ),
]


@pytest.fixture(scope="module")
def document() -> Document:
    return read(Path(_TEXT or ""), "fr")


@pytest.fixture(scope="module")
def division() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(Path(_DIVISION or "").read_text(encoding="utf-8"))[
        "paragraphs"
    ]
    return found


def test_every_paragraph_and_sentence_is_reproduced(
    document: Document, division: list[dict[str, object]]
) -> None:
    made = {
        f"R04-{each.section}-{each.place}": {
            "section": each.section,
            "role": each.role,
            "sha256": each.sha256,
            "sentences": [{"n": n, "text": text} for n, text in enumerate(each.sentences, 1)],
        }
        for each in document.paragraphs
    }
    assert made == {
        str(each["id"]): {name: each[name] for name in ("section", "role", "sha256", "sentences")}
        for each in division
    }


def test_the_numbers_are_those_of_the_register(document: Document) -> None:
    assert len(document.paragraphs) == 83
    assert sum(len(each.sentences) for each in document.paragraphs) == 225
