"""Two matrices of different items and periods in one project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support.inquiry import TOML, inquiry

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Root

pytestmark = pytest.mark.fast

SECOND = """
[progress_matrix.trackers.product]
nouns = { item = ["requirement", "requirements"], period = ["release", "releases"] }
types = { item = "req", period = "release", evidence = { plan = "req" } }
links = { period = "release" }

[[progress_matrix.trackers.product.statuses]]
code = "shipped"
label = "Shipped"
mark = "◆"
definition = "The requirement is in the {period}."
given_by = "plan"
where = { stage = "done" }

[[progress_matrix.trackers.product.statuses]]
code = "planned"
label = "Planned"
mark = "◇"
definition = "The requirement is planned for the {period}."
given_by = "plan"
"""

PRODUCT = """# Product

:::{release} First
:id: V-1
:period_start: 2025-01
:period_end: 2025-03
:coverage: full
:coded: all
:::

:::{release} Second
:id: V-2
:period_start: 2025-04
:period_end: 2025-06
:coverage: full
:coded: all
:::

:::{req} Speed
:id: Q-1
:release: V-1
:stage: done
:::

:::{req} Weight
:id: Q-2
:release: V-2
:::

:::{req} Colour
:id: Q-3
:::

```{progress-matrix}
:tracker: product
```

```{progress-matrix}
```

```{progress-gaps}
:tracker: product
```

```{progress-picture}
:tracker: product
```

Shipped: {progress-figure}`status=shipped period=V-1 tracker=product`;
accepted: {progress-figure}`status=accepted period=H-1`.
"""


def project(folder: Path) -> Root:
    root = inquiry(folder, product__md=PRODUCT)
    root.swap("index.md", "views\n", "views\nproduct\n")
    kinds = "".join(
        f'[[needs.types]]\ndirective = "{name}"\ntitle = "{name}"\nprefix = "X"\n'
        for name in ("req", "release")
    )
    toml = TOML.replace("[needs.fields]\n", kinds + "[needs.fields]\nstage = { nullable = true }\n")
    toml = toml.replace("[needs.links]\n", "[needs.links]\nrelease = {}\n")
    cards = '[progress_matrix.facts]\nreq = ["release", "stage"]\nrelease = []\n'
    root.put("tracker.toml", toml.replace("[progress_matrix.facts]\n", cards) + SECOND)
    return root


def tables(html: str) -> list[str]:
    return re.findall(r"<table[^>]*items-periods.*?</table>", html, re.DOTALL)


def test_each_matrix_has_its_own_items_periods_and_statuses(tmp_path: Path) -> None:
    built = project(tmp_path).build()
    assert built.warnings == []
    html = built.html("product")
    product, inquiry_ = tables(html)
    for words in ("Q-1", "Q-3", "First", "Shipped", "Planned", "No mention"):
        assert words in product
        assert words not in inquiry_
    for words in ("A-1", "A-5", "Half-year 1", "Accepted", "Not answered"):
        assert words in inquiry_
        assert words not in product
    assert 'href="#Q-1"' in product
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Shipped: 1 of 3; accepted: 1 of 4." in text
    # A page has one form for its rows, of the first of the two.
    assert ["filterable" in table for table in (product, inquiry_)] == [True, False]


def test_each_has_its_own_data(tmp_path: Path) -> None:
    root = project(tmp_path)
    root.put("data.md", "# Data\n\n```{progress-data}\n```\n\n```{progress-data}\n:tracker: product\n```\n")
    built = root.build()
    assert built.warnings == []
    assert "Q-1" in built.data("product/matrix-requirements-releases.csv")
    assert "A-1" in built.data("matrix-recommendations-half-years.csv")
    for page in ("data", "product"):
        links = re.findall(r'href="(data/[^"]+)"', built.html(page))
        assert any(link.startswith("data/product/") for link in links)
        assert [link for link in links if not (built.outdir / link).is_file()] == []


def test_a_tracker_that_is_gone_leaves_no_data_and_no_file_of_others(tmp_path: Path) -> None:
    root = project(tmp_path)
    data = root.build().outdir / "data"
    (data / "mine").mkdir()
    (data / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    (data / "mine" / "SHA256SUMS").write_text("0123  notes.txt\n", encoding="utf-8")
    root.put("tracker.toml", root.get("tracker.toml").replace(SECOND, ""))
    root.put("product.md", PRODUCT.partition("```")[0])
    built = root.build()
    assert built.warnings == []
    assert sorted(path.name for path in data.iterdir() if path.is_dir()) == ["mine"]
    assert (data / "mine" / "notes.txt").is_file()
    assert "A-1" in built.data("matrix-recommendations-half-years.csv")


def test_what_an_edit_changes_is_written_again(tmp_path: Path) -> None:
    root = project(tmp_path)
    views = "# More\n\n```{progress-matrix}\n:tracker: product\n```\n"
    root.put("more.md", views)
    root.build()
    root.swap("product.md", ":release: V-2\n", ":release: V-1\n")
    after, fresh = root.build(), root.build("fresh")
    assert after.html("more") == fresh.html("more")
    assert after.files() == fresh.files()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'item = "req", period',
            'item = "rek", period',
            "trackers.product.types.item: 'rek' is not a need type",
        ),
        (
            "trackers.product]",
            'trackers."Our product"]',
            "trackers: 'Our product' is not a name of small letters",
        ),
        ("nouns = {", "words = {}\nnouns = {", "trackers.product: unknown key 'words'; allowed are"),
        ('code = "shipped"', 'code = "Shipped"', "trackers.product.statuses: code: 'Shipped' is not a code"),
    ],
)
def test_a_mistake_in_one_is_named_with_it(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = project(tmp_path)
    root.swap("tracker.toml", old, new)
    assert said in root.refusal()


def test_a_tracker_that_is_not_there_is_one_warning(tmp_path: Path) -> None:
    root = project(tmp_path)
    root.put("more.md", "# More\n\n```{progress-gaps}\n:tracker: produkt\n```\n")
    assert root.build().refuses("more.md", "tracker: 'produkt' is not one of product")


def test_an_item_that_is_its_own_announcement_names_its_period(tmp_path: Path) -> None:
    root = project(tmp_path)
    own = SECOND.replace('plan = "req"', 'announcement = "req"').replace(
        'given_by = "plan"', 'given_by = "announcement"'
    )
    root.swap("tracker.toml", SECOND, own)
    root.put("more.md", "---\norphan: true\n---\n# More\n\n```{progress-ledger}\n:tracker: product\n```\n")
    built = root.build()
    assert built.warnings == []
    assert "Q-1" in built.html("more")
    assert "Q-3" not in built.html("more")
