"""The security policy: what it allows, what it refuses, and that no build leaves it behind."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from page_policy import PUBLISHED, inline, policy
from support.factory import Root

if TYPE_CHECKING:
    from pathlib import Path

    from support.browser import Browser

TITLE = "Title\n=====\n\n"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
PROJECT = """
extensions = ["page_policy"]
html_theme = "pydata_sphinx_theme"
html_copy_source = html_use_index = False
html_js_files = [
    "used.js", ("unused.js", {"priority": 900}), (None, {"body": "unused();"}), (None, {"body": "used()"}),
]
page_policy_unused = ["*/unused.js", "unused*"]
"""


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path, "", PROJECT, {"index.rst": f"{TITLE}Text.\n"})


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<script>a()</script>", [("script", "a()")]),
        ("<SCRIPT type='module'>a()</SCRIPT >", [("script", "a()")]),
        ('<script data-x=">">a("<b>")\n</script>', [("script", 'a("<b>")\n')]),
        ("<noscript><style>b{}</style></noscript>", [("style", "b{}")]),
        ('<script src="a.js"></script><script src=b.js>fallback</script>', []),
        ('<script type="application/ld+json">{"a": 1}</script>', []),
        ("<script> \n</script>&lt;script&gt;a()&lt;/script&gt;", []),
    ],
)
def test_what_stands_in_a_page(page: str, found: list[tuple[str, str]]) -> None:
    assert list(inline(page)) == found


def test_hashes_name_the_text_exactly() -> None:
    made = policy([("script", "é\n"), ("style", "b{}")])
    for kind, text in (("script", "é\n"), ("style", "b{}")):
        wanted = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'self' 'sha256-{wanted}'" in made
    assert "unsafe" not in made
    assert made.startswith("default-src 'none'")


def test_every_page_has_its_policy(root: Root) -> None:
    build = root.build()
    assert build.warnings == []
    for page in ("index", "search"):
        text = build.html(page)
        (content,) = META.findall(text)
        assert content == policy(inline(text), own="'self' file:")
        assert text.index(content) < text.index("<script")
    published = (build.outdir / PUBLISHED).read_text("utf-8")
    assert policy(set(inline(build.html())) | set(inline(build.html("search")))) in published
    assert "file:" not in published


def test_what_is_not_used_is_not_loaded(root: Root) -> None:
    text = root.build().html()
    assert "used.js" in text
    assert "unused" not in text
    assert "used()" in text


def test_an_incremental_build_gives_what_a_fresh_one_gives(root: Root) -> None:
    root.put("other.rst", ":orphan:\n\nOther\n=====\n")
    root.build()
    root.put("other.rst", ":orphan:\n\nChanged\n=======\n")
    assert root.build().files() == root.build("fresh").files()


@pytest.mark.parametrize(
    "written", ['<p style="color: red">', "<p class='a'\nonclick=x()>", '<p STYLE = "">']
)
def test_what_no_hash_can_allow_is_reported(root: Root, written: str) -> None:
    html = written.replace("\n", "\n   ")
    root.put("index.rst", f"{TITLE}.. raw:: html\n\n   {html}</p>\n")
    (warning,) = root.build().warnings
    assert "index.html: the attribute" in warning
    assert "page_policy.inline" in warning


@pytest.mark.parametrize("written", ["<p>a style= b</p>", "<p>&lt;p style=&gt;</p>", "<p title='on x'>a</p>"])
def test_what_only_looks_like_it_is_not(root: Root, written: str) -> None:
    root.put("index.rst", f"{TITLE}.. raw:: html\n\n   {written}\n")
    assert root.build().warnings == []


def test_a_script_put_in_afterwards_does_not_run(english: Path, browser: Browser, tmp_path: Path) -> None:
    text = (english / "index.html").read_text("utf-8")
    injected = "<script>document.title = 'injected'</script><img src=x onerror=\"document.title='injected'\">"
    # Beside the site's own files, so that the page is otherwise as it was.
    (tmp_path / "_static").symlink_to(english / "_static")
    (tmp_path / "index.html").write_text(text.replace("</h1>", f"</h1>{injected}", 1), "utf-8")
    browser.open(tmp_path, "index")
    assert browser.driver.title != "injected"
    assert browser.run("return document.documentElement.dataset.theme") == "light"
