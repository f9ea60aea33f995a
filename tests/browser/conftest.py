"""A real browser on the real site; without a browser these tests skip and say so."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.browser import Browser, Programs, Site
from support.factory import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def programs() -> Programs:
    """The browser to drive, and what drives it."""
    browser = next((path for path in map(shutil.which, BROWSERS) if path), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip(f"no {' or '.join(BROWSERS)} with chromedriver on this machine")
    return Programs(browser, driver)


@pytest.fixture(scope="session")
def site(programs: Programs, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the folder of a language's edition, built once a session.

    ``TRACKER_HTML`` may name a folder that holds finished editions, each in a folder
    named by its language; those that it does not hold are built.
    """
    folder = tmp_path_factory.mktemp("site")
    given = os.environ.get("TRACKER_HTML", "")
    made: dict[str, Path] = {}

    def edition(language: str) -> Path:
        if given and (Path(given) / language / "index.html").is_file():
            return Path(given).absolute() / language
        if language not in made:
            made[language] = _build(folder, language)
        return made[language]

    return edition


def _build(folder: Path, language: str) -> Path:
    options = ["-q", "-c", ".", "-b", "html", "-D", f"language={language}"]
    places = ["-d", str(folder / "doctrees" / language), "docs", str(folder / language)]
    subprocess.run(
        [sys.executable, "-m", "sphinx", *options, *places], cwd=REPOSITORY, check=True, timeout=600
    )
    return folder / language


@pytest.fixture(scope="session")
def english(site: Site) -> Path:
    """The English edition."""
    return site("en")


@pytest.fixture(scope="session")
def session(programs: Programs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests."""
    started = Browser(programs, tmp_path_factory.mktemp("profile"))
    yield started
    started.quit()


@pytest.fixture
def browser(session: Browser) -> Browser:
    """The browser as a reader has it: wide, light, with scripts, nothing remembered."""
    session.reset()
    return session


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which a package brings that drives another browser with it."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python, which brings axe-core, is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")
