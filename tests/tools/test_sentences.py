from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.intake.languages import LANGUAGES
from tools.intake.normalise import digest, normalise
from tools.intake.sentences import split

pytestmark = pytest.mark.fast

ENGLISH = {
    "two": ["The staffs met.", "They agreed."],
    "abbreviations": [
        "Gen. Martin and Dr. Ek met, e.g. The Hague and i.e. Rome, on 5 Nov. 2025.",
        "So be it.",
    ],
    "numbers of things": ["See No. 5, art. 42 and pp. 3-4.", "It holds."],
    "no number after no": ["They said no.", "The rest agreed."],
    "decimal": ["It cost 3.5 million.", "That was all."],
    "acronym with stops": ["The U.S. Navy joined the U.S.", "The rest followed."],
    "initial": ["J. Smith spoke of Annex A.", "The annex is short."],
    "brackets in": ["Three forms: 1) talks; 2) visits; and 3) training.", "All went well."],
    "numbers with stops in": ["Its parts: 1. Talks; 2. Visits.", "Both went well."],
    "lettered": ["Two forms: a) talks; b) visits.", "Both went well."],
    "sentences that are numbered": ["1) The staffs met.", "2) They agreed."],
    "number begins": ["It rose in 2018.", "12 nations came."],
    "quotation": ['He said: "We agree."', "The rest was silent."],
    "quotation begins": ["They met.", '"More is to come," he said.'],
    "brackets close": ["They met (see p. 4).", "(They agreed.)", "They left."],
    "footnote call": ["They met.²", "They agreed.3", "They left.*", "All of them."],
    "version number": ["They use version 2.1 The Hague edition."],
    "question": ["Was it enough?", "Yes!", "The end…", "Then nothing."],
    "etc": ["Boats, trains, etc.", "Then nothing."],
    "adjective of roman letters": ["Three fields, civil.", "The rest was left."],
    "colon": ["On these subjects: Iraq, Libya and others.", "Then nothing."],
    "sentences within a quotation": ['"We are ready. We shall act. Soon." was the answer.', "It was short."],
    "a quotation that ends the sentence": ['He said: "It is done. All of it."', "The rest was silent."],
    "an unpaired mark": ['The 5" gun was tried.', "It held.", "It was kept."],
    "a small letter that begins a name": ["They met.", "eu-LISA was told.", "eIDAS followed."],
    "et al and a capital": ["So wrote Martin et al.", "The staffs agreed."],
    "et al and a year": ["So wrote Martin et al. (2018) and Ek et al. 2019.", "All agreed."],
    "initials with hyphens": ["J.-P. Martin and A.-M. Ek came.", "They left."],
    "a roman number begins": ["III. Corps took part.", "II. German Corps did not."],
    "a number after a counted word": ["See p. 57.", "The plan is there.", "See para. 12.", '"Good" it says.'],
    "forts and roads": ["They met at Ft. Knox, on Park Blvd. North, as in Smith v. Jones.", "It rained."],
    "firms and namesakes": [
        "Orchard Ltd. Group met John Ek Jr. Martin.",
        "It sold Pear Inc.",
        "The price is open.",
    ],
    "lettered things": [
        "See Annex I.",
        "Annex II and Phase B.",
        "NATO staff came.",
        "Sec. Gen. Ek left on Mon. 5 May.",
    ],
    "hours before a capital": ["They met at 10 a.m.", "Participants left."],
    "hours": ["They met at 10 a.m.", "The talks were long.", "They left at 5 p.m. Brussels time."],
    "ellipsis within": ["They waited … and waited.", "Then they left."],
    "days in figures": ["It was on 12.03.2025.", "The next is in 2026."],
    "legal acts and editions": [
        "Reg. (EU) 2019/881, Reg. No 376/2014 and AAP-47 Ed. B hold.",
        "Others do not.",
    ],
    "a month ends": ["It was on 6 Mar.", "No date is set."],
    "an abbreviation within brackets": ["Col. (ret.) F. Ek leads it.", "Lt.-Gen. Ek (U.K.) helps."],
    "sentences within brackets": [
        "They met (this was new. It will be kept.) in Rome.",
        "(It rained.)",
        "They left.",
    ],
    "a call in brackets": ["They met.[2]", "They agreed.(3)", "All of them."],
    "offices and ranks": ["Sen. Frei, Rep. Holm, Gov. Ek and Maj. Gens. Petit came.", "N.B. Nobody left."],
    "two initials": ["It was led by D. A. Ek and Cdre. J. Frei.", "A plan followed."],
    "documents": ["See Doc. 7/26, doc. ST 9876/26, Ref. Ares(2027)12 and Bldg. 7.", "All hold."],
    "a firm, and one of the openers": ["It met Aero Inc.", "Of these, one left."],
    "addresses": ["The text is on www.example.org.", "It is short."],
}
FRENCH = {
    "two": ["Les services se sont réunis.", "Ils sont convenus d'un plan."],
    "abbreviations": [
        "M. Durand et le gén. Petit (cf. Rome, p. ex. Tivoli) sont venus.",
        "Ils sont repartis.",
    ],
    "elided": ["Selon l'art. 5 et n° 4, oui.", "Soit."],
    "ordinals": ["La 2e édition a eu lieu le 1er.", "Le 1er mars, tout était fini."],
    "guillemets": ["« Nous sommes prêts. »", "Tel était le constat."],
    "space before": ["Prévue en 2020 ; la date suivra.", "Est-ce assez ?", "Oui !", "Été comme hiver."],
    "roman numeral": ["Ils étaient à Boussole I.", "Ce dernier exercice a servi."],
    "capital with accent": ["Ils ont agi.", "À suivre.", "Également."],
    "enumeration": ["Quelques exemples: 1) un atelier; 2) un projet; et 3) une visite.", "Voilà."],
    "initial": ["J. Martin est venu.", "Il est reparti."],
    "after a number": ["Échange sur 41.", "Les services suivent."],
    "sentences within guillemets": ["«Nous sommes prêts. Nous agirons.»", "Tel était le mot.", "Il a plu."],
    "guillemets with spaces": ["Il a dit: « C'est fait. Tout est dit. »", "Les autres se taisaient."],
    "a small letter that begins a name": ["Ils se sont vus.", "eu-LISA était là."],
    "et al": ["Ainsi Martin et al.", "Les services en conviennent."],
    "et al and a year": ["Ainsi Martin et al. (2018), puis Petit et al. 2019.", "Soit."],
    "initials with hyphens": ["J.-P. Martin, A.-M. Petit et les É.-U. étaient là.", "Ils sont repartis."],
    "a roman number begins": ["III. Corps blindé était là.", "Il est reparti."],
    "a number after a counted word": ["Voir p. 57.", "Le plan y est.", "Voir art. 12.", "Soit."],
    "legal acts": ["Le règl. (UE) 2019/881 et la dir. 2018/1972 valent.", "Soit."],
    "people": ["MM. Petit et Mmes Martin (env. 12) sont venus.", "Le lt-col. Durand aussi."],
    "documents": ["Voir doc. 7/26, réf. Ares(2027)12 et point 7, let. B, du texte.", "Soit."],
    "roads": ["Ils étaient bd. Victor, av. 3.", "Il a plu."],
}


