from statistics import quantiles

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.judged import linked
from vidmova.records import Range
from vidmova.totals.distributions import NOT_SAID, SEVERAL, chosen, distribution, distributions, figure
from vidmova.totals.judgments import Judgment, judgments

MODEL = judgments(linked()).judgments[0]


def convicted(number: int, term: Range | None, **fields: object) -> Judgment:
    made = replace(MODEL, event=f"j{number}", term_months=term, disagree=(), perhaps_same=())
    return replace(made, **fields)


FIVE = [convicted(number, (term, term)) for number, term in enumerate((60, 66, 72, 78, 96))]


def test_median_and_quartiles_of_exact_terms() -> None:
    found = distribution("all", FIVE).real
    assert (found.lower_quartile, found.median, found.upper_quartile) == ((66, 66), (72, 72), (78, 78))


def test_four_are_too_few() -> None:
    found = distribution("all", FIVE[:4]).real
    assert (len(found.values), found.median, found.lower_quartile, found.upper_quartile) == (4, None, None, None)


def test_an_interval_makes_the_median_one() -> None:
    found = distribution("all", [*FIVE[:4], convicted(9, (66, 288), disagree=("term_months",))]).real
    assert found.median == (66, 72)
    assert found.disputed == 1


def test_an_open_term_leaves_the_upper_figure_open() -> None:
    terms: list[Range] = [(60, None), (60, None), (60, None), (72, 72), (72, 72)]
    assert figure(terms, 0.5) == (60, None)


@given(st.lists(st.tuples(st.integers(1, 240), st.integers(0, 60), st.integers(0, 60)), min_size=5, max_size=30))
def test_whatever_the_true_terms_are_their_quartiles_lie_within(drawn: list[tuple[int, int, int]]) -> None:
    ranges = [(low, low + first + second) for low, first, second in drawn]
    truth = [low + first for low, first, _ in drawn]
    for share, true in zip((0.25, 0.5, 0.75), quantiles(truth, n=4, method="inclusive"), strict=True):
        found = figure(ranges, share)
        assert found is not None
        assert found[1] is not None
        assert found[0] - 1e-9 <= true <= found[1] + 1e-9


def test_real_suspended_and_unclear_are_never_mixed() -> None:
    mixed = [
        *FIVE,
        convicted(10, (24, 24), kind=("suspended",)),
        convicted(11, (36, 36), kind=("prison", "suspended"), disagree=("kind",)),
        convicted(12, None),
        convicted(13, None, verdict=("acquitted",), kind=()),
    ]
    found = distribution("all", mixed)
    assert (len(found.real.values), found.real.without, found.suspended.values) == (5, 1, ((24, 24),))
    assert found.kinds == {"prison": 6, "suspended": 1, SEVERAL: 1}
    assert found.verdicts == {"convicted": 8, "acquitted": 1}


def test_groups_by_court_say_who_is_in_none() -> None:
    rows = [
        *FIVE,
        convicted(6, (60, 60), court=("Pskov Garrison Military Court",)),
        convicted(7, (60, 60), court=("one court", "another court")),
        convicted(8, (60, 60), court=()),
    ]
    found = distributions(rows, "court")
    assert [(one.of, one.judgments) for one in found] == [
        ("Chita Garrison Court", 5),
        ("Pskov Garrison Military Court", 1),
        (SEVERAL, 1),
        (NOT_SAID, 1),
    ]


def test_months_stand_in_order_and_only_where_one_is_told() -> None:
    rows = [
        convicted(1, None, date=("2024-02-01", "2024-02-29")),
        convicted(2, None, date=("2023-12-31", "2023-12-31")),
        convicted(3, None, date=("2023-11-01", "2023-12-31")),
        convicted(4, None, date=("2023-11-01", "2023-12-31"), disagree=("date",)),
        convicted(5, None, date=None),
    ]
    assert [(one.of, one.judgments) for one in distributions(rows, "month")] == [
        ("2023-12", 1),
        ("2024-02", 1),
        (SEVERAL, 1),
        (NOT_SAID, 2),
    ]


def test_a_judgment_counts_in_each_of_its_categories() -> None:
    rows = [convicted(1, None, category=("contract", "marine")), convicted(2, None, category=())]
    assert [(one.of, one.judgments) for one in distributions(rows, "category")] == [
        ("contract", 1),
        ("marine", 1),
        (NOT_SAID, 1),
    ]


def test_a_period_takes_only_what_is_surely_of_it() -> None:
    rows = [
        convicted(1, None, date=("2023-05-01", "2023-05-31")),
        convicted(2, None, date=("2022-12-01", "2023-01-31")),
        convicted(3, None, date=("2021-05-01", "2021-05-31")),
        convicted(4, None, date=(None, "2023-06-30")),
        convicted(5, None, date=None),
    ]
    held = replace(judgments(linked()), judgments=tuple(rows))
    found = chosen(held, "2023-01-01", "2023-12-31")
    assert [one.event for one in found.judgments] == ["j1"]
    assert (found.undated, found.astride) == (1, 2)
    assert [one.event for one in found.tallies] == ["many"]
    assert len(chosen(held).judgments) == 5


def test_judgments_that_may_be_one_are_counted() -> None:
    rows = [convicted(1, None, perhaps_same=("j2",)), convicted(2, None, perhaps_same=("j1", "j7"))]
    assert distribution("all", rows).unsure == 2
    assert distribution("all", rows[:1]).unsure == 0
