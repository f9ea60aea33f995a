"""The generated parts of ``docs/agreement.md``: tables between marker lines.

A part begins with the line ``% agreement: figures`` and ends with ``% agreement: end``;
everything outside such parts is written by hand and left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from progress_matrix.model.statuses import Strength

from .codings import NO_LINK, Coding, CodingError
from .settlements import FIRST, NEITHER, SECOND, Settlement, settle
from .text import KINDS, SECTIONS, STANDS, VALUES, Text, alpha, number, share

if TYPE_CHECKING:
    from .measure import Agreement, Comparison

_PART = re.compile(r"^% agreement: (?P<name>[a-z]+)\n.*?^% agreement: end\n", re.MULTILINE | re.DOTALL)

Row = Sequence[Text]

COMPARED = {
    "status": Text("Status of each proposal", "Statut de chaque proposition"),
    "links": Text(
        "Every passage with every proposal: linked or not",
        "Chaque passage avec chaque proposition: lien ou non",
    ),
    "strength": Text(
        "Strength, where at least one coder made a link",
        "Force du lien, lorsqu'un codeur au moins en a établi un",
    ),
}


@dataclass(frozen=True)
class Table:
    """A table of messages; its first row heads the columns, its first column the rows."""

    caption: Text
    rows: Sequence[Row]

    def messages(self) -> Iterator[Text]:
        """Give every message of the table."""
        yield self.caption
        for row in self.rows:
            yield from row

    def markdown(self) -> str:
        """Write the table in English."""
        lines = [f":::{{list-table}} {self.caption.en}", ":header-rows: 1", ":stub-columns: 1", ""]
        for row in self.rows:
            lines += [f"{'  ' if place else '* '}- {cell.en}" for place, cell in enumerate(row)]
        return "\n".join([*lines, ":::"])


@dataclass(frozen=True)
class Heading:
    """A heading above one of several tables of a part."""

    words: Text

    def messages(self) -> Iterator[Text]:
        """Give the heading."""
        yield self.words

    def markdown(self) -> str:
        """Write the heading in English."""
        return f"### {self.words.en}"


Block = Table | Heading


def parts(
    comparison: Comparison, settlements: Sequence[Settlement], former: Mapping[str, Agreement]
) -> dict[str, list[Block]]:
    """Make every generated part of the page, by name."""
    cells = [settlement for settlement in settlements if not settlement.passage]
    links = [settlement for settlement in settlements if settlement.passage]
    now = {
        "status": comparison.status_agreement(),
        "links": comparison.link_agreement(),
        "strength": comparison.strength_agreement(),
    }
    return {
        "figures": [
            _figures(Text("Agreement of the two codings", "Accord entre les deux codages"), now),
            _counts(comparison),
        ],
        "settled": [_settled(settle(comparison, settlements))],
        "outcome": [_outcome(cells, links)],
        "cells": [_differences(cells, Text("Statuses that differed", "Statuts qui différaient"))],
        "links": list(_by_section(links)),
        "history": [
            _figures(Text("Agreement of the earlier codings", "Accord entre les codages antérieurs"), former)
        ],
    }


def _figures(caption: Text, agreements: Mapping[str, Agreement]) -> Table:
    def row(name: Text, agreement: Agreement) -> Row:
        return (name, share(agreement), number(agreement.different), alpha(agreement))

    return Table(
        caption,
        [
            (
                Text("What is compared", "Objet de la comparaison"),
                Text("Same (raw agreement)", "Identiques (accord brut)"),
                Text("Different", "Différents"),
                Text("Krippendorff's alpha", "Alpha de Krippendorff"),
            ),
            *(row(name, agreements[key]) for key, name in COMPARED.items()),
        ],
    )


def _counts(comparison: Comparison) -> Table:
    first, second = (linked.keys() for linked in comparison.linked)
    return Table(
        Text(
            "Passages and proposals, by who linked them",
            "Passages et propositions, selon qui les a reliés",
        ),
        [
            (Text("Linked by", "Liés par"), Text("Pairs", "Paires")),
            (Text("both coders", "les deux codeurs"), number(len(first & second))),
            (Text("the first coder only", "le premier codeur seulement"), number(len(first - second))),
            (Text("the second coder only", "le second codeur seulement"), number(len(second - first))),
            (
                Text("neither coder", "aucun des deux codeurs"),
                number(len(comparison.pairs()) - len(first | second)),
            ),
        ],
    )


def _settled(coding: Coding) -> Table:
    pairs = coding.strengths()
    strengths = Counter(pairs.values())
    return Table(
        Text("Links that stand, by strength", "Liens retenus, par force"),
        [
            (Text("Link", "Lien"), Text("Pairs", "Paires")),
            *((VALUES[str(strength.value)], number(strengths[strength])) for strength in Strength),
            (Text("All links", "Ensemble des liens"), number(len(pairs))),
        ],
    )


def _outcome(cells: Sequence[Settlement], links: Sequence[Settlement]) -> Table:
    def row(name: Text, settled: Iterable[Settlement]) -> Row:
        outcomes = [settlement.stands for settlement in settled]
        return (name, *(number(outcomes.count(which)) for which in (FIRST, SECOND, NEITHER)))

    differing = [link for link in links if link.first != link.second]
    return Table(
        Text("How the differences were settled", "Règlement des différences"),
        [
            (
                Text("Difference in", "Différence portant sur"),
                Text("The first coding stands", "Le premier codage est retenu"),
                Text("The second coding stands", "Le second codage est retenu"),
                Text("Neither stands as it was", "Aucun n'est retenu tel quel"),
            ),
            row(Text("the status of a proposal", "le statut d'une proposition"), cells),
            row(
                Text("whether there is a link", "l'existence d'un lien"),
                (link for link in differing if NO_LINK in (link.first, link.second)),
            ),
            row(
                Text("the strength of a link", "la force d'un lien"),
                (link for link in differing if _strengths_differ(link)),
            ),
            row(
                Text("what was supplied in an inferred link", "ce qui a été ajouté dans un lien déduit"),
                (
                    link
                    for link in differing
                    if NO_LINK not in (link.first, link.second) and not _strengths_differ(link)
                ),
            ),
            row(
                Text("nothing, yet changed", "rien, mais modifiés"),
                (link for link in links if link.first == link.second),
            ),
        ],
    )


def _strengths_differ(link: Settlement) -> bool:
    first, second = (value.partition(":")[0] for value in (link.first, link.second))
    return NO_LINK not in (first, second) and first != second


def _by_section(links: Sequence[Settlement]) -> Iterator[Block]:
    for code, name in SECTIONS.items():
        chosen = [link for link in links if link.passage.split("-")[1] == code]
        if chosen:
            yield Heading(name)
            caption = Text(f"Links that differed: {name.en}", f"Liens qui différaient: {name.fr}")
            yield _differences(chosen, caption)


def _differences(settlements: Sequence[Settlement], caption: Text) -> Table:
    head = (
        Text("Passage and proposal", "Passage et proposition")
        if any(settlement.passage for settlement in settlements)
        else Text("Proposal", "Proposition"),
        Text("First coding", "Premier codage"),
        Text("Second coding", "Second codage"),
        Text("What stands", "Ce qui est retenu"),
        Text("Why", "Motif"),
    )
    return Table(caption, [head, *(_difference(settlement) for settlement in settlements)])


def _difference(settlement: Settlement) -> Row:
    value, whose = VALUES[settlement.settled], STANDS[settlement.stands]
    return (
        _reference(settlement),
        VALUES[settlement.first],
        VALUES[settlement.second],
        Text(f"{value.en} ({whose.en})", f"{value.fr} ({whose.fr})"),
        settlement.reason,
    )


def _reference(settlement: Settlement) -> Text:
    ids = [name for name in (settlement.passage, settlement.proposal) if name]
    # sphinx-needs writes the title and the id, in the language of the edition.
    written = ", ".join(f"{{need}}`{name}`" for name in ids)
    if not settlement.kind:
        return Text(written, written)
    kind = KINDS[settlement.kind]
    return Text(f"{written} ({kind.en})", f"{written} ({kind.fr})")


def fill(page: str, made: dict[str, list[Block]]) -> str:
    """Write the generated parts into the page.

    :raises CodingError: when the page lacks the marks of a part, or has unknown ones.
    """
    names = [found["name"] for found in _PART.finditer(page)]
    if sorted(names) != sorted(made):
        raise CodingError(
            f"the page has the parts {', '.join(names) or 'none'}; it must have each once: {', '.join(made)}"
        )

    def part(found: re.Match[str]) -> str:
        body = "\n\n".join(block.markdown() for block in made[found["name"]])
        return f"% agreement: {found['name']}\n\n{body}\n\n% agreement: end\n"

    return _PART.sub(part, page)


def messages(made: dict[str, list[Block]]) -> dict[str, str]:
    """Give the French of every generated message, for the catalogue."""
    return {
        message.en: message.fr for blocks in made.values() for block in blocks for message in block.messages()
    }
