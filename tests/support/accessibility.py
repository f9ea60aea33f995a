"""What axe-core finds wrong with the page that stands in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from support.browser import Browser

# Without scripts the style sheets hide these; axe itself needs scripts, so that they are
# allowed again, once the page stands, to let it run.
_FOR_SCRIPTS_ONLY = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(".pst-js-only, .progress-filter { display: none !important; }");
document.adoptedStyleSheets = [sheet];
"""

_RUN = """
const [rules, done] = arguments;
const options = {preload: false, resultTypes: ["violations"], ...rules};
const told = ({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(" ")}`;
const run = (context) => axe.run(context, options).then(
  ({violations}) => done(violations.map(told)),
  (error) => done([String(error)]),
);
"""

_WHOLE = _RUN + "run(document);"

# The first of all texts that have the same colours, size and weight on the same grounds.
_ONE_OF_EACH_KIND = (
    _RUN
    + """
const kinds = new Map();
for (const one of document.body.querySelectorAll("*")) {
  const text = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!text || !one.checkVisibility()) continue;
  const own = getComputedStyle(one);
  const kind = [own.color, own.fill, own.fontSize, own.fontWeight, own.textDecorationLine];
  for (let at = one; at; at = at.parentElement) {
    const {backgroundColor, backgroundImage, opacity} = getComputedStyle(at);
    kind.push(backgroundColor, backgroundImage, opacity);
  }
  if (!kinds.has(kind.join())) kinds.set(kind.join(), one);
}
run({include: [...kinds.values()]});
"""
)

_COLOURS = ("color-contrast", "link-in-text-block")
_TARGETS = {"target-size": {"enabled": True}}
_SHAPE = {"rules": {**_TARGETS, **{name: {"enabled": False} for name in _COLOURS}}}


def violations(browser: Browser, axe: str) -> list[str]:
    """Let axe-core look at all of the page; each finding names its rule and its elements.

    :param axe: the source of axe-core.
    """
    return _look(browser, axe, (_WHOLE, {"rules": _TARGETS}))


def violations_by_kind(browser: Browser, axe: str) -> list[str]:
    """Find the same, but look at the colours of one text of each kind.

    Comparing colours takes most of axe-core's time, and a table has thousands of texts that
    are alike.
    """
    return _look(browser, axe, (_WHOLE, _SHAPE), (_ONE_OF_EACH_KIND, {"runOnly": _COLOURS}))


def colour_violations(browser: Browser, axe: str) -> list[str]:
    """Find what is wrong with the colours of one text of each kind."""
    return _look(browser, axe, (_ONE_OF_EACH_KIND, {"runOnly": _COLOURS}))


def _look(browser: Browser, axe: str, *looks: tuple[str, dict[str, Any]]) -> list[str]:
    scripts = browser.scripts
    if not scripts:
        browser.allow_scripts(allowed=True)
        browser.run(_FOR_SCRIPTS_ONLY)
    browser.run(axe)
    found: list[str] = [finding for script, rules in looks for finding in browser.later(script, rules)]
    browser.allow_scripts(allowed=scripts)
    return found
