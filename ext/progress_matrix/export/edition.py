"""What the exports know of the edition that is built: its data, version, time and language.

No clock is read.  The time of an edition is its version, when that is a date, or else
``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .metamodel import Metamodel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.builders import Builder

    from ..collect import Tracker
    from ..settings import Publication
    from ..words import Words


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition: the tracker in one language, at one version.

    :param address: document name → its path below the output folder.
    :param history: the folder of the frozen summaries, None without one.
    """

    tracker: Tracker
    words: Words
    metamodel: Metamodel
    version: str
    title: str
    base_url: str
    address: Callable[[str], str]
    history: Path | None

    @property
    def language(self) -> str:
        """The language of labels and titles."""
        return self.words.language

    @property
    def publication(self) -> Publication:
        """Name, licences, sources and the like, as the project states them."""
        return self.tracker.settings.package

    @cached_property
    def moment(self) -> datetime | None:
        """The time of this version, None when neither version nor environment tells."""
        return moment(self.version, os.environ)


def moment(version: str, environment: Mapping[str, str]) -> datetime | None:
    """Give the time that stands for a version: midnight of its date, or ``SOURCE_DATE_EPOCH``.

    :raises ValueError: when ``SOURCE_DATE_EPOCH`` is needed and is no number of seconds.
    """
    try:
        return datetime.combine(date.fromisoformat(version), time(), UTC)
    except ValueError:
        pass
    stated = environment.get("SOURCE_DATE_EPOCH", "")
    if not stated:
        return None
    if not stated.isdecimal():
        raise ValueError(f"SOURCE_DATE_EPOCH: {stated!r} is no number of seconds since 1970")
    return datetime.fromtimestamp(int(stated), UTC)


@lru_cache(maxsize=1)
def edition_of(builder: Builder, tracker: Tracker, words: Words) -> Edition:
    """Describe the edition that a builder makes; the same object for the whole of a build."""
    config: Any = builder.config
    folder = tracker.settings.package.history
    return Edition(
        tracker=tracker,
        words=words,
        metamodel=Metamodel.of(config),
        version=str(config.release),
        title=str(config.project),
        base_url=str(getattr(config, "html_baseurl", "") or tracker.settings.package.homepage),
        address=builder.get_target_uri,
        history=Path(builder.confdir, folder) if folder else None,
    )
