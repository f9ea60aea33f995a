"""The workflow on a small project: what the check tells, and what merging leaves to do."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from importlib import import_module
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from babel.messages.catalog import Catalog
from sphinx.util.docutils import docutils_namespace
from tools.translations.lists import in_order
from tools.translations.messages import read, rendered

from support.factory import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

PO = "locales/fr/LC_MESSAGES/index.po"
SENTENCE = "The first of 42 proposals, see {doc}`the page </index>`."


def run(module: str, project: Path) -> tuple[int, str]:
    """Do what a command does, in this process: to start another takes longer than all it does."""
    name = f"{module}.__main__" if module == "tools.translations" else module
    told = io.StringIO()
    with mock.patch.object(sys, "path", [*sys.path]), docutils_namespace(), redirect_stdout(told):
        code: int = import_module(name).main([str(project)])
    return code, told.getvalue()


def check(project: Path) -> tuple[int, str]:
    return run("tools.translations.check", project)


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize("module", ["tools.translations", "tools.translations.check"])
def test_a_complete_translation_passes(small: Path, module: str) -> None:
    command = [sys.executable, "-m", module, str(small)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.endswith("7 messages, 2 catalogues: nothing to mend\n")
    assert check(small) == (0, "7 messages, 2 catalogues: nothing to mend\n")


def test_an_edited_sentence_is_named_with_its_page_and_catalogue_line(small: Path) -> None:
    swap(small / "docs/index.md", "The first of 42", "The very first of 42")
    status, told = check(small)
    assert status == 1
    line = line_of(small / PO, f'msgid "{SENTENCE}"')
    assert f"docs/index.md:3: changed: “{SENTENCE.replace('first', 'very first')}” → {PO}:{line}: " in told
    assert f"the former wording “{SENTENCE}”" in told


def test_an_edited_title_is_named_with_its_line(small: Path) -> None:
    swap(small / "docs/index.md", "Joint *inquiry*", "Joint *inquiries*")
    status, told = check(small)
    assert status == 1
    assert "docs/index.md:5: changed: “Joint *inquiries*”" in told


def test_a_new_sentence_is_untranslated_and_a_dropped_one_obsolete(small: Path) -> None:
    swap(small / "docs/index.md", "Its text.", "Quite another matter altogether")
    status, told = check(small)
    assert status == 1
    assert f"docs/index.md:8: untranslated: “Quite another matter altogether” → {PO}: run make" in told
    assert f"{PO}:{line_of(small / PO, 'Its text.')}: obsolete: “Its text.”" in told


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('msgstr "Accueil"', 'msgstr ""', "docs/index.md:1: untranslated: “Home”"),
        (
            'msgstr "Accueil"',
            'msgstr "«  Accueil »"',
            "guillemets: …«  Accueil »…; run make translations, which mends",
        ),
        ('msgid "Home"', '#, fuzzy\nmsgid "Home"', "docs/index.md:1: fuzzy: “Home”"),
        ('msgid "Its text."', '#~ msgid "x"\n#~ msgstr "y"\n\nmsgid "Its text."', "obsolete: “x”"),
        ("des 42\u00a0propositions", "des propositions", "inconsistent: “The first of 42"),
        ("{doc}`la page </index>`", "{doc}`la page </home>`", "roles: the translation lacks"),
        ("propositions: {doc}", "propositions : {doc}", "space before : ; ! ?"),
        ("42\u00a0propositions", "42 propositions", "between number and noun"),
        ("Enquête *commune*", "Etude *commune*", "capital without its accent"),
    ],
)
def test_each_fault_of_a_catalogue_fails(small: Path, old: str, new: str, kind: str) -> None:
    swap(small / PO, old, new)
    status, told = check(small)
    assert status == 1
    assert kind in told
    assert PO in told


def test_a_sentence_left_in_english_is_untranslated_and_a_name_is_not(small: Path) -> None:
    swap(small / PO, 'msgstr "Accueil"', 'msgstr "Home"')
    assert check(small)[0] == 0
    for page, said in (
        ("docs/index.md", "Quite another matter altogether"),
        (PO, "Quite another matter altogether"),
    ):
        swap(small / page, "Its text.", said)
    catalogue = small / PO
    kept, _, last = catalogue.read_text(encoding="utf-8").partition('msgid "Quite another matter altogether"')
    following = "\n\n" + last.partition("\n\n")[2]
    same = 'msgid "Quite another matter altogether"\nmsgstr "Quite another matter altogether"'
    catalogue.write_text(kept + same + following, encoding="utf-8")
    status, told = check(small)
    assert status == 1
    assert "untranslated: “Quite another matter altogether”" in told
    assert "the translation says the same words" in told


def test_a_missing_catalogue_and_one_without_a_page_fail(small: Path) -> None:
    (small / PO).rename(small / "locales/fr/LC_MESSAGES/gone.po")
    status, told = check(small)
    assert status == 1
    assert f"docs/index.md:1: no catalogue: “index” → {PO}" in told
    assert "gone.po:1: obsolete: “gone”" in told


def test_a_word_of_the_metamodel_is_named_with_its_line(small: Path) -> None:
    swap(small / "ubproject.toml", "Nothing was done.", "Nothing at all was done.")
    status, told = check(small)
    assert status == 1
    assert "ubproject.toml:2: changed: “Nothing at all was done.”" in told


def test_a_long_former_wording_can_be_read_by_other_tools() -> None:
    former = 'He said "no" and "yes", ' + "and so on, " * 30
    catalogue = Catalog()
    catalogue.add("new", "neuf", flags=["fuzzy"], previous_id=[former])
    told = re.findall(r'^#\| (?:msgid )?"(.*)"$', rendered(catalogue, "fr"), re.MULTILINE)
    assert len(told) > 3
    assert "".join(told).replace('\\"', '"') == former
    assert len(told) == rendered(catalogue, "fr").count("#|")


def test_merging_marks_what_changed_and_keeps_what_did_not(small: Path) -> None:
    swap(small / "docs/index.md", "The first of 42", "The very first of 42")
    (small / "docs/new.md").write_text("---\norphan: true\n---\n\n# New page\n", encoding="utf-8")
    status, told = run("tools.translations", small)
    assert status == 0
    assert f"merged {PO}" in told
    assert (small / "build/gettext/index.pot").is_file()
    merged = (small / PO).read_text(encoding="utf-8")
    assert f'#, fuzzy, python-brace-format\n#| msgid "{SENTENCE}"\n' in merged
    assert not re.search(r"^#: .*:\d", merged, re.MULTILINE)
    assert 'msgstr "Accueil"' in merged
    status, told = check(small)
    assert status == 1
    assert "docs/index.md:3: fuzzy: " in told
    assert "docs/new.md:5: untranslated: “New page”" in told


def test_merging_twice_changes_nothing(small: Path) -> None:
    run("tools.translations", small)
    before = {path: path.read_bytes() for path in small.rglob("*.po")}
    _, told = run("tools.translations", small)
    assert "merged" not in told
    assert {path: path.read_bytes() for path in small.rglob("*.po")} == before


def test_merging_fills_what_was_translated_before_and_takes_out_what_is_said_no_more(small: Path) -> None:
    text = "# Home\n\nIts text.\n\nThe first of 74 proposals, see {doc}`the page </index>`.\n"
    (small / "docs/new.md").write_text(f"---\norphan: true\n---\n\n{text}", encoding="utf-8")
    swap(small / "docs/index.md", "Its text.", "Quite another matter altogether")
    assert run("tools.translations", small)[0] == 0
    new = (small / "locales/fr/LC_MESSAGES/new.po").read_text(encoding="utf-8")
    for french in ('"Accueil"', '"Son texte."', "74\u00a0propositions"):
        assert french in new, french
    assert "Its text." not in (small / PO).read_text(encoding="utf-8")
    _, told = check(small)
    assert [line for line in told.splitlines() if "docs/new.md" in line or "obsolete" in line] == []


def test_merging_puts_in_no_break_spaces(small: Path) -> None:
    swap(small / PO, "42\u00a0propositions: {doc}", "42 propositions : {doc}")
    assert run("tools.translations", small)[0] == 0
    assert check(small)[0] == 0


def test_vocabulary_is_sorted(small: Path) -> None:
    run("tools.translations", small)
    catalogue = read(small / "locales/fr/LC_MESSAGES/vocabulary.po")
    texts = [str(entry.id).casefold() for entry in catalogue if entry.id]
    assert len(texts) > 1
    assert texts == sorted(texts)


@pytest.mark.parametrize("module", ["tools.translations", "tools.translations.check"])
def test_a_catalogue_that_cannot_be_read_is_named_and_nothing_is_merged(small: Path, module: str) -> None:
    path = small / PO
    text = path.read_text(encoding="utf-8")
    for content, told in (
        (text.encode("latin-1"), "not in UTF-8"),
        (text.replace('msgstr "Accueil"', '<<<<<<< HEAD\nmsgstr "Accueil"').encode(), "the mark of a merge"),
    ):
        path.write_bytes(content)
        status, said = run(module, small)
        assert status == 1
        assert said.startswith(f"{PO}:")
        assert told in said
        assert path.read_bytes() == content


def test_names_are_put_in_order_and_nothing_else() -> None:
    text = (REPOSITORY / "ubproject.toml").read_text(encoding="utf-8")
    assert in_order(text) == text
    added = text.replace('  "African Union",\n', '  "Zoo",\n  "African Union",\n  "Zoo",\n', 1)
    names = tomllib.loads(in_order(added))["needs"]["fields"]["actors"]["schema"]["items"]["enum"]
    assert names[-1] == "Zoo"
    assert names.count("Zoo") == 1
    assert in_order(added).replace('  "Zoo",\n', "") == text
