"""Random sequences of edits, each followed by an incremental build, end where a fresh build begins.

``PROGRESS_SEQUENCES`` sets how many are drawn, ``PROGRESS_SEED`` which ones.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from support.audit import PAGES, audit, heading, need
from support.factory import Root, differing

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = int(os.environ.get("PROGRESS_SEQUENCES", "4"))
SEED = int(os.environ.get("PROGRESS_SEED", "1"))

ITEMS = ("REC-1", "REC-2", "REC-3", "REC-4")
STRENGTHS = ("names", "fits", "hints")
ODD = (
    "É « guillemets »",
    "日本語",
    "שלום",
    "a & b < c",
    "=1+1",
    "{{ x }}",
    "100 %",
    "O'Neil “said”",
    "e\u0301",
    "🎉",
)
COVERAGES = ("full", "partial", "none")


@dataclass
class Author:
    """Somebody who edits the auditor's tracker: what they wrote so far, and what they do next."""

    root: Root
    draw: random.Random
    measures: list[dict[str, str]] = field(default_factory=list)
    coverage: dict[str, str] = field(
        default_factory=lambda: {"Y2020": "partial", "Y2021": "full", "Y2022": "full"}
    )
    count: int = 0

    def add(self) -> None:
        self.count += 1
        review = self.draw.choice(["Y2021", "Y2022"])
        self.measures.append(
            {
                "id": f"M-{100 + self.count}",
                "title": f"Measure {self.count}",
                "page": self.draw.choice(["one", "two"]),
                "in_review": review,
                "in_department": self.draw.choice(["D-FIN", "D-HOU"]),
                "reads": f"Q{review[-2:]}-F-1.1",
                self.draw.choice(STRENGTHS): self.draw.choice(ITEMS),
                "staff": self.draw.choice(["Builder", "Owner", "Builder, Clerk"]),
                "text": f"Text {self.count}.",
            }
        )

    def change(self) -> None:
        self._one()["text"] = f"Text {self.draw.randrange(1000)}: {self.draw.choice(ODD)}"

    def delete(self) -> None:
        self.measures.remove(self._one())

    def move(self) -> None:
        one = self._one()
        one["page"] = {"one": "two", "two": "one"}[one["page"]]

    def reorder(self) -> None:
        self.draw.shuffle(self.measures)

    def rename(self) -> None:
        self.count += 1
        self._one()["id"] = f"M-{100 + self.count}"

    def relink(self) -> None:
        one = self._one()
        for strength in STRENGTHS:
            one.pop(strength, None)
        chosen = self.draw.sample(ITEMS, self.draw.choice([1, 2]))
        one[self.draw.choice(STRENGTHS)] = ", ".join(chosen)

    def retitle(self) -> None:
        self._one()["title"] = f"{self.draw.choice(ODD)} {self.draw.randrange(100)}"

    def follow_up(self) -> None:
        one = self._one()
        if one["in_review"] == "Y2022":
            one["carries_out"] = "" if one.get("carries_out") else "PL-1"

    def cover(self) -> None:
        self.coverage[self.draw.choice(sorted(self.coverage))] = self.draw.choice(COVERAGES)

    def report(self) -> None:
        year = 2020 + len(self.coverage)
        if year < 2026:
            self.coverage[f"Y{year}"] = self.draw.choice(COVERAGES)

    def item(self) -> None:
        page = self.root.get("recommendations.rst")
        old = self.draw.choice(
            ["Publish the accounts", "Repair the roofs", "Count the keys", "Close the fund"]
        )
        title = old if f":: {old}\n" in page else ""
        if title:
            self.root.put(
                "recommendations.rst", page.replace(f":: {old}\n", f":: {old} {self.draw.choice(ODD)}\n")
            )

    def _one(self) -> dict[str, str]:
        if not self.measures:
            self.add()
        return self.draw.choice(self.measures)

    def save(self) -> None:
        """Write the pages that changed."""
        pages = {"one.rst": heading("One"), "two.rst": heading("Two")}
        for one in self.measures:
            options = {key: value for key, value in one.items() if key not in ("page", "title", "text")}
            pages[f"{one['page']}.rst"] += need("measure", one["title"], one["text"], **options)
        reviews = PAGES["reviews.rst"].split(".. review::")[0]
        for key, coverage in self.coverage.items():
            done = "F, H" if coverage == "full" else ""
            reviews += need(
                "review",
                f"Review {key}",
                id=key,
                from_month=f"{key[1:]}-01",
                to_month=f"{key[1:]}-12",
                read=coverage,
                done_sections=done,
            )
        pages["reviews.rst"] = reviews
        for name, content in pages.items():
            if not (self.root.source / name).exists() or self.root.get(name) != content:
                self.root.put(name, content)

    @property
    def edits(self) -> list[Callable[[], None]]:
        """All that the author may do."""
        return [
            self.add,
            self.change,
            self.delete,
            self.move,
            self.reorder,
            self.rename,
            self.relink,
            self.retitle,
            self.follow_up,
            self.cover,
            self.report,
            self.item,
        ]


@pytest.mark.parametrize("sequences", [NUMBER, pytest.param(20, marks=pytest.mark.exhaustive)])
def test_sequences_of_edits_end_where_a_fresh_build_begins(
    tmp_path_factory: pytest.TempPathFactory, sequences: int
) -> None:
    author = Author(audit(tmp_path_factory.mktemp("edits")), random.Random(SEED))
    author.save()
    author.root.build()
    wrong = []
    for number in range(sequences):
        done = []
        for _ in range(author.draw.choice([2, 3, 4])):
            edits = [author.draw.choice(author.edits) for _ in range(author.draw.choice([1, 1, 2]))]
            for edit in edits:
                edit()
            author.save()
            done += [edit.__name__ for edit in edits]
            incremental = author.root.build(jobs=author.draw.choice([1, 1, 1, 4]))
        different = differing(incremental, author.root.build(f"fresh{number % 2}-{number}"))
        if different:
            wrong.append((number, done, different))
    assert wrong == []
