"""Items as objects: every one with its title in the inventory, and reached from another project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile

from support.factory import Root

if TYPE_CHECKING:
    from pathlib import Path

TOLD = """\
Another project
===============

See :ref:`told:P16-CYB-01`, :ref:`a meeting <told:A04-CYB-001>` and :ref:`a sentence <told:R04-CYB-01.2>`.
"""


def inventory(folder: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """Read what an edition offers: type → name → address and title."""
    with (folder / "objects.inv").open("rb") as stream:
        found = InventoryFile.load(stream, "", lambda base, address: address)
    return {
        kind: {name: (one.uri, one.display_name) for name, one in every.items()}
        for kind, every in found.items()
    }


def test_every_item_and_every_sentence_is_there_with_its_title(tiny: Root) -> None:
    found = inventory(tiny.build().outdir)
    proposals = found["progress:proposal"]
    assert proposals["P16-CYB-01"] == (
        "proposals/p16-cyb-01.html#P16-CYB-01",
        "P16-CYB-01 Subject of P16-CYB-01",
    )
    assert len(proposals) == 4
    assert {name for kind in found for name in found[kind] if name.startswith(("A0", "F0", "L0", "S0"))} == {
        *("A04-CYB-001", "A04-CYB-002", "A05-CYB-001"),
        *("F04-OPS-001", "L04-OPS-001", "S04-OPS-001"),
    }
    assert len(found["progress:sentence"]) == 7
    assert found["progress:passage"]["R04-CYB-01"][0] == "reports/passages.html#R04-CYB-01"
    assert found["std:label"]["a04-cyb-001"] == ("areas/cyber/r04.html#A04-CYB-001", "Meeting A04-CYB-001")


def test_names_of_an_index_are_there(tiny: Root) -> None:
    found = inventory(tiny.build().outdir)["progress:actors"]
    assert found["NATO staff"][0] == "views.html#actors-nato-staff"


def test_another_project_links_to_items_by_intersphinx(tiny: Root, tmp_path: Path) -> None:
    outdir = tiny.build().outdir
    conf = (
        'extensions = ["sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"told": ("https://example.org/en/", {str(outdir / "objects.inv")!r})}}\n'
    )
    build = Root(tmp_path / "other", "", conf, {"index.rst": TOLD}).build()
    assert build.warnings == []
    html = build.html()
    assert 'href="https://example.org/en/proposals/p16-cyb-01.html#P16-CYB-01"' in html
    assert "Subject of P16-CYB-01" in html
    assert 'href="https://example.org/en/areas/cyber/r04.html#A04-CYB-001"' in html
    assert 'href="https://example.org/en/reports/passages.html#R04-CYB-01.2"' in html


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_changed_title_arrives_in_an_incremental_build(tiny: Root, jobs: int) -> None:
    tiny.build(jobs=jobs)
    tiny.swap("areas/cyber/r04.md", "Meeting A04-CYB-001\n:id", "Another meeting\n:id")
    built = inventory(tiny.build(jobs=jobs).outdir)
    assert built["std:label"]["a04-cyb-001"][1] == "Another meeting"
    assert built == inventory(tiny.build("fresh").outdir)