@pytest.mark.parametrize("expected", ENGLISH.values(), ids=ENGLISH.keys())
def test_english(expected: list[str]) -> None:
    assert list(split(" ".join(expected), LANGUAGES["en"])) == expected


@pytest.mark.parametrize("expected", FRENCH.values(), ids=FRENCH.keys())
def test_french(expected: list[str]) -> None:
    assert list(split(" ".join(expected), LANGUAGES["fr"])) == expected


@given(
    st.text(alphabet=" .?!…:;,)(\"'«»\u00a0\u202f¹*aàÀbBdT1 2\n", max_size=80), st.sampled_from(["en", "fr"])
)
def test_sentences_joined_are_the_paragraph(text: str, language: str) -> None:
    found = split(text, LANGUAGES[language])
    assert " ".join(found) == normalise(text)
    assert all(sentence.strip() for sentence in found)


@pytest.mark.parametrize(
    "copy",
    [
        "L'élan  de\nl'été, \"fort\".",
        "L’élan de l’e\u0301te\u0301, “fort”.",
        "\ufeffL'é\u00adlan de\u00a0l'été, \"fort\". ",
    ],
)
def test_copies_of_one_text_have_one_hash(copy: str) -> None:
    assert normalise(copy) == "L'élan de l'été, \"fort\"."
    assert digest(copy) == digest("L'élan de l'été, \"fort\".")


def test_another_word_has_another_hash() -> None:
    assert digest("The staffs met.") != digest("The staff met.")
