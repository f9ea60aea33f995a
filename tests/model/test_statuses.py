from __future__ import annotations

import re

import pytest

from progress_matrix.model.statuses import OURS, FollowUp, Statuses, Strength, Term

pytestmark = pytest.mark.fast

# The codebook's sections 3, 4 and 1, in its order.
CODES: dict[type[Term] | Statuses, list[str]] = {
    OURS: [
        "not_applicable",
        "not_coded",
        "reported",
        "announced",
        "obstacle_only",
        "area_only",
        "no_mention",
        "other_source",
        "source_unavailable",
    ],
    FollowUp: [
        "not_due",
        "not_checked",
        "reported_done",
        "under_way",
        "changed",
        "re_announced",
        "no_follow_up",
        "not_assessable",
    ],
    Strength: ["explicit", "matched", "inferred"],
}


@pytest.mark.parametrize("vocabulary", list(CODES))
def test_codes_stand_in_the_order_of_the_codebook(vocabulary: type[Term] | Statuses) -> None:
    assert [term.code for term in vocabulary] == CODES[vocabulary]


@pytest.mark.parametrize("vocabulary", list(CODES))
def test_each_term_has_words_of_its_own(vocabulary: type[Term] | Statuses) -> None:
    assert len({term.label for term in vocabulary}) == len(vocabulary)
    assert len({term.mark for term in vocabulary}) == len(vocabulary)
    assert all(term.definition.endswith(".") and term.short for term in vocabulary)


def test_four_statuses_are_outside_the_denominator_and_five_have_evidence() -> None:
    assert {term.code for term in OURS if not term.counted} == {
        "not_applicable",
        "not_coded",
        "other_source",
        "source_unavailable",
    }
    assert {term.code for term in OURS if term.has_evidence} == {
        "reported",
        "announced",
        "obstacle_only",
        "area_only",
        "other_source",
    }


def test_no_word_judges() -> None:
    words = " ".join(term.label + " " + term.definition for kind in CODES for term in kind).lower()
    assert not re.search(r"\b(kept|broken|on track|off track|success|fail|delay|score|progressing)\w*", words)
