from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.judged import A, claim, event, linked
from vidmova.records import Case, Event, Linked, Relation
from vidmova.totals.paths import Flow, People, paths
from vidmova.totals.ways import joined_ways


def person(number: int, *events: str) -> Case:
    return Case(id=f"w{number}", name=f"P{number}", person=f"p{number}", events=list(events), because=["named"] * 9)


def group(number: int, *events: str) -> Case:
    return Case(id=f"g{number}", name=f"G{number}", person=None, events=list(events), because=["of them"] * 9)


def of(identity: str, act: str, low: int | None = 1, high: int | None = 1, **fields: Any) -> Event:
    return event(identity, act, low=low, high=high, counted="persons", **fields)


def flow(made: Linked, source: str, target: str | None, start: str | None = None) -> Flow:
    (found,) = (one for one in paths(made, start).flows if (one.source, one.target) == (source, target))
    return found


def made(events: list[Event], *cases: Case, **fields: Any) -> Linked:
    return Linked(claims=fields.pop("claims", {}), events=events, cases=list(cases), **fields)


def test_ways_of_one_person_are_joined_where_an_event_of_one_person_is_on_both() -> None:
    one = linked()
    (way,) = joined_ways(one.cases, {each.id: each for each in one.events})
    assert way.events == ["left", "judged", "upheld"]
    assert len(way.because) == 2


def test_ways_over_an_event_of_several_people_stay_apart() -> None:
    events = [of("refused", "refuse", 2, 2), of("a", "charge"), of("b", "charge")]
    cases = [person(1, "refused", "a"), person(2, "refused", "b")]
    assert len(joined_ways(cases, {each.id: each for each in events})) == 2


def test_stages_follow_on_one_another_and_the_last_leads_to_nothing_told() -> None:
    found = paths(linked())
    assert [(one.source, one.target) for one in found.flows] == [
        ("awol", "sentence"),
        ("sentence", "ruling"),
        ("ruling", None),
    ]
    assert found.people == People(1, 1, 1)
    assert found.off == {"sentence": 3, "acquitted": 1}


def test_time_is_told_where_both_dates_are_known_to_the_month() -> None:
    first = flow(linked(), "awol", "sentence")
    assert (first.days, first.timed, first.in_order, first.median_days) == ((142, 171), 1, 1, None)
    vague = [replace(one, date=("2023-01-01", "2023-03-31")) if one.id == "left" else one for one in linked().events]
    second = flow(linked(events=vague), "awol", "sentence")
    assert (second.days, second.timed, second.in_order) == (None, 0, 1)


def test_a_median_needs_five_times() -> None:
    events, cases = [], []
    for number in range(5):
        events += [of(f"l{number}", "awol", date=("2023-01-01", "2023-01-01"))]
        events += [of(f"s{number}", "sentence", date=(f"2023-02-0{number + 1}", f"2023-02-0{number + 1}"))]
        cases.append(person(number, f"l{number}", f"s{number}"))
    found = flow(made(events, *cases), "awol", "sentence")
    assert (found.median_days, found.days) == ((33, 33), (31, 35))
    assert found.people == People(5, 5, 5)


def test_those_of_a_group_who_are_not_told_to_have_gone_on_are_a_branch_of_their_own() -> None:
    events = [of("fired", "dismiss", 500, 500), of("sued", "lawsuit", 140, 140)]
    one = made(events, group(1, "fired", "sued"))
    assert flow(one, "dismiss", "lawsuit").people == People(1, 140, 140)
    left = flow(one, "dismiss", None)
    assert (left.people, left.split) == (People(1, 360, 360), 1)
    assert paths(one).stages["dismiss"] == People(1, 500, 500)


def test_a_group_of_unknown_number_leaves_all_open() -> None:
    events = [of("fired", "dismiss", 500, 500), of("sued", "lawsuit", None, None)]
    one = made(events, group(1, "fired", "sued"))
    assert flow(one, "dismiss", "lawsuit").people == People(1, 1, 500)
    assert [(each.source, each.target) for each in paths(one).flows] == [("dismiss", "lawsuit"), ("lawsuit", None)]


def test_two_parts_of_a_group_may_be_other_people() -> None:
    events = [of("r", "refuse", 50, 50), of("h", "aid", 17, 17), of("t", "threaten", 12, 12)]
    one = made(events, group(1, "r", "h", "t"))
    assert flow(one, "refuse", "aid").people == People(1, 17, 17)
    assert flow(one, "aid", "threaten").people == People(1, 0, 12)
    assert flow(one, "aid", None).people == People(1, 5, 17)
    part = Relation(kind="part_of", event="t", others=["h"], claims=[], because="of them")
    assert flow(made(events, *one.cases, relations=[part]), "aid", "threaten").people == People(1, 12, 12)


