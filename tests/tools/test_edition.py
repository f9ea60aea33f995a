"""An edition in a folder of its own: complete, without anything internal, the same twice."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest
from tools.edition import EditionError, main, publish, set_version

from support.factory import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def build(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    pages = {
        "html/index.html": '<a href="en/index.html">English</a><a href="https://example.org">x</a>',
        "html/en/index.html": '<link href="_static/a%20b.css"><a href="data/">data</a><a href="#top">top</a>',
        "html/en/_static/a b.css": "",
        "html/en/data/index.html": "<p>data</p>",
        "html/en/data/a.csv": "a,b\n",
        "html/en/empty.html": "",
        "html/en/.buildinfo": "internal",
        "html/en/.build-stamp": "internal",
        "html/en/.progress-matrix.json": "internal",
        "html/.en.lock": "internal",
        "html/en/.doctrees/index.doctree": "internal",
        "html/en/_sources/index.md": "internal",
        "html/en/environment.pickle": "internal",
        "html/en/_static/webpack-macros.html": "internal",
        "pdf/full-en.pdf": "%PDF",
    }
    for name, content in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_that_readers_need_and_nothing_internal(build: Path, tmp_path: Path) -> None:
    publish(build, tmp_path / "one")
    found = content(tmp_path / "one")
    assert found.keys() == {
        ".nojekyll", "SHA256SUMS", "index.html", "en/index.html", "en/_static/a b.css", "en/data/index.html",
        "en/data/a.csv", "en/empty.html", "pdf/full-en.pdf",
    }  # fmt: skip
    sums = dict(line.split("  ", 1)[::-1] for line in found["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(text).hexdigest() for name, text in found.items() if name != "SHA256SUMS"
    }
    assert not [text for text in found.values() if b"internal" in text]


def test_twice_the_same_bytes(build: Path, tmp_path: Path) -> None:
    publish(build, tmp_path / "one")
    (tmp_path / "two").mkdir()
    publish(build, tmp_path / "two")
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_dead_link_stops_it(build: Path, tmp_path: Path) -> None:
    (build / "html" / "en" / "data" / "a.csv").unlink()
    page = build / "html" / "en" / "index.html"
    page.write_text('<a href="data/a.csv">data</a><a href="../../pdf/full-en.pdf">out</a>', encoding="utf-8")
    with pytest.raises(
        EditionError, match=r"en/index.html: \.\./\.\./pdf/full-en.pdf\nen/index.html: data/a.csv"
    ):
        publish(build, tmp_path / "one")
    assert not (tmp_path / "one").exists()


def test_a_page_built_before_the_file_it_names_stops_it(build: Path, tmp_path: Path) -> None:
    page = build / "html" / "en" / "index.html"
    page.write_text(
        '<span data-file="x" data-href="../pdf/full-en.pdf"><span>PDF</span></span>', encoding="utf-8"
    )
    with pytest.raises(EditionError, match=r"en/index.html: \.\./pdf/full-en.pdf is not linked"):
        publish(build, tmp_path / "one")


def test_a_folder_that_is_not_empty_is_refused(build: Path, tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="is not empty"):
        publish(build, build)
    shutil.rmtree(build / "pdf")
    with pytest.raises(EditionError, match="build both first"):
        publish(build, tmp_path / "one")


def test_the_version_stands_in_every_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("conf.py", "CITATION.cff"):
        shutil.copy(REPOSITORY / name, tmp_path)
    assert set_version(tmp_path, "2031-02-03") == ["conf.py", "CITATION.cff"]
    for name in ("conf.py", "CITATION.cff"):
        assert "2031-02-03" in (tmp_path / name).read_text(encoding="utf-8")
    assert set_version(tmp_path, "2031-02-03") == []
    monkeypatch.chdir(tmp_path)
    assert main(["version", "tomorrow"]) == 2
