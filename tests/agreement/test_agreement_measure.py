"""Raw agreement and Krippendorff's alpha, against known values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.agreement.measure import alpha, compare

pytestmark = pytest.mark.fast

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four
# observers, twelve units, missing values; nominal alpha is 0.743.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)

# The same paper, section A: two observers, ten units, no missing values; alpha is 0.095.
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")


def _read(rows: tuple[str, ...]) -> list[list[str | None]]:
    return [[None if value == "." else value for value in row.split()] for row in rows]


def test_alpha_of_the_textbook_with_missing_values() -> None:
    assert alpha(_read(OBSERVERS)) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_the_textbook_for_two_observers_and_two_values() -> None:
    assert alpha(_read(BINARY)) == pytest.approx(0.095, abs=0.0005)


def test_alpha_is_one_when_both_always_agree_on_values_that_vary() -> None:
    assert compare("abca", "abca").alpha == pytest.approx(1)


@pytest.mark.parametrize("values", [("aaa", "aaa"), ("", "")])
def test_alpha_is_undefined_without_variation(values: tuple[str, str]) -> None:
    found = compare(*values)
    assert found.alpha is None
    assert found.data()["alpha"] is None


def test_values_that_cannot_be_paired_do_not_count_as_variation() -> None:
    assert alpha([["a", "a", "b"], ["a", "a", None]]) is None


def test_raw_agreement_counts_equal_pairs() -> None:
    found = compare("aabb", "abbb")
    assert (found.compared, found.same, found.different) == (4, 3, 1)
    assert found.data()["raw_agreement"] == 0.75


def test_codings_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare("ab", "a")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30))
def test_alpha_equals_its_definition_for_two_coders(pairs: list[tuple[str, str]]) -> None:
    # alpha = 1 - D_o/D_e, over the values of both coders put together.
    first, second = zip(*pairs, strict=True)
    values = [*first, *second]
    total = len(values)
    expected = sum(values.count(a) * values.count(b) for a in "abc" for b in "abc" if a != b)
    found = compare(first, second).alpha
    if expected == 0:
        assert found is None
        return
    observed = sum(a != b for a, b in pairs) / len(pairs)
    assert found == pytest.approx(1 - observed * total * (total - 1) / expected)
