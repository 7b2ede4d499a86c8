import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.reportmakers import report
from vidmova.linking.events import Joined, find_events
from vidmova.records import Judgement, Report, Telling, claim_key

TABLE = Path(__file__).parent.parent / "tables" / "event_pairs.tsv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def key(one: Report, number: int = 1) -> str:
    return claim_key(one.document.id, f"c{number:03}")


def pair(row: dict[str, str]) -> tuple[list[Report], str, str]:
    sides = [(row["text_" + s], row["act"], json.loads(row["claim_" + s])) for s in "ab"]
    if row["where"] == "within":
        one = report("a", row["language_a"], *sides)
        return [one], key(one, 1), key(one, 2)
    made = [report(s, row["language_" + s], side) for s, side in zip("ab", sides, strict=True)]
    return made, key(made[0]), key(made[1])


def judgement(found: Joined, a: str, b: str) -> Judgement:
    if found.event_of[a] == found.event_of[b]:
        return "same"
    return "possible" if any({link.a, link.b} == {a, b} for link in found.links) else "different"


@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_pairs(row: dict[str, str]) -> None:
    reports, a, b = pair(row)
    found = find_events(reports)
    assert judgement(found, a, b) == row["expected"], [link.because for link in found.links]


@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_two_acts_are_never_one_event(row: dict[str, str]) -> None:
    reports, a, b = pair(row)
    other = find_events([_with_act(one, b, "dismiss") for one in reports])
    assert judgement(other, a, b) == "different"


def _with_act(one: Report, wanted: str, act: str) -> Report:
    given_claims = [(claim, claim_key(one.document.id, claim.id)) for claim in one.claims]
    fields = [{n: getattr(claim, n) for n in claim.__struct_fields__} for claim, _ in given_claims]
    claims = [
        type(claim)(**values | ({"act": act} if name == wanted else {}))
        for (claim, name), values in zip(given_claims, fields, strict=True)
    ]
    return Report(one.document, claims)


def test_a_group_with_weak_links_only_in_a_chain_is_not_joined() -> None:
    texts = (
        "Men of the 7th Brigade refused.",
        "A company turned back at Kherson.",
        "Sailors would not board the ship.",
    )
    counts = ([100, 100], [118, 118], [140, 140])
    units = ("7th Motor Rifle Brigade", "7th Motor Rifle Brigade", "61st Marine Brigade")
    days = {"date": ["2023-01-02", "2023-01-09"]}
    reports = [
        report(text, "en", (text, "refuse", days | {"count": count, "unit": unit}))
        for text, count, unit in zip(texts, counts, units, strict=True)
    ]
    found = find_events(reports)
    assert found.event_of[key(reports[0])] == found.event_of[key(reports[1])]
    assert found.event_of[key(reports[0])] != found.event_of[key(reports[2])]


def test_counts_of_quite_another_size_never_meet_over_a_third_claim() -> None:
    one = report(
        "a",
        "en",
        ("About 80 marines of the 810th Brigade refused.", "refuse", {"count": [80, 80], "unit": "810th Brigade"}),
        ("They refused together.", "refuse", {"unit": "810th Brigade", "carried": ["unit"]}),
        ("Some 300 men of the brigade refused.", "refuse", {"count": [300, 300], "unit": "810th Brigade"}),
    )
    found = find_events([one])
    assert found.event_of[key(one, 1)] != found.event_of[key(one, 3)]


def test_an_event_says_what_its_claims_say_together() -> None:
    first = {"count": [52, 52], "unit": "1441st Motor Rifle Regiment", "place": "Donetsk Oblast", "group": "soldiers"}
    second = {"count": [50, None], "unit": "1441st Motor Rifle Regiment", "place": "Marinka", "group": "soldiers"}
    days = {"date": ["2023-03-14", "2023-03-14"]}
    month = {"date": ["2023-03-01", "2023-03-31"]}
    reports = [
        report("a", "ru", ("52 бойца 1441-го полка отказались идти на штурм.", "refuse", first | days)),
        report("b", "en", ("At least 50 men of the 1441st Regiment refused.", "refuse", second | month)),
    ]
    [event] = find_events(reports).events
    assert (event.low, event.high, event.counted) == (50, None, "persons")
    assert event.date == ("2023-03-14", "2023-03-14")
    assert event.place == "Marinka"
    assert event.documents == [one.document.id for one in reports]
    said = "At least 50 soldiers of 1441st Motor Rifle Regiment refused, Marinka, 14 March 2023"
    assert event.title == said


def test_a_denial_does_not_count_and_a_named_member_is_no_number() -> None:
    one = report(
        "a",
        "en",
        ("Twelve men of the Rostov OMON refused.", "refuse", {"count": [12, 12], "unit": "Rostov OMON"}),
        ("The Rostov OMON said that all 12 went.", "refuse", {"count": [12, 12], "modality": "denied"}),
    )
    [event] = find_events([one]).events
    assert (event.low, event.high, event.modality) == (12, 12, "asserted")


