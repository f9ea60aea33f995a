"""Keys of an edition do what the guide says; those of publishing, pages and tables have their own tests."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from support.font import ADVANCE, block_font
from support.sheets import text_of

if TYPE_CHECKING:
    from support.pdfs import Pdf
    from typst_edition.conftest import Root

HOME = "Home\n====\n\n.. toctree::\n\n   one\n   two\n"
CHAPTER = "{name}\n=====\n\nText of {name}.\n\nPart of {name}\n-------------\n\nMore of {name}.\n"
FILES = {
    "index.rst": HOME,
    "one.rst": CHAPTER.format(name="First"),
    "two.rst": CHAPTER.format(name="Other"),
}


def _boxes(pdf: Pdf, sign: str) -> list[tuple[float, float, float, float]]:
    """Give where each *sign* stands: left, bottom, right, top."""
    found = []
    for text in map(text_of, pdf.sheets):
        places = [at for at in range(text.count_chars()) if text.get_text_range(at, 1) == sign]
        found += [text.get_charbox(at) for at in places]
    return found


def _build(root: Root, keys: str, files: dict[str, str]) -> Pdf:
    return root.write(files, f"typst_edition_defaults = {{{keys}}}\n").build(strict=True).pdf


def _contents(pdf: Pdf) -> str:
    return next(page for page in pdf.pages() if "Contents" in page)


# -- what it holds


def test_start_gives_the_order_of_its_own_contents(root: Root) -> None:
    files = {**FILES, "back.rst": ":orphan:\n\nBack\n====\n\n.. toctree::\n\n   two\n   one\n"}
    order = {}
    for keys in ("", '"start": "back"'):
        text = _build(root, keys, files).text
        order[keys] = text.index("Text of First") < text.index("Text of Other")
    assert list(order.values()) == [True, False]


def test_of_titles_only_the_title_is_printed(root: Root) -> None:
    pdf = _build(root, '"titles_only": ["one"]', FILES)
    assert "First" in [title for _, title in pdf.bookmarks()]
    assert "Text of First" not in pdf.text
    assert "Text of Other" in pdf.text


def test_what_is_excluded_is_not_printed(root: Root) -> None:
    text = _build(root, '"exclude": ["o*"]', FILES).text
    assert "Text of First" not in text
    assert "Text of Other" in text


@pytest.mark.parametrize(
    ("keys", "listed"),
    [
        ("", ["First", "Part of First", "Other", "Part of Other"]),
        ('"toc_depth": 1', ["First", "Other"]),
        ('"toc_leave_out": ["one"]', ["Other", "Part of Other"]),
        ('"toc_leave_out": ["one#"]', ["First", "Other", "Part of Other"]),
    ],
)
def test_the_contents_list_what_they_should(root: Root, keys: str, listed: list[str]) -> None:
    lines = [line.rstrip("0123456789 .") for line in _contents(_build(root, keys, FILES)).splitlines()]
    assert [line for line in lines if line.endswith(("First", "Other"))] == listed


# -- what it says of itself


def test_author_and_language_are_those_of_the_edition(root: Root) -> None:
    pdf = _build(root, '"author": {"en": "A house", "fr": "Une maison"}, "language": "fr"', FILES)
    assert "Une maison" in pdf.pages()[0]
    assert "Table des matières" in pdf.text
    with pdf.open() as document:
        assert str(document.Root.Lang) == "fr"


@pytest.mark.parametrize("builder", ["html", "typstpdf"])
def test_pages_of_another_builder_say_what_is_configured(root: Root, builder: str) -> None:
    conf = 'typst_other_edition = {"subtitle": {"en": "On the web"}}\n'
    root.write({"index.rst": "Home\n====\n\nIt is :edition:`subtitle`.\n"}, conf)
    built = root.build(strict=True, builder=builder)
    said = built.pdf.text if builder == "typstpdf" else (built.outdir / "index.html").read_text("utf-8")
    assert "It is On the web." in said if builder == "html" else "It is –." in said


# -- how it looks


@pytest.mark.parametrize("size", [6, 9, 12])
def test_text_has_the_size_that_is_configured(root: Root, size: int) -> None:
    files = {"index.rst": "Home\n====\n\nWord ŵ.\n"}
    ((_, bottom, _, top),) = _boxes(_build(root, f'"text_size": "{size}pt"', files), "ŵ")
    ((_, low, _, high),) = _boxes(_build(root, "", files), "ŵ")
    assert (top - bottom) / (high - low) == pytest.approx(size / 10, abs=0.01)


@pytest.mark.parametrize("size", [6, 10])
def test_the_widest_tables_have_the_size_that_is_configured(root: Root, size: int) -> None:
    row = "\n     - ".join(["ŵ", *["x"] * 11])
    files = {"index.rst": f"Home\n====\n\n.. list-table::\n\n   * - {row}\n"}
    ((_, bottom, _, top),) = _boxes(_build(root, f'"table_size": "{size}pt"', files), "ŵ")
    ((_, low, _, high),) = _boxes(_build(root, "", files), "ŵ")
    assert (top - bottom) / (high - low) == pytest.approx(size / 8, abs=0.01)


@pytest.mark.parametrize(("keys", "side_by_side"), [('"in_columns": ["pair"]', True), ("", False)])
def test_boxes_of_a_class_stand_in_two_columns(root: Root, keys: str, side_by_side: bool) -> None:  # noqa: FBT001 - a parameter
    box = ".. container:: pair\n\n   {}\n\n"
    body = "".join(box.format("\n\n   ".join([sign, *["filler"] * 60])) for sign in "ŵẑ")
    pdf = _build(root, keys, {"index.rst": f"Home\n====\n\n{body}"})
    ((left, *_),), ((right, *_),) = _boxes(pdf, "ŵ"), _boxes(pdf, "ẑ")
    assert (right > left + 150) == side_by_side


@pytest.mark.parametrize("keys", ['"run_in": ["short"]', ""])
def test_entries_of_a_class_are_a_run_of_text(root: Root, keys: str) -> None:
    files = {"index.rst": "Home\n====\n\n.. rst-class:: short\n\n- one\n\n  two\n\n- three\n"}
    assert ("one\N{NO-BREAK SPACE}· two" in _build(root, keys, files).text) == bool(keys)


def test_fonts_come_from_the_folder(root: Root) -> None:
    folder = root.folder / "faces"
    folder.mkdir(parents=True)
    (folder / "blocks.ttf").write_bytes(block_font("Blocks"))
    keys = '"font_folder": "faces", "fonts": {"text": "Blocks"}, "text_size": "10pt"'
    pdf = _build(root, keys, {"index.rst": "Home\n====\n\nxQQQx\n"})
    starts = [left for left, *_ in _boxes(pdf, "Q")]
    steps = [after - before for before, after in pairwise(starts)]
    assert steps == pytest.approx([ADVANCE / 100] * 2, abs=0.05)
    assert pdf.complaints() == []
