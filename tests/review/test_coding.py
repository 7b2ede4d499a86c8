"""Blind coding: who took a passage to say what, and how far people agree."""

from typing import Any

from msgspec.structs import replace

from tests.review.test_applying import BOTH, FIRST, OTHER, REFUSED, correct, judge, numbered
from vidmova.review.applying import applied
from vidmova.review.coding import MACHINE, Reading, agreed, readings, to_code
from vidmova.review.decisions import Decision, checked


def coded(who: str, number: int = 0, **said: Any) -> Decision:
    return replace(judge("code", (FIRST, number), after=said), who=who)


def found(*decisions: Decision, machine: bool = False) -> dict[str, dict[str, Reading]]:
    every = numbered(*decisions)
    return readings(applied(BOTH, every), every, machine)


def alphas(by: dict[str, dict[str, Reading]], blind: bool = False) -> dict[str, float | None]:
    return {one.field: one.agreement.alpha for one in agreed(by, blind)}


def test_a_coding_changes_nothing_in_the_register() -> None:
    assert applied(BOTH, numbered(coded("Berta", act="desert"))).reports == BOTH
    assert checked(coded("Berta")).after == {}


def test_what_a_person_corrected_counts_as_a_coding_but_not_as_a_blind_one() -> None:
    fixed = correct("count", [12, 12], [14, 14])
    by = found(fixed, coded("Berta", act="refuse", count=[14, 14]))
    assert by[REFUSED]["Ann"].values["count"] == [14, 14]
    assert [one.blind for one in by[REFUSED].values()] == [False, True]
    assert agreed(by)[0].agreement.units == 1
    assert agreed(by, blind=True)[0].agreement.units == 0


def test_a_blind_coding_is_not_replaced_by_what_the_person_accepts_later() -> None:
    by = found(coded("Ann", act="desert"), judge("accept", (FIRST, 0)))
    assert by[REFUSED]["Ann"].values == {"act": "desert"}


def test_the_machine_may_be_compared_with_as_it_was() -> None:
    by = found(correct("count", [12, 12], [14, 14]), machine=True)
    assert by[REFUSED][MACHINE].values["count"] == [12, 12]


def test_people_who_agree_and_people_who_do_not() -> None:
    one = [coded("Ann", 0, act="refuse", count=[12, 12]), coded("Ann", 1, act="dismiss")]
    same = [coded("Berta", 0, act="refuse", count=[12, None]), coded("Berta", 1, act="dismiss")]
    other = [coded("Berta", 0, act="dismiss", count=[30, 30]), coded("Berta", 1, act="refuse")]
    alike, unlike = alphas(found(*one, *same)), alphas(found(*one, *other))
    assert alike["act"] == 1
    assert alike["count"] == 1
    assert alike["place"] is None
    assert unlike["act"] is not None
    assert unlike["act"] < 0


def test_what_others_judged_is_coded_first_and_nobody_codes_twice() -> None:
    by = found(judge("accept", (FIRST, 1)))
    first = to_code(BOTH, by, "Berta")
    assert len(first) == 4
    assert first[0].endswith(FIRST.claims[1].id)
    assert to_code(BOTH, by, "Ann") == [key for key in first if key != first[0]]
    assert {REFUSED, OTHER} < set(first)
    assert set(to_code(BOTH, by, "Berta", "other")) == set(first)
