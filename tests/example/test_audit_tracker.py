"""The example of another tracker, built from the wheel of the extension as its readers get it."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.factory import REPOSITORY

EXAMPLE = REPOSITORY / "examples" / "audit-tracker"
# Nothing may be fetched: a package index that is none, and a proxy that nobody serves.
OFFLINE = {"PIP_NO_INDEX": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


def run(*arguments: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **OFFLINE, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the two wheels and install them into a folder of their own."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(REPOSITORY / "ext", source / "ext", ignore=ignored)
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(REPOSITORY / name, source)
    run("-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", "../dist", ".", cwd=source)
    builder = source / "ext" / "typst_edition"
    run("-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", folder / "dist", ".", cwd=builder)
    wheels = [str(path) for path in (folder / "dist").glob("*.whl")]
    assert len(wheels) == 2
    run("-m", "pip", "install", "--no-deps", "--target", "site", *wheels, cwd=folder)
    return folder / "site"


@pytest.fixture(scope="module")
def project(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the example to where ``ext/`` is out of reach."""
    folder = tmp_path_factory.mktemp("example") / "project"
    shutil.copytree(EXAMPLE, folder)
    where = run(
        "-c", "import progress_matrix; print(progress_matrix.__file__)", cwd=folder, PYTHONPATH=str(site)
    )
    assert Path(where.strip()).is_relative_to(site)
    return folder


def build(site: Path, project: Path, builder: str, *options: str) -> Path:
    """Build the example with warnings as errors, and give the output."""
    arguments = ["-c", ".", "-b", builder, "-W", "-E", "-d", f"doctrees-{builder}", *options]
    said = run("-m", "sphinx", *arguments, "docs", builder, cwd=project, PYTHONPATH=str(site))
    assert "build succeeded" in said
    return project / builder


@pytest.fixture(scope="module")
def built(site: Path, project: Path) -> Path:
    return build(site, project, "html")


