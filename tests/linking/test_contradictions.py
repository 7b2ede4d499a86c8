"""Contradictions are found with their kind and passages, look-alikes give none, whatever the order of documents."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.claimmakers import (
    TEXTS,
    claim,
    joined,
    joined_apart,
    read_report,
    report,
    text_rows,
)
from vidmova.linking.contradictions import find_contradictions
from vidmova.linking.events import Joined
from vidmova.linking.linked import link
from vidmova.records import Contradiction, Link, Relation, Report, Telling, claim_key

CONTRADICTIONS, LOOKALIKES = text_rows("contradictions"), text_rows("lookalikes")
BY_EVENTS = {"17-count"}
"""Contradictions within documents, which are looked for only among claims that linking joined."""


@cache
def written(folder: str, name: str) -> Report:
    return read_report(TEXTS / folder / name)


def pair(folder: str, row: dict[str, str]) -> list[Report]:
    return [written(folder, row["document_a"]), written(folder, row["document_b"])]


def alone(reports: Sequence[Report]) -> list[Contradiction]:
    return find_contradictions(reports, joined_apart(reports), [], [])


def linked(reports: list[Report]) -> list[Contradiction]:
    return link(reports).contradictions


def passages(reports: Sequence[Report], side: Sequence[str]) -> str:
    texts = [
        one.document.text[said.start : said.end + 60]
        for one in reports
        for said in one.claims
        if claim_key(one.document.id, said.id) in side
    ]
    return "\n".join(texts)


def holds(row: dict[str, str], found: Contradiction, reports: Sequence[Report]) -> bool:
    """Whether a contradiction has the kind of a row, and its passages on two sides."""
    if found.kind != row["kind"]:
        return False
    sides = [passages(reports, side) for side in found.sides]
    ones = [at for at, side in enumerate(sides) if row["passage_a"] in side]
    others = [at for at, side in enumerate(sides) if row["passage_b"] in side]
    return any(one != other for one in ones for other in others)


@pytest.mark.parametrize("row", CONTRADICTIONS, ids=lambda row: row["case"])
def test_written_contradictions_are_found(row: dict[str, str]) -> None:
    reports = pair("contradictions", row)
    assert {one.document.language for one in reports} == {
        Path(row[of]).suffixes[0][1:] for of in ("document_a", "document_b")
    }
    ways = [linked] if row["case"] in BY_EVENTS else [linked, alone]
    for way in ways:
        assert any(holds(row, one, reports) for one in way(reports)), way.__name__


@pytest.mark.parametrize("row", LOOKALIKES, ids=lambda row: row["case"])
def test_written_lookalikes_give_none(row: dict[str, str]) -> None:
    reports = pair("lookalikes", row)
    assert all(one.claims for one in reports)
    assert [one.because for one in linked(reports)] == []
    assert [one.because for one in alone(reports)] == []


@pytest.mark.parametrize("way", [linked, alone])
def test_all_texts_together_give_no_more(way: Any) -> None:
    lookalikes = [one for row in LOOKALIKES for one in pair("lookalikes", row)]
    assert [one.because for one in way(lookalikes)] == []


def test_the_tables_are_as_large_as_promised() -> None:
    assert len(CONTRADICTIONS) >= 12
    assert len(LOOKALIKES) >= 30
    assert {row["kind"] for row in CONTRADICTIONS} == {
        "count", "counted", "who", "category", "date", "place", "identity", "modality", "translation"
    }  # fmt: skip
    assert sum(len(list((TEXTS / folder).glob("*.txt"))) for folder in ("contradictions", "lookalikes")) == 2 * (
        len(CONTRADICTIONS) + len(LOOKALIKES)
    )


# --- claims made by hand

SAME: dict[str, Any] = {"unit": "412th Motor Rifle Regiment", "date": ("2023-03-09", "2023-03-09")}


def two(first: dict[str, Any], second: dict[str, Any], act: str = "refuse") -> list[Report]:
    return [report("a", claim(act=act, **{**SAME, **first})), report("b", claim(act=act, **{**SAME, **second}))]


def kinds(reports: Sequence[Report], known: Joined | None = None, relations: Sequence[Relation] = ()) -> list[str]:
    return [one.kind for one in find_contradictions(reports, known or joined_apart(reports), relations, [])]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ({"count": (12, 12)}, {"count": (300, 300)}, "count"),
        ({"count": (100, None)}, {"count": (40, 60)}, "count"),
        ({"count": (1246, 1246), "counted": "cases"}, {"count": (1246, 1246)}, "counted"),
        ({"count": (78, 78)}, {"count": (78, 78), "unit": "331st Airborne Regiment"}, "who"),
        ({"count": (64, 64), "category": ["contract"]}, {"count": (64, 64), "category": ["conscript"]}, "category"),
        ({"count": (56, 56), "place": "Kreminna"}, {"count": (56, 56), "place": "Volnovakha"}, "place"),
        (
            {"count": (56, 56), "place": "Kreminna"},
            {"count": (56, 56), "place": "Kreminna", "date": ("2023-05-02", "2023-05-02")},
            "date",
        ),
        ({"count": (23, 23)}, {"modality": "denied"}, "modality"),
    ],
)
def test_one_value_in_dispute(first: dict[str, Any], second: dict[str, Any], kind: str) -> None:
    assert kinds(two(first, second)) == [kind]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"count": (60, 60), "approx": True}, {"count": (60, None)}),
        ({"count": (1, 60)}, {"count": (60, None)}),
        ({"count": (300, 300), "approx": True}, {"count": (312, 312)}),
        ({"count": (10025, 10025), "counted": "cases"}, {"count": (10085, 10085)}),
        ({"count": (12, 12)}, {"count": (300, 300), "modality": "possible"}),
        ({"count": (12, 12)}, {"count": (1, 1)}),
        ({"count": (12, 12)}, {"count": (300, 300), "unit": "331st Airborne Regiment"}),
        ({"count": (12, 12)}, {"count": (300, 300), "date": ("2023-04-20", "2023-04-20")}),
        ({"count": (64, 64), "category": ["contract", "mobilised"]}, {"count": (64, 64), "category": ["conscript"]}),
        ({"count": (56, 56), "place": "Kreminna"}, {"count": (56, 56), "place": "cellar"}),
        ({"modality": "possible"}, {"modality": "denied"}),
        ({"modality": "denied"}, {"modality": "denied"}),
        (
            {"count": (56, 56), "place": "Lyman"},
            {"count": (56, 56), "place": "Lyman", "date": ("2025-03-09", "2025-03-09")},
        ),
    ],
)
def test_no_dispute(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert kinds(two(first, second)) == []


def test_another_act_is_no_rival() -> None:
    a, b = report("a", claim(count=(37, 37), **SAME)), report("b", claim(act="dismiss", count=(21, 21), **SAME))
    assert kinds([a, b]) == []


def test_who_gives_both_numbers_disputes_neither() -> None:
    both = report("a", claim(count=(300, 300), **SAME), claim(2, count=(12, 12), **SAME))
    assert kinds([both, report("b", claim(count=(12, 12), **SAME))]) == []


def test_two_sources_of_one_document_dispute_a_joined_event() -> None:
    told = report("a", claim(count=(300, 300), **SAME), claim(2, count=(12, 12), source_said="commanders", **SAME))
    assert kinds([told]) == []
    assert kinds([told], joined([told], {"e": [(0, "c001"), (0, "c002")]})) == ["count"]


def test_two_named_sources_side_by_side_dispute_each_other() -> None:
    first = claim(count=(300, 300), source_said="relatives", **SAME)
    for number, found in ((2, ["count"]), (9, [])):
        assert kinds([report("a", first, claim(number, count=(12, 12), source_said="commanders", **SAME))]) == found
    assert kinds([report("a", first, claim(2, count=(12, 12), source_said="relatives", **SAME))]) == []


def test_parts_that_add_up_to_the_other_number_are_no_dispute() -> None:
    parts = report("a", claim(count=(115, 115), **SAME), claim(2, count=(25, 25), **SAME))
    assert kinds([parts, report("b", claim(count=(140, 140), **SAME))]) == []


@pytest.mark.parametrize("kind", ["part_of", "later_state", "disjoint"])
def test_numbers_that_a_relation_explains_are_no_dispute(kind: Any) -> None:
    reports = two({"count": (140, 140)}, {"count": (500, 500)})
    known = joined(reports, {"e1": [(0, "c001")], "e2": [(1, "c001")]})
    assert kinds(reports, known) == ["count"]
    assert kinds(reports, known, [Relation(kind=kind, event="e1", others=["e2"], claims=[], because="")]) == []


def test_less_is_asked_of_claims_that_linking_joined() -> None:
    first, second = claim(count=(12, 12), unit=SAME["unit"]), claim(count=(300, 300), unit=SAME["unit"])
    reports = [report("a", first), report("b", second)]
    assert kinds(reports) == []
    assert kinds(reports, joined(reports, {"e": [(0, "c001"), (1, "c001")]})) == ["count"]


def test_a_doubtful_link_adds_to_the_evidence() -> None:
    month = {"unit": SAME["unit"], "date": ("2023-03-01", "2023-03-31"), "origin": "Kamyshin"}
    reports = [report("a", claim(count=(12, 12), **month)), report("b", claim(count=(300, 300), **month))]
    assert kinds(reports) == ["count"]
    bare = [report("a", claim(count=(12, 12), **SAME)), report("b", claim(count=(300, 300), **SAME))]
    keys = [claim_key(one.document.id, "c001") for one in bare]
    doubtful = Link(a=keys[0], b=keys[1], judgement="possible", score=0.5, because="")
    known = Joined(joined_apart(bare).event_of, [doubtful], [])
    assert kinds(bare, known) == ["count"]


def test_one_text_in_two_languages_makes_it_a_slip_of_translation() -> None:
    a, b = report("a", claim(count=(300, 300), **SAME)), report("b", claim(count=(30, 30), **SAME), language="ru")
    telling = Telling(id="t", documents=[a.document.id, b.document.id], because="")
    assert [one.kind for one in find_contradictions([a, b], joined_apart([a, b]), [], [telling])] == ["translation"]


def test_a_contradiction_says_who_says_what() -> None:
    a = report("a", claim(count=(300, 300), source_said="lawyer", **SAME), outlet="North Shore")
    b = report("b", claim(count=(12, 12), approx=True, **SAME), outlet="South Shore")
    (found,) = find_contradictions([a, b], joined_apart([a, b]), [], [])
    assert sorted(found.values) == ["300 persons", "about 12 persons"]
    assert found.state == "open"
    for words in ("North Shore (citing lawyer) says 300 persons", "South Shore says about 12 persons", "412th"):
        assert words in found.because


def test_many_claims_make_one_contradiction_of_two_sides() -> None:
    reports = [
        report(name, claim(count=(number, number), **SAME))
        for name, number in zip("abcd", (12, 12, 300, 300), strict=True)
    ]
    (found,) = find_contradictions(reports, joined_apart(reports), [], [])
    assert sorted(map(len, found.sides)) == [2, 2]


def test_its_id_stays_when_more_documents_say_the_same() -> None:
    reports = two({"count": (12, 12)}, {"count": (300, 300)})
    more = [*reports, report("c", claim(count=(12, 12), **SAME))]
    events = {"e1": [(0, "c001")], "e2": [(1, "c001")]}
    (before,) = find_contradictions(reports, joined(reports, events), [], [])
    (after,) = find_contradictions(more, joined(more, {**events, "e1": [(0, "c001"), (2, "c001")]}), [], [])
    assert before.id == after.id
    assert len(after.sides[0]) + len(after.sides[1]) == 3


# --- properties

UNITS, PLACES = ("412th Motor Rifle Regiment", "331st Airborne Regiment"), ("Kreminna", "Volnovakha", None)
COUNTS = ((12, 12), (300, 300), (60, None), (1, 60), (64, 64), None)


@st.composite
def many_reports(draw: st.DrawFn) -> list[Report]:
    made = []
    for name in "abcd"[: draw(st.integers(1, 4))]:
        claims = [
            claim(
                number,
                count=draw(st.sampled_from(COUNTS)),
                unit=draw(st.sampled_from(UNITS)),
                place=draw(st.sampled_from(PLACES)),
                date=draw(st.sampled_from([("2023-03-09", "2023-03-09"), ("2023-05-02", "2023-05-02")])),
                modality=draw(st.sampled_from(["asserted", "asserted", "denied"])),
                approx=draw(st.booleans()),
                category=draw(st.sampled_from([["contract"], ["conscript"], []])),
            )
            for number in range(1, draw(st.integers(1, 4)))
        ]
        made.append(report(name, *claims))
    return made


@settings(max_examples=60, deadline=None)
@given(many_reports(), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(reports: list[Report], random: Any) -> None:
    other = list(reports)
    random.shuffle(other)
    known = joined_apart(reports)
    assert find_contradictions(reports, known, [], []) == find_contradictions(other, known, [], [])


@settings(max_examples=60, deadline=None)
@given(many_reports())
def test_sides_are_of_known_claims_and_exclude_each_other(reports: list[Report]) -> None:
    keys = {claim_key(one.document.id, said.id) for one in reports for said in one.claims}
    found = alone(reports)
    assert found == alone(reports)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        members = [key for side in one.sides for key in side]
        assert len(one.sides) == len(one.values) >= 2
        assert len(set(members)) == len(members)
        assert keys.issuperset(members)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 400), st.integers(2, 400), st.booleans(), st.booleans())
def test_numbers_that_meet_are_no_dispute(one: int, other: int, open_a: bool, open_b: bool) -> None:
    low, high = sorted((one, other))
    a, b = (low, None if open_a else high), (high, None if open_b else high)
    assert kinds(two({"count": a}, {"count": b})) == []
