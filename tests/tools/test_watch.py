"""What is shown while pages are edited: warnings on top, and no policy that keeps reloading out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.watch import command, mark

if TYPE_CHECKING:
    from pathlib import Path

POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'


def test_warnings_stand_on_each_page_until_they_are_gone(tmp_path: Path) -> None:
    page = tmp_path / "site" / "a" / "b.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<html><head>{POLICY}</head><body class='x'><p>Text</p></body></html>", encoding="utf-8")
    warnings = tmp_path / "warnings"
    warnings.write_text("\x1b[91mdocs/a.md:3: WARNING: <odd>\x1b[39;49;00m\n", encoding="utf-8")
    assert mark(tmp_path / "site", warnings) == 1
    shown = page.read_text(encoding="utf-8")
    assert "docs/a.md:3: WARNING: &lt;odd&gt;</pre><p>Text</p>" in shown
    assert POLICY not in shown
    assert mark(tmp_path / "site", warnings) == 0
    warnings.write_text("", encoding="utf-8")
    assert mark(tmp_path / "site", warnings) == 1
    assert "watch-warnings" not in page.read_text(encoding="utf-8")


def test_catalogues_and_vocabulary_are_watched(tmp_path: Path) -> None:
    called = command(tmp_path, "fr", ["--port", "8123"])
    assert ["--watch", str(tmp_path / "locales")] == called[called.index("--watch") :][:2]
    assert "language=fr" in called
    assert called[called.index("--port") + 1] == "8123"
    assert "-W" not in called
