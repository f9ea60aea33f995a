"""The command: what it writes, what it refuses, and how it is undone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tools.new_report.__main__ import main
from tools.translations.messages import read

from support.trees import TEXTS, arguments, files

CATALOGUES = Path("locales/fr/LC_MESSAGES")


def added(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    assert before.keys() <= after.keys()
    return after.keys() - before.keys()


def test_it_writes_pages_catalogues_and_the_reference_and_changes_no_file(tree: Path) -> None:
    before = files(tree)
    assert main(arguments(tree)) == 0
    after = files(tree)
    areas = {path.parent.name for path in (tree / "docs" / "areas").glob("*/index.md")}
    pages = {"reports/r11", "reports/r11-passages", *(f"areas/{area}/r11" for area in areas)}
    assert len(areas) == 8
    assert added(before, after) == {f"docs/{page}.md" for page in pages} | {
        str(CATALOGUES / f"{page}.po") for page in pages
    } | {"docs/reports/r11.bib"}
    assert [name for name in before if before[name] != after[name]] == []
    entry = after["docs/reports/r11.bib"].decode()
    for line in ("@techreport{report11,", "{2026}", "= jun,", "{2026-06-12}", "{english}"):
        assert line in entry


def test_no_sentence_of_the_text_is_kept(tree: Path) -> None:
    before = files(tree)
    assert main(arguments(tree)) == 0
    new = b"\n".join(content for name, content in files(tree).items() if name not in before)
    for part in (b"table-top", b"Gen. Martin", b"malware", b"closer"):
        assert part in (TEXTS / "invented-en.txt").read_bytes()
        assert part not in new


def test_the_register_holds_the_division_of_the_text(tree: Path) -> None:
    assert main(arguments(tree)) == 0
    page = (tree / "docs" / "reports" / "r11-passages.md").read_text(encoding="utf-8")
    assert page.count(":::{passage} ") == 11
    assert (
        ":::{passage} Countering hybrid threats, paragraph 1\n:id: R11-HYB-01\n:report: R11\n:section: HYB\n"
        ":number: 1\n:sentences: 5\n:role: body\n:sha256: " in page
    )
    assert "{np}`(1)` {np}`(2)` {np}`(3)` {np}`(4)` {np}`(5)`\n:::\n" in page
    assert ":id: R11-CYB-N1\n" in page
    report = (tree / "docs" / "reports" / "r11.md").read_text(encoding="utf-8")
    assert report.startswith("# Eleventh progress report\n")
    assert ":coverage: full\n" in report
    assert "\n:coded:" not in report
    area = (tree / "docs" / "areas" / "capabilities" / "r11.md").read_text(encoding="utf-8")
    assert "has no section on this area" in area


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        ("11", "Eleventh progress report", "Onzième rapport d'étape"),
        ("17", "Seventeenth progress report", "Dix-septième rapport d'étape"),
        ("21", "Twenty-first progress report", "Vingt et unième rapport d'étape"),
    ],
)
def test_titles_and_their_french(tree: Path, number: str, english: str, french: str) -> None:
    assert main(arguments(tree, number=number, citation_key="")) == 0
    assert f"# {english}\n" in (tree / "docs" / "reports" / f"r{number}.md").read_text(encoding="utf-8")
    messages = read(tree / CATALOGUES / "reports" / f"r{number}.po")
    found = messages.get(english)
    assert found is not None
    assert found.string == french
    entry = (tree / "docs" / "reports" / f"r{number}.bib").read_text(encoding="utf-8")
    assert f"@techreport{{report{number}," in entry
    supplied = messages.get(f"[{english} on the implementation of the common proposals]")
    assert supplied is not None
    assert f"{{{{{supplied.id}}}}}" in entry
    assert str(supplied.string).startswith(f"[{french} ")


def test_every_phrase_of_a_new_page_has_its_french(tree: Path) -> None:
    assert main(arguments(tree)) == 0
    for catalogue in (tree / CATALOGUES).rglob("r11*.po"):
        messages = read(catalogue)
        assert len(messages) >= 2
        assert all(message.string for message in messages if message.id), catalogue


def test_a_report_that_was_not_read_claims_nothing(tree: Path) -> None:
    assert main(arguments(tree, text="")) == 0
    assert ":coverage: none\n" in (tree / "docs" / "reports" / "r11.md").read_text(encoding="utf-8")
    assert not (tree / "docs" / "reports" / "r11-passages.md").exists()
    area = (tree / "docs" / "areas" / "cyber" / "r11.md").read_text(encoding="utf-8")
    assert "% :origin: other_source\n" in area


def test_a_report_of_which_nothing_is_coded_is_made_again(tree: Path, tmp_path: Path) -> None:
    assert main(arguments(tree)) == 0
    written = files(tree)
    entry = tree / "docs" / "reports" / "r11.bib"
    entry.write_text(entry.read_text(encoding="utf-8").replace("2026-06-12", "2026-06-13"), encoding="utf-8")
    text = (TEXTS / "invented-en.txt").read_text(encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text(text.replace(" Was that enough?", "\n\nWas that enough?"), encoding="utf-8")
    assert main(arguments(tree, text=str(other))) == 0
    again = files(tree)
    register = again["docs/reports/r11-passages.md"].decode()
    assert ":id: R11-HYB-02\n" in register
    assert b"2026-06-13" in again["docs/reports/r11.bib"]
    assert main(arguments(tree)) == 0
    assert {name: text for name, text in files(tree).items() if name != "docs/reports/r11.bib"} == {
        name: text for name, text in written.items() if name != "docs/reports/r11.bib"
    }


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("areas/cyber/r11.md", "% :::{activity}", ":::{activity}"),
        ("areas/cyber/r11.md", "% To code", "Some prose.\n\n% To code"),
        ("reports/r11-passages.md", ":role: body\n", ":role: body\n:context: 1 frame\n"),
        ("reports/r11.md", ":coverage: full\n", ":coverage: full\n:coded: HYB\n"),
    ],
)
def test_a_report_of_which_something_is_coded_is_not_made_again(
    tree: Path, page: str, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments(tree)) == 0
    path = tree / "docs" / page
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = files(tree)
    assert main(arguments(tree)) == 2
    assert f"docs/{page}:" in capsys.readouterr().err
    assert files(tree) == before


def test_an_unknown_heading_is_shown_and_nothing_written(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (TEXTS / "invented-en.txt").read_text(encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text(text.replace("CYBER SECURITY AND DEFENCE", "Space and the seas"), encoding="utf-8")
    before = files(tree)
    assert main(arguments(tree, text=str(other))) == 2
    said = capsys.readouterr()
    assert "--heading 'Space and the seas=CODE'" in said.err
    assert "HYB: 2 paragraphs, 2 notes" in said.out
    assert "no section CYB" in said.out
    assert files(tree) == before


def test_one_file_that_is_there_stops_all(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "docs" / "areas" / "cyber" / "r11.md").write_text("mine\n", encoding="utf-8")
    before = files(tree)
    assert main(arguments(tree)) == 2
    assert "docs/areas/cyber/r11.md" in capsys.readouterr().err
    assert files(tree) == before


def test_a_key_that_is_there_is_named_with_its_line(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (tree / "docs" / "references.bib").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("@techreport{report04,"))
    before = files(tree)
    assert main(arguments(tree, citation_key="report04")) == 2
    assert f"docs/references.bib:{line}: the key report04 is there already" in capsys.readouterr().err
    assert files(tree) == before


@pytest.mark.parametrize("option", ["--dry-run", "--show"])
def test_looking_writes_nothing(tree: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(tree)
    assert main([*arguments(tree), option]) == 0
    assert files(tree) == before
    said = capsys.readouterr().out
    if option == "--dry-run":
        assert "new file  docs/reports/r11-passages.md" in said
        assert "new file  docs/reports/r11.bib" in said
        assert "HYB: 1 paragraphs, 1 notes, 7 sentences" in said
    else:
        assert "R11-CYB-01.3: The third meeting took place in the Hague, No. 5 Park Street." in said


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"number": "eleven"}, "--number 'eleven'"),
        ({"number": "0"}, "--number '0'"),
        ({"published": "2026-13-01"}, "--published '2026-13-01'"),
        ({"period_start": "2025"}, "--period-start '2025'"),
        ({"period_start": "2026-06"}, "before --period-start 2026-06"),
        ({"period_end": "2026-07"}, "after --published 2026-06-12"),
        ({"citation_key": "Report 11"}, "--citation-key 'Report 11'"),
        ({"language": "de"}, "is not one of en, fr"),
        ({"text": "no/such/file.txt"}, "no/such/file.txt: No such file"),
        ({"heading": "Space"}, "--heading 'Space'"),
        ({"published": ""}, "missing: --published"),
    ],
)
def test_bad_options_are_named(
    tree: Path, changes: dict[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(tree)
    assert main(arguments(tree, **changes)) == 2
    assert message in capsys.readouterr().err
    assert files(tree) == before


def test_a_text_that_is_no_utf_8_is_named(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "latin.txt"
    text.write_bytes("Réunion.".encode("latin-1"))
    assert main(arguments(tree, text=str(text))) == 2
    assert str(text) in capsys.readouterr().err


def test_what_is_missing_is_asked_for_at_a_terminal(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    answers = f"12\n2027-06-01\n2026-06\n2027-05\nfr\n\n{TEXTS / 'invented-fr.txt'}\n"
    monkeypatch.setattr("sys.stdin", Terminal(answers))
    assert main(["--root", str(tree)]) == 0
    report = (tree / "docs" / "reports" / "r12.md").read_text(encoding="utf-8")
    assert "# Twelfth progress report" in report
    assert "in its French version" in report
    assert "{cite:p}`report12`" in report


def test_a_failure_half_way_leaves_nothing_behind(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(tree)
    opened = Path.open

    def full(path: Path, mode: str = "r", **options: str) -> io.TextIOWrapper:
        if mode == "x" and path.name == "r11-passages.md":
            raise OSError(28, "No space left on device")
        return opened(path, mode, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(Path, "open", full)
    assert main(arguments(tree)) == 2
    assert files(tree) == before
