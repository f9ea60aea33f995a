"""What the exports know of the edition that is built: its data, version, time and language.

No clock is read.  The time of an edition is its version, when that is a date, or else
``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from sphinx.builders import Builder

from progress_matrix.api import Finding, Publication, Table, Tracker, Words, of, tables, told, warn

from .items import Metamodel, items_of, types
from .package import FOLDER, codebook, codes
from .versions import Summary, history, steps, summarise


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition: the tracker in one language, at one version.

    :param address: document name → its path below the output folder.
    :param histories: where the history of each item stands, by the domain's name of it.
    :param history: the folder of the frozen summaries, None without one.
    :param name: the name of one of several trackers, empty of the project's own.
    """

    tracker: Tracker
    words: Words
    metamodel: Metamodel
    version: str
    title: str
    base_url: str
    address: Callable[[str], str]
    history: Path | None
    histories: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def folder(self) -> str:
        """The folder of the data below the output: a further tracker has one of its own."""
        return f"{FOLDER}/{self.name}" if self.name else FOLDER

    @property
    def language(self) -> str:
        """The language of labels and titles."""
        return self.words.language

    @property
    def publication(self) -> Publication:
        """Name, licences, sources and the like, as the project states them."""
        return self.tracker.settings.package

    def link(self, item: str, period: str = "") -> str:
        """Give the address of an item, or of what is said of it in a period, for a workbook.

        Absolute where the site has a public address, else seen from the folder of the data.
        """
        docname = self.histories.get(f"history of {item}", "") if period else ""
        anchor = f"{item}-{period}" if docname else item
        place = f"{self.address(docname or self.tracker.matrix.item(item).docname)}#{anchor}"
        up = "../" * len(Path(self.folder).parts)
        return urljoin(self.base_url, place) if self.base_url else f"external:{up}{place}"

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables: the views of the model, the items, their codes, and the codebook of them all."""
        items = [items_of(self, need_type) for need_type in types(self)]
        every = [*tables(self.tracker, self.words), *items, codes(self)]
        made = _distinct([told(table, self.words) for table in every])
        return (*made, codebook(self, made))

    @cached_property
    def summary(self) -> Summary:
        """What this version of the data says."""
        return summarise(self)

    @cached_property
    def frozen(self) -> tuple[list[Summary], list[str]]:
        """The frozen versions, and what is wrong with each file that is none."""
        return history(self.history)

    @cached_property
    def steps(self) -> list[tuple[Summary | None, Summary]]:
        """Each version with the one before it, the newest first."""
        return steps(self.frozen[0], self.summary)

    @cached_property
    def moment(self) -> datetime | None:
        """The time of this version: midnight of its date, or ``SOURCE_DATE_EPOCH``; None without both.

        :raises ValueError: when ``SOURCE_DATE_EPOCH`` is needed and is not a number of seconds.
        """
        with suppress(ValueError):
            return datetime.combine(date.fromisoformat(self.version), time(), UTC)
        stated = os.environ.get("SOURCE_DATE_EPOCH", "")
        if stated and not stated.isdecimal():
            raise ValueError(f"SOURCE_DATE_EPOCH: {stated!r} is not a number of seconds since 1970")
        return datetime.fromtimestamp(int(stated), UTC) if stated else None


def _distinct(made: Sequence[Table]) -> list[Table]:
    """Leave out, and name, each table and column whose name another one bears already."""
    kept: dict[str, Table] = {}
    for table in made:
        if table.stem in kept:
            first = kept[table.stem].title
            message = (
                f"the tables {first!r} and {table.title!r} would both be {table.stem}.csv; give them nouns, "
                "codes or series that differ in letters or digits"
            )
            warn(Finding.EXPORT, message, None)
            continue
        kept[table.stem] = table
        for name in {name for name in table.header if table.header.count(name) > 1}:
            message = f"{table.stem}: two columns bear the name {name!r}; choose another noun for one of them"
            warn(Finding.EXPORT, message, None)
    return list(kept.values())


def publishes(builder: Builder) -> bool:
    """Tell whether a builder makes pages beside which data can stand; an EPUB has no such place."""
    return builder.format == "html" and builder.name != "epub"


def edition_of(builder: Builder, tracker: Tracker, words: Words) -> Edition:
    """Describe the edition that a builder makes; the same object for the whole of a build."""
    made = tracker.kept.get(Edition)
    if isinstance(made, Edition):
        return made
    config: Any = builder.config
    name = next((key for key, one in of(builder.env).trackers.items() if one is tracker), "")
    # What is compared with earlier versions is the project's own.
    folder = "" if name else tracker.settings.package.history
    # Sphinx takes the address of a folder with a slash at its end or without.
    base = str(getattr(config, "html_baseurl", "") or "").rstrip("/")
    tracker.kept[Edition] = made = Edition(
        tracker=tracker,
        words=words,
        metamodel=Metamodel.of(config),
        version=str(config.release),
        title=str(config.project),
        base_url=f"{base}/" if base else tracker.settings.package.homepage,
        address=builder.get_target_uri,
        history=Path(builder.confdir, folder) if folder else None,
        histories=dict(of(builder.env).index_pages),
        name=name,
    )
    return made