@given(st.integers(1, 40), st.data())
def test_whoever_the_parts_of_a_group_are_as_many_are_in_both(size: int, data: st.DataObject) -> None:
    whole = range(size)
    first, second = (data.draw(st.sets(st.sampled_from(whole), min_size=1)) for _ in range(2))
    sizes = ((len(one), len(one)) for one in (whole, first, second))
    events = [
        of(name, act, *told)
        for (name, act), told in zip((("r", "refuse"), ("h", "aid"), ("t", "deny")), sizes, strict=True)
    ]
    found = flow(made(events, group(1, "r", "h", "t")), "aid", "deny").people
    assert found.high is not None
    assert found.low <= len(first & second) <= found.high


def test_parts_that_are_more_than_the_group_overlap() -> None:
    events = [of("r", "refuse", 50, 50), of("h", "aid", 40, 40), of("t", "threaten", 30, 30)]
    assert flow(made(events, group(1, "r", "h", "t")), "aid", "threaten").people == People(1, 20, 30)


def test_parts_of_a_group_that_is_open_above_may_share_nobody() -> None:
    events = [of("r", "refuse", 50, None), of("h", "aid", 40, 40)]
    assert flow(made(events, group(1, "r", "h")), "refuse", "aid").people == People(1, 0, 40)


def test_an_event_without_a_number_does_not_make_a_group_larger() -> None:
    events = [of("r", "refuse", 12, 12), of("l", "lawsuit", 12, 12), of("n", "ruling", None, None)]
    events.append(of("o", "ruling", 9, 9))
    one = made(events, group(1, "r", "l", "n", "o"))
    assert flow(one, "refuse", "lawsuit").people == People(1, 12, 12)
    assert flow(one, "lawsuit", "ruling").people == People(1, 9, 12)


def test_named_people_and_groups_may_be_the_same() -> None:
    events = [of("fired", "dismiss", 12, 12), of("sued", "lawsuit", 12, 12), of("f1", "dismiss"), of("s1", "lawsuit")]
    ways = (group(1, "fired", "sued"), person(1, "f1", "s1"))
    assert flow(made(events, *ways), "dismiss", "lawsuit").people == People(2, 12, 13)
    inside = [replace(one, subset_of="sued") if one.id == "s1" else one for one in events]
    assert flow(made(inside, *ways), "dismiss", "lawsuit").people == People(2, 12, 12)


def test_a_group_inside_another_counts_once() -> None:
    events = [of("f", "dismiss", 500, 500), of("s", "lawsuit", 140, 140), of("g", "dismiss", 200, 200)]
    events.append(of("t", "lawsuit", 115, 115))
    part = Relation(kind="part_of", event="t", others=["s"], claims=[], because="of them")
    ways = (group(1, "f", "s"), group(2, "g", "t"))
    assert flow(made(events, *ways), "dismiss", "lawsuit").people == People(2, 140, 255)
    assert flow(made(events, *ways, relations=[part]), "dismiss", "lawsuit").people == People(2, 140, 140)


def test_two_groups_said_to_be_inside_each_other_count_once_each() -> None:
    events = [
        of("f", "dismiss", 9, 9),
        of("s", "lawsuit", 9, 9, subset_of="t"),
        of("t", "lawsuit", 9, 9, subset_of="s"),
    ]
    ways = (group(1, "f", "s"), group(2, "f", "t"))
    assert flow(made(events, *ways), "dismiss", "lawsuit").people == People(2, 9, 18)


def test_what_was_denied_or_only_possible_is_no_stage() -> None:
    events = [of("r", "refuse"), of("t", "threaten", modality="denied"), of("c", "charge", modality="possible")]
    events.append(of("x", "sentence", None, None, modality="denied"))
    cleared = claim(1, "x", modality="denied", count=(1, 1))
    told = made(events, person(1, "r", "t", "c", "x"), claims={A: [cleared]})
    assert [(one.source, one.target) for one in paths(told).flows] == [
        ("refuse", "acquitted"),
        ("acquitted", None),
    ]


def test_an_act_that_comes_again_is_one_stage_without_a_date() -> None:
    events = [of("a", "awol", date=("2023-01-01", "2023-01-01")), of("b", "awol", date=("2023-05-01", "2023-05-01"))]
    events.append(of("s", "sentence", date=("2023-06-01", "2023-06-01")))
    found = flow(made(events, person(1, "a", "b", "s")), "awol", "sentence")
    assert (found.people, found.timed) == (People(1, 1, 1), 0)


def test_from_an_act_on_only_ways_that_lead_over_it_count() -> None:
    events = [of("r", "refuse"), of("c", "charge"), of("s", "sentence"), of("d", "refuse"), of("e", "dismiss")]
    found = paths(made(events, person(1, "r", "c", "s"), person(2, "d", "e")), "charge")
    assert found.ways == 1
    assert [(one.at, one.source, one.target) for one in found.steps] == [
        (0, "charge", "sentence"),
        (1, "sentence", None),
    ]


def test_without_cases_there_are_no_ways() -> None:
    found = paths(made([of("r", "refuse")]))
    assert (found.ways, found.flows, found.off, found.people) == (0, (), {"refuse": 1}, People(0, 0, 0))
