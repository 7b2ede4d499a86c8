"""Small cells of tables: hidden, with others, so that no margin gives one back."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.protect.releasable import contents
from vidmova.protect.release import Contents, Figure, FigureRow
from vidmova.protect.tablecells import RULE, SECOND, _lines, complement, guard, is_small, ranges

REGIONS = ("Donetsk Oblast", "Poltava Oblast", "Odesa Oblast")


def figure(name: str, number: int, region: str | None = None, months: tuple[str, str] | None = None) -> Figure:
    since, until = (f"{months[0]}-01", f"{months[1]}-31") if months else (None, None)
    return Figure(
        id=name, act="refuse", counted="persons", low=number, high=number, region=region, since=since, until=until
    )


def table(figures: list[Figure]) -> Contents:
    return replace(contents([]), figures=figures)


def shown(made: Contents) -> set[str]:
    return {one.id for one in made.figures}


def removed(made: Contents) -> dict[str, int]:
    return {one.rule: one.number for one in made.disclosure.removed}


DOCUMENTED = [
    figure("all", 47),
    *(figure(name, number, region) for name, number, region in zip(("d", "p", "o"), (30, 14, 3), REGIONS, strict=True)),
]


def test_a_small_cell_takes_the_next_smallest_with_it() -> None:
    made = guard(table(DOCUMENTED), 5, {})
    assert shown(made) == {"all", "d"}
    assert removed(made) == {RULE: 1, SECOND: 1}


def test_two_small_cells_that_are_few_together_take_a_third() -> None:
    made = guard(table([figure("all", 33), figure("d", 30, "D"), figure("p", 2, "P"), figure("o", 1, "O")]), 5, {})
    assert shown(made) == {"all"}


def test_nought_and_whole_totals_stay() -> None:
    made = guard(table([figure("all", 2), figure("d", 0, "D"), figure("p", 2, "P")]), 5, {})
    assert "d" in shown(made)
    assert "p" not in shown(made)


def test_a_single_cell_takes_its_margin() -> None:
    assert shown(guard(table([figure("all", 2), figure("p", 2, "P")]), 5, {})) == set()


def test_rows_of_hidden_events_are_one_row() -> None:
    rows = [FigureRow(event=f"e-{number}", low=4, high=4, part="floor", reason="") for number in range(3)]
    one = replace(figure("d", 12, "D"), working=rows)
    (made,) = guard(table([one]), 5, {"e-0": 3, "e-1": 3}).figures
    assert [(row.event, row.low) for row in made.working] == [("e-2", 4), ("", 8)]


def test_a_figure_with_one_hidden_event_is_left_out() -> None:
    rows = [FigureRow(event=f"e-{number}", low=9, high=9, part="floor", reason="") for number in range(3)]
    assert not guard(table([replace(figure("d", 27, "D"), working=rows)]), 5, {"e-0": 3}).figures


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.integers(2, 6))
def test_no_hidden_cell_can_be_reckoned_closely(seed: int, smallest: int) -> None:
    luck = random.Random(seed)
    months = [("2022-01", "2022-01"), ("2022-02", "2022-02"), ("2022-03", "2022-03")]
    cells = {pair: luck.choice([0, 1, 2, 3, 7, 12, 40]) for pair in product(REGIONS, months)}
    figures = [figure(f"{region} {month[0]}", number, region, month) for (region, month), number in cells.items()]
    figures += [figure(one, sum(cells[one, month] for month in months), one) for one in REGIONS]
    figures += [figure(one[0], sum(cells[region, one] for region in REGIONS), None, one) for one in months]
    figures.append(figure("all", sum(cells.values())))
    small = {one.id for one in figures if is_small(one, smallest)}
    gone = small | complement(figures, small, smallest)
    bounds = ranges(list(_lines(figures)), gone, {one.id: one for one in figures})
    for one in small:
        least, most = bounds[one]
        assert most - least >= smallest - 1
