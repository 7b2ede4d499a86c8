"""Two editions joined: what one says and the other does not, where a reader can tell that both tell of one claim."""

from msgspec.structs import replace

from tests.protect.releasable import contents, places, told
from vidmova.protect.joining import joins
from vidmova.protect.ledger import Edition, Kept, Left
from vidmova.protect.release import Contents, Figure, Statement
from vidmova.records import Interval

MONTH: Interval = ("2022-03-01", "2022-03-31")
YEAR: Interval = ("2022-01-01", "2022-12-31")


def before(made: Contents) -> Edition:
    left = Left(
        number=1, identity="1", made="", publisher="", names="pseudonyms", stable=False, smallest=5, files={}, inside=""
    )
    return Edition(left=left, kept=Kept(ids=ids(made)), contents=made)


def ids(made: Contents) -> dict[str, str]:
    every = [*(one.id for one in made.statements), *(one.id for one in made.people)]
    return {f"internal {one.rpartition('-')[2]} {one[0]}": one for one in every}


def renamed(one: Statement) -> Statement:
    """Return a statement with the ids of another edition."""
    return replace(one, id="c-X-" + one.id[2:], event="e-X-" + one.event[2:], people=["p-X-" + one.people[0][2:]])


def rules(old: list[Statement], new: list[Statement]) -> set[str]:
    second = contents([renamed(one) for one in new], 5)
    return {one.rule for one in joins(second, ids(second), [before(contents(old, 5))])}


def rows(number: int, **more: object) -> list[Statement]:
    return [replace(told(at, None, None, None, ""), **more) for at in range(1, number + 1)]


def test_the_same_told_twice_gives_nothing_back() -> None:
    assert rules(rows(6, date=MONTH), rows(6, date=MONTH)) == set()


def test_a_month_then_and_a_unit_now_are_joined_by_a_rare_term() -> None:
    then = [*rows(6, date=MONTH), replace(told(9, None, None, None, ""), date=MONTH, term_months=(67, 67))]
    now = [*rows(6, unit="72nd"), replace(told(9, "72nd", None, None, ""), term_months=(67, 67))]
    assert rules(then, now) == {"joined-editions"}


def test_what_many_share_joins_nobody() -> None:
    then = rows(6, date=MONTH, term_months=(60, 60))
    now = rows(6, unit="72nd", term_months=(60, 60))
    assert rules(then, now) == set()


def test_a_settlement_then_and_a_region_now_are_joined_by_the_words() -> None:
    then, now = contents([told(1, None, "l-VUHL", None, "")], 5), contents([renamed(told(1, None, None, None, ""))], 5)
    text = "He said that nobody had told them where they were being driven."
    then, now = (
        replace(
            one,
            sources=[replace(source, text=text) for source in one.sources],
            statements=[replace(row, end=len(text)) for row in one.statements],
        )
        for one in (then, now)
    )
    assert {one.rule for one in joins(now, ids(now), [before(then)])} == {"joined-editions"}
    assert places()


def test_ids_that_stay_though_they_should_not() -> None:
    made = contents(rows(6, date=MONTH), 5)
    assert "same-ids" in {one.rule for one in joins(made, ids(made), [before(made)])}
    stable = replace(made, edition=replace(made.edition, stable=True))
    assert joins(stable, ids(stable), [before(made)]) == []


def test_a_name_that_stood_in_an_earlier_edition() -> None:
    made = contents([told(1, None, None, None, "")], 5)
    named = replace(made, people=[replace(one, named=True, name="Name Surname") for one in made.people])
    stable = replace(made, edition=replace(made.edition, stable=True))
    assert {one.rule for one in joins(stable, ids(stable), [before(named)])} == {"joined-name"}


def test_figures_that_differ_by_few() -> None:
    made = contents([], 5)
    figure = Figure(id="f", act="refuse", counted="persons", region="Poltava Oblast", low=20, high=20)
    old, new = replace(made, figures=[figure]), replace(made, figures=[replace(figure, low=22, high=22)])
    (found,) = joins(new, {}, [before(old)])
    assert (found.rule, found.severity) == ("difference-of-editions", "warning")
