"""Parts of a group: what the case tables say, and what must hold of any relations."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casetables import rows_of
from tests.linking.marked import Joined, marked
from vidmova.extraction.claims import extract
from vidmova.linking.figures import Figure
from vidmova.linking.parts import Part
from vidmova.linking.relations import find_relations, part_relations, subset_of
from vidmova.reading.sentences import find_sentences
from vidmova.records import Claim, Document, Relation, Report, claim_key

ROWS = rows_of("parts")


def said(relations: list[Relation]) -> set[str]:
    """Return relations in the words of the tables: 140<500, 140=115+25, 1050=700+300?50 where fifty are missing."""
    parts = {f"{one.event}<{one.others[0]}" for one in relations if one.kind == "part_of"}
    sums = {
        f"{one.event}={'+'.join(one.others)}{f'?{one.gap}' if one.gap else ''}"
        for one in relations
        if one.kind == "sum_of"
    }
    return parts | sums


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['language']}-{row['note']}" for row in ROWS])
def test_the_tables(row: dict[str, str]) -> None:
    report, joined = marked(row["text"].replace("\\n", "\n"), row["language"])
    expected = {one for one in row["expected"].split(",") if one}
    assert said(find_relations([report], joined)) == expected


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 60


def test_a_relation_shows_its_passages_and_says_why() -> None:
    report, joined = marked("Of the [500|dismiss] men dismissed, [140|lawsuit] went to court.", "en")
    (relation,) = find_relations([report], joined)
    assert relation.claims == ["aaaaaaaaaaaa-c2", "aaaaaaaaaaaa-c1"]
    assert relation.because == "the text says 140 of 500"


def test_numbers_at_other_places_are_apart() -> None:
    text = "There were 214 cases in Omsk and 156 cases in Tomsk."
    claims = [
        Claim(id="c1", start=0, end=len(text), act="charge", count=(214, 214), counted="cases", place="Omsk"),
        Claim(id="c2", start=0, end=len(text), act="charge", count=(156, 156), counted="cases", place="Tomsk"),
    ]
    document = Document(id="a" * 12, name="a", media_type="text/plain", text=text, language="en")
    joined = Joined({"aaaaaaaaaaaa-c1": "omsk", "aaaaaaaaaaaa-c2": "tomsk"})
    (relation,) = find_relations([Report(document, claims)], joined)
    assert (relation.kind, relation.event, relation.others) == ("disjoint", "omsk", ["tomsk"])


def beside(*given: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return who is said to be apart of claims that one passage lists."""
    text = "The passage lists them."
    claims = [
        Claim(id=f"c{number}", start=0, end=len(text), act="refuse", counted="persons", **fields)
        for number, fields in enumerate(given, 1)
    ]
    document = Document(id="a" * 12, name="a", media_type="text/plain", text=text, language="en")
    joined = Joined({claim_key(document.id, one.id): one.id for one in claims})
    found = find_relations([Report(document, claims)], joined)
    return [(one.event, *one.others) for one in found if one.kind == "disjoint"]


def at(count: int, **fields: Any) -> dict[str, Any]:
    return {"count": (count, count), **fields}


def test_a_list_of_three_places_is_apart_throughout() -> None:
    assert beside(at(214, place="Omsk"), at(156, place="Tomsk"), at(90, place="Kursk")) == [("c1", "c2", "c3")]


def test_a_list_that_comes_back_to_a_place_is_not_apart_there() -> None:
    found = beside(at(214, place="Omsk"), at(156, place="Tomsk"), at(90, place="Omsk"))
    assert found == [("c1", "c2"), ("c2", "c3")]


