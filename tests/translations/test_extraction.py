"""What the gettext builder and the reading of the extensions' code extract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.pofile import read_po
from tools.translations.source_words import extract

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Root

CODE = """
AUTUMN = {"23": "autumn {year}"}
REASON = "True by construction."


class Column:
    name: str
    description: str


class Status(Column):
    OPEN = ("open", "Still open", "No end yet.")


def shown(words, status, column, options):
    words("A literal", "context of it", number=3)
    words("One" if options else "Several")
    words(REASON)
    words(AUTUMN["23"])
    heads = [words(name) for name in ("First head", "Second head")]
    for label, rows in (("Label", 1), ("Other label", 2)):
        words(label)
    words(column.description)
    return _caption(words, options, "A caption")


def _caption(words, options, default):
    return words(options.get("caption", default))


def column(about="by default"):
    title = "a local name"
    return [Column("stem", title), Column("stem", about)]


Column("stem", "what it holds")
column("given on")
Column("stem", description=f"made of {REASON}")
"""


def test_titles_fields_and_captions_are_extracted_with_their_lines(bilingual: Root) -> None:
    build = bilingual.build("pot", builder="gettext", config={"needs_build_json": False})
    with (build.outdir / "areas/cyber/r04.pot").open("rb") as stream:
        found = {str(entry.id): entry.locations for entry in read_po(stream) if entry.id}
    source = bilingual.get("areas/cyber/r04.md").splitlines()
    for text, line in (
        ("Inquiry into pirates", ":::{activity} Inquiry into pirates"),
        ("The report says so twice.", ":editor_note: The report says so twice."),
        ("It was held.", "It was held."),
    ):
        assert [number for _, number in found[text]] == [source.index(line) + 1], text
    with (build.outdir / "views.pot").open("rb") as stream:
        assert "All proposals by report" in {str(entry.id) for entry in read_po(stream)}


def test_what_a_type_lists_is_not_extracted_with_the_page(bilingual: Root) -> None:
    config = {"needs_build_json": False, "needs_gettext_fields": "kind,editor_note"}
    build = bilingual.build("pot", builder="gettext", config=config)
    with (build.outdir / "areas/cyber/r04.pot").open("rb") as stream:
        found = {str(entry.id) for entry in read_po(stream)}
    assert "The report says so twice." in found
    assert "meeting" not in found


def test_sentences_that_are_numbers_only_are_not_extracted(bilingual: Root) -> None:
    build = bilingual.build("pot", builder="gettext", config={"needs_build_json": False})
    assert "{np}" not in (build.outdir / "reports/passages.pot").read_text(encoding="utf-8")


def test_every_way_a_literal_reaches_words_is_seen(tmp_path: Path) -> None:
    package = tmp_path / "shop"
    package.mkdir()
    (package / "views.py").write_text(CODE, encoding="utf-8")
    found = {(context, text): place for context, text, place in extract(package, tmp_path)}
    assert set(found) == {
        ("context of it", "A literal"),
        ("", "One"),
        ("", "Several"),
        ("", "True by construction."),
        ("", "autumn {year}"),
        ("", "First head"),
        ("", "Second head"),
        ("", "Label"),
        ("", "Other label"),
        ("", "what it holds"),
        ("", "by default"),
        ("", "a local name"),
        ("", "given on"),
        ("", "No end yet."),
        ("", "A caption"),
    }
    line = next(number for number, text in enumerate(CODE.splitlines(), 1) if "Several" in text)
    assert str(found["", "One"]) == f"shop/views.py:{line}"


def test_contexts_of_one_text_are_in_one_order(tmp_path: Path) -> None:
    (tmp_path / "views.py").write_text(
        "def say(words, text, n):\n"
        "    return [words(text, 'c' if n else 'a'), words(text, 'b' if n else 'd'), words(text, 'e')]\n"
        "def show(words):\n"
        "    return say(words, 'from {date}', 1)\n",
        encoding="utf-8",
    )
    assert [context for context, _, _ in extract(tmp_path, tmp_path)] == ["a", "b", "c", "d", "e"]


def test_a_message_is_told_where_it_stands_and_not_where_it_is_used(tmp_path: Path) -> None:
    (tmp_path / "home.py").write_text("WHY = 'Said once.'\nTITLE = 'Other'\n", encoding="utf-8")
    used = "def show(words, title):\n    TITLE = title\n    return words(WHY), words(TITLE)\n"
    (tmp_path / "a.py").write_text(f"from home import WHY\n{used}", encoding="utf-8")
    assert [(text, str(place)) for _, text, place in extract(tmp_path, tmp_path)] == [
        ("Said once.", "home.py:1")
    ]
