"""Whatever an author writes is rendered faithfully, or refused with file, line and item.

``PROGRESS_FUZZ`` sets how many items are drawn, ``PROGRESS_SEED`` which ones.
"""

from __future__ import annotations

import html
import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from support.mutants import Mutant, mutant
from support.tracker import tracker

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Build

NUMBER = int(os.environ.get("PROGRESS_FUZZ", "25"))
SEED = int(os.environ.get("PROGRESS_SEED", "1"))
BATCH = 50


@dataclass(frozen=True)
class Verdict:
    """An item, what is wrong with its treatment, and whether it was refused."""

    mutant: Mutant
    wrong: str = ""
    refused: bool = False


def _shown(text: str) -> str:
    """Give a text as a browser shows it: without tags, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def _place(built: Build, one: Mutant) -> list[str]:
    start = re.compile(rf"\S*/{re.escape(one.page)}\.md:[1-9]\d*: ")
    return [line for line in built.warnings if start.match(line)]


def _refused(built: Build, one: Mutant) -> bool:
    """Tell whether a warning names file, line and the item, by its id or its first line."""
    title = one.fields["title"].strip()[:20]
    # Control characters are told by their escapes.
    names = [name for name in (one.fields["id"], title, repr(title)[1:-1]) if name]
    return any(name in line for line in _place(built, one) for name in names) or any(
        "undecodable" in line for line in _place(built, one)
    )


def _unfaithful(one: Mutant, needs: dict[str, dict[str, object]], page: str) -> list[str]:
    """Name the fields of an item that was taken without a warning and reads otherwise."""
    need = needs.get(one.fields["id"])
    if need is None:
        return ["the item is lost"]
    wrong = [] if _shown(html.escape(one.fields["title"])) in _shown(page) else ["title on the page"]
    for name, value in one.fields.items():
        read = need.get("content" if name == "text" else name)
        if not _same(read, value):
            wrong.append(f"{name}: {read!r}")
    return wrong


def _same(read: object, written: str) -> bool:
    """Compare a field with what was written; quotes round a whole value belong to the notation."""
    quoted = len(written) > 1 and written[0] == written[-1] and written[0] in "'\""
    plain = written[1:-1] if quoted else written
    if isinstance(read, list):
        return set(map(str, read)) == {part.strip() for part in re.split("[,;]", plain) if part.strip()}
    return str(read if read is not None else "").split() == plain.split()


@pytest.fixture(scope="module", params=[NUMBER, pytest.param(500, marks=pytest.mark.exhaustive)])
def batches(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """Draw the items, build them in batches, and say what is wrong with each, if anything."""
    found: list[Verdict] = []
    for first in range(0, request.param, BATCH):
        drawn = [mutant(number, SEED) for number in range(first, min(first + BATCH, request.param))]
        found += _judge(drawn, tmp_path_factory.mktemp("fuzz"))
    assert len(found) == request.param
    return found


def _judge(drawn: list[Mutant], folder: Path) -> list[Verdict]:
    root = tracker(folder)
    for one in drawn:
        path = root.source / f"{one.page}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(one.content)
    built = root.build()
    exported = json.loads((built.outdir / "needs.json").read_text(encoding="utf-8"))
    needs = exported["versions"][exported["current_version"]]["needs"]
    found = []
    for one in drawn:
        said = _place(built, one)
        if _refused(built, one):
            found.append(Verdict(one, refused=True))
        elif said:
            found.append(Verdict(one, f"refused without its name: {said}"))
        else:
            wrong = _unfaithful(one, needs, built.html(one.page))
            found.append(Verdict(one, "; ".join(wrong)))
    return found


def test_no_item_is_lost_or_changed_without_a_word(batches: list[Verdict]) -> None:
    assert {verdict.refused for verdict in batches} == {True, False}
    assert [verdict for verdict in batches if verdict.wrong] == []
