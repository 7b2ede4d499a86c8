from hypothesis import given
from hypothesis import strategies as st

from vidmova.linking.grouping import Rules, group

Pairs = dict[tuple[int, int], float]
AGAINST = -4.0


def free(together: list[tuple[int, int]] | None = None) -> Rules:
    return Rules(together or [], lambda one, other: False, lambda one, other: False)


def groups(size: int, evidence: Pairs, rules: Rules | None = None) -> list[list[int]]:
    return group(size, evidence, AGAINST, rules or free()).groups


def test_pairs_for_are_joined_and_pairs_against_are_not() -> None:
    assert groups(4, {(0, 1): 2.0, (2, 3): -0.5}) == [[0, 1], [2], [3]]


def test_a_weak_chain_does_not_join_its_ends() -> None:
    assert groups(3, {(0, 1): 1.0, (1, 2): 0.8, (0, 2): -2.0}) == [[0, 1], [2]]


def test_a_pair_that_was_not_compared_says_nothing() -> None:
    assert groups(3, {(0, 1): 1.0, (1, 2): 0.8}) == [[0, 1, 2]]


def test_the_strongest_pair_is_joined_first() -> None:
    assert groups(3, {(0, 1): 0.5, (1, 2): 3.0, (0, 2): -2.0}) == [[0], [1, 2]]


def test_one_pair_far_against_keeps_groups_apart() -> None:
    assert groups(3, {(0, 1): 5.0, (1, 2): 4.9, (0, 2): -4.5}) == [[0, 1], [2]]


def test_several_pairs_that_agree_tell_more_than_one() -> None:
    assert groups(3, {(0, 1): 3.0, (0, 2): -0.3, (1, 2): 0.1}) == [[0, 1, 2]]
    assert groups(3, {(0, 1): 3.0, (0, 2): -0.3}) == [[0, 1], [2]]


def test_many_doubts_make_no_certainty() -> None:
    doubts = {(a, b): -0.1 for a in (0, 1, 2) for b in (3, 4, 5)}
    one = {(0, 1): 3.0, (0, 2): 3.0, (3, 4): 3.0, (3, 5): 3.0}
    assert groups(6, one | doubts) == [[0, 1, 2], [3, 4, 5]]


def test_groups_that_are_apart_are_not_joined_by_scores_but_by_a_person() -> None:
    apart = Rules([], lambda one, other: False, lambda one, other: True)
    assert groups(2, {(0, 1): 9.0}, apart) == [[0], [1]]
    judged = Rules([(0, 1)], lambda one, other: False, lambda one, other: True)
    assert groups(2, {}, judged) == [[0, 1]]


def test_what_a_person_parted_stays_parted_in_a_chain_of_joins() -> None:
    def never(one: list[int], other: list[int]) -> bool:
        return (0 in one and 2 in other) or (2 in one and 0 in other)

    found = groups(3, {(0, 2): 9.0}, Rules([(0, 1), (1, 2)], never, never))
    assert found == [[0, 1], [2]]


def test_the_pair_shown_for_a_joining_is_the_best_between_the_groups() -> None:
    found = group(4, {(0, 1): 5.0, (2, 3): 4.0, (0, 2): 0.1, (1, 3): 2.0}, AGAINST, free())
    assert found.joined == [(0, 1), (2, 3), (1, 3)]


evidence = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-6, 6).map(lambda found: round(found, 2)),
    max_size=30,
)


@given(evidence)
def test_everything_is_in_one_group_and_each_joining_takes_one_away(scores: Pairs) -> None:
    found = group(10, scores, AGAINST, free())
    assert sorted(member for members in found.groups for member in members) == list(range(10))
    assert len(found.groups) == 10 - len(found.joined)


@given(evidence)
def test_the_order_in_which_pairs_come_does_not_matter(scores: Pairs) -> None:
    assert groups(10, scores) == groups(10, dict(reversed(scores.items())))
