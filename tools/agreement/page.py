"""The generated parts of ``docs/agreement.md``: tables between marker lines.

A part begins with the line ``% agreement: figures`` and ends with ``% agreement: end``;
everything outside such parts is written by hand and left alone.  The French of the tables
stands in the page's catalogue, as that of every page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from progress_matrix.model.statuses import OURS, Strength

from .codings import ACT, MATTER, NO_LINK, Coding, CodingError
from .settlements import FIRST, NEITHER, SECOND, Settlement, settle

if TYPE_CHECKING:
    from .measure import Agreement, Comparison

_PART = re.compile(r"^% agreement: (?P<name>[a-z]+)\n.*?^% agreement: end\n", re.MULTILINE | re.DOTALL)

COMPARED = {
    "status": "Status of each proposal",
    "links": "Every passage with every proposal: linked or not",
    "strength": "Strength, where at least one coder made a link",
}
# The terms as the matrices have them.
_VALUES = {
    **{term.code: term.label for term in (*OURS, *Strength)},
    NO_LINK: "No link",
    f"inferred:{MATTER}": f"{Strength.INFERRED.label}, matter supplied",
    f"inferred:{ACT}": f"{Strength.INFERRED.label}, act supplied",
}
_STANDS = {FIRST: "first coding", SECOND: "second coding", NEITHER: "neither as it was"}
_SECTIONS = {
    "INT": "Introduction and key elements",
    "HYB": "Countering hybrid threats",
    "OPS": "Operational cooperation, including maritime issues",
    "CYB": "Cyber security and cyber defence",
    "CAP": "Defence capabilities",
    "IND": "Defence industry and research",
    "EXE": "Exercises",
    "DCB": "Defence and security capacity building",
    "POL": "Political dialogue",
    "CON": "Conclusion",
}


def parts(
    comparison: Comparison, settlements: Sequence[Settlement], former: Mapping[str, Agreement]
) -> dict[str, str]:
    """Write every generated part of the page, by name."""
    cells = [settlement for settlement in settlements if not settlement.passage]
    links = [settlement for settlement in settlements if settlement.passage]
    figures = _figures("Agreement of the two codings", comparison.agreements())
    return {
        "figures": f"{figures}\n\n{_counts(comparison)}",
        "settled": _settled(settle(comparison, settlements)),
        "outcome": _outcome(cells, links),
        "cells": _differences("Statuses that differed", "Proposal", cells),
        "links": "\n\n".join(_by_section(links)),
        "history": _figures("Agreement of the earlier codings", former),
    }


def _table(caption: str, *rows: Sequence[str | int]) -> str:
    """Write a table; its first row heads the columns, its first column the rows."""
    lines = [f":::{{list-table}} {caption}", ":header-rows: 1", ":stub-columns: 1", ""]
    for row in rows:
        cells = [f"{cell:,}" if isinstance(cell, int) else cell for cell in row]
        lines += [f"{'  ' if place else '* '}- {cell}" for place, cell in enumerate(cells)]
    return "\n".join([*lines, ":::"])


def _figures(caption: str, agreements: Mapping[str, Agreement]) -> str:
    rows = [
        (name, share(agreements[key]), agreements[key].different, alpha(agreements[key]))
        for key, name in COMPARED.items()
    ]
    return _table(
        caption, ("What is compared", "Same (raw agreement)", "Different", "Krippendorff's alpha"), *rows
    )


def share(agreement: Agreement) -> str:
    """Write raw agreement with its denominator."""
    if not agreement.compared:
        return "nothing to compare"
    share = agreement.same / agreement.compared
    return f"{agreement.same:,} of {agreement.compared:,} ({share:.1%})"


def alpha(agreement: Agreement) -> str:
    """Write alpha, or say that it is undefined."""
    return "undefined: the values do not vary" if agreement.alpha is None else f"{agreement.alpha:.2f}"


def _counts(comparison: Comparison) -> str:
    first, second = (linked.keys() for linked in comparison.linked)
    return _table(
        "Passages and proposals, by who linked them",
        ("Linked by", "Pairs"),
        ("both coders", len(first & second)),
        ("the first coder only", len(first - second)),
        ("the second coder only", len(second - first)),
        ("neither coder", len(comparison.pairs()) - len(first | second)),
    )


def _settled(coding: Coding) -> str:
    pairs = coding.strengths()
    strengths = Counter(pairs.values())
    rows = [(strength.label, strengths[strength]) for strength in Strength]
    return _table("Links that stand, by strength", ("Link", "Pairs"), *rows, ("All links", len(pairs)))


def _outcome(cells: Sequence[Settlement], links: Sequence[Settlement]) -> str:
    def row(name: str, settled: Iterable[Settlement]) -> Sequence[str | int]:
        outcomes = [settlement.stands for settlement in settled]
        return (name, *(outcomes.count(which) for which in (FIRST, SECOND, NEITHER)))

    differing: dict[str, list[Settlement]] = {"link": [], "strength": [], "supplied": [], "": []}
    for link in links:
        differing[_difference(link)].append(link)
    stands = ("The first coding stands", "The second coding stands", "Neither stands as it was")
    return _table(
        "How the differences were settled",
        ("Difference in", *stands),
        row("the status of a proposal", cells),
        row("whether there is a link", differing["link"]),
        row("the strength of a link", differing["strength"]),
        row("what was supplied in an inferred link", differing["supplied"]),
        row("nothing, yet changed", differing[""]),
    )


def _difference(link: Settlement) -> str:
    """Tell in what the coders differ on a link; empty when in nothing."""
    if link.first == link.second:
        return ""
    if NO_LINK in (link.first, link.second):
        return "link"
    return "supplied" if link.first.partition(":")[0] == link.second.partition(":")[0] else "strength"


def _by_section(links: Sequence[Settlement]) -> Iterator[str]:
    for code, name in _SECTIONS.items():
        chosen = [link for link in links if link.passage.split("-")[1] == code]
        if chosen:
            yield f"### {name}"
            yield _differences(f"Links that differed: {name}", "Passage and proposal", chosen)


def _differences(caption: str, first: str, settlements: Sequence[Settlement]) -> str:
    rows = [
        (
            _reference(one),
            _VALUES[one.first],
            _VALUES[one.second],
            f"{_VALUES[one.settled]} ({_STANDS[one.stands]})",
            one.reason,
        )
        for one in settlements
    ]
    return _table(caption, (first, "First coding", "Second coding", "What stands", "Why"), *rows)


def _reference(settlement: Settlement) -> str:
    # sphinx-needs writes the title and the id, in the language of the edition.
    written = ", ".join(f"{{need}}`{name}`" for name in (settlement.passage, settlement.proposal) if name)
    return f"{written} ({settlement.kind})" if settlement.kind else written


def fill(page: str, made: Mapping[str, str]) -> str:
    """Write the generated parts into the page.

    :raises CodingError: when the page lacks the marks of a part, or has unknown ones.
    """
    names = [found["name"] for found in _PART.finditer(page)]
    if sorted(names) != sorted(made):
        raise CodingError(
            f"the page has the parts {', '.join(names) or 'none'}; it must have each once: {', '.join(made)}"
        )
    return _PART.sub(
        lambda found: f"% agreement: {found['name']}\n\n{made[found['name']]}\n\n% agreement: end\n", page
    )
