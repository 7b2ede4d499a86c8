"""Best figures that were signed, as totals show them."""

import pytest

from tests.totals.invented import TELLERS, Register
from vidmova.review.decisions import Decision
from vidmova.review.figures import question_name, with_best
from vidmova.totals.asking import Total, ask
from vidmova.totals.questions import Question

REFUSED = Question(acts=("refuse",))


def signed(number: int, about: str = "") -> Decision:
    return Decision(kind="best", who="Ann", when="2024-01-01T00:00:00Z", why="seen", about=about, after=number)


def total(register: Register, question: Question = REFUSED) -> tuple[Total, Register]:
    return ask(question, register.linked(), TELLERS), register


def one_event() -> Register:
    register = Register()
    register.tell("kharkiv", (400, 500))
    return register


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "how many persons, lawsuit or refuse"),
        (
            {"until": "2022-07-31", "place": "Krasnodar"},
            "how many persons, lawsuit or refuse, until 2022-07-31, in Krasnodar",
        ),
        (
            {"counted": "cases", "since": "2022-01-01", "unit": "74th Brigade", "category": "contract"},
            "how many cases, lawsuit or refuse, since 2022-01-01, of 74th Brigade, only contract",
        ),
        ({"without": frozenset({"Zarya"})}, ""),
        ({"off": frozenset({"relations"})}, ""),
    ],
)
def test_a_question_has_one_name(asked: dict[str, object], name: str) -> None:
    for acts in (("refuse", "lawsuit"), ("lawsuit", "refuse")):
        assert question_name(Question(acts=acts, **asked)) == name  # type: ignore[arg-type]


def test_a_figure_for_the_question_is_its_best() -> None:
    found, register = total(one_event())
    figures = {"how many persons, refuse": signed(450)}
    best = with_best(found, figures, register.events)
    assert (best.best, best.best_because) == (450, "signed by Ann: seen")
    assert (best.low, best.high) == (400, 500)
    other, _ = total(one_event(), Question(acts=("refuse",), until="2022-07-31"))
    assert with_best(other, figures, register.events).best is None


@pytest.mark.parametrize("number", [399, 501])
def test_a_figure_outside_the_bounds_says_so(number: int) -> None:
    found, register = total(one_event())
    best = with_best(found, {"how many persons, refuse": signed(number)}, register.events)
    assert best.best == number
    assert best.best_because.endswith("(it lies outside what the claims allow)")


def test_a_figure_of_the_only_event_answers_the_question() -> None:
    found, register = total(one_event())
    figures = {"kharkiv": signed(480)}
    assert with_best(found, figures, register.events).best == 480
    register.tell("omsk", (3, 3))
    more, _ = total(register)
    assert with_best(more, figures, register.events).best is None
    unsure, _ = total(one_event(), Question(acts=("refuse",), since="2022-01-01", place="Omsk"))
    assert with_best(unsure, figures, register.events).best is None


def test_nothing_signed_is_no_best() -> None:
    found, register = total(one_event())
    assert with_best(found, {}, register.events) == found
