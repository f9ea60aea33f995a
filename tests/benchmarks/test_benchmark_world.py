"""The content that the benchmarks invent is of the size they say, and the same each time."""

from __future__ import annotations

from collections import Counter
from typing import cast

import pytest
from benchmarks.world import SIZES, Size, World


@pytest.mark.parametrize("size", [SIZES["small"], SIZES["medium"], Size("odd", 7, 3, 11)])
def test_a_world_is_as_large_as_it_says(size: Size) -> None:
    world = World(size)
    assert len(world.items) == size.items
    assert len(world.reports) == size.periods
    assert len(world.evidence) == size.evidence
    ids = Counter(entry.id for entry in world.entries())
    assert max(ids.values()) == 1


def test_every_piece_of_evidence_cites_a_sentence_that_exists() -> None:
    world = World(SIZES["small"])
    sentences = {passage.id: passage.options["sentences"] for passage in world.passages}
    for piece in world.evidence:
        cited = piece.options["evidence"]
        assert isinstance(cited, tuple)
        for one in cited:
            passage, _, number = one.partition(".")
            last = sentences[passage]
            assert isinstance(last, int)
            assert 1 <= int(number) <= last


def test_links_lead_to_items() -> None:
    world = World(SIZES["small"])
    items = {item.id for item in world.items}
    linked = {
        target
        for piece in world.evidence
        for strength in ("explicit", "matched")
        for target in cast("tuple[str, ...]", piece.options.get(strength, ()))
    }
    assert linked
    assert linked <= items


def test_the_same_size_gives_the_same_content() -> None:
    first, second = (list(World(SIZES["small"]).entries()) for _ in range(2))
    assert first == second
