"""The data package describes the files as they are, and stays whole whatever happens."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from frictionless import Package, validate
from sphinx.errors import ConfigError

from progress_matrix.open_data.write import ExportError
from progress_matrix.settings import load
from support.factory import REPOSITORY, Build, differing
from support.nasty import DATA, dated, nasty
from support.tracker import tracker

if TYPE_CHECKING:
    from pathlib import Path


def test_frictionless_finds_the_package_valid(built: Build) -> None:
    report = validate(str(built.outdir / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    stems = {path.stem for path in (built.outdir / "data").glob("*.csv")}
    assert {task.name for task in report.tasks} == stems


def test_frictionless_reads_types_and_lists(built: Build) -> None:
    package = Package(str(built.outdir / "data" / "datapackage.json"))
    resource: Any = package.get_resource("matrix-proposals-reports")  # a table, which its type does not say
    row = next(row for row in resource.read_rows() if row["status"] == "reported")
    assert row["evidence"][0] == "A04-CYB-001"
    assert row["independent"] is True


def test_a_damaged_file_does_not_pass(built: Build, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(built.outdir / "data", folder)
    gaps = folder / "gaps.csv"
    gaps.write_bytes(gaps.read_bytes().replace(b"announced", b"forgotten"))
    assert not validate(str(folder / "datapackage.json")).valid


def test_the_descriptor_says_whence_the_data_come_and_how_they_may_be_used(built: Build) -> None:
    found = json.loads(built.data("datapackage.json"))
    assert found["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert found["version"] == "2026-01-02"
    assert found["created"] == "2026-01-02T00:00:00Z"
    assert re.fullmatch(r"[-a-z0-9._/]+", found["name"])
    assert found["licenses"][0]["name"] == "CC-BY-4.0"
    assert found["sources"]
    assert found["contributors"]
    for resource in found["resources"]:
        content = (built.outdir / "data" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["schema"]["missingValues"] == [""]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_notes_that_names_need_stand_in_the_package_and_in_each_workbook(built: Build) -> None:
    assert "1244/1999" in json.loads(built.data("datapackage.json"))["description"]
    for path in (built.outdir / "data").glob("*.xlsx"):
        notes = openpyxl.load_workbook(path)["Notes"]
        assert any("1244/1999" in str(row[0]) for row in notes.iter_rows(values_only=True)), path.name


def test_the_codebook_has_every_column_of_every_table(built: Build) -> None:
    rows = list(csv.DictReader(io.StringIO(built.data("codebook.csv"), newline="")))
    for path in (built.outdir / "data").glob("*.csv"):
        header = next(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
        assert [row["column"] for row in rows if row["table"] == path.stem] == header
    status = next(row for row in rows if row["column"] == "status")
    assert "no_mention" in status["allowed"].split("; ")


def test_the_checksums_cover_every_other_file(built: Build) -> None:
    folder = built.outdir / "data"
    listed = dict(line.split("  ")[::-1] for line in built.data("SHA256SUMS").splitlines())
    assert set(listed) == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in listed}
    assert found == listed


def test_two_folders_give_the_same_bytes(tmp_path: Path) -> None:
    builds = []
    for name, seed in (("here", "1"), ("there/deeper", "2")):
        status, build = nasty(tmp_path / name).run(seed=seed)
        assert status == 0, build.log
        builds.append(build)
    assert differing(*builds) == []
    assert any(name.endswith(".xlsx") for name in builds[0].files())


def test_a_table_that_is_gone_leaves_no_files_and_the_rest_equals_a_fresh_build(tmp_path: Path) -> None:
    root = dated(tracker(tmp_path, data=DATA))
    first = root.build()
    assert (first.outdir / "data" / "matrix-proposals-reports-2017.xlsx").is_file()
    root.swap("proposals/p17-ops-01.md", ":set: 2017", ":set: 2016")
    again, fresh = root.build(), root.build("fresh")
    assert not list((again.outdir / "data").glob("*-2017.*"))
    assert differing(again, fresh) == []


def test_nothing_is_written_again_that_does_not_change(tmp_path: Path) -> None:
    root = dated(tracker(tmp_path, data=DATA))
    before = root.build().times()
    after = root.build().times()
    assert [name for name in after if name.startswith("data/") and after[name] != before.get(name)] == []


@pytest.mark.parametrize("blocked", ["data/all-tables.xlsx", "data/SHA256SUMS"])
def test_a_file_that_cannot_be_written_fails_the_build_and_names_it(tmp_path: Path, blocked: str) -> None:
    root = dated(tracker(tmp_path))
    first = root.build()
    path = first.outdir / blocked
    path.unlink()
    (path / "occupied").mkdir(parents=True)
    before = first.files()
    root.swap("areas/operations/r04.md", ":due: 2019-10", ":due: 2019-11")
    with pytest.raises(
        ExportError, match="make the folder writable or free some space, and build again"
    ) as raised:
        root.build()
    assert path.name in str(raised.value)
    after = first.files()
    assert all(after[name] for name in before)
    shutil.rmtree(path)
    assert differing(root.build(), root.build("fresh")) == []


def test_the_citation_file_bears_the_version_of_the_data() -> None:
    text = (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    cited = dict(re.findall(r'^([a-z-]+): "?([^"\n]+)"?$', text, re.MULTILINE))
    conf = (REPOSITORY / "conf.py").read_text(encoding="utf-8")
    (version,) = re.findall(r'^version = release = "(.+)"$', conf, re.MULTILINE)
    assert cited["version"] == cited["date-released"] == version
    assert cited["cff-version"] == "1.2.0"
    assert cited["license"] == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"licenses": []}, r"package: unknown key 'licenses'; allowed are .*licences"),
        ({"name": 1}, r"package.name: 1 is not a text"),
        ({"keywords": "one"}, r"package.keywords: 'one' is not a list of texts"),
        ({"licences": [{"name": "X"}]}, r"package.licences: .* is not a list of tables with a title"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(table: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load({"package": table})
