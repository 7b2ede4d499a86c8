"""The ways of persons and groups: which events are on them, in which order, and why."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.claimmakers import TEXTS, claim, joined, read_report, report
from vidmova.linking.cases import find_cases
from vidmova.linking.linked import link
from vidmova.linking.order import in_order
from vidmova.records import Entity, Event, Mention, Report, claim_key

UNIT = "412th Motor Rifle Regiment"


def day(text: str) -> tuple[str, str]:
    return text, text


def mentions(reports: Sequence[Report], entity: str, *names: str) -> list[Mention]:
    return [
        Mention(
            claim=claim_key(one.document.id, said.id),
            field="person",
            kind="person",
            name=name,
            language="en",
            entity=entity,
        )
        for one in reports
        for said in one.claims
        for name in said.person
        if name in names
    ]


def person(entity: str, *names: str) -> Entity:
    return Entity(id=entity, kind="person", name=names[0], names=list(names))


def one_man() -> list[Report]:
    return [
        report("a", claim(act="sentence", person=["Arsen Tlyupov"], date=day("2023-05-24")), outlet="Ridge Observer"),
        report(
            "b",
            claim(act="refuse", person=["Арсен Тлюпов"], date=day("2022-09-10")),
            claim(2, act="threaten", person=["Арсен Тлюпов"]),
            claim(3, act="norm", date=day("2022-09-21")),
            claim(4, act="sentence", person=["Арсен Тлюпов"], modality="possible"),
            language="ru",
            outlet="Голос хребта",
        ),
    ]


def test_the_way_of_a_person_runs_through_documents() -> None:
    reports = one_man()
    known = joined(
        reports,
        {
            "sentence": [(0, "c001")],
            "refusal": [(1, "c001")],
            "threat": [(1, "c002")],
            "norm": [(1, "c003")],
            "asked": [(1, "c004")],
        },
    )
    man = person("p1", "Arsen Tlyupov", "Арсен Тлюпов")
    (case,) = find_cases(known, [man], mentions(reports, "p1", *man.names), reports)
    assert case.events == ["refusal", "threat", "sentence"]
    assert (case.person, case.name) == ("p1", "Arsen Tlyupov")
    assert len(case.because) == 2
    assert "Голос хребта names Arsen Tlyupov here as well as before" in case.because[0]
    assert "Ridge Observer names the same person" in case.because[1]


def test_one_event_is_no_way() -> None:
    reports = one_man()
    known = joined(reports, {"sentence": [(0, "c001")]})
    assert find_cases(known, [person("p1", "Arsen Tlyupov")], mentions(reports, "p1", "Arsen Tlyupov"), reports) == []


def test_namesakes_have_ways_of_their_own() -> None:
    reports = [
        report("a", claim(act="refuse", person=["Andrei K."]), claim(2, act="sentence", person=["Andrei K."])),
        report("b", claim(act="awol", person=["Andrei K."]), claim(2, act="charge", person=["Andrei K."])),
    ]
    known = joined(reports, {"r": [(0, "c001")], "s": [(0, "c002")], "a": [(1, "c001")], "c": [(1, "c002")]})
    said = mentions(reports[:1], "p1", "Andrei K.") + mentions(reports[1:], "p2", "Andrei K.")
    ways = find_cases(known, [person("p1", "Andrei K."), person("p2", "Andrei K.")], said, reports)
    assert [case.events for case in ways] == [["r", "s"], ["a", "c"]]


def test_a_document_tells_of_a_group_in_one_piece() -> None:
    reports = [
        report(
            "a",
            claim(act="dismiss", count=(300, 300), unit=UNIT, group="contract soldiers", date=day("2022-04-02")),
            claim(2, act="refuse", count=(300, 300), unit=UNIT, date=day("2022-03-30")),
            claim(3, act="lawsuit", unit=UNIT),
            outlet="North Shore",
        )
    ]
    known = joined(reports, {"d": [(0, "c001")], "r": [(0, "c002")], "l": [(0, "c003")]})
    (case,) = find_cases(known, [], [], reports)
    assert case.events == ["r", "d", "l"]
    assert case.person is None
    assert case.name == f"300 contract soldiers, {UNIT}"
    assert all("North Shore tells of both" in why for why in case.because)


def test_one_number_of_one_unit_joins_documents() -> None:
    reports = [
        report("a", claim(act="refuse", count=(37, 37), unit=UNIT, date=day("2022-03-30"))),
        report("b", claim(act="dismiss", count=(37, 37), unit=UNIT, date=day("2022-04-06"))),
        report("c", claim(act="dismiss", count=(37, 37), unit="331st Airborne Regiment", date=day("2022-04-06"))),
        report("d", claim(act="charge", count=(37, 37), unit=UNIT, date=day("2024-04-06"))),
    ]
    known = joined(reports, {"r": [(0, "c001")], "d": [(1, "c001")], "x": [(2, "c001")], "y": [(3, "c001")]})
    (case,) = find_cases(known, [], [], reports)
    assert case.events == ["r", "d"]
    assert case.because == [f"both tell of 37 people of {UNIT}"]


def test_a_part_goes_on_the_way_of_its_whole() -> None:
    reports = [
        report("a", claim(act="dismiss", count=(500, 500), date=day("2022-03-10"))),
        report("b", claim(act="lawsuit", count=(140, 140), date=day("2022-05-25"))),
    ]
    known = joined(reports, {"dismissal": [(0, "c001")], "suit": [(1, "c001")]}, suit="dismissal")
    (case,) = find_cases(known, [], [], reports)
    assert case.events == ["dismissal", "suit"]
    assert case.because == ["the 140 here are part of the 500 of whom “dismissal” tells"]


def test_two_groups_of_one_unit_stay_apart() -> None:
    reports = [
        report(
            "a",
            claim(act="refuse", count=(40, 40), unit=UNIT),
            claim(2, act="detain", count=(15, 15), unit=UNIT),
            claim(3, act="charge", count=(15, 15), unit=UNIT),
        )
    ]
    known = joined(reports, {"r": [(0, "c001")], "d": [(0, "c002")], "c": [(0, "c003")]})
    assert [case.events for case in find_cases(known, [], [], reports)] == [["d", "c"]]


def test_two_documents_in_two_languages_make_one_way() -> None:
    told = link([read_report(TEXTS / "contradictions" / f"08-date.{language}.txt") for language in ("en", "uk")])
    acts = {event.id: event.act for event in told.events}
    (case,) = [case for case in told.cases if case.person]
    walked = [acts[event] for event in case.events]
    assert walked.index("awol") < walked.index("detain") < walked.index("sentence")
    assert case.name in {"Arsen Tlyupov", "Арсен Тлюпов"}
    assert len(case.because) == len(case.events) - 1


# --- order


def event(name: str, act: str, date: tuple[str | None, str | None] | None = None) -> Event:
    return Event(id=name, act=act, title=name, claims=[], documents=[], date=date)


def names(*events: Event) -> list[str]:
    return [one.id for one in in_order(events)]


def test_dates_come_before_the_usual_order() -> None:
    charge, refusal = event("c", "charge", day("2022-03-01")), event("r", "refuse", day("2022-04-01"))
    assert names(refusal, charge) == ["c", "r"]


def test_what_usually_follows_decides_on_one_day_and_without_dates() -> None:
    refused, threatened = event("r", "refuse", day("2022-04-01")), event("t", "threaten", day("2022-04-01"))
    sentenced, appealed = event("s", "sentence"), event("a", "ruling")
    assert names(appealed, sentenced, threatened, refused) == ["r", "t", "s", "a"]


def test_a_year_places_an_event_among_its_bounds() -> None:
    first, last = event("a", "sentence", day("2021-06-01")), event("b", "sentence", day("2023-06-01"))
    assert names(event("y", "refuse", ("2022-01-01", "2022-12-31")), last, first) == ["a", "y", "b"]


def test_an_upper_bound_stands_before_what_happened_on_its_day() -> None:
    assert names(event("s", "sentence", day("2023-10-04")), event("a", "awol", (None, "2023-10-04"))) == ["a", "s"]


DATES = st.one_of(
    st.none(),
    st.tuples(st.dates().map(str), st.none()),
    st.tuples(st.none(), st.dates().map(str)),
    st.tuples(st.dates(), st.dates()).map(lambda pair: (str(min(pair)), str(max(pair)))),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["refuse", "threaten", "charge", "sentence"]), DATES), max_size=6), st.data())
def test_the_order_given_changes_nothing(made: list[tuple[str, Any]], data: st.DataObject) -> None:
    events = [event(f"e{number}", act, date) for number, (act, date) in enumerate(made)]
    shuffled = data.draw(st.permutations(events))
    assert names(*events) == names(*shuffled)
    assert sorted(names(*events)) == [one.id for one in events]
