"""Lives of items and names: ``make retire`` and ``make rename``.

A number is never given anew: an item that goes leaves a withdrawn one in its place, under the
same address, which says why and where its facts are told now.  A name of the vocabulary is
renamed in every place that holds it, its French included.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.checking import markup, metamodel
from tools.checking.finding import nearest
from tools.intake.areas import CATALOGUES, DOCS
from tools.suggest.found import FIELDS
from tools.translations.lists import in_order

from .command import run

if TYPE_CHECKING:
    from collections.abc import Sequence

WITHDRAWN = "withdrawn"
_RETIRED = frozenset(("activity", "announcement", "limitation", "statement"))


class LifeError(ValueError):
    """Something cannot be done; the message says why."""


def retire(root: Path, number: str, reason: str, now: Sequence[str]) -> dict[Path, str]:
    """Put a withdrawn item in the place of one.

    :param now: the items that tell its facts now; none when they are told no more.
    :returns: the new text of the page.
    :raises LifeError: when there is no such item, or something is still linked to it.
    """
    model = metamodel.read(root)
    items = {item.id: item for item in markup.items(root, model)}
    for one in (number, *now):
        if one not in items or items[one].type not in _RETIRED:
            known = [name for name, item in items.items() if item.type in _RETIRED]
            raise LifeError(f"{one}: there is no such item; {nearest(one, known)}")
    for other in items.values():
        for name in model.links:
            if number in other.listed(name):
                raise LifeError(f"{other.file}:{other.line_of(name)}: {other.id}: :{name}: leads to {number}")
    item = items[number]
    path = root / item.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    last = item.body[-1][0] if item.body else item.options[-1].line
    report = f":report: {item.get('report')}\n" if item.get("report") else ""
    new = f":::{{{WITHDRAWN}}} {item.title}\n:id: {number}\n{report}"
    new += f":now: {', '.join(now)}\n" if now else ""
    new += f"\n{reason}\n"
    return {path: "".join([*lines[: item.line - 1], new, *lines[last:]])}


def rename(root: Path, field: str, old: str, new: str, french: str = "") -> dict[Path, str]:
    """Rename a name of the vocabulary.

    :param french: its French, when that changes too.
    :returns: the new text of each file that holds it.
    :raises LifeError: when the field has no such name, or has the new one already.
    """
    model = metamodel.read(root)
    allowed = model.common.get(field, {}).get("schema", {}).get("items", {}).get("enum")
    if not allowed:
        raise LifeError(f"{field}: has no list of names; {nearest(field, FIELDS)}")
    if old not in allowed:
        raise LifeError(f"{old}: is no name of {field}; {nearest(old, allowed)}")
    if new in allowed:
        raise LifeError(f"{new}: is a name of {field} already: give it to the items, and delete {old}")
    changed = {root / metamodel.FILE: _renamed_in_list(model.text, field, old, new)}
    option = re.compile(rf"^(:{field}: )(.*)$", re.MULTILINE)

    def values(found: re.Match[str]) -> str:
        names = [new if name.strip() == old else name.strip() for name in found[2].split(",")]
        return found[1] + ", ".join(names)

    for page in sorted((root / DOCS).rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        changed[page] = option.sub(values, text)
    catalogue = root / CATALOGUES / "vocabulary.po"
    if catalogue.is_file():
        entry = re.compile(rf'^msgid "{re.escape(old)}"\nmsgstr "(.*)"$', re.MULTILINE)
        text = catalogue.read_text(encoding="utf-8")
        changed[catalogue] = entry.sub(lambda found: f'msgid "{new}"\nmsgstr "{french or found[1]}"', text)
    for aliases in root.glob("tools/*/aliases.toml"):
        changed[aliases] = aliases.read_text(encoding="utf-8").replace(f'"{old}" =', f'"{new}" =')
    return {path: text for path, text in changed.items() if text != path.read_text(encoding="utf-8")}


def _renamed_in_list(text: str, field: str, old: str, new: str) -> str:
    """Rename an entry of a list, and put it where it belongs by the alphabet."""
    start = text.index("enum = [\n", text.index(f"[needs.fields.{field}.schema.items]")) + len("enum = [\n")
    end = text.index("]", start)
    entries = text[start:end].replace(f'  "{old}",\n', f'  "{new}",\n')
    return in_order(text[:start] + entries + text[end:])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands; 2 when it was refused, and then nothing was written."""
    parser = argparse.ArgumentParser(prog="make retire", description="Retire an item, or rename a name.")
    commands = parser.add_subparsers(dest="command", required=True)
    retired = commands.add_parser("retire")
    retired.add_argument("number", help="A04-CYB-012")
    retired.add_argument("--reason", required=True, help="why, as readers read it")
    retired.add_argument("--now", nargs="*", default=[], help="the items that tell its facts now")
    renamed = commands.add_parser("rename")
    renamed.add_argument("field", help=", ".join(FIELDS))
    renamed.add_argument("old")
    renamed.add_argument("new")
    renamed.add_argument("--french", default="", help="the new name in French, when it changes")
    for command in (retired, renamed):
        command.add_argument("--root", type=Path, default=Path())
    given = parser.parse_args(arguments)
    try:
        if given.command == "retire":
            changed = retire(given.root, given.number, given.reason, given.now)
        else:
            changed = rename(given.root, given.field, given.old, given.new, given.french)
    except (LifeError, OSError) as error:
        print(f"make {given.command}: {error}", file=sys.stderr)
        return 2
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8")
        print(f"changed  {path.relative_to(given.root)}")
    return 0


if __name__ == "__main__":
    run(main)
