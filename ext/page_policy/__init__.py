"""A content security policy on every HTML page, without ``unsafe-inline``.

A page gets a ``meta`` element with a policy that lets it load nothing but its own files.
What script or style a theme writes into the page itself is allowed by its SHA-256 hash,
computed from the finished page; so the policy of a page depends on that page alone, and
incremental builds stay right.  ``security-policy.txt`` beside the pages gives one policy
for all of them, for whoever sends it as a header.

``page_policy_unused`` lists patterns (:mod:`fnmatch`) of style sheets, scripts and the
text of inline scripts that extensions bring and the pages do not need; they are not loaded.
A page without a policy whose name it lists, written past the templates, is deleted.

Sphinx's words in other languages come with a rule for plurals as text, which no policy lets a
page run; it is written into their file as a function.

Rests on Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PUBLISHED = "security-policy.txt"

# Replaced when the page is finished, because the policy holds hashes of what stands in it.
_MARK = "page-policy-of-this-page"
_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_FOUND = re.compile(re.escape(_META).replace(r"\{\}", '([^"]*)'))

_ATTRIBUTES = r"""((?:[^>"']|"[^"]*"|'[^']*')*)"""
_INLINE = re.compile(rf"<(script|style)\b{_ATTRIBUTES}>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_SCRIPTS = frozenset({"", "text/javascript", "application/javascript", "module", "importmap"})
# Few pages hold what only looks like one, so that the closer look at the others can be spared.
_LIKE_ATTRIBUTE = re.compile(r"\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"<[a-z][^<>]*?\s(style|on[a-z]+)\s*=", re.IGNORECASE)

_CATALOGUE = re.compile(r"Documentation\.addTranslations\((\{.*\})\);\s*", re.DOTALL)

_logger = logging.getLogger(__name__)


def inline(page: str) -> Iterator[tuple[str, str]]:
    """Find what a page says in place: pairs of ``script`` or ``style`` and its text.

    Data in a script element, such as JSON-LD, are no script and no policy covers them.
    """
    for found in _INLINE.finditer(page):
        kind, attributes, text = found.group(1).lower(), found.group(2), found.group(3)
        media = _TYPE.search(attributes)
        data = kind == "script" and media is not None and media.group(1).lower() not in _SCRIPTS
        if text.strip() and not data and not _SOURCE.search(attributes):
            yield kind, text


def digest(text: str) -> str:
    """Give the hash by which a policy names an inline script or style."""
    hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{hashed}'"


def policy(found: Iterable[tuple[str, str]], *, own: str = "'self'") -> str:
    """Write the policy that allows a site's own files and the inline parts given.

    :param own: the sources that are the site's own.
    """
    parts = set(found)
    scripts, styles = (
        " ".join([own, *sorted(digest(text) for kind, text in parts if kind == wanted)])
        for wanted in ("script", "style")
    )
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src {styles}",
            f"img-src {own} data:",
            f"font-src {own}",
            f"connect-src {own}",
            f"form-action {own}",
            "base-uri 'none'",
        ]
    )


def _prepare(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Leave the mark in a page's head, and what is not used out of it (``html-page-context``)."""
    if not _has_policy(app):
        return
    context["metatags"] = f"{_META.format(_MARK)}\n{context.get('metatags', '')}"
    unused = app.config.page_policy_unused
    for name in ("css_files", "script_files"):
        context[name] = [asset for asset in context[name] if not _is_unused(asset, unused)]


def _has_policy(app: Sphinx) -> bool:
    """Tell whether pages are for browsers: neither packed before they are finished nor parts of others."""
    return app.builder.format == "html" and app.builder.name not in ("epub", "json", "pickle")


def _is_unused(asset: Any, patterns: Iterable[str]) -> bool:
    name = str(getattr(asset, "filename", asset) or "")
    text = str(getattr(asset, "attributes", {}).get("body") or "")
    return any(fnmatchcase(part, pattern) for pattern in patterns for part in (name, text) if part)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the policy into each page, and one for all beside them (``build-finished``)."""
    if exception is not None or not _has_policy(app):
        return
    outdir = Path(app.outdir)
    _write_plurals(outdir / "_static" / "translations.js")
    unused = app.config.page_policy_unused
    every: set[tuple[str, str]] = set()
    warned: set[str] = set()
    suffix = app.builder.out_suffix  # type: ignore[attr-defined]  # of builders of pages
    for path in sorted(outdir.rglob(f"*{suffix}")):
        text = path.read_bytes().decode()
        mark = _FOUND.search(text)
        if mark is None:
            if any(fnmatchcase(path.relative_to(outdir).as_posix(), name) for name in unused):
                path.unlink()
            continue
        parts = set(inline(text))
        every |= parts
        if mark.group(1) == _MARK:
            _warn_of_attributes(path.relative_to(outdir), text, warned)
            # Opened from a folder, a page is its own origin in some browsers, and 'self' nothing.
            meta = _META.format(policy(parts, own="'self' file:"))
            path.write_text(text.replace(mark.group(), meta, 1), encoding="utf-8", newline="")
    lines = [
        f"Content-Security-Policy: {policy(every)}; frame-ancestors 'none'",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
    ]
    (outdir / PUBLISHED).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_plurals(path: Path) -> None:
    """Write Sphinx's words without code that is text, if they are there and as Sphinx wrote them."""
    found = _CATALOGUE.fullmatch(path.read_text(encoding="utf-8")) if path.is_file() else None
    if found is not None:
        words = json.loads(found[1])
        lines = (
            f"Documentation.PLURAL_EXPR = (n) => Number({words['plural_expr']});",
            f"Documentation.LOCALE = {json.dumps(words['locale'])};",
            f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(words['messages'], indent=1)});\n",
        )
        path.write_text("\n".join(lines), encoding="utf-8", newline="")


def _warn_of_attributes(page: Path, text: str, warned: set[str]) -> None:
    """Report what no hash can allow, once: it would be without effect."""
    found = _LIKE_ATTRIBUTE.search(text) and _ATTRIBUTE.search(_INLINE.sub("", text))
    if found is not None and found.group() not in warned:
        warned.add(found.group())
        _logger.warning(
            "%s: the attribute %r of %r has no effect under the page's policy; use a class or a script file",
            page,
            found.group(1),
            found.group()[:80],
            type="page_policy",
            subtype="inline",
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.add_config_value("page_policy_unused", [], "html", list)
    # After every other extension and the theme have added their files.
    app.connect("html-page-context", _prepare, priority=950)
    # After those who write pages of their own at the end of the build.
    app.connect("build-finished", _finish, priority=950)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
