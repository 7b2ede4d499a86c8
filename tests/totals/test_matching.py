from hypothesis import given
from hypothesis import strategies as st

from vidmova.totals.matching import Scored, match

SIZES = {0: 100, 1: 100, 2: 100}


def groups(list_of: list[int], *scored: Scored) -> list[list[int]]:
    return match(scored, list_of, SIZES).groups


def test_a_sure_pair_is_one_and_others_stay_alone() -> None:
    found = match([Scored(0, 1, 25.0)], [0, 1, 1], SIZES)
    assert found.groups == [[0, 1], [2]]
    ((at, judgement, probability),) = found.judged
    assert (at, judgement) == (0, "same")
    assert probability > 0.99


def test_a_record_has_one_counterpart_on_another_list() -> None:
    assert groups([0, 1, 1], Scored(0, 1, 25.0), Scored(0, 2, 14.0)) == [[0, 1], [2]]


def test_two_that_resemble_it_alike_are_a_question() -> None:
    found = match([Scored(0, 1, 20.0), Scored(0, 2, 20.0)], [0, 1, 1], SIZES)
    assert found.groups == [[0], [1], [2]]
    assert [judgement for _, judgement, _ in found.judged] == ["possible", "possible"]


def test_repeats_within_a_list_take_nothing_from_each_other() -> None:
    found = match([Scored(0, 1, 30.0), Scored(0, 2, 30.0), Scored(1, 2, 30.0)], [0, 1, 1], SIZES)
    assert found.groups == [[0, 1, 2]]


def test_three_lists_join_where_most_pairs_agree() -> None:
    whole = [Scored(0, 1, 25.0), Scored(0, 2, 25.0), Scored(1, 2, 25.0)]
    assert groups([0, 1, 2], *whole) == [[0, 1, 2]]
    assert groups([0, 1, 2], *whole[:2]) == [[0, 1, 2]]


def test_nobody_is_chained_through_others() -> None:
    """0 and 1 are one, 2 and 3 are one; a single likeness of 1 and 2 makes no one person of the four."""
    list_of = [0, 1, 2, 3]
    sizes = dict.fromkeys(range(4), 100)
    chain = [Scored(0, 1, 30.0), Scored(1, 2, 24.0), Scored(2, 3, 30.0)]
    assert match(chain, list_of, sizes).groups == [[0, 1], [2, 3]]


def test_few_pairs_are_not_taken_for_many() -> None:
    """Weak likeness of everybody on short lists is no proof that the lists are the same."""
    sizes = {0: 5, 1: 5}
    found = match([Scored(a, 5 + b, 0.5) for a in range(5) for b in range(5)], [0] * 5 + [1] * 5, sizes)
    assert found.groups == [[record] for record in range(10)]


PAIRS = st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)), st.floats(-5, 40), max_size=40)


@given(PAIRS)
def test_everybody_is_in_one_group_with_one_record_of_each_list(pairs: dict[tuple[int, int], float]) -> None:
    list_of = [record % 3 for record in range(12)]
    scored = [Scored(a, b, weight) for (a, b), weight in sorted(pairs.items()) if a < b and list_of[a] != list_of[b]]
    found = match(scored, list_of, dict.fromkeys(range(3), 4))
    assert sorted(record for group in found.groups for record in group) == list(range(12))
    for group in found.groups:
        assert len({list_of[record] for record in group}) == len(group)
    assert all(0 <= probability <= 1 for _, _, probability in found.judged)
    assert found == match(scored, list_of, dict.fromkeys(range(3), 4))


def test_what_must_be_asked_is_never_joined() -> None:
    found = match([Scored(0, 1, 40.0, ask=True), Scored(2, 3, 40.0, ask=True)], [0, 1, 0, 0], SIZES)
    assert found.groups == [[0], [1], [2], [3]]
    assert {judgement for _, judgement, _ in found.judged} == {"possible"}
