"""Show the pages of one language while they are edited: ``make watch IN=fr``.

sphinx-autobuild builds what an edit changes and reloads the open page.  After each build the
pages are marked: what Sphinx warned of stands on top of them, and their security policy, which
would keep the reloading script out, is taken away.  Other options are those of sphinx-autobuild.
"""

from __future__ import annotations

import argparse
import html
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.console import strip_colors

from .command import run

if TYPE_CHECKING:
    from collections.abc import Sequence

_POLICY = re.compile(r'<meta[^>]*http-equiv="Content-Security-Policy"[^>]*>')
_BANNER = re.compile(r'<pre id="watch-warnings".*?</pre>', re.DOTALL)
_BODY = re.compile(r"<body[^>]*>")
_STYLE = (
    "position:relative;z-index:9999;margin:0;padding:1em;white-space:pre-wrap;background:#fff3cd;color:#000"
)


def mark(site: Path, warnings: Path) -> int:
    """Show the warnings of a build on its pages.

    :returns: the number of pages that changed.
    """
    said = strip_colors(warnings.read_text(encoding="utf-8")).strip() if warnings.is_file() else ""
    banner = f'<pre id="watch-warnings" style="{_STYLE}">{html.escape(said)}</pre>' if said else ""
    changed = 0
    for page in site.rglob("*.html"):
        before = page.read_text(encoding="utf-8")
        after = _POLICY.sub("", _BANNER.sub("", before))
        after = _BODY.sub(lambda found: found[0] + banner, after, count=1)
        if after != before:
            page.write_text(after, encoding="utf-8")
            changed += 1
    return changed


def command(root: Path, language: str, more: Sequence[str] = ()) -> list[str]:
    """Give the call of sphinx-autobuild for a language, with more options of its own."""
    build = root / "build" / "watch"
    warnings = build / f"{language}.warnings"
    marking = f'"{sys.executable}" -m tools.watch {language} --mark'
    options = [*more, "--re-ignore", r"(\.mo|\.pot|~|\.swp)$", "--post-build", marking]
    options += ["--watch", str(root / "locales"), "--watch", str(root / "ubproject.toml")]
    # The data are not looked at while pages are edited, and take a part of each build.
    sphinx = ["-t", "preview", "-D", "needs_build_json=0"]
    sphinx += ["-q", "-c", str(root), "-b", "html", "-D", f"language={language}", "-w", str(warnings)]
    sphinx += ["-d", str(build / "doctrees" / language), str(root / "docs"), str(build / language)]
    return [sys.executable, "-m", "sphinx_autobuild", *options, *sphinx]


def main(arguments: Sequence[str] | None = None) -> int:
    """Watch, or mark what was built."""
    parser = argparse.ArgumentParser(prog="make watch", description="Show pages while they are edited.")
    parser.add_argument("language", help="en or fr")
    parser.add_argument(
        "--mark", action="store_true", help="only mark what was built (the tool calls itself so)"
    )
    given, more = parser.parse_known_args(arguments)
    root = Path.cwd()
    build = root / "build" / "watch"
    if given.mark:
        mark(build / given.language, build / f"{given.language}.warnings")
        return 0
    build.mkdir(parents=True, exist_ok=True)
    return subprocess.run(command(root, given.language, more), check=False).returncode


if __name__ == "__main__":
    run(main)
