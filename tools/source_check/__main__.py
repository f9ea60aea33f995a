"""The command behind ``make source-check``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from source_texts import Texts
from tools.checking import markup, metamodel
from tools.intake import IntakeError
from tools.with_sources import files, paragraphs

from .. import ROOT
from ..command import run
from .names import FILE, Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.checking.finding import Finding
    from tools.checking.markup import Item

FIELDS = ("actors", "where", "partners", "exercises")


def findings(items: Sequence[Item], texts: Texts, names: Names) -> Iterator[Finding | None]:
    """Look for each value; give what is wrong with it, or nothing for one that is named.

    Items that cite no sentence at hand are passed over.
    """
    for item in items:
        cited = item.listed("evidence")
        text = " ".join(filter(None, map(texts.sentence, cited)))
        if not text:
            continue
        for field in FIELDS:
            for value in item.listed(field):
                found = names.found(field, value, text)
                what = (
                    f":{field}: “{value}” is not named in {', '.join(cited)}: cite the sentence that names "
                    f"it, take it out, or add the wording to {FILE}"
                )
                yield None if found else item.finding(what, field)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was not found; the exit status is 1 when no report could be read."""
    parser = argparse.ArgumentParser(prog="make source-check", description=(__doc__ or "").strip())
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument(
        "--sources", type=Path, help="the folder of the reports at hand, sources/ if not told"
    )
    given = parser.parse_args(arguments)
    folder = given.sources or given.root / "sources"
    at_hand = files(folder)
    if not at_hand:
        print(f"{folder}: no report is there; put its file there under its number, as R04.pdf")
        return 1
    items = markup.items(given.root, metamodel.read(given.root))
    hashes = {item.id: item.get("sha256") for item in items if item.type == "passage"}
    try:
        texts = Texts({key: paragraphs(path, key) for key, path in at_hand.items()}, hashes)
    except IntakeError as error:
        print(error)
        return 1
    looked = list(findings(items, texts, Names(given.root)))
    missing = [one for one in looked if one]
    for line in (*missing, *(f"{key}: differs from its hash, not compared" for key in texts.differing)):
        print(line)
    print(f"{', '.join(at_hand)}: {len(looked)} values looked for, {len(missing)} not found")
    return 0


if __name__ == "__main__":
    run(main)
