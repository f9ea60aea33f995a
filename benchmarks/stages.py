"""Times the model and its rendering alone, stage by stage, at sizes ten times apart.

Without reading and writing of pages: the needs come straight from the invented content,
and the builder is a stand-in that knows addresses only.
"""

from __future__ import annotations

import gc
import time
from runpy import run_path
from statistics import median
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sphinx.util.osutil import relative_uri

from progress_matrix import cards
from progress_matrix.collect import Need, Needs, Tracker, collect
from progress_matrix.settings import Settings, load, read_toml
from progress_matrix.validation import rules
from progress_matrix.validation.needs import Cleaner
from progress_matrix.views import coverage, gaps, history, index, ledger, matrix, picture, timeline
from progress_matrix.views.page import Page
from progress_matrix.words import Words

from .world import METAMODEL, REPOSITORY, SIZES, Entry, Size, World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.builders import Builder

GROWING = (Size("tenth", 100, 20, 2_000), Size("tenth of evidence", 1_000, 20, 2_000), SIZES["large"])
"""The sizes that are compared: the last has ten times the evidence of both others."""

_FOLLOW_UPS = ("fulfils", "continues", "alters", "repeats")


class _Addresses:
    """What rendering asks a builder for."""

    format = "html"
    env = SimpleNamespace(found_docs=frozenset[str]())
    config = SimpleNamespace(
        author="", project="", version="1", html_baseurl="", root_doc="index", language="en"
    )

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"{docname}.html"

    def get_relative_uri(self, source: str, target: str, typ: str | None = None) -> str:
        return relative_uri(self.get_target_uri(source), self.get_target_uri(target))


def _need(entry: Entry, line: int) -> dict[str, Any]:
    need: dict[str, Any] = {
        "id": entry.id,
        "type": entry.kind,
        "type_name": entry.kind,
        "title": entry.title,
        "content": entry.text,
        "docname": entry.docname,
        "lineno": line,
        "parts": {},
        **entry.options,
    }
    if entry.kind == "passage":
        sentences = entry.options["sentences"]
        assert isinstance(sentences, int)
        need["parts"] = {str(number): {} for number in range(1, sentences + 1)}
    return need


def needs_of(world: World) -> dict[str, Need]:
    """Give a tracker's content as sphinx-needs would: items with their back-links."""
    needs = {entry.id: _need(entry, line) for line, entry in enumerate(world.entries(), 1)}
    for entry in world.evidence:
        for name in _FOLLOW_UPS:
            for target in cast("tuple[str, ...]", entry.options.get(name, ())):
                needs[target].setdefault(f"{name}_back", []).append(entry.id)
    return {**needs}


def compare(runs: int = 3) -> Mapping[str, tuple[float, ...]]:
    """Time each stage at all sizes, in turn: its name → the medians of its seconds of CPU.

    With the garbage collector's settings of this project's own builds.
    """
    run_path(str(REPOSITORY / "conf.py"))
    settings = load(read_toml(METAMODEL))
    worlds = [World(size) for size in GROWING]
    found = [[_once(world, settings) for world in worlds] for _ in range(runs)]
    return {
        name: tuple(median(run[place][name] for run in found) for place in range(len(GROWING)))
        for name in found[0][0]
    }


def _once(world: World, settings: Settings) -> dict[str, float]:
    times: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        gc.collect()
        start = time.process_time()
        result = work()
        times[name] = time.process_time() - start
        return result

    cleaner = Cleaner(settings, needs_of(world))
    timed("what cannot be right is left out", cleaner.clean)
    assert not cleaner.reports, cleaner.reports[0][1]
    tracker: Tracker = timed("model", lambda: collect(settings, cast("Needs", cleaner.needs)))
    timed("checks", lambda: list(rules.findings(tracker)))
    for name, work in _views(tracker, Words("en")).items():
        timed(name, work)
    return times


def _views(tracker: Tracker, words: Words) -> Mapping[str, Callable[[], object]]:
    model = tracker.matrix

    def page(docname: str) -> Page:
        return Page(cast("Builder", _Addresses()), docname, tracker, words)

    def every_card() -> None:
        for need in tracker.needs.values():
            cards.card(page(str(need["docname"])), need, [], level=2)

    def every_history() -> None:
        for item in model.items:
            history.VIEW.show(page(item.docname), {"item": item.id}, 3)

    def every_coverage() -> None:
        for period in model.periods:
            coverage.VIEW.show(page("matrices/coverage"), {"period": period.id}, 2)

    return {
        "matrix of all items": lambda: matrix.VIEW.show(page("index"), {}, 2),
        "matrix of areas": lambda: matrix.GROUPS.show(page("matrices/areas"), {}, 2),
        "picture": lambda: picture.VIEW.show(page("matrices/index"), {}, 2),
        "gaps": lambda: gaps.VIEW.show(page("matrices/gaps"), {}, 2),
        "announcements": lambda: ledger.VIEW.show(page("matrices/announcements"), {}, 2),
        "evidence coverage": every_coverage,
        "index of actors": lambda: index.VIEW.show(page("indices/actors"), {"field": "actors"}, 2),
        "timeline": lambda: timeline.VIEW.show(page("indices/timeline"), {}, 2),
        "histories of all items": every_history,
        "cards of all items": every_card,
    }
