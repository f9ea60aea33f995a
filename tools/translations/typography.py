"""French typography by the EU interinstitutional style, in one place.

- no space inside «» nor before : ; ! ?;
- a no-break space before % and between a number and its noun;
- capitals keep their accents; 1er, 1re, 2e; guillemets for quotations.

Rests on the Interinstitutional Style Guide of the Publications Office, part four (French).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

# What follows a number without being counted by it.
_NOT_NOUNS = frozenset(
    # prepositions, articles, conjunctions, pronouns, adverbs and the commonest verbs
    """
    a à afin ainsi alors après au aucun aucune aussi autour aux avant avec ce ceci cela celle celui ces
    cet cette comme contre dans de depuis des devant dont du elle elles en encore entre environ est et
    eu hors il ils jusque la le les lors lorsque lui l mais même n ne ni non nous ont or ou où par parce
    pendant plus pour puis qu quand que qui s sa sans se selon ses si soit son sont sous sur tandis tous
    tout un une vers via y été
    """.split()  # noqa: SIM905 - a hundred quoted words could not be read
)
# What a number names rather than counts: paragraphe 8, phrases 2 et 3, Trident Juncture 18.
_DETERMINERS = "Les|Ces|Ses|Leurs|Des|Aux|Nos|Vos|Sur|Pour|Dans|En|De|Avec|Entre|Environ|Parmi|Soit|Dont|Et"
_NUMBERED = re.compile(
    r"(?:\b(?:annexes?|articles?|chapitres?|colonnes?|lignes?|niveaux?|notes?|numéros?|pages?|paragraphes?|"
    r"parties?|phrases?|points?|rapports?|règles?|résolutions?|sections?|tableaux?|versions?|"
    rf"{_MONTHS}|n°)|\d[ \u00a0](?:et|à|ou)|\b(?!(?:{_DETERMINERS})\b)[A-ZÉÈ][\w'’-]*)[ \u00a0]?$"
)
_COUNT = re.compile(
    r"(?<![\w.,/:#–-])(?P<number>\d{1,3}(?:[\u00a0\u202f]\d{3})*(?:,\d+)?|\d{4,}(?=0{3}\b))"
    r" (?P<noun>[a-zà-ÿœ]+)"
)
_DAY = re.compile(rf"\b(?P<day>\d{{1,2}}|1er) (?P<month>{_MONTHS})\b")

_RULES = (
    ("space inside guillemets", re.compile(r"«\s|\s»")),
    ("space before : ; ! ?", re.compile(r"[^\s:;!?]\s+[:;!?](?!\w)")),
    ("no no-break space before %", re.compile(r"\d(?:[^\S\u00a0])*%")),
    (
        "capital without its accent",
        re.compile(
            r"\b(?!Emergency\b)E(?:[bcdfgjkpqtvz][aeiouyéèêhlr]|[lmnr][aeiouyéèê])[a-zà-ÿ]+"
            r"|(?:^|[.!?…]\s+)A (?=\w)|\bCa (?=[a-zà-ÿ])"
        ),
    ),
    ("ordinal", re.compile(rf"\b1(?:ier|ère|ere)s?\b|\b\d+(?:ième|ème|eme)s?\b|\b1[ \u00a0](?:{_MONTHS})\b")),
    ("quotation marks other than «»", re.compile(r"[“”„]|(?<!\w)\"\w|\w\"(?!\w)")),
)

# Where letters begin that stand for markup while a text is mended.
_HELD = 0x3400

# Neither code nor addresses nor what roles hold is French.
_MARKUP = re.compile(r"\{[a-z][\w:.+-]*\}`[^`]*`|`[^`]*`|\]\([^)]*\)|<[^>\s]+>|https?://\S+|\{[a-z_]+\}")


def findings(text: str) -> Iterator[tuple[str, str]]:
    """Find what breaks a rule in a French text, Markdown or plain.

    :returns: the rule, and the words around the place.
    """
    # Markup stays a word, so that what stands before and after it is judged rightly.
    plain = _MARKUP.sub("X", text)
    for rule, pattern in _RULES:
        for found in pattern.finditer(plain):
            yield rule, _around(plain, found)
    for found in _COUNT.finditer(plain):
        counted = found["noun"] not in _NOT_NOUNS and not _NUMBERED.search(plain[: found.start()])
        if counted and not _DAY.match(plain, found.start()):
            yield "no no-break space between number and noun", _around(plain, found)
    for found in _DAY.finditer(plain):
        yield "no no-break space between day and month", _around(plain, found)


def mended(text: str) -> str:
    """Put in the no-break spaces that the rules ask for, and take out the spaces that they forbid.

    Other faults are a matter of words, and are left to the translator.
    """
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        """Let a letter of no European language stand for markup."""
        held.append(found[0])
        return chr(_HELD + len(held) - 1)

    plain = _MARKUP.sub(hold, text)
    plain = re.sub(r"«\s+", "«", re.sub(r"\s+»", "»", plain))
    plain = re.sub(r"(?<=[^\s:;!?])\s+(?=[:;!?](?!\w))", "", plain)
    plain = re.sub(r"(?<=\d)[^\S\u00a0]*%", "\u00a0%", plain)
    plain = _COUNT.sub(lambda found: _joined(found, plain), plain)
    plain = _DAY.sub("\\g<day>\u00a0\\g<month>", plain)
    return "".join(
        held[ord(char) - _HELD] if _HELD <= ord(char) < _HELD + len(held) else char for char in plain
    )


def _joined(found: re.Match[str], text: str) -> str:
    counted = found["noun"] not in _NOT_NOUNS and not _NUMBERED.search(text[: found.start()])
    return f"{found['number']}\u00a0{found['noun']}" if counted else found[0]


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 20) : found.end() + 20].strip()
