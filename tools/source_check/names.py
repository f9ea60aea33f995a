"""The names by which a value of a field may stand in a sentence."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..translations.messages import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "tools/source_check/aliases.toml"
_CATALOGUE = "locales/fr/LC_MESSAGES/vocabulary.po"
_ACRONYM = re.compile(r"\s*\(([^)]+)\)")


def plain(text: str) -> str:
    """Give a text without accents, with straight apostrophes and single blanks."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(bare.replace("’", "'").split())


class Names:
    """The names of all values, read from a project."""

    def __init__(self, root: Path) -> None:
        """Read the French names and the further wordings.

        :raises OSError: when one of the files is missing.
        """
        self._french = {str(one.id): str(one.string or "") for one in read(root / _CATALOGUE) if one.id}
        with (Path(__file__).parents[2] / FILE).open("rb") as stream:
            self._aliases: Mapping[str, Mapping[str, list[str]]] = tomllib.load(stream)
        self._pattern = cache(self._made)

    def found(self, field: str, value: str, text: str) -> bool:
        """Tell whether a text names a value of a field."""
        return self._pattern(field, value).search(plain(text)) is not None

    def _made(self, field: str, value: str) -> re.Pattern[str]:
        literal = [re.escape(name) for one in (value, self._french.get(value, "")) for name in _forms(one)]
        wordings = [plain(one) for one in self._aliases.get(field, {}).get(value, ())]
        return re.compile(rf"(?<!\w)(?:{'|'.join([*literal, *wordings])})(?!\w)", re.IGNORECASE)


def _forms(name: str) -> Iterator[str]:
    """Give a name as it is written, without its acronym, and the acronym."""
    bare = plain(name).rstrip("*")
    if bare:
        yield bare
        yield " ".join(_ACRONYM.sub("", bare).split())
        yield from _ACRONYM.findall(bare)
