"""Ids are keyed, short, sayable, apart, and only stable where they are asked to be."""

from hypothesis import given
from hypothesis import strategies as st

from vidmova.protect.pseudonyms import LETTERS, paired, pseudonym, pseudonyms, sign

KEY, OTHER = b"k" * 32, b"o" * 32


@given(st.sets(st.text(min_size=1, max_size=12), min_size=1, max_size=60))
def test_ids_are_apart_and_made_of_plain_signs(internal: set[str]) -> None:
    made = pseudonyms(KEY, "person", internal)
    assert set(made) == internal
    assert len(set(made.values())) == len(internal)
    for one in made.values():
        kind, _, signs = one.partition("-")
        assert kind == "p"
        assert set(signs.replace("-", "")) <= set(LETTERS)
    assert made == pseudonyms(KEY, "person", sorted(internal, reverse=True))


def test_letters_that_are_taken_for_others_are_left_out() -> None:
    assert not set("01IO") & set(LETTERS)
    assert len(set(LETTERS)) == 32


def test_another_key_or_kind_gives_other_ids() -> None:
    internal = [f"person-{number}" for number in range(500)]
    one, other = pseudonyms(KEY, "person", internal), pseudonyms(OTHER, "person", internal)
    assert sum(one[each] == other[each] for each in internal) <= 2
    assert sign(KEY, "person", "a") != sign(KEY, "place", "a")


def test_many_things_get_longer_ids_and_none_is_used_twice() -> None:
    made = pseudonyms(KEY, "person", (str(number) for number in range(5_000)))
    assert len(set(made.values())) == 5_000
    assert len({len(one) for one in made.values()}) == 1


def test_what_was_called_something_earlier_keeps_the_name() -> None:
    earlier = {"a": "p-ZZ-ZZ", "gone": "p-YY-YY"}
    made = pseudonyms(KEY, "person", ["a", "b"], earlier)
    assert made["a"] == "p-ZZ-ZZ"
    assert made["b"] not in earlier.values()
    assert pseudonyms(KEY, "person", ["a"], earlier) == {"a": "p-ZZ-ZZ"}


def test_signs_stand_in_pairs() -> None:
    assert paired("K72MX") == "K7-2M-X"
    assert pseudonym("p-K7-2M") == "K7-2M"
