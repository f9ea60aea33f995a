"""An entry → its parts in the edition's language: authors, title, date, note, address.

One order for every type of entry: what is listed are documents and pages, and a report is
no "technical report" in any language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from progress_matrix.api import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry, Person


def note_of(entry: Entry) -> str:
    """Give the note of an entry, empty when it has none."""
    return _plain(entry, "note")


def title_of(entry: Entry) -> str:
    """Give the title of an entry, empty when it has none."""
    return _plain(entry, "title")


def is_supplied(title: str) -> bool:
    """Tell a title that the editors supplied: it stands in square brackets."""
    return title.startswith("[") and title.endswith("]")


def corporate_authors(entry: Entry) -> list[str]:
    """Give the authors that are bodies: names in one piece."""
    return [_name(person) for person in _authors(entry) if not person.first_names]


def _authors(entry: Entry) -> list[Person]:
    return list(entry.persons.get("author", ()))


def _name(person: Person) -> str:
    rich = (
        person.rich_first_names
        + person.rich_middle_names
        + person.rich_prelast_names
        + person.rich_last_names
        + person.rich_lineage_names
    )
    return " ".join(str(part) for part in rich)


def _plain(entry: Entry, name: str) -> str:
    return str(Text.from_latex(entry.fields[name])) if name in entry.fields else ""


class EditionStyle(BaseStyle):  # type: ignore[misc] # pybtex ships no types
    """Formats entries; :mod:`reference_list` gives it the words of the edition."""

    default_name_style = "plain"
    default_label_style = "number"
    default_sorting_style = "none"
    words: ClassVar[Words] = Words("en")

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Write one entry.

        :raises ValueError: when its date is not an EDTF date; the message names the entry.
        """
        parts = [part.add_period() for part in self._parts(entry)]
        if address := entry.fields.get("url", ""):
            # No full stop: it would be taken for a part of the address.
            parts.append(Text(HRef(address, address)))
        return FormattedEntry(entry.key, Text(" ").join(parts), label)

    def _parts(self, entry: Entry) -> Iterator[Text]:
        bodies = set(corporate_authors(entry))
        names = [_name(person) for person in _authors(entry)]
        if names:
            yield Text(self.words.join(self.words(name) if name in bodies else name for name in names))
        title = title_of(entry)
        what = [Text(Tag("em", self.words(title) if is_supplied(title) else title))] if title else []
        if date := self._date(entry):
            what.append(Text(date))
        if what:
            yield Text(", ").join(what)
        if note := note_of(entry):
            yield Text(self.words(note))

    def _date(self, entry: Entry) -> str:
        year = entry.fields.get("year", "")
        # A year in words says that there is no date; the note says so in the edition's language.
        date = entry.fields.get("date", year if year.isdigit() else "")
        try:
            return self.words.date(date) if date else ""
        except ValueError as error:
            raise ValueError(f"{entry.key}: {error}") from error
