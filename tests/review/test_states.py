"""States of events: who may bring one where, and what opens it again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.review.test_applying import FIRST, SECOND, asked, correct, judge, numbered, with_claims
from vidmova.errors import UsageError
from vidmova.linking.linked import link
from vidmova.records import Report, claim_key
from vidmova.review.applying import applied
from vidmova.review.decisions import STATES, Decision
from vidmova.review.settling import Settled, settle
from vidmova.review.states import UNTOUCHED, Stage, advanced, ground_of, refused, versions

REFUSED = claim_key(FIRST.document.id, FIRST.claims[0].id)


def settled(reports: list[Report], *decisions: Decision) -> Settled:
    ground = applied(reports, numbered(*decisions))
    return settle(link(ground.reports, ground.judged), ground)


def becomes(state: str, who: str = "Ann", reports: tuple[Report, ...] = (FIRST,), **said: Any) -> Decision:
    linked = link(list(reports))
    event = next(one for one in linked.events if REFUSED in one.claims)
    before = ground_of(event, versions(reports))
    made = judge("state", (FIRST, 0), before=before, after=state)
    return replace(made, who=who, called=event.id, **said)


def stage(found: Settled) -> Stage:
    return next(iter(found.states.values()), UNTOUCHED)


def test_an_event_goes_from_open_to_final_by_two_people() -> None:
    way = [becomes("coded"), becomes("checked", "Berta"), becomes("final")]
    states = [stage(settled([FIRST], *way[:at])).state for at in range(4)]
    assert states == list(STATES)
    found = stage(settled([FIRST], *way))
    assert (found.coder, found.checker, found.decision) == ("Ann", "Berta", 3)
    assert settled([FIRST], *way).questions == []


@pytest.mark.parametrize(
    ("now", "wanted", "who", "said"),
    [
        (UNTOUCHED, "checked", "Ann", "it is open; from there it becomes coded"),
        (UNTOUCHED, "final", "Ann", "it is open"),
        (UNTOUCHED, "open", "Ann", "it is open already"),
        (Stage("coded", "Ann"), "checked", "Ann", "Ann coded it; a second person checks"),
        (Stage("coded", "Ann"), "checked", " ann ", "a second person"),
        (Stage("coded", "Ann"), "final", "Berta", "it becomes checked or open"),
        (Stage("final", "Ann", "Berta"), "coded", "Ann", "it becomes open"),
    ],
)
def test_what_cannot_be_is_said(now: Stage, wanted: str, who: str, said: str) -> None:
    assert said in refused(now, wanted, who)
    with pytest.raises(UsageError, match="cannot become"):
        advanced(now, replace(becomes(wanted, who), called="refuse-1"))


def test_an_event_may_be_coded_again_and_opened_again() -> None:
    assert stage(settled([FIRST], becomes("coded"), becomes("coded", "Berta"))).coder == "Berta"
    assert stage(settled([FIRST], becomes("coded"), becomes("open"))).state == "open"


def test_a_check_by_who_coded_it_is_not_followed_and_asked_about() -> None:
    found = settled([FIRST], becomes("coded"), becomes("checked"))
    assert stage(found).state == "coded"
    assert [one.kind for one in found.questions] == ["conflict"]
    assert "a second person checks" in found.questions[0].because


def test_another_claim_of_the_event_opens_it_again() -> None:
    coded = becomes("coded")
    joined = judge("join", (FIRST, 0), (SECOND, 0))
    found = settled([FIRST, SECOND], coded, joined)
    assert (stage(found).state, stage(found).was) == ("open", "coded")
    assert "1 claim more" in found.questions[0].because
    both = becomes("coded", reports=(FIRST, SECOND))
    grown = replace(both, before=sorted(versions([FIRST, SECOND])[key] for key in _keys(found)))
    assert stage(settled([FIRST, SECOND], coded, joined, grown)).state == "coded"


def _keys(found: Settled) -> list[str]:
    return next(one.claims for one in found.linked.events if REFUSED in one.claims)


def test_a_claim_that_says_something_else_opens_it_again() -> None:
    other = with_claims(FIRST, replace(FIRST.claims[0], count=(20, 20)), *FIRST.claims[1:])
    found = settled([other], becomes("coded"))
    assert stage(found).state == "open"
    assert "says something else" in found.questions[0].because
    corrected = settled([FIRST], becomes("coded"), correct("count", [12, 12], [14, 14]))
    assert stage(corrected).moved


def test_a_state_without_its_event_is_asked_about() -> None:
    ground = applied([SECOND], numbered(becomes("coded")))
    found = settle(link(ground.reports, ground.judged), ground)
    assert found.states == {}
    assert asked(ground) + [one.kind for one in found.questions] == ["moved"]


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(("Ann", "Berta"))), max_size=8))
def test_nobody_checks_what_he_coded_and_nothing_is_final_unchecked(way: list[tuple[str, str]]) -> None:
    now = UNTOUCHED
    for number, (state, who) in enumerate(way, 1):
        try:
            now = advanced(now, Decision(kind="state", who=who, when="", why="", after=state, number=number))
        except UsageError:
            continue
        if now.state in ("checked", "final"):
            assert now.checker
            assert now.checker != now.coder
