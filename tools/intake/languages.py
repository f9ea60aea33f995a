"""What the splitter knows of a language: its abbreviations and its sentence openers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The words, in lower case and without their full stop, that decide at a full stop.

    ``titles``: never end a sentence.  ``counted``: do not when a number follows.
    ``openers``: words that begin a sentence, for the cases that the full stop leaves open
    (initials and acronyms written with stops).  ``usual``: words that reports write with a hyphen,
    and dictionaries without.  ``firsts``: what is no word, and stands before a hyphen and a word.
    ``seconds``: what stands after the hyphen of a name (London-based); without ``compounds``, what
    stands after any hyphen, but for the words that dictionaries have.
    ``back``: words that begin a sentence, and speak of the one before it.
    """

    name: str
    titles: frozenset[str]
    counted: frozenset[str]
    openers: frozenset[str]
    usual: str
    firsts: frozenset[str]
    seconds: frozenset[str]
    compounds: bool
    back: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BOTH_TITLES = (
    "dr drs prof gen gens lt col cols adm radm vadm cdr cdre cmdr capt cpt maj brig sgt amb sen rep gov "
    "pres cf vs v e.g i.e n.b al op st ste str mt ms mgr ft blvd bd Sec Dep Ex Ops Int Dir Div Gp Bn Bde"
)
_BOTH_COUNTED = (
    "no nos nr n p pp art arts fig figs tab vol vols ch chap sect sec para paras par ed ann app cap reg regs "
    "dir dec res ver lvl bk cl tel ref doc docs pt pts encl amdt bldg rm"
)

LANGUAGES = {
    "en": Language(
        "english",
        _words(f"{_BOTH_TITLES} mr mrs messrs hon rev viz incl excl esp approx ca supt"),
        _words(f"{_BOTH_COUNTED} jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri"),
        _words(
            "the this these that those it its they their there he she we in on at of for as to by with from "
            "during following since after under both each all such some many several other a an and but "
            "however moreover furthermore finally meanwhile also overall when while where if"
        ),
        "follow-up long-standing mid-term start-up start-ups stock-taking table-top",
        _words("anti bio co cross cyber ex geo mid multi non post pre quasi self semi vice"),
        _words("based led wide related backed born held owned run style"),
        True,
        _words("it its they their he she his her"),
    ),
    "fr": Language(
        "french",
        _words(f"{_BOTH_TITLES} m mm mme mmes mlle mlles me pr p.ex ex env gén cne cdt tél"),
        _words(
            f"{_BOTH_COUNTED} règl déc rés al tit av réf let lun jeu ven sam dim "
            "janv févr fév avr juil juill sept oct nov déc"
        ),
        _words(
            "le la les l un une des ce cet cette ces c il ils elle elles on en dans sur au aux à par pour "
            "avec depuis lors après avant sous entre chaque tous toutes plusieurs certains de d du et mais "
            "or toutefois cependant outre enfin ainsi aussi parallèlement si quand lorsque s son sa ses leur"
        ),
        "",
        _words("contre demi mi non quasi sous vice"),
        _words(
            "deux trois quatre cinq six sept huit neuf dix douze treize quatorze quinze seize il ils elle "
            "elles on ci là même mêmes clé clés dire chef jour midi monde delà être dessus dessous disant"
        ),
        False,
        _words("il ils elle elles cela c celui celle ceux celles"),
    ),
}
