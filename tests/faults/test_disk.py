"""A folder that cannot be written and a full disk: the last good files stay, the message helps."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from support.factory import CONF, differing

if TYPE_CHECKING:
    from pathlib import Path

    from support.factory import Root

R04 = "areas/cyber/r04.md"
REMEDY = "make the folder writable or free some space, and build again"

# The disk is full for the files whose name holds a given text; half of each still fits.
FULL_DISK = """
import errno
import io
import os


class Full(io.FileIO):
    def write(self, content):
        super().write(bytes(content)[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self.told)


def setup(app):
    real = os.fdopen

    def fdopen(handle, mode="r", *more, **options):
        place = os.readlink(f"/proc/self/fd/{handle}")
        if FULL in place and "w" in mode:
            made = Full(handle, mode)
            made.told = place
            return made
        return real(handle, mode, *more, **options)

    os.fdopen = fdopen
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def change(root: Root) -> None:
    root.swap(R04, "Meeting A04-CYB-001\n", "Second meeting of A04-CYB-001\n")


def recovers(root: Root) -> bool:
    """Build again, and compare with a fresh build."""
    code, output = root.run()
    fresh_code, fresh = root.run(out="fresh")
    return code == fresh_code == 0 and differing(output, fresh) == []


def test_a_file_in_the_place_of_the_data_folder(tiny: Root) -> None:
    data = tiny.folder / "out" / "html" / "data"
    data.parent.mkdir(parents=True)
    data.write_text("not a folder", encoding="utf-8")
    code, output = tiny.run()
    assert code != 0
    assert str(data) in output.log
    assert REMEDY in output.log
    assert data.read_text(encoding="utf-8") == "not a folder"
    data.unlink()
    assert recovers(tiny)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_an_unwritable_data_folder(tiny: Root) -> None:
    _, output = tiny.run()
    before = output.files()
    change(tiny)
    data = output.outdir / "data"
    data.chmod(0o500)
    try:
        code, output = tiny.run()
    finally:
        data.chmod(0o700)
    assert code != 0
    assert str(data) in output.log
    assert REMEDY in output.log
    data_before = {name: content for name, content in before.items() if name.startswith("data/")}
    assert {name: output.files()[name] for name in data_before} == data_before
    assert recovers(tiny)


def with_full_disk(root: Root, where: str) -> None:
    root.put("full_disk.py", FULL_DISK.replace("FULL in", f"{where!r} in"))
    root.put(
        "conf.py",
        CONF.replace('"progress_matrix"', '"progress_matrix", "full_disk"')
        + "import sys\nsys.path.insert(0, __file__.removesuffix('conf.py'))\n",
    )


@pytest.mark.parametrize("where", ["/data/", "/.needs.json", "r04.html", ".progress-matrix.json"])
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs the names of open files")  # noqa: PTH112
def test_a_full_disk(tiny: Root, where: str, jobs: str) -> None:
    with_full_disk(tiny, "/nowhere/")
    code, output = tiny.run()
    assert code == 0, output.log
    before = output.files()
    change(tiny)
    with_full_disk(tiny, where)
    code, output = tiny.run("-j", jobs)
    assert code != 0
    # A worker's own words are lost with it, if Sphinx passes over its failure.
    passed_over = jobs != "1" and "A worker process failed" in output.log
    assert passed_over or "No space left on device" in output.log
    assert REMEDY in output.log
    kept = [name for name in before if where.strip("/") in f"{name}/"]
    assert {name: output.files()[name] for name in kept} == {name: before[name] for name in kept}
    with_full_disk(tiny, "/nowhere/")
    assert recovers(tiny)


def test_output_that_was_deleted_is_made_again(tiny: Root) -> None:
    code, output = tiny.run()
    assert code == 0
    shutil.rmtree(output.outdir / "data")
    (output.outdir / "views.html").unlink()
    assert recovers(tiny)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*.unfinished"))


def test_what_a_killed_build_left_under_temporary_names_goes(tiny: Root) -> None:
    _, output = tiny.run()
    left = output.outdir / "data" / ".gaps.csv.abcd1234.unfinished"
    left.write_text("half", encoding="utf-8")
    (output.outdir / ".progress-matrix.json").unlink()
    assert names(output.outdir) == [left.name]
    assert recovers(tiny)
    assert names(output.outdir) == []
