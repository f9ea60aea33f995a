"""A full disk and folders that cannot be written: the last good output stays, the message helps."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.factory import CONF, differing
from tools import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.factory import Root

R04 = "areas/cyber/r04.md"
REMEDY = "make the folder writable or free some space, and build again"

# The disk is full for the files whose name holds a given text; half of each still fits.
FULL_DISK = """
import errno
import os
from pathlib import Path

Plain = {"text": Path.write_text, "bytes": Path.write_bytes}


def full(kind):
    def write(path, content, *more, **options):
        if FULL in str(path):
            Plain[kind](path, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return Plain[kind](path, content, *more, **options)
    return write


def setup(app):
    Path.write_text, Path.write_bytes = full("text"), full("bytes")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def change(root: Root) -> None:
    root.swap(R04, "Meeting A04-CYB-001\n", "Second meeting of A04-CYB-001\n")


def recovers(root: Root) -> bool:
    """Build again, and compare with a fresh build."""
    code, output = root.run()
    fresh_code, fresh = root.run(out="fresh")
    return code == fresh_code == 0 and differing(output, fresh) == []


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def with_full_disk(root: Root, where: str) -> None:
    root.put("full_disk.py", FULL_DISK.replace("FULL in", f"{where!r} in"))
    root.put(
        "conf.py",
        CONF.replace('"progress_matrix"', '"progress_matrix", "full_disk"')
        + "import sys\nsys.path.insert(0, __file__.removesuffix('conf.py'))\n",
    )


# Workers write pages; data and snapshot are written by the first process, however many there are.
@pytest.mark.parametrize(
    ("where", "jobs"),
    [
        ("r04.html", "2"),
        ("/data/", "1"),
        (".progress-matrix.json", "1"),
        pytest.param("r04.html", "1", marks=pytest.mark.exhaustive),
        pytest.param("/data/", "2", marks=pytest.mark.exhaustive),
        pytest.param(".progress-matrix.json", "2", marks=pytest.mark.exhaustive),
    ],
)
def test_a_full_disk(tiny: Root, where: str, jobs: str) -> None:
    with_full_disk(tiny, "/nowhere/")
    code, output = tiny.run()
    assert code == 0, output.log
    before = everything(output.outdir)
    change(tiny)
    with_full_disk(tiny, where)
    code, output = tiny.run("-j", jobs)
    assert code != 0
    assert "No space left on device" in output.log
    assert "what the last good build left was left as it was" in output.log
    assert everything(output.outdir) == before
    with_full_disk(tiny, "/nowhere/")
    assert recovers(tiny)


@pytest.mark.parametrize("failing", ["copytree", "rename"])
def test_no_room_beside_the_output(
    tiny: Root, failing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.run()
    before = everything(tiny.folder / "out")

    def refuse(place: Path, *_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28), str(place))

    monkeypatch.setattr(shutil if failing == "copytree" else Path, failing, refuse)
    monkeypatch.setattr(build, "sphinx_build", stub(0))
    assert build.main(arguments(tiny.folder)) == 2
    told = capsys.readouterr().err
    assert "No space left on device" in told
    assert REMEDY in told
    assert len(told.splitlines()) == 1
    assert everything(tiny.folder / "out") == before


def test_output_that_was_deleted_is_made_again(tiny: Root) -> None:
    code, output = tiny.run()
    assert code == 0
    shutil.rmtree(output.outdir / "data")
    (output.outdir / "views.html").unlink()
    assert recovers(tiny)


def arguments(folder: Path) -> list[str]:
    (folder / "source").mkdir(exist_ok=True)
    return ["-d", str(folder / "out/doctrees"), str(folder / "source"), str(folder / "out/html")]


def stub(code: int, content: str = "new") -> Callable[[list[str]], int]:
    """Give a Sphinx that writes one page and one doctree, and ends with a code."""

    def sphinx(options: list[str]) -> int:
        doctrees, _, out = options[-3:]
        for folder, name in ((out, "index.html"), (doctrees, "index.doctree")):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return code

    return sphinx


def built(folder: Path, monkeypatch: pytest.MonkeyPatch, content: str, code: int = 0) -> int:
    monkeypatch.setattr(build, "sphinx_build", stub(code, content))
    return build.main(arguments(folder))


def live(folder: Path) -> list[str]:
    places = (folder / "out/html/index.html", folder / "out/doctrees/index.doctree")
    return [place.read_text(encoding="utf-8") for place in places]


def test_a_failed_build_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built(tmp_path, monkeypatch, "old") == 0
    assert built(tmp_path, monkeypatch, "new", code=1) == 1
    assert live(tmp_path) == ["old", "old"]
    assert {path.name for path in (tmp_path / "out").iterdir()} <= {
        "html", "doctrees", ".html.lock", ".doctrees.lock",
    }  # fmt: skip


@pytest.mark.parametrize("renames", range(4))
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_each_step_of_the_swap(
    tmp_path: Path, renames: int, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build has whole doctrees, and takes output of another build for none."""
    built(tmp_path, monkeypatch, "old")
    done: list[int] = []
    rename = Path.rename

    def killed(path: Path, target: Path) -> Path:
        if len(done) == renames and moment == "before":
            raise KeyboardInterrupt
        made = rename(path, target)
        done.append(1)
        if len(done) == renames + 1:
            raise KeyboardInterrupt
        return made

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        patch.setattr(build, "clear", lambda _: None)  # nobody tidies up after a kill
        with pytest.raises(KeyboardInterrupt):
            built(tmp_path, patch, "new")
    seen: list[bool] = []

    def look(options: list[str]) -> int:
        doctrees, _, out = (Path(name) for name in options[-3:])
        both = [path.read_text(encoding="utf-8") for path in (out / "index.html", doctrees / "index.doctree")
                if path.is_file()]  # fmt: skip
        seen.append(len(set(both)) == 1 and (doctrees / "index.doctree").is_file())
        return stub(0, "last")(options)

    monkeypatch.setattr(build, "sphinx_build", look)
    assert build.main(arguments(tmp_path)) == 0
    assert seen == [True]
    assert live(tmp_path) == ["last", "last"]


def test_doctrees_serve_two_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "sphinx_build", stub(0))
    assert build.main(arguments(tmp_path)) == 0
    mark = tmp_path / "out" / "doctrees" / "kept"
    mark.touch()
    for out in ("pdf", "html", "pdf"):
        assert build.main([*arguments(tmp_path)[:-1], str(tmp_path / "out" / out)]) == 0
        assert mark.exists(), out
    # An output that was deleted costs no other one its doctrees.
    shutil.rmtree(tmp_path / "out" / "html")
    for out in ("html", "pdf", "html"):
        assert build.main([*arguments(tmp_path)[:-1], str(tmp_path / "out" / out)]) == 0
        assert mark.exists(), out


def test_doctrees_that_were_deleted_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path, monkeypatch, "old")
    shutil.rmtree(tmp_path / "out" / "doctrees")
    assert built(tmp_path, monkeypatch, "new") == 0
    assert live(tmp_path) == ["new", "new"]


def test_a_link_to_the_output_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "html").symlink_to(tmp_path / "elsewhere")
    for content in ("old", "new"):
        assert built(tmp_path, monkeypatch, content) == 0
        assert live(tmp_path) == [content, content]
    assert (tmp_path / "elsewhere" / "index.html").is_file()


@pytest.mark.parametrize(
    ("folders", "told"),
    [
        (["out/doctrees", "source", "."], "holds"),
        (["out/html/.doctrees", "source", "out/html"], "holds"),
        (["source/..", "source", "out/html"], "holds"),
        (["out/doctrees", "nowhere", "out/html"], "is no folder"),
        (["out/doctrees", "source"], "are missing"),
    ],
)
def test_folders_that_cannot_be_swapped_are_refused(
    tmp_path: Path, folders: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        build.main(["-d", *(str(tmp_path / name) for name in folders)])
    assert told in capsys.readouterr().err.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("code", ["ENOLCK", "EOPNOTSUPP", "EBADF"])
def test_a_file_system_without_locks(tmp_path: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno  # noqa: PLC0415
    import fcntl  # noqa: PLC0415

    number = getattr(errno, code)

    def refuse(_descriptor: int, operation: int) -> None:
        if operation & fcntl.LOCK_EX:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert built(tmp_path, monkeypatch, "first") == 0
    held = build.lock((tmp_path / "out" / "html").absolute())
    assert built(tmp_path, monkeypatch, "second") == build.BUSY
    held.release()
    assert built(tmp_path, monkeypatch, "third") == 0
    assert live(tmp_path) == ["third", "third"]