def test_a_number_without_a_place_is_apart_from_nobody() -> None:
    assert beside(at(214, place="Omsk"), at(156), at(90, place="Tomsk")) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("74th Motor Rifle Brigade", "35th Motor Rifle Brigade", True),
        ("74th Motor Rifle Brigade", "2nd Battalion", False),
        ("74th Motor Rifle Brigade", "41st Army", False),
        ("74-я бригада", "2-й батальон 74-й бригады", False),
    ],
)
def test_units_are_apart_on_one_level_only(one: str, other: str, apart: bool) -> None:
    assert bool(beside(at(214, unit=one), at(156, unit=other))) is apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (at(1, person=["Ivan Petrov"]), at(1, person=["Oleh Sydorenko"]), True),
        (at(1, person=["Ivan Petrov"]), at(1, person=["I. Petrov"]), False),
        (at(12, person=["Ivan Petrov"]), at(11, person=["Oleh Sydorenko"]), False),
        (at(1, person=["Ivan Petrov"]), at(11, person=["Oleh Sydorenko"], group="soldiers"), False),
    ],
)
def test_people_are_apart_where_all_are_named(one: dict[str, Any], other: dict[str, Any], apart: bool) -> None:
    assert bool(beside(one, other)) is apart


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "One list has [36,000|awol] names and the other [26,000|awol], and many men are on both lists."),
        ("ru", "В одном списке [36 000|awol] имён, в другом [26 000|awol], многие значатся в обоих списках."),
        ("uk", "В одному списку [36 000|awol] імен, в іншому [26 000|awol], багато хто є в обох списках."),
    ],
)
def test_two_lists_with_the_same_people_overlap(language: str, text: str) -> None:
    report, joined = marked(text, language)
    relations = find_relations([report], joined)
    assert [one.kind for one in relations if one.kind in ("overlapping", "disjoint")] == ["overlapping"]


WHOLE_TEXTS = [
    (
        "en",
        "About 500 guardsmen were dismissed in Veselivka for refusing to go to war.\n"
        "At least 140 dismissed men went to court: 115 guardsmen filed a lawsuit together, and another 25 people "
        "filed lawsuits alone.",
        {"140<500", "115<140", "25<140", "140=115+25"},
    ),
    (
        "ru",
        "По подсчётам «Медиазоны», суды получили 10 025 дел: 9059 о самоволке, 627 о неисполнении приказа, "
        "339 о дезертирстве.",
        {"9059<10025", "627<10025", "339<10025", "10025=9059+627+339"},
    ),
    (
        "uk",
        "За підрахунками «Медіазони», суди отримали 20 538 справ: 18 159 про самовільне залишення частини, "
        "1369 про невиконання наказу, 1010 про дезертирство.",
        {"18159<20538", "1369<20538", "1010<20538", "20538=18159+1369+1010"},
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), WHOLE_TEXTS, ids=["en", "ru", "uk"])
def test_claims_that_were_found_in_a_text(language: str, text: str, expected: set[str]) -> None:
    document = Document(id="a" * 12, name="a", media_type="text/plain", text=text, language=language)
    claims = extract(document, find_sentences(text, language))
    event_of = {claim_key(document.id, one.id): f"{one.count[0]}" if one.count else one.id for one in claims}
    assert expected <= said(find_relations([Report(document, claims)], Joined(event_of)))


def figure(event: str) -> Figure:
    claim = Claim(id=event, start=0, end=1, act="refuse")
    return Figure(0, 1, None, None, None, key=event, event=event, claim=claim)


EDGES = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.floats(0.5, 1)), max_size=30)


@given(EDGES)
def test_there_are_no_circles(edges: list[tuple[str, str, float]]) -> None:
    parts = [Part(figure(a), figure(b), "because", "of", sure) for a, b, sure in edges]
    above = subset_of(part_relations(parts))
    for event in above:
        walked = [event]
        while walked[-1] in above:
            walked.append(above[walked[-1]])
            assert walked.count(walked[-1]) == 1


@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_what_is_said_does_not_matter(edges: list[tuple[str, str, float]], chance: object) -> None:
    parts = [Part(figure(a), figure(b), "because", "of", sure) for a, b, sure in edges]
    shuffled = list(parts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert subset_of(part_relations(parts)) == subset_of(part_relations(shuffled))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(range(len(ROWS))), min_size=2, max_size=4, unique=True))
def test_documents_may_come_in_any_order(chosen: list[int]) -> None:
    made = [
        marked(ROWS[number]["text"].replace("\\n", "\n"), ROWS[number]["language"], "abcd"[at])
        for at, number in enumerate(chosen)
    ]
    joined = Joined({key: f"{key[0]}{event}" for _, one in made for key, event in one.event_of.items()})
    reports = [report for report, _ in made]
    forwards = find_relations(reports, joined)
    assert subset_of(forwards) == subset_of(find_relations(reports[::-1], joined))
