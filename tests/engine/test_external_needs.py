"""Items of other projects: they count, and links to them lead where they are."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from support.inquiry import inquiry

if TYPE_CHECKING:
    from pathlib import Path

# sphinx-needs' own layouts use what docutils gives up.
pytestmark = [pytest.mark.fast, pytest.mark.filterwarnings("ignore:The frontend:DeprecationWarning")]

CONF = """
needs_build_json = True
needs_reproducible_json = True
"""


def other(folder: Path) -> str:
    """Build the project that holds the items, and give the text of its needs.json."""
    root = inquiry(folder)
    root.put("conf.py", root.conf + CONF)
    root.build()
    return (folder / "out" / "html" / "needs.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def needs(tmp_path_factory: pytest.TempPathFactory) -> str:
    held = json.loads(other(tmp_path_factory.mktemp("other")))
    (version,) = held["versions"].values()
    kept = {key: need for key, need in version["needs"].items() if need["type"] in {"advice", "chapter"}}
    version["needs"] = kept
    assert len(kept) == 6
    return json.dumps(held)


def test_external_items_have_cells_and_links_to_their_own_site(tmp_path: Path, needs: str) -> None:
    root = inquiry(tmp_path)
    root.put("needs.json", needs)
    root.put("items.md", "# Recommendations\n\nThey stand elsewhere.\n")
    external = [{"base_url": "https://example.org/inquiry", "json_path": "needs.json"}]
    root.put("conf.py", root.conf + f"needs_external_needs = {external!r}\n")
    built = root.build()
    assert built.warnings == []
    rows = list(csv.DictReader(io.StringIO(built.data("matrix-recommendations-half-years.csv"), newline="")))
    assert len(rows) == 10
    assert {row["recommendation"]: row["status"] for row in rows if row["half_year"] == "H-1"}["A-2"] == (
        "partly_accepted"
    )
    (table,) = re.findall(r"<table[^>]*items-periods.*?</table>", built.html("views"), re.DOTALL)
    assert 'href="https://example.org/inquiry/items.html#A-2"' in table
    assert 'href="#A-2"' not in table


def test_imported_items_are_items_of_this_project(tmp_path: Path, needs: str) -> None:
    root = inquiry(tmp_path)
    root.put("needs.json", needs)
    root.put("items.md", "# Recommendations\n\n```{needimport} needs.json\n```\n")
    built = root.build()
    assert built.warnings == []
    (table,) = re.findall(r"<table[^>]*items-periods.*?</table>", built.html("views"), re.DOTALL)
    assert 'href="items.html#A-2"' in table
    assert 'id="A-2"' in built.html("items")
