"""Headless Chromium, driven through selenium and the browser's own protocol."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

WIDE, PHONE = 1400, 390

# One page of each kind.
PAGES = (
    "index",
    "guide",
    "methodology",
    "codebook",
    "agreement",
    "sources",
    "glossary",
    "data",
    "changes",
    "accessibility",
    "bibliography",
    "identification",
    "search",
    "proposals/index",
    "proposals/2016/p16-cyb-01",
    "proposals/2016/p16-cap-08",
    "areas/index",
    "areas/cyber/index",
    "areas/cyber/r04",
    "reports/index",
    "reports/r04",
    "reports/r05",
    "reports/r04-passages",
    "matrices/index",
    "matrices/proposals",
    "matrices/areas",
    "matrices/gaps",
    "matrices/bases",
    "matrices/announcements",
    "matrices/coverage",
    "indices/index",
    "indices/places",
    "indices/timeline",
    "editors-guide",
    "reference",
)

Site = Callable[[str], Path]


class Programs(NamedTuple):
    """Where the browser stands, and the program that drives it."""

    browser: str
    driver: str


_SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_SHIFTS = """
const done = arguments[arguments.length - 1];
const found = [];
new PerformanceObserver((list) => found.push(...list.getEntries().map((entry) => entry.value)))
  .observe({type: "layout-shift", buffered: true});
const [{loadEventEnd}] = performance.getEntriesByType("navigation");
const rest = Math.max(50, loadEventEnd + 300 - performance.now());
requestAnimationFrame(() => setTimeout(() => done(found), rest));
"""


class Browser:
    """A browser; :meth:`reset` makes its first window as it was, and goes to that."""

    def __init__(self, programs: Programs, profile: Path) -> None:
        options = Options()
        options.binary_location = programs.browser
        for switch in (*_SWITCHES, f"--user-data-dir={profile}"):
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = Chrome(options=options, service=Service(programs.driver))
        self.driver.set_script_timeout(300)
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.scripts = True
        self.windows = [self.driver.current_window_handle]

    def quit(self) -> None:
        """End the browser."""
        self.driver.quit()

    def reset(self) -> None:
        """Forget what earlier tests set."""
        self.window(0)
        # First, so that the page of the last test is not laid out anew.
        self.driver.get("about:blank")
        self.allow_scripts(allowed=True)
        self.width(WIDE)
        self.media()
        self.drain()

    def window(self, number: int) -> None:
        """Go to a window; the next one is opened."""
        if number == len(self.windows):
            self.driver.switch_to.new_window("window")
            self.windows.append(self.driver.current_window_handle)
        self.driver.switch_to.window(self.windows[number])

    def width(self, pixels: int, height: int = 900) -> None:
        """Give the window this inner size."""
        size = {"width": pixels, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def media(self, kind: str = "", **features: str) -> None:
        """Pretend a medium, and what the reader set: ``prefers_color_scheme="dark"``."""
        wanted = {"prefers_color_scheme": "light", "forced_colors": "none", **features}
        listed = [{"name": name.replace("_", "-"), "value": value} for name, value in wanted.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": listed})

    def allow_scripts(self, *, allowed: bool) -> None:
        """Let pages run scripts, or not."""
        self.scripts = allowed
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def open(self, folder: Path, page: str, query: str = "") -> None:
        """Open a page of a site straight from its folder."""
        name, _, anchor = page.partition("#")
        address = (folder / f"{name}.html").as_uri()
        self.driver.get(address + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else ""))

    def run(self, script: str, *arguments: object) -> Any:
        """Run a script in the page and give what it returns."""
        return self.driver.execute_script(script, *arguments)

    def later(self, script: str, *arguments: object) -> Any:
        """Run a script that calls its last argument with what it found."""
        return self.driver.execute_async_script(script, *arguments)

    def find(self, selector: str) -> WebElement:
        """Find one element."""
        return self.driver.find_element("css selector", selector)

    def keys(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def focus(self, script: str = "return document.activeElement.outerHTML.slice(0, 200)") -> Any:
        """Tell what has the focus."""
        return self.run(script)

    def shifts(self) -> list[float]:
        """Give how much the page moved by itself while it loaded."""
        moved: list[float] = self.later(_SHIFTS)
        return moved

    def overflow(self) -> int:
        """Give by how many pixels the page is wider than the window."""
        return int(self.run("return document.documentElement.scrollWidth - window.innerWidth"))

    def drain(self) -> tuple[list[str], list[str]]:
        """Give the addresses asked for and the messages written since the last time."""
        log = self.driver.get_log("performance")  # type: ignore[no-untyped-call]
        events = [json.loads(entry["message"])["message"] for entry in log]
        asked = [
            str(event["params"]["request"]["url"])
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        console = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return asked, [str(entry["message"]) for entry in console]
