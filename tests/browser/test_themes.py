"""The colours and words of cells in a theme that says much of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.inquiry import inquiry

if TYPE_CHECKING:
    from pathlib import Path

    from support.browser import Browser

# As sphinx_rtd_theme and furo have it.
THEIRS = """
.body table.docutils:not(.field-list) tr:nth-child(2n-1) td,
.body table.docutils:not(.field-list) tr:nth-child(2n) td { background-color: #f3f6f6 }
.body table td, .body table th { white-space: nowrap }
body[data-theme="dark"] { --color-foreground-primary: #cfd0d0; --color-background-primary: #131416 }
"""
STYLE = """
const style = getComputedStyle(document.querySelector(arguments[0]));
return [style.color, style.backgroundColor, style.whiteSpace];
"""


@pytest.fixture
def views(tmp_path: Path, browser: Browser) -> Browser:
    """The page of views, under such a theme."""
    root = inquiry(tmp_path, theirs__css=THEIRS)
    # A theme's sheet comes before all others.
    named = 'html_static_path, html_css_files = ["theirs.css"], [("theirs.css", {"priority": 100})]'
    root.put("conf.py", f"{root.get('conf.py')}\n{named}\n")
    browser.open(root.build().outdir, "views")
    return browser


def test_cells_keep_their_colours_and_wrap_where_a_theme_stripes_rows(views: Browser) -> None:
    ink, fill, wraps = views.run(STYLE, "td.status-reported")
    assert (ink, fill, wraps) == ("rgb(255, 255, 255)", "rgb(31, 78, 122)", "normal")


@pytest.mark.parametrize(("theme", "scheme"), [("dark", "light"), ("auto", "dark")])
def test_views_are_dark_where_a_theme_says_so_on_the_body(views: Browser, theme: str, scheme: str) -> None:
    views.run("document.body.dataset.theme = arguments[0]", theme)
    views.media("screen", prefers_color_scheme=scheme)
    assert views.run(STYLE, "td.status-reported")[:2] == ["rgb(14, 28, 42)", "rgb(143, 189, 234)"]
    if theme == "dark":
        assert views.run(STYLE, "tr[data-id] th")[:2] == ["rgb(207, 208, 208)", "rgb(19, 20, 22)"]
    views.media("print", prefers_color_scheme=scheme)
    assert views.run(STYLE, "td.status-reported")[:2] == ["rgb(255, 255, 255)", "rgb(31, 78, 122)"]