def test_names_are_told_in_latin_letters() -> None:
    one = report("a", "uk", ("Дмитра Орлюка засудили.", "sentence", {"count": [1, 1], "person": ["Дмитро Орлюк"]}))
    assert find_events([one]).events[0].title == "Dmytro Orliuk sentenced"


def test_every_link_says_why() -> None:
    for row in ROWS:
        reports, _, _ = pair(row)
        for link in find_events(reports).links:
            assert link.because.startswith(("One event: ", "Perhaps one event: "))
            assert link.features
            assert "{" not in link.because


def test_a_telling_of_one_text_brings_its_claims_together() -> None:
    said = ("Soldiers near Kupiansk refused.", "refuse", {"place": "Kupiansk", "date": ["2023-03-01", "2023-03-31"]})
    reports = [report("a", "en", said), report("b", "en", said)]
    telling = Telling(id="t", documents=[one.document.id for one in reports], because="")
    found = find_events(reports, [telling])
    assert judgement(found, key(reports[0]), key(reports[1])) == "same"


SAYINGS: list[tuple[str, str, dict[str, Any]]] = [
    ("Denys Varakin was sentenced.", "sentence", {"count": [1, 1], "person": ["Denys Varakin"]}),
    ("Дениса Варакина осудили.", "sentence", {"count": [1, 1], "person": ["Денис Варакин"]}),
    ("Denys was sentenced.", "sentence", {"count": [1, 1], "person": ["Denys"]}),
    ("They refused.", "refuse", {}),
    ("37 men refused near Marinka.", "refuse", {"count": [37, 37], "place": "Marinka"}),
    ("About 40 men refused near Marinka.", "refuse", {"count": [40, 40], "approx": True, "place": "Marinka"}),
    ("37 men of the 20th Brigade refused.", "refuse", {"count": [37, 37], "unit": "20th Brigade"}),
    ("37 men of the 205th Brigade refused.", "refuse", {"count": [37, 37], "unit": "205th Brigade"}),
    ("37 were dismissed.", "dismiss", {"count": [37, 37], "date": ["2023-03-01", "2023-03-31"]}),
]
documents = st.lists(st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=4), min_size=1, max_size=5)


def made(texts: list[list[tuple[str, str, dict[str, Any]]]]) -> list[Report]:
    return [report(f"document {number}", "en", *said) for number, said in enumerate(texts)]


def together(found: Joined) -> set[frozenset[str]]:
    return {frozenset(event.claims) for event in found.events}


@settings(max_examples=30, deadline=None)
@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(texts: list[list[tuple[str, str, Any]]], random: Any) -> None:
    reports = made(texts)
    shuffled = random.sample(reports, len(reports))
    assert together(find_events(reports)) == together(find_events(shuffled))


@settings(max_examples=30, deadline=None)
@given(documents)
def test_every_claim_is_in_one_event_with_others_of_its_act(texts: list[list[tuple[str, str, Any]]]) -> None:
    reports = made(texts)
    found = find_events(reports)
    acts = {claim_key(one.document.id, claim.id): claim.act for one in reports for claim in one.claims}
    assert found.event_of.keys() == acts.keys()
    assert sorted(name for event in found.events for name in event.claims) == sorted(acts)
    assert len({event.id for event in found.events}) == len(found.events)
    for event in found.events:
        assert {acts[name] for name in event.claims} == {event.act}
        assert {found.event_of[name] for name in event.claims} == {event.id}


@settings(max_examples=30, deadline=None)
@given(documents, st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=3))
def test_an_added_document_leaves_the_ids_of_events_that_stay(
    texts: list[list[tuple[str, str, Any]]], more: list[tuple[str, str, Any]]
) -> None:
    reports = made(texts)
    before = find_events(reports)
    after = find_events([*reports, report("added", "en", *more)])
    firsts = {event.claims[0]: event.id for event in after.events}
    for event in before.events:
        if event.claims[0] in firsts:
            assert firsts[event.claims[0]] == event.id


@settings(max_examples=30, deadline=None)
@given(documents, st.randoms(use_true_random=False), st.sampled_from(["same", "different"]))
def test_what_a_person_judged_is_obeyed(
    texts: list[list[tuple[str, str, Any]]], random: Any, decision: Judgement
) -> None:
    reports = made(texts)
    keys = [claim_key(one.document.id, claim.id) for one in reports for claim in one.claims if claim.act == "refuse"]
    if len(keys) < 2:
        return
    a, b = random.sample(keys, 2)
    found = find_events(reports, (), {frozenset((a, b)): decision})
    assert (found.event_of[a] == found.event_of[b]) == (decision == "same")


def test_a_judged_question_stays_a_question() -> None:
    one = report("a", "en", SAYINGS[4], SAYINGS[4])
    a, b = key(one, 1), key(one, 2)
    assert judgement(find_events([one]), a, b) == "same"
    assert judgement(find_events([one], (), {frozenset((a, b)): "possible"}), a, b) == "possible"


def test_a_judgement_on_a_claim_that_is_gone_does_no_harm() -> None:
    one = report("a", "en", SAYINGS[0])
    assert find_events([one], (), {frozenset((key(one), "gone-c001")): "same"}).events
