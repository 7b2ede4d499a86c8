"""Bars: the floor is solid and cut into what it is made of, the rest hatched, and nothing leaves the drawing."""

from hypothesis import given
from hypothesis import strategies as st

from vidmova.web.bars import hollow, maybe, scale_of, solid

ENDS = st.tuples(st.integers(0, 10**6), st.one_of(st.none(), st.integers(0, 10**6))).map(
    lambda two: (two[0], None if two[1] is None else two[0] + two[1])
)


@given(ENDS, st.lists(ENDS, max_size=4), st.lists(st.integers(1, 1000), max_size=60))
def test_a_bar_lies_in_its_drawing_and_ends_where_its_numbers_do(
    ends: tuple[int, int | None], others: list[tuple[int, int | None]], parts: list[int]
) -> None:
    scale = scale_of([ends, *others])
    bar = solid(scale, ends, sorted(parts, reverse=True))
    for x, width in bar.pieces:
        assert 0 <= x <= x + width <= scale.width + 0.2
    assert bar.pieces == sorted(bar.pieces)
    if bar.pieces:
        assert abs(sum(bar.pieces[-1]) - scale.at(ends[0])) <= 0.2
    high = scale.width if ends[1] is None else scale.at(ends[1])
    assert abs(sum(bar.may) - high) <= 0.2 or bar.may[1] == 0
    assert bar.open == (ends[1] is None)
    assert not maybe(scale, ends).pieces
    assert not hollow(scale, ends).may[1]


def test_an_open_bar_leaves_room_beyond_its_floor() -> None:
    bar = solid(scale_of([(100, None)]), (100, None))
    assert bar.may[1] > 10


def test_the_pieces_of_a_floor_are_apart() -> None:
    bar = solid(scale_of([(100, 100)]), (100, 100), [60, 40])
    assert [round(x) for x, _ in bar.pieces] == [0, 144]
    assert bar.pieces[0][1] < 144