BUILDERS = ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "linkcheck", "gettext", "dummy", "xml"]
ONE_BY_ONE = """
import sys
from sphinx.cmd.build import main
options = ["-c", ".", "-W", "-E"]
sys.exit(max(main([*options, "-b", one, "-d", f"doctrees-{one}", "docs", one]) for one in sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def outputs(site: Path, project: Path) -> Path:
    """Build the example with every builder, each from a clean read, in one process."""
    said = run("-c", ONE_BY_ONE, *BUILDERS, cwd=project, PYTHONPATH=str(site))
    assert said.count("build succeeded") == len(BUILDERS), said
    return project


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_of_sphinx_builds_it_without_a_warning(outputs: Path, builder: str) -> None:
    told = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((outputs / builder).rglob("*"))
        if path.suffix in {".html", ".xhtml", ".tex", ".txt", ".1", ".xml"}
    )
    if builder not in {"linkcheck", "gettext", "dummy"}:
        assert "Two signatures" in told
        assert "No mention" in told


def test_links_have_the_suffix_and_the_place_that_sphinx_gives_them(site: Path, project: Path) -> None:
    out = build(site, project, "html", "-D", "html_file_suffix=.htm", "-D", "html_link_suffix=.htm")
    links = re.findall(r'href="([^"#:]+)#', (out / "index.htm").read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (out / link).is_file()] == []
    shutil.rmtree(out)
    home = (build(site, project, "dirhtml") / "index.html").read_text(encoding="utf-8")
    assert 'href="recommendations/#REC-22-01"' in home


@pytest.mark.parametrize("theme", ["basic", "classic"])
def test_other_themes_build_it(site: Path, project: Path, theme: str) -> None:
    out = build(site, project, "html", "-D", f"html_theme={theme}")
    assert "progress_matrix.css" in (out / "index.html").read_text(encoding="utf-8")
    shutil.rmtree(out)


def test_each_distribution_has_one_name_and_says_what_it_is(site: Path) -> None:
    names = {path.name for path in site.iterdir() if not path.name.endswith(".dist-info")}
    assert names == {"progress_matrix", "typst_edition"}
    for name in sorted(names):
        (about,) = [path.read_text(encoding="utf-8") for path in site.glob(f"{name}-*.dist-info/METADATA")]
        for field in ("Summary:", "License-Expression: MIT", "Requires-Python: >=3.11", "Typing :: Typed"):
            assert field in about
        assert f"pip install {name.replace('_', '-')}" in about  # its own README
        assert (site / name / "py.typed").is_file()
    assert (site / "progress_matrix" / "locale" / "progress_matrix.pot").is_file()


def test_the_pdf_builder_prints_it(site: Path, project: Path) -> None:
    listed = "extensions=myst_parser,sphinx_needs,progress_matrix,typst_edition"
    editions = "typst_editions = [{'name': 'followed', 'start': 'index', 'title': 'Followed up'}]\n"
    conf = project / "conf.py"
    before = conf.read_text(encoding="utf-8")
    conf.write_text(before + editions, encoding="utf-8")
    try:
        out = build(site, project, "typstpdf", "-D", listed)
    finally:
        conf.write_text(before, encoding="utf-8")
    assert (out / "followed.pdf").read_bytes().startswith(b"%PDF-")


def test_the_matrix_has_every_cell_with_the_status_that_the_codebook_gives(built: Path) -> None:
    with (built / "data" / "matrix-recommendations-follow-ups.csv").open(
        encoding="utf-8", newline=""
    ) as stream:
        cells = {(row["recommendation"], row["follow_up"]): row["status"] for row in csv.DictReader(stream)}
    assert cells == {
        ("REC-22-01", "FU-2023"): "announced",
        ("REC-22-01", "FU-2024"): "reported",
        ("REC-22-01", "FU-2025"): "source_unavailable",
        ("REC-22-02", "FU-2023"): "reported",
        ("REC-22-02", "FU-2024"): "no_mention",
        ("REC-22-02", "FU-2025"): "not_applicable",
        ("REC-22-03", "FU-2023"): "area_only",
        ("REC-22-03", "FU-2024"): "no_mention",
        ("REC-22-03", "FU-2025"): "reported",
        ("REC-23-01", "FU-2023"): "area_only",
        ("REC-23-01", "FU-2024"): "reported",
        ("REC-23-01", "FU-2025"): "source_unavailable",
    }


def test_a_kept_promise_is_told_with_what_kept_it(built: Path) -> None:
    with (built / "data" / "announcements.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["state"] for row in rows] == ["reported_done"]
    assert "ST-24-01" in rows[0].values()


def test_the_pages_speak_the_words_of_the_example(built: Path) -> None:
    home = (built / "index.html").read_text(encoding="utf-8")
    assert "2 of 4 recommendations in force" in home
    history = (built / "recommendations.html").read_text(encoding="utf-8")
    assert 'href="progress/2024.html#ST-24-01"' in history
    assert "Purchasing office" in (built / "checks.html").read_text(encoding="utf-8")


def test_all_items_are_exported(site: Path, project: Path) -> None:
    build(site, project, "needs")
    versions = json.loads((project / "needs" / "needs.json").read_text(encoding="utf-8"))["versions"]
    needs = versions["2026-01-31"]["needs"]
    kinds = sorted(need["type"] for need in needs.values())
    assert kinds.count("recommendation") == 4
    assert kinds.count("followup") == 3
    assert kinds.count("theme") == 2


def test_nothing_of_this_project_is_in_the_example() -> None:
    ours = re.compile(r"\b(EU|NATO|OTAN|UE|Council|proposals?|progress report)\b")
    files = [path for path in EXAMPLE.rglob("*") if path.is_file()]
    assert len(files) > 8
    assert {path.name: ours.findall(path.read_text(encoding="utf-8")) for path in files} == {
        path.name: [] for path in files
    }
