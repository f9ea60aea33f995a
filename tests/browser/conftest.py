"""A real browser on the real site; without a browser these tests skip and say so."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import editions
from support.browser import Browser, Programs, Site

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
    """Give the folder of a language's edition."""
    return lambda language: editions.pages(tmp_path_factory, language)


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
