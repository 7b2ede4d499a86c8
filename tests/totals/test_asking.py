"""A question's floor, ceiling and working, and what must hold of them whatever the register."""

from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.totals.invented import OUTLETS, TELLERS, Register
from vidmova.records import Contradiction, Linked, Telling
from vidmova.totals.asking import Total, answer, ask, opened, range_of
from vidmova.totals.questions import Question
from vidmova.totals.sentences import sentence
from vidmova.totals.slices import sliced

REFUSED = Question(acts=("refuse",))
KINDS = ("part_of", "disjoint", "later_state", "same")


def total(register: Register, **asked: Any) -> Total:
    return ask(replace(REFUSED, **asked), register.linked(), TELLERS)


def low_high(found: Any) -> tuple[int, int | None]:
    return found.low, found.high


def march() -> Register:
    register = Register()
    register.tell("kharkiv", (500, 500), date=("2022-03-02", "2022-03-02"), approx=True)
    register.tell("krasnodar", (12, 12), outlet=1, date=("2022-02-25", "2022-02-25"), origin="Krasnodar")
    register.tell("krasnodar", (12, 12), outlet=2)
    register.tell("crimea", (80, 80), outlet=1)
    register.tell("omsk", None, outlet=1)
    register.relate("disjoint", "kharkiv", "krasnodar")
    return register


def test_certain_events_make_the_floor_and_possible_ones_the_ceiling() -> None:
    found = total(march(), until="2022-07-31")
    assert low_high(found) == (512, 592)
    assert [(row.event, row.part) for row in found.working] == [
        ("kharkiv", "floor"),
        ("krasnodar", "floor"),
        ("crimea", "possible"),
    ]
    assert found.working[0].approx
    assert found.best is None
    assert (found.gap, found.low_gap, found.high_gap) == (80, 0, 0)
    assert sentence(found) == "between 512 and 592 people refused, by 2022-07-31"


def test_two_articles_tell_of_twelve_once() -> None:
    register = march()
    assert low_high(total(register, place="Krasnodar Krai")) == (12, 592)


def test_without_each_outlet() -> None:
    found = total(march())
    assert {name: low_high(one) for name, one in found.without.items()} == {
        "Zarya": (80, 92),
        "Kolos": (512, 512),
        "Vesna": (512, 592),
    }
    assert low_high(total(march(), without=frozenset({"Kolos"}))) == (512, 512)


def test_a_reprint_falls_with_its_original() -> None:
    register = Register()
    register.tell("a", (80, 80))
    register.tell("a", (80, 80), outlet=1)
    register.tell("b", (10, 10), outlet=2, source_said="Grati")
    linked = register.linked()
    told = Telling(id="t", documents=list(linked.claims)[:2], because="one text")
    found = ask(REFUSED, replace(linked, tellings=[told]), TELLERS)
    assert low_high(found.without["Zarya"]) == (10, 10)
    assert low_high(found.without["Kolos"]) == (80, 90)
    assert low_high(found.without_sources["Grati"]) == (80, 80)


def test_pairs_that_are_perhaps_one() -> None:
    register = Register()
    register.tell("a", (60, 60))
    register.tell("b", (80, 80), outlet=1)
    register.doubt("a", "b")
    found = total(register)
    assert low_high(found) == (80, 140)
    assert {name: low_high(one) for name, one in found.moved.items()} == {
        "possible pairs as one": (60, 80),
        "possible pairs as two": (140, 140),
    }


def test_what_is_apart_is_never_taken_as_one() -> None:
    register = Register()
    for name in "ab":
        register.tell(name, (60, 60))
    register.doubt("a", "b")
    register.relate("disjoint", "a", "b")
    assert low_high(total(register, possible="same")) == (120, 120)


def test_unknown_overlaps_say_what_they_would_change() -> None:
    found = total(march())
    first = found.overlaps[0]
    assert first.events == ("crimea", "kharkiv")
    assert (first.floor_if_disjoint, first.ceiling_if_inside) == (580, 512)


def test_what_gives_no_number_is_listed() -> None:
    register = march()
    register.tell("cases", (7, 7), counted="cases")
    found = total(register)
    assert [(one.event, one.reason) for one in found.uncounted] == [
        ("omsk", "no number said"),
        ("cases", "it counts cases"),
    ]


def test_who_disagrees_is_shown() -> None:
    register = march()
    register.tell("crimea", (60, 60))
    register.tell("kharkiv", None, outlet=2, modality="denied")
    found = total(register)
    assert {(one.event, one.kind, one.values) for one in found.disagreements} == {
        ("crimea", "count", ("60", "80")),
        ("kharkiv", "modality", ("Vesna",)),
    }
    told = Contradiction(
        id="x", kind="count", events=["crimea"], sides=[], values=["80", "60"], because="80 against 60"
    )
    linked = replace(register.linked(), contradictions=[told])
    assert ask(REFUSED, linked, TELLERS).disagreements[0].because == "80 against 60"


