"""Agreement of coders, against the worked example that the measure was published with."""

from collections.abc import Hashable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.review.agreement import Distance, alpha, interval, nominal, overlap, ratio

PUBLISHED = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
"""Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: four observers, twelve units."""
UNITS: list[dict[str, Hashable]] = [
    {coder: int(said.split()[at]) for coder, said in PUBLISHED.items() if said.split()[at] != "."} for at in range(12)
]


@pytest.mark.parametrize(("distance", "expected"), [(nominal, 0.743), (interval, 0.849), (ratio, 0.797)])
def test_the_published_example(distance: Distance, expected: float) -> None:
    found = alpha(UNITS, distance)
    assert found.alpha == pytest.approx(expected, abs=0.0005)
    assert (found.units, found.values) == (11, 40)


def test_nothing_that_varies_is_no_agreement() -> None:
    assert alpha([{"A": 1, "B": 1}], nominal).alpha is None
    assert alpha([{"A": 1}, {"B": 2}], nominal) == alpha([], nominal)


def test_a_number_that_one_does_not_give_is_wholly_otherwise() -> None:
    assert ratio(None, 5) == 1
    assert ratio(None, None) == 0
    assert ratio(0, 5) == 1
    assert ratio(10, 12) < ratio(10, 30)


def test_sets_may_agree_in_part() -> None:
    assert overlap(frozenset("ab"), frozenset("bc")) == pytest.approx(2 / 3)
    assert overlap(frozenset(), frozenset()) == 0


@given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.sampled_from("xyz"), max_size=3), max_size=12))
def test_alpha_is_at_most_one_and_one_only_where_all_agree(units: list[dict[str, Hashable]]) -> None:
    found = alpha(units, nominal).alpha
    if found is not None:
        agreed = all(len(set(unit.values())) == 1 for unit in units if len(unit) > 1)
        assert (found == pytest.approx(1)) == agreed
        assert found <= 1 + 1e-9


@given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.integers(0, 9), max_size=3), max_size=12), st.randoms())
def test_neither_the_order_nor_the_names_of_coders_matter(units: list[dict[str, Hashable]], random: Random) -> None:
    mixed = [{f"{coder}'": value for coder, value in unit.items()} for unit in units]
    random.shuffle(mixed)
    one, other = alpha(units, ratio), alpha(mixed, ratio)
    assert (one.alpha is None) == (other.alpha is None)
    if one.alpha is not None:
        assert other.alpha == pytest.approx(one.alpha)
