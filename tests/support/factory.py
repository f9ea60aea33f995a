"""Tiny projects: written from strings into a temporary folder, and built there."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.testing.util import SphinxTestApp

from .forked import Forked

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).parents[2]
EXT = REPOSITORY / "ext"

CONF = """
project = "Tiny tracker"
version = release = "1"
extensions = ["myst_parser", "sphinx_needs", "sphinxcontrib.bibtex", "progress_matrix"]
extensions += ["progress_matrix.open_data", "progress_matrix.html_tables"]
bibtex_bibfiles = ["sources.bib"]
html_theme = "basic"
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None
html_use_index = False
smartquotes = False
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["toc.not_included"]
needs_from_toml = "tracker.toml"
progress_matrix_from_toml = "tracker.toml"
"""

# What Sphinx or sphinx-needs writes for itself, some with its times; neither readers nor data users see it.
VOLATILE = re.compile(
    r"searchindex\.js|objects\.inv|\.buildinfo.*|.*\.pickle|.*\.doctree|\.progress-matrix\.json"
    r"|\.build-stamp|permalink\.html|schema_violations\.json"
)

# A warning begins with its place, or with its level when it has none.
_NEXT = re.compile(r"\n(?=\S*:(?:\d+:)? (?:WARNING|ERROR|CRITICAL): |(?:WARNING|ERROR|CRITICAL): )")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Build:
    """A finished build: where its output stands, and what it warned of."""

    outdir: Path
    log: str

    @property
    def warnings(self) -> list[str]:
        """The warnings, one by one, without colours; one may have several lines."""
        text = _COLOURS.sub("", self.log).strip()
        return _NEXT.split(text) if text else []

    def html(self, page: str = "index") -> str:
        """Give the HTML of a page."""
        return (self.outdir / f"{page}.html").read_text(encoding="utf-8")

    def data(self, name: str) -> str:
        """Give a data file, with its line ends as they stand."""
        return (self.outdir / "data" / name).read_bytes().decode()

    def files(self) -> dict[str, bytes]:
        """Give every file that readers or data users see, by its path."""
        return {
            str(path.relative_to(self.outdir)): path.read_bytes()
            for path in sorted(self.outdir.rglob("*"))
            if path.is_file() and not VOLATILE.fullmatch(path.name)
        }

    def times(self) -> dict[str, int]:
        """Give the time of the last change of every such file, in nanoseconds."""
        return {name: (self.outdir / name).stat().st_mtime_ns for name in self.files()}

    def refuses(self, page: str, *parts: str) -> bool:
        """Tell whether one warning names the file, a line of it and all these parts."""
        place = re.compile(rf"\S*/{re.escape(page)}:[1-9]\d*: (?:WARNING|ERROR|CRITICAL): ")
        return any(place.match(line) and all(part in line for part in parts) for line in self.warnings)


@dataclass
class Root:
    """A tiny project in a folder of its own."""

    folder: Path
    toml: str
    conf: str = CONF
    pages: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.source = self.folder / "source"
        self.source.mkdir(parents=True, exist_ok=True)
        self.put("conf.py", self.conf)
        self.put("tracker.toml", self.toml)
        for name, content in self.pages.items():
            self.put(name, content)

    def put(self, name: str, content: str) -> None:
        """Write a file of the project."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def get(self, name: str) -> str:
        """Read a file of the project."""
        return (self.source / name).read_text(encoding="utf-8")

    def swap(self, name: str, old: str, new: str) -> None:
        """Put one text in the place of another, which must stand in the file once."""
        content = self.get(name)
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {name}"
        self.put(name, content.replace(old, new))

    def drop(self, name: str) -> None:
        """Delete a file of the project."""
        (self.source / name).unlink()

    def build(
        self,
        out: str = "out",
        *,
        builder: str = "html",
        jobs: int = 1,
        config: Mapping[str, object] | None = None,
        log: io.StringIO | None = None,
    ) -> Build:
        """Build in this process; what an earlier build left in ``out`` is built upon.

        :param out: the folder of the output and doctrees: another one gives a fresh build.
        :param log: takes what is said, where the build does not come to its end.
        :raises Exception: whatever the build raises.
        """
        log = log or io.StringIO()
        builddir = self.folder / out
        app = SphinxTestApp.__new__(SphinxTestApp)  # so that one that ends at its start is cleaned up too
        try:
            app.__init__(  # type: ignore[misc]
                builder, self.source, builddir, warning=log, parallel=jobs, confoverrides=dict(config or {})
            )
            app.build()
        except SystemExit:
            sys.stderr.write(log.getvalue())
            raise
        finally:
            app.cleanup()
        return Build(builddir / builder, log.getvalue())

    def refusal(self, **options: Any) -> str:
        """Build what ends at its start for a mistake in the configuration, and give the one line of it."""
        log = io.StringIO()
        try:
            self.build(**options, log=log)
        except SystemExit:
            (line,) = re.findall(
                r"^(?:\S+: )?ERROR: .*", _COLOURS.sub("", log.getvalue()), re.DOTALL | re.MULTILINE
            )
            return str(line).rstrip("\n")
        raise AssertionError("the build came to its end")

    def run(self, *options: str, out: str = "out", seed: str = "0") -> tuple[int, Build]:
        """Build in a process of its own, as ``make`` does.

        :returns: the exit code and the build.
        """
        process = self.start(*options, out=out, seed=seed)
        _, log = process.communicate(timeout=120)
        return process.returncode, Build(self.folder / out / "html", log)

    def start(
        self, *options: str, out: str = "out", seed: str = "0", path: str = ""
    ) -> Forked | subprocess.Popen[str]:
        """Start a build in a process, and a group of processes, of its own.

        :param seed: another one than 0 asks for a process that imports everything anew.
        :param path: a folder from which the process takes modules first, anew too.
        """
        builddir = self.folder / out
        arguments = ["-q", "--no-color", "-b", "html", *options]
        arguments += ["-d", str(builddir / "doctrees"), str(self.source), str(builddir / "html")]
        if (seed, path) == ("0", ""):
            return Forked(*arguments)
        modules = os.pathsep.join(filter(None, (path, str(EXT))))
        return subprocess.Popen(
            [sys.executable, "-m", "tools.build", *arguments],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": modules, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


def differing(one: Build, other: Build) -> list[str]:
    """Name the files that only one of two outputs holds, or that differ."""
    mine, theirs = one.files(), other.files()
    return sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))