def test_nothing_asked_is_nobody() -> None:
    assert low_high(total(Register())) == (0, 0)
    assert low_high(total(march(), until="2021-12-31")) == (0, 80)


def test_by_month_and_region() -> None:
    known = opened(march().linked(), TELLERS)
    assert [(row.label, row.low, row.high) for row in sliced(REFUSED, "month", known)] == [
        ("2022-02", 12, 92),
        ("2022-03", 500, 580),
    ]
    assert [row.label for row in sliced(REFUSED, "region", known)] == ["Krasnodar Krai"]
    assert sliced(REFUSED, "unit", known) == []


numbers = st.integers(1, 30).flatmap(lambda low: st.tuples(st.just(low), st.integers(low, 40)))


@st.composite
def registers(draw: st.DrawFn) -> Register:
    register = Register()
    names = "abcde"
    for name in names:
        for _ in range(draw(st.integers(1, 2))):
            register.tell(name, draw(numbers), outlet=draw(st.integers(0, 2)))
    pairs = list(combinations(names, 2))
    for one, other in draw(st.lists(st.sampled_from(pairs), max_size=4)):
        register.relate(draw(st.sampled_from(KINDS)), one, other)
    for one, other in draw(st.lists(st.sampled_from(pairs), max_size=2)):
        register.doubt(one, other)
    return register


def most(linked: Linked, **asked: Any) -> int:
    high = range_of(replace(REFUSED, **asked), opened(linked, TELLERS)).high
    assert high is not None
    return high


@settings(max_examples=120, deadline=None)
@given(registers())
def test_the_floor_is_never_above_the_ceiling(register: Register) -> None:
    known = opened(register.linked(), TELLERS)
    for possible in ("unknown", "same", "apart"):
        found = range_of(replace(REFUSED, possible=possible), known)
        assert found.high is not None
        assert 1 <= found.low <= found.high


@settings(max_examples=120, deadline=None)
@given(registers())
def test_with_nothing_known_the_bounds_are_the_largest_and_the_sum(register: Register) -> None:
    linked = replace(register.linked(), relations=[], links=[])
    found = answer(REFUSED, opened(linked, TELLERS))
    assert found.low == max(row.low for row in found.working)
    assert found.high == sum(row.high or 0 for row in found.working)


@settings(max_examples=120, deadline=None)
@given(registers())
def test_taking_perhaps_one_as_one_never_raises_the_ceiling(register: Register) -> None:
    linked = replace(register.linked(), relations=[])
    assert most(linked, possible="same") <= most(linked)


@settings(max_examples=120, deadline=None)
@given(registers(), st.sampled_from(OUTLETS))
def test_events_only_one_outlet_told_are_gone_without_it(register: Register, outlet: str) -> None:
    linked = replace(register.linked(), relations=[])
    known = opened(linked, TELLERS)
    mine = [name for name, told in known.told.items() if {one.outlet for one in told} == {outlet}]
    here = answer(REFUSED, known)
    there = answer(replace(REFUSED, without=frozenset({outlet})), known)
    assert not {row.event for row in there.working} & set(mine)
    kept = sum(row.high or 0 for row in here.working if row.event not in mine)
    widest = sum((row.high or 0) for row in there.working)
    untouched = all(outlet not in {one.outlet for one in known.told[row.event]} for row in there.working)
    if untouched:
        assert widest == kept <= (here.high or 0)


@settings(max_examples=80, deadline=None)
@given(registers())
def test_leaving_out_an_outlet_never_raises_the_ceiling_of_plain_numbers(register: Register) -> None:
    # Without the rule on narrower numbers, fewer claims about an event only bring its numbers closer together.
    linked = replace(register.linked(), relations=[])
    off = frozenset({"narrower-number"})
    for outlet in OUTLETS:
        assert most(linked, off=off, without=frozenset({outlet})) <= most(linked, off=off)


@settings(max_examples=60, deadline=None)
@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(register: Register, random: Random) -> None:
    linked = register.linked()
    # Relations stay in order: of two that contradict each other the first is kept.
    events = list(linked.events)
    random.shuffle(events)
    first = range_of(REFUSED, opened(linked, TELLERS))
    assert range_of(REFUSED, opened(replace(linked, events=events), TELLERS)) == first


@settings(max_examples=60, deadline=None)
@given(registers())
def test_more_knowledge_never_widens_the_bounds(register: Register) -> None:
    linked = register.linked()
    found = answer(REFUSED, opened(linked, TELLERS))
    bare = answer(replace(REFUSED, off=frozenset({"relations"})), opened(linked, TELLERS))
    merged = any(use.kind == "same" for use in found.rules)
    if not merged:
        assert found.low >= bare.low
        assert (found.high or 0) <= (bare.high or 0)
