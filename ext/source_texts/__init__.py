"""The sentences of the sources, shown in a reader's own copy beside what rests on them.

``source_texts`` names a JSON file with the paragraphs that were read from the reports at
hand, by report and by the language they were read in::

    {"R04": {"fr": [{"id": "R04-CYB-05", "sha256": "…", "sentences": ["…", "…"]}, …]}, …}

Each paragraph is compared with the hash that its passage keeps (the field that
``source_texts_hash`` names).  What agrees is shown: on the passage's place each sentence
beside the items that cite it, on an item's card the sentences that it cites.  What does not
agree is named, and not shown.  Without the setting nothing happens: the editions that are
published hold no text of a source.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util import logging

from progress_matrix.api import ends_plainly, of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from progress_matrix.api import Words

Readings = dict[str, dict[str, list[dict[str, Any]]]]

AGREES = "The text of this paragraph agrees with its hash: text checked."
DIFFERS = "The text at hand does not agree with the hash of this paragraph: it is not shown."

_logger = logging.getLogger(__name__)


class Texts:
    """The sentences that agree, and the passages whose text at hand does not."""

    def __init__(self, readings: Readings, hashes: Mapping[str, str]) -> None:
        """Compare what was read with the hashes of the passages.

        :param hashes: passage id → hash.
        """
        self.sentences: dict[str, tuple[str, ...]] = {}
        self.differing: list[str] = []
        for report, languages in sorted(readings.items()):
            wanted = {key: value for key, value in hashes.items() if key.partition("-")[0] == report}
            found = max((_agreeing(read, wanted) for read in languages.values()), key=len, default={})
            self.sentences |= found
            self.differing += [key for key in wanted if key not in found]

    def sentence(self, key: str) -> str:
        """Give a sentence by its id ``R04-CYB-05.1``, or an empty string."""
        passage, _, number = key.partition(".")
        sentences = self.sentences.get(passage, ())
        return sentences[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(sentences) else ""


def _agreeing(read: Iterable[dict[str, Any]], hashes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Find the passages whose text was read: the hash decides, wherever the text stood."""
    texts = {str(one["sha256"]): tuple(map(str, one["sentences"])) for one in read}
    return {key: texts[value] for key, value in hashes.items() if value in texts}


def _read(app: Sphinx, config: Config) -> None:
    """Read the texts (``config-inited``); others in the same file are another setting: pages are rewritten.

    :raises ConfigError: when the file cannot be read.
    """
    if config.source_texts:
        path = Path(app.confdir, config.source_texts)
        try:
            content = path.read_bytes()
            app.source_readings = json.loads(content)  # type: ignore[attr-defined]  # this extension's own
        except (OSError, ValueError) as error:
            raise ConfigError(f"source_texts: {path}: {error}; write it again, or unset it") from error
        config.source_texts_state = hashlib.sha256(content).hexdigest()


def _compare(app: Sphinx, *_: object) -> None:
    """Compare the texts once, when the model is known (``write-started``)."""
    tracker = of(app.env).tracker
    if not app.config.source_texts or tracker is None:
        return
    field = app.config.source_texts_hash
    hashes = {key: str(tracker.needs[key][field]) for key in tracker.passages}
    app.source_texts = texts = Texts(app.source_readings, hashes)  # type: ignore[attr-defined]  # likewise
    for key in texts.differing:
        _logger.info("%s: %s", key, DIFFERS)


def _show(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the sentences where they belong (``doctree-resolved``, after the cards)."""
    texts: Texts | None = getattr(app, "source_texts", None)
    tracker = of(app.env).tracker
    if texts is None or tracker is None:
        return
    words = words_of(app)
    for card in list(doctree.findall(nodes.container)):
        need: Mapping[str, str] = card.get("need") or {}
        key = need.get("id", "")
        if key in tracker.passages:
            _passage(card, key, texts, words)
        elif key in tracker.matrix.evidence:
            _quote(card, tracker.matrix.evidence[key].sentences, texts)


def _passage(card: nodes.container, key: str, texts: Texts, words: Words) -> None:
    for line in card.findall(nodes.paragraph):
        for name in line["ids"]:
            told = texts.sentence(name)
            if told:
                line.append(nodes.inline("", told, classes=["sentence-text"]))
    if key in texts.sentences:
        card += nodes.paragraph("", words(AGREES), classes=["text-checked"])
    elif key in texts.differing:
        card += nodes.paragraph("", f"{key}: {words(DIFFERS)}", classes=["text-differs"])


def _quote(card: nodes.container, sentences: Iterable[str], texts: Texts) -> None:
    """Show the sentences that an item cites after its text."""
    place = next(
        iter(card.findall(lambda node: "item-facts" in getattr(node, "attributes", {}).get("classes", ())))
    )
    for key in sentences:
        if text := texts.sentence(key):
            quote = nodes.paragraph("", f"{text} ({key})", classes=["sentence-text"])
            card.insert(card.index(place), quote)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("progress_matrix")
    app.add_config_value("source_texts", "", "html", str)
    app.add_config_value("source_texts_hash", "sha256", "html", str)
    app.add_config_value("source_texts_state", "", "html", str)
    app.connect("config-inited", ends_plainly(_read))
    app.connect("write-started", _compare, priority=410)
    app.connect("doctree-resolved", _show, priority=850)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
