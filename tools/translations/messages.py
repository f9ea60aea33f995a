"""Messages as they are extracted, and the catalogues that hold their translations."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural}\n"

"""
# Wide enough that most sentences stay on one line of a diff.
WIDTH = 100
_FORMER = re.compile(r"(?:^#\| .*\n)+", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a message stands: a file relative to the project, and a line."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate; ``context`` tells apart equal texts with several translations."""

    text: str
    places: tuple[Place, ...]
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What the message is looked up by."""
        return self.context, self.text


@dataclass(frozen=True)
class Template:
    """All messages of one catalogue, and where the catalogue of each language stands.

    ``shipped``: where the template itself stands for translators of a package, if it does.
    """

    name: str
    catalogues: dict[str, Path]
    messages: tuple[Message, ...] = field(default_factory=tuple)
    shipped: Path | None = None

    def catalogue(self) -> Catalog:
        """Give the template as gettext knows it."""
        # No dates: a template changes when its messages do.
        made = Catalog(charset="utf-8", fuzzy=False)
        for message in self.messages:
            made.add(
                message.text,
                context=message.context or None,
                locations=[(place.file, place.line) for place in message.places],
            )
        return made


def gathered(found: Iterable[tuple[str, str, Place]]) -> tuple[Message, ...]:
    """Put equal messages together, each with all its places.

    :param found: context, text and place, in the order of the source.
    """
    places: dict[tuple[str, str], list[Place]] = {}
    for context, text, place in found:
        places.setdefault((context, text), []).append(place)
    return tuple(
        Message(text, tuple(sorted(set(where))), context) for (context, text), where in places.items()
    )


def read(path: Path) -> Catalog:
    """Read a catalogue.

    :raises OSError: when it cannot be read.
    """
    with path.open("rb") as stream:
        return read_po(stream)


def rendered(catalogue: Catalog, language: str = "") -> str:
    """Give a catalogue as its file holds it, its messages in their order.

    It names files and no lines, and no dates: a catalogue changes when its messages do.
    """
    stream = io.BytesIO()
    write_po(stream, catalogue, width=WIDTH, include_lineno=False, include_previous=True, omit_header=True)
    # Babel wraps a former wording as if it were a remark, where no other tool can read it.
    body = _FORMER.sub(_as_strings, stream.getvalue().decode())
    plural = Catalog(locale=language or None).plural_forms
    return _HEADER.format(language=language, plural=plural) + body


def _as_strings(former: re.Match[str]) -> str:
    line = " ".join(former[0].replace("#| ", "").splitlines())
    return "".join(f"#| {part}\n" for part in re.sub(r'(?<!\\)" "', '"\n"', line).splitlines())
