"""Named rules, and that each can be switched off."""

import pytest

from tests.totals.invented import TELLERS, Register
from vidmova.totals.asking import Total, ask
from vidmova.totals.questions import Question
from vidmova.totals.rules import RULES

MARCH = ("2022-03-01", "2022-03-05")


def total(register: Register, act: str = "refuse", off: str = "", counted: str = "persons") -> Total:
    return ask(Question(acts=(act,), counted=counted, off=frozenset(off.split())), register.linked(), TELLERS)


def low_high(found: Total) -> tuple[int, int | None]:
    return found.low, found.high


def test_unknown_means_unknown() -> None:
    register = Register()
    register.tell("a", (30, 30))
    register.tell("b", (12, 20))
    assert low_high(total(register)) == (30, 50)


@pytest.mark.parametrize(
    ("kind", "expected", "off"),
    [
        ("part_of", (30, 30), (30, 42)),
        ("disjoint", (42, 42), (30, 42)),
        ("overlapping", (30, 42), (30, 42)),
        ("same", (12, 30), (30, 42)),
    ],
)
def test_what_the_text_says(kind: str, expected: tuple[int, int], off: tuple[int, int]) -> None:
    register = Register()
    register.tell("whole", (30, 30))
    register.tell("part", (12, 12))
    register.relate(kind, "part", "whole")  # type: ignore[arg-type]
    assert low_high(total(register)) == expected
    assert low_high(total(register, off="relations")) == off


def test_a_later_state_holds_the_earlier() -> None:
    register = Register()
    register.tell("may", (100, 100))
    register.tell("june", (150, 150))
    register.relate("later_state", "june", "may")
    assert low_high(total(register)) == (150, 150)


def test_a_sum_that_adds_up() -> None:
    register = Register()
    register.tell("sued", (140, None))
    register.tell("together", (115, 115))
    register.tell("alone", (25, 25))
    register.relate("sum_of", "sued", "together", "alone", gap=0)
    assert low_high(total(register)) == (140, 140)


def test_a_sum_with_a_gap_gives_only_parts() -> None:
    register = Register()
    register.tell("sued", (140, 140))
    register.tell("together", (100, 100))
    register.tell("alone", (25, 25))
    register.relate("sum_of", "sued", "together", "alone", gap=15)
    assert low_high(total(register)) == (140, 140)


def test_a_sum_of_which_a_part_has_no_event_gives_only_parts() -> None:
    register = Register()
    register.tell("sued", (140, 140))
    register.tell("together", (100, 100))
    register.tell("alone", (25, 25))
    register.relate("sum_of", "sued", "together", "alone", gap=0)
    found = total(register)
    assert low_high(found) == (140, 140)
    assert any("do not add up" in left.because for left in found.dropped)


def test_a_part_larger_than_its_whole_is_left_out_and_said() -> None:
    register = Register()
    register.tell("part", (50, 50))
    register.tell("whole", (30, 30))
    register.relate("part_of", "part", "whole")
    found = total(register)
    assert low_high(found) == (50, 80)
    assert [left.use.events for left in found.dropped] == [("part", "whole")]


def test_three_that_do_not_fit_into_their_whole_are_no_crash() -> None:
    register = Register()
    register.tell("whole", (10, 10))
    for name in "abc":
        register.tell(name, (4, 4))
        register.relate("part_of", name, "whole")
    for one, other in ("ab", "ac", "bc"):
        register.relate("disjoint", one, other)
    found = total(register)
    assert low_high(found) == (10, 10)
    assert found.dropped


def test_one_person_counts_once() -> None:
    register = Register()
    register.tell("a", (1, 1), person=["Stepan Haivoron"])
    register.tell("b", (1, 1), person=["Степан Гайворон"], outlet=1)
    assert low_high(total(register)) == (1, 1)
    assert low_high(total(register, off="one-person other-names")) == (1, 2)


def test_named_people_differ() -> None:
    register = Register()
    for name in ("Stepan Haivoron", "Ihor Zozulia", "Tamara Veselka"):
        register.tell(name, (1, 1), person=[name])
    assert low_high(total(register)) == (3, 3)
    assert low_high(total(register, off="other-names")) == (1, 3)


def test_a_name_in_part_may_be_anybody() -> None:
    register = Register()
    for name in ("Stepan Haivoron", "Ihor", "Haivoron"):
        register.tell(name, (1, 1), person=[name])
    assert low_high(total(register)) == (1, 3)


def test_many_named_people_are_quick() -> None:
    register = Register()
    given = ("Stepan", "Ihor", "Taras", "Yurii", "Andrii")
    syllables = ("zub", "kor", "mel", "hai", "ves", "tol", "bry", "pan", "dun", "sav")
    names = [f"{one} {a}{b}enko".title() for one in given for a in syllables for b in syllables if a != b]
    for name in names:
        register.tell(name, (1, 1), person=[name])
    found = total(register)
    assert found.high == len(names)
    assert found.low > len(names) // 4


def test_different_units_at_one_time() -> None:
    register = Register()
    register.tell("a", (30, 30), unit="205th Motor Rifle Brigade", date=MARCH)
    register.tell("b", (12, 12), unit="64th Motor Rifle Brigade", date=("2022-03-03", "2022-03-03"))
    register.tell("c", (5, 5), unit="64th Motor Rifle Brigade", date=("2023-03-03", "2023-03-03"))
    assert low_high(total(register)) == (42, 47)
    assert low_high(total(register, off="other-units")) == (30, 47)


def test_a_company_may_be_of_the_army() -> None:
    register = Register()
    register.tell("a", (30, 30), unit="49th Army", date=MARCH)
    register.tell("b", (12, 12), unit="1st company", date=MARCH)
    assert low_high(total(register)) == (30, 42)


def test_different_courts() -> None:
    register = Register()
    for name in ("Nalchik", "Vladikavkaz"):
        register.tell(name, (4, 4), act="sentence", court=f"{name} Garrison Military Court", date=MARCH)
    assert low_high(total(register, "sentence")) == (8, 8)
    assert low_high(total(register, "sentence", off="other-courts")) == (4, 8)


def test_other_acts_bound_but_do_not_count() -> None:
    register = Register()
    register.tell("dismissed", (500, 500), act="dismiss")
    register.tell("sued", (140, None), act="lawsuit")
    register.relate("part_of", "sued", "dismissed")
    found = total(register, "lawsuit")
    assert low_high(found) == (140, 500)
    assert [row.part for row in found.working] == ["floor", "context"]


def test_relations_of_another_unit_of_counting_do_not_hold() -> None:
    register = Register()
    register.tell("dismissed", (50, 50), act="dismiss")
    register.tell("sued", (140, 140), act="lawsuit", counted="cases")
    register.relate("part_of", "sued", "dismissed")
    assert low_high(total(register, "lawsuit", counted="cases")) == (140, 140)
    assert low_high(total(register, "dismiss")) == (50, 50)
    assert low_high(total(register, "lawsuit")) == (0, 0)


def test_each_use_is_named() -> None:
    register = Register()
    register.tell("a", (1, 1), person=["Stepan Haivoron"])
    register.tell("b", (1, 1), person=["Ihor Zozulia"])
    assert {use.rule for use in total(register).rules} == {"other-names"} <= RULES.keys()
