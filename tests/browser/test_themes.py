"""The colours and words of cells in a theme that says much of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.inquiry import inquiry

if TYPE_CHECKING:
    from pathlib import Path

    from support.browser import Browser

# As sphinx_rtd_theme has it.
THEIRS = """
.body table.docutils:not(.field-list) tr:nth-child(2n-1) td,
.body table.docutils:not(.field-list) tr:nth-child(2n) td { background-color: #f3f6f6 }
.body table td, .body table th { white-space: nowrap }
"""
STYLE = """
const style = getComputedStyle(document.querySelector(arguments[0]));
return [style.color, style.backgroundColor, style.whiteSpace];
"""


def test_cells_keep_their_colours_and_wrap_where_a_theme_stripes_rows(
    tmp_path: Path, browser: Browser
) -> None:
    root = inquiry(tmp_path, theirs__css=THEIRS)
    # A theme's sheet comes before all others.
    named = 'html_static_path, html_css_files = ["theirs.css"], [("theirs.css", {"priority": 100})]'
    root.put("conf.py", f"{root.get('conf.py')}\n{named}\n")
    browser.open(root.build().outdir, "views")
    ink, fill, wraps = browser.run(STYLE, "td.status-reported")
    assert (ink, fill, wraps) == ("rgb(255, 255, 255)", "rgb(31, 78, 122)", "normal")
