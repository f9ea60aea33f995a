"""The controls of the filters: one form a page, for all tables that can be filtered.

Only the form is made here; ``static/progress_filter.js`` reads the ``data-…`` attributes
that the tables' rows carry, and hides rows.  Without scripts the style sheet hides the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from docutils import nodes

from ..model.statuses import Coded, Strength
from ..nodes import filter_form
from .page import Page

FEWEST = 10
"""Rows below which one sees at a glance what a filter would find."""

Choice = tuple[str, str]


def form(page: Page, tables: Sequence[nodes.table]) -> filter_form | None:
    """Make the form for the tables of a page; nothing when there is too little to filter."""
    # Without scripts, as in an EPUB, no control would do anything.
    if not page.html or page.builder.name == "epub":
        return None
    rows = [row["data"] for made in tables for row in made.findall(nodes.row) if "id" in row.get("data", {})]
    if len(rows) < FEWEST:
        return None
    total = len({row["id"] for row in rows})  # an item may stand in several tables
    words = page.words
    caption = escape(words("Words in the title or number"))
    fields = [f'<label>{caption} <input type="search" name="text" /></label>']
    fields += [_select(words("All", "choice"), *field) for field in _fields(page, rows)]
    items = {"total": total, "items": page.nouns("item", total)}
    shown = words("{shown} of {total} {items}", shown="{shown}", **items)
    none = words("None of the {total} {items} fits. Change a choice, or show all rows.", **items)
    told = escape(shown.replace("{shown}", str(total)))
    patterns = f'data-shown="{escape(shown)}" data-none="{escape(none)}"'
    counted = " ".join(status.code for status in page.model.statuses if status.counted)
    controls = "\n".join(fields)
    return filter_form(
        html=f'<form class="progress-filter" role="search" aria-label="{escape(words("Filter the rows"))}"'
        f' autocomplete="off" data-counted="{counted}" data-total="{escape(words("of {total}"))}"'
        f' data-rows="{escape(words("these {shown} rows (CSV)"))}">\n'
        f'<button type="button" class="filter-toggle" aria-expanded="false">{escape(words("Filter"))}'
        f"</button>\n"
        f'<div class="filter-fields">\n{controls}\n'
        f'<button type="reset">{escape(words("Show all rows"))}</button>\n</div>\n'
        f'<p role="status" {patterns}>{told}</p>\n</form>\n'
    )


def _fields(page: Page, rows: Sequence[dict[str, str]]) -> Iterable[tuple[str, str, list[Choice]]]:
    """Give name, label and choices of each field that tells at least two rows apart."""
    words, settings, model = page.words, page.settings, page.model
    used = {name: {row.get(name, "") for row in rows} for name in ("area", "set", "basis")}
    pairs = [part.split(":") for row in rows for part in row.get("status", "").split()]
    links = {part.partition(":")[2] for row in rows for part in row.get("strength", "").split()}
    areas = [(group.id, group.title) for group in model.groups if group.id in used["area"]]
    periods = [(period.id, page.short(period.id)) for period in model.periods if pairs]
    bases = [(basis, page.value(basis)) for basis in settings.bases if basis in used["basis"]]
    series = [(name, page.series(name)) for name in sorted(used["set"])]
    wanted = [
        ("area", page.heading("group"), areas),
        ("set", page.label(settings.fields.series), series),
        ("report", page.heading("period"), periods),
        ("status", words("Status"), _terms(page, model.statuses, {code for _, code in pairs})),
        ("strength", words("Named or inferred"), _terms(page, Strength, links)),
        ("basis", page.label(settings.fields.basis), bases),
    ]
    return [field for field in wanted if len(field[2]) > 1]


def _terms(page: Page, vocabulary: Iterable[Coded], used: set[str]) -> list[Choice]:
    return [(term.code, page.words(term.label)) for term in vocabulary if term.code in used]


def _select(everything: str, name: str, label: str, choices: list[Choice]) -> str:
    options = [("", everything), *choices]
    made = "".join(f'<option value="{escape(code)}">{escape(text)}</option>' for code, text in options)
    return f'<label>{escape(label)} <select name="{name}">{made}</select></label>'
